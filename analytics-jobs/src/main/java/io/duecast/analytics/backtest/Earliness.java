package io.duecast.analytics.backtest;

import io.duecast.analytics.train.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How early late lines are alerted when a tenth of each month's looks may raise an alert, the
 * riskiest first. A line counts once, with its first alert.
 */
final class Earliness {

  /** Share of a month's looks that may raise an alert. */
  private static final double BUDGET = 0.1;

  /** Days before the due day at which the share of late lines alerted is measured. */
  static final int[] DAYS = {0, 1, 3, 5, 7, 10, 14, 21, 30, 45, 60};

  private Earliness() {}

  /** Name of the share of late lines first alerted at least {@code days} before the due day. */
  static String metric(int days) {
    return "warned_%d_days_ahead".formatted(days);
  }

  /** Figures of every rival over all looks of a target. */
  static List<MetricRow> of(Target target, List<Prediction> own, int rounds, long seed) {
    List<MetricRow> metrics = new ArrayList<>();
    Map<String, Prediction> lines = new LinkedHashMap<>();
    own.forEach(one -> lines.putIfAbsent(one.lineKey(), one));
    List<Prediction> ones = List.copyOf(lines.values());
    if (ones.size() < Judging.LEAST || ones.stream().noneMatch(Prediction::late)) {
      return metrics;
    }
    Bootstrap bootstrap = new Bootstrap(ones, rounds, seed);
    Cell cell = Cell.of(target, Cell.ALL);
    double[] late = values(ones, one -> one.late() ? 1 : 0);
    for (Rival rival : Rival.values()) {
      Map<String, Integer> first = firstAlerts(own, rival);
      for (int days : DAYS) {
        double[] early =
            values(
                ones, one -> one.late() && first.getOrDefault(one.lineKey(), -1) >= days ? 1 : 0);
        add(metrics, cell, rival, metric(days), early, late, bootstrap);
      }
      double[] hits = values(ones, one -> one.late() && first.containsKey(one.lineKey()) ? 1 : 0);
      double[] alarms =
          values(ones, one -> !one.late() && first.containsKey(one.lineKey()) ? 1 : 0);
      double[] ahead = values(ones, one -> one.late() ? first.getOrDefault(one.lineKey(), 0) : 0);
      add(metrics, cell, rival, "false_alarms_per_true", alarms, hits, bootstrap);
      add(metrics, cell, rival, "mean_days_ahead", ahead, hits, bootstrap);
    }
    return metrics;
  }

  private static void add(
      List<MetricRow> metrics,
      Cell cell,
      Rival rival,
      String metric,
      double[] above,
      double[] below,
      Bootstrap bootstrap) {
    double value = java.util.Arrays.stream(above).sum() / java.util.Arrays.stream(below).sum();
    if (Double.isFinite(value)) {
      metrics.add(
          cell.row(rival.code(), metric, value, bootstrap.ratio(above, below), above.length));
    }
  }

  /** Days before the due day of each alerted line's first alert. */
  private static Map<String, Integer> firstAlerts(List<Prediction> own, Rival rival) {
    Map<java.time.LocalDate, List<Prediction>> months = new TreeMap<>();
    own.forEach(one -> months.computeIfAbsent(one.window(), key -> new ArrayList<>()).add(one));
    Map<String, Integer> first = new HashMap<>();
    for (List<Prediction> looks : months.values()) {
      looks.stream()
          .sorted(
              Comparator.<Prediction>comparingDouble(one -> -one.of(rival))
                  .thenComparing(Prediction::lineKey)
                  .thenComparing(Prediction::at))
          .limit((long) (BUDGET * looks.size()))
          .forEach(one -> first.merge(one.lineKey(), one.daysToDue(), Math::max));
    }
    return first;
  }

  private static double[] values(List<Prediction> lines, ToDoubleFunction<Prediction> value) {
    return lines.stream().mapToDouble(value).toArray();
  }
}
