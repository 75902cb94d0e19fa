package io.duecast.analytics.backtest;

import org.jspecify.annotations.Nullable;

/**
 * One figure of {@code metrics.json}.
 *
 * @param target direction and stage
 * @param stage stage code
 * @param window first day of the month, or {@code all}
 * @param slice {@code all}, or suppliers by known outcomes
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
