package io.duecast.analytics.backtest;

import org.jspecify.annotations.Nullable;

/**
 * One figure of {@code metrics.json}.
 *
 * @param target direction and stage
 * @param stage stage code, or delivery
 * @param window first day of the month, a calendar quarter such as {@code 2014-Q1}, or {@code all}
 * @param snapshot kind of snapshot; {@code all} for dates and earliness, which may be told together
 * @param slice {@code all}, suppliers by known outcomes, or {@code level} with what answered
 * @param model rival, {@code supplier_median}, or {@code data}; for a gain, the baseline it is over
 * @param low lower end of the 95 % interval; null where none was computed
 */
public record MetricRow(
    String target,
    String stage,
    String snapshot,
    String window,
    String slice,
    String model,
    String metric,
    double value,
    @Nullable Double low,
    @Nullable Double high,
    int n) {}
