package io.duecast.ingest.publish;

/**
 * The identity of one table in one load.
 *
 * @param inserted published rows that are new
 * @param updated published rows that changed an earlier one
 * @param deleted rows of earlier loads that are marked because the source no longer has them
 */
public record PublishedTable(
    String table,
    long rowsIn,
    long rowsOut,
    long rowsRejected,
    long rowsRepeated,
    long inserted,
    long updated,
    long deleted) {}
