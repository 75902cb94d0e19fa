package io.duecast.ingest.fetch;

import java.util.Optional;

/**
 * What a reading gave.
 *
 * @param rows how many rows or records
 * @param gone how many records more the system listed and then no longer had
 * @param highest text of the watermark's largest value, where there was one
 */
record Outcome(long rows, long gone, Optional<String> highest) {}
