package io.duecast.analytics.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Figures of the predicted dates. A line that is still open when the data ends counts once that day
 * is past all of its predicted days: outside the interval, with the error it has reached by then,
 * which is the least it can be. Other open lines say nothing yet and are left out; {@code
 * open_share} tells how many lines were open, {@code open_left_out_share} how many did not count.
 */
final class DateFigures {

  /** Model of the supplier's median. */
  static final String MEDIAN = "supplier_median";

  private final Cell cell;
  private final Bootstrap bootstrap;
  private final List<Prediction> counted;
  private final double[] ones;
  private final List<MetricRow> metrics = new ArrayList<>();

  private DateFigures(Cell cell, List<Prediction> counted, int rounds, long seed) {
    this.cell = cell;
    this.counted = counted;
    this.bootstrap = new Bootstrap(counted, rounds, seed);
    this.ones = new double[counted.size()];
    Arrays.fill(ones, 1);
  }

  /** Figures of those of {@code all} that have dates; none when they are too few. */
  static List<MetricRow> of(Cell cell, List<Prediction> all, int rounds, long seed) {
    List<Prediction> dated = all.stream().filter(one -> one.judged() && one.dated()).toList();
    List<Prediction> counted = dated.stream().filter(DateFigures::counts).toList();
    if (counted.size() < Judging.LEAST) {
      return List.of();
    }
    DateFigures dates = new DateFigures(cell, counted, rounds, seed);
    dates.all();
    long open = dated.stream().filter(one -> one.daysToDone() == null).count();
    double rows = dated.size();
    dates.metrics.add(cell.row(Cell.DATA, "open_share", open / rows, null, dated.size()));
    dates.metrics.add(
        cell.row(
            Cell.DATA, "open_left_out_share", (rows - counted.size()) / rows, null, dated.size()));
    return dates.metrics;
  }

  /** Whether the outcome is known, or known to lie behind every predicted day. */
  static boolean counts(Prediction one) {
    return one.daysToDone() != null
        || (one.daysWatched() > day(one.p90()) && one.daysWatched() > median(one));
  }

  private void all() {
    String ours = Rival.OURS.code();
    double[] mine = values(one -> Math.abs(done(one) - day(one.p50())));
    double[] its = values(one -> Math.abs(done(one) - median(one)));
    mean(ours, "mae_days", mine);
    mean(MEDIAN, "mae_days", its);
    ratio(ours, "mae_to_supplier_median", mine, its);
    pinball("pinball_10", 0.1, one -> day(one.p10()));
    pinball("pinball_50", 0.5, one -> day(one.p50()));
    pinball("pinball_80", 0.8, one -> day(one.p80()));
    pinball("pinball_90", 0.9, one -> day(one.p90()));
    mean(ours, "coverage_80", values(one -> inside(one) ? 1 : 0));
    mean(ours, "width_80_days", values(one -> (double) day(one.p90()) - day(one.p10())));
  }

  private void pinball(String metric, double level, ToDoubleFunction<Prediction> quantile) {
    mean(
        Rival.OURS.code(),
        metric,
        values(
            one -> {
              double miss = done(one) - quantile.applyAsDouble(one);
              return miss >= 0 ? level * miss : (level - 1) * miss;
            }));
  }

  private void mean(String model, String metric, double[] values) {
    ratio(model, metric, values, ones);
  }

  private void ratio(String model, String metric, double[] above, double[] below) {
    double value = Arrays.stream(above).sum() / Arrays.stream(below).sum();
    if (Double.isFinite(value)) {
      metrics.add(cell.row(model, metric, value, bootstrap.ratio(above, below), counted.size()));
    }
  }

  private double[] values(ToDoubleFunction<Prediction> value) {
    return counted.stream().mapToDouble(value).toArray();
  }

  /** Days to completion; of an open line, days until the data ends. */
  private static int done(Prediction one) {
    Integer done = one.daysToDone();
    return done == null ? one.daysWatched() : done;
  }

  /** Whether the day of completion lies in the 80 % interval. */
  static boolean inside(Prediction one) {
    return done(one) >= day(one.p10()) && done(one) <= day(one.p90());
  }

  private static int day(@Nullable Integer value) {
    return java.util.Objects.requireNonNull(value);
  }

  private static double median(Prediction one) {
    return java.util.Objects.requireNonNull(one.medianDays());
  }
}
