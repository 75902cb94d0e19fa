package io.duecast.ingest.land;

import java.io.Serializable;

/**
 * Whole records of a file.
 *
 * @param firstRow number of the first record within the file, from 1
 */
public record Chunk(long start, long end, long firstRow) implements Serializable {}
