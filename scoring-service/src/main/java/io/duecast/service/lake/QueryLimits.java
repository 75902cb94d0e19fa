package io.duecast.service.lake;

/**
 * What queries may take.
 *
 * @param memory DuckDB's limit, such as {@code 512MB}
 * @param threads threads of one query
 * @param timeoutSeconds after which a query is cancelled
 * @param atOnce queries that run at the same time; others wait shortly, then are refused
 */
public record QueryLimits(String memory, int threads, int timeoutSeconds, int atOnce) {}
