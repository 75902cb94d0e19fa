package io.duecast.delta;

/**
 * What a merge did.
 *
 * @param given rows that it was given
 * @param inserted rows whose key was new
 * @param updated rows that were there and differed
 */
public record Merged(long given, long inserted, long updated) {}
