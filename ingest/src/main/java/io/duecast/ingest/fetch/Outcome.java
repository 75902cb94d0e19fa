package io.duecast.ingest.fetch;

import java.util.Optional;

/**
 * What a reading gave.
 *
 * @param rows how many rows or records
 * @param highest text of the watermark's largest value, where there was one
 */
record Outcome(long rows, Optional<String> highest) {}
