package io.duecast.analytics.backtest;

import io.duecast.analytics.train.Target;
import org.jspecify.annotations.Nullable;

/** Which predictions a figure is about. */
record Cell(Target target, String snapshot, String window, String slice) {

  /** Everything: all windows, all slices, all kinds of snapshot. */
  static final String ALL = "all";

  /** Model of figures that are about the data alone. */
  static final String DATA = "data";

  static Cell of(Target target, String snapshot) {
    return new Cell(target, snapshot, ALL, ALL);
  }

  Cell window(String other) {
    return new Cell(target, snapshot, other, slice);
  }

  Cell slice(String other) {
    return new Cell(target, snapshot, window, other);
  }

  MetricRow row(
      String model, String metric, double value, Bootstrap.@Nullable Interval interval, int rows) {
    return new MetricRow(
        target.name(),
        target.stage(),
        snapshot,
        window,
        slice,
        model,
        metric,
        value,
        interval == null ? null : interval.low(),
        interval == null ? null : interval.high(),
        rows);
  }
}
