package io.duecast.service.quality;

import io.duecast.contract.Text;

/**
 * A source whose last load misses the target.
 *
 * @param source kind of file, as the connector names it
 * @param wrong rows that break at least one rule
 * @param rate wrong rows divided by rows in
 * @param target largest rate with which figures can be trusted
 * @param text the same in words
 */
public record SourceWarning(
    String sourceSystem,
    String sourceInstance,
    String source,
    String loadId,
    long rowsIn,
    long wrong,
    double rate,
    double target,
    Text text) {}
