package io.duecast.ingest.connector;

/**
 * One {@code SELECT} of a connector.
 *
 * @param name view or canonical table it fills
 */
public record Query(String name, String sql) {}
