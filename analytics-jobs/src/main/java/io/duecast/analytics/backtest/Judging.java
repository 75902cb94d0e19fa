package io.duecast.analytics.backtest;

import io.duecast.analytics.train.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/** Turns predictions into the protocol's figures; intervals by a paired bootstrap over units. */
final class Judging {

  /** Rows below which a slice is not measured. */
  private static final int LEAST = 30;

  private static final double[] PINBALL = {0.1, 0.5, 0.8, 0.9};

  /** Share of looks that may raise an alert, and days ahead that count as early. */
  private static final double ALERTS = 0.1;

  private static final int[] EARLY = {3, 7, 14};

  private final List<Prediction> predictions;
  private final int rounds;
  private final long seed;
  private final List<MetricRow> rows = new ArrayList<>();

  private Judging(List<Prediction> predictions, int rounds, long seed) {
    this.predictions = predictions;
    this.rounds = rounds;
    this.seed = seed;
  }

  static List<MetricRow> of(List<Prediction> predictions, int rounds, long seed) {
    Judging judging = new Judging(predictions, rounds, seed);
    judging.run();
    return judging.rows;
  }

  private void run() {
    Map<Target, Map<String, List<Prediction>>> cells = new TreeMap<>();
    for (Prediction one : predictions) {
      cells
          .computeIfAbsent(one.target(), key -> new TreeMap<>())
          .computeIfAbsent(one.snapshot(), key -> new ArrayList<>())
          .add(one);
    }
    cells.forEach(
        (target, kinds) -> {
          kinds.forEach((kind, own) -> cell(target, kind, own));
          if (target.isDelivery()) {
            earliness(target, kinds.values().stream().flatMap(List::stream).toList());
          }
        });
  }

  private void cell(Target target, String kind, List<Prediction> own) {
    late(target, kind, "all", "all", own, own.size() >= LEAST);
    if (own.size() < LEAST) {
      return;
    }
    Map<String, List<Prediction>> windows = new TreeMap<>();
    Map<String, List<Prediction>> slices = new LinkedHashMap<>();
    for (Prediction one : own) {
      windows.computeIfAbsent(one.window().toString(), key -> new ArrayList<>()).add(one);
      slices.computeIfAbsent(one.slice(), key -> new ArrayList<>()).add(one);
    }
    windows.forEach((window, part) -> late(target, kind, window, "all", part, false));
    slices.forEach(
        (slice, part) -> {
          if (part.size() >= LEAST) {
            late(target, kind, "all", slice, part, false);
          }
        });
    if (target.isDelivery()) {
      dates(target, kind, own);
    }
  }

  private void late(
      Target target,
      String kind,
      String window,
      String slice,
      List<Prediction> own,
      boolean intervals) {
    boolean[] late = new boolean[own.size()];
    for (int i = 0; i < late.length; i++) {
      late[i] = own.get(i).late();
    }
    double[] ones = new double[late.length];
    Arrays.fill(ones, 1);
    Map<Rival, Measures> measures = new LinkedHashMap<>();
    for (Rival rival : Rival.values()) {
      measures.put(
          rival, new Measures(own.stream().mapToDouble(one -> one.of(rival)).toArray(), late));
    }
    List<double[]> draws = intervals ? draws(own) : List.of();
    Map<String, BiFunction<Rival, double[], Double>> figures = new LinkedHashMap<>();
    figures.put("auc", (rival, w) -> measure(measures, rival).auc(w));
    figures.put("average_precision", (rival, w) -> measure(measures, rival).averagePrecision(w));
    figures.put("brier", (rival, w) -> measure(measures, rival).brier(w));
    figures.put(
        "brier_skill",
        (rival, w) ->
            1 - measure(measures, rival).brier(w) / measure(measures, Rival.BASE_RATE).brier(w));
    figures.put("ece", (rival, w) -> measure(measures, rival).calibrationError(w));
    figures.put("precision_at_10", (rival, w) -> measure(measures, rival).precisionAtTop(w));
    figures.put(
        "lift_at_10",
        (rival, w) ->
            measure(measures, rival).precisionAtTop(w) / measure(measures, rival).baseRate(w));
    figures.put("capture_at_10", (rival, w) -> measure(measures, rival).captureAtTop(w));
    add(
        target,
        kind,
        window,
        slice,
        "data",
        "base_rate",
        w -> measure(measures, Rival.OURS).baseRate(w),
        ones,
        draws);
    figures.forEach(
        (metric, figure) -> {
          for (Rival rival : Rival.values()) {
            add(
                target,
                kind,
                window,
                slice,
                rival.code(),
                metric,
                w -> figure.apply(rival, w),
                ones,
                draws);
          }
        });
    Rival best = best(measures, ones, true);
    add(
        target,
        kind,
        window,
        slice,
        best.code(),
        "auc_gain",
        w -> measure(measures, Rival.OURS).auc(w) - measure(measures, best).auc(w),
        ones,
        draws);
    Rival least = best(measures, ones, false);
    add(
        target,
        kind,
        window,
        slice,
        least.code(),
        "brier_gain",
        w -> measure(measures, least).brier(w) - measure(measures, Rival.OURS).brier(w),
        ones,
        draws);
  }

  private static Measures measure(Map<Rival, Measures> measures, Rival rival) {
    return java.util.Objects.requireNonNull(measures.get(rival));
  }

  /** The best baseline by AUC, or by Brier score. */
  private static Rival best(Map<Rival, Measures> measures, double[] ones, boolean byAuc) {
    Rival best = Rival.BASE_RATE;
    double value = Double.NEGATIVE_INFINITY;
    for (Rival rival : Rival.values()) {
      if (rival != Rival.OURS) {
        double now =
            byAuc ? measure(measures, rival).auc(ones) : -measure(measures, rival).brier(ones);
        if (now > value) {
          value = now;
          best = rival;
        }
      }
    }
    return best;
  }

  @FunctionalInterface
  private interface Figure {
    double of(double[] weights);
  }

  private void add(
      Target target,
      String kind,
      String window,
      String slice,
      String model,
      String metric,
      Figure figure,
      double[] ones,
      List<double[]> draws) {
    double value = figure.of(ones);
    if (!Double.isFinite(value)) {
      // JSON has no number for it: the figure is left out.
      return;
    }
    Double low = null;
    Double high = null;
    double[] values =
        draws.stream().mapToDouble(figure::of).filter(Double::isFinite).sorted().toArray();
    if (values.length >= 20) {
      low = values[(int) (0.025 * values.length)];
      high = values[(int) Math.ceil(0.975 * values.length) - 1];
    }
    rows.add(
        new MetricRow(
            target.name(),
            target.stage(),
            kind,
            window,
            slice,
            model,
            metric,
            value,
            low,
            high,
            ones.length));
  }

  /** Weights of each row in each round: units are drawn with all of their rows. */
  private List<double[]> draws(List<Prediction> own) {
    Map<String, Integer> units = new HashMap<>();
    int[] unit = new int[own.size()];
    for (int i = 0; i < unit.length; i++) {
      int next = units.size();
      unit[i] = units.computeIfAbsent(own.get(i).unit(), key -> next);
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<double[]> draws = new ArrayList<>(rounds);
    for (int round = 0; round < rounds; round++) {
      int[] taken = new int[units.size()];
      for (int i = 0; i < taken.length; i++) {
        taken[random.nextInt(taken.length)]++;
      }
      double[] weights = new double[unit.length];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = taken[unit[i]];
      }
      draws.add(weights);
    }
    return draws;
  }

  private void dates(Target target, String kind, List<Prediction> all) {
    List<Prediction> own =
        all.stream()
            .filter(one -> one.daysToDone() != null && one.p50() != null && one.p10() != null)
            .toList();
    if (own.size() < LEAST) {
      return;
    }
    List<double[]> draws = draws(own);
    double[] ones = new double[own.size()];
    Arrays.fill(ones, 1);
    String ours = Rival.OURS.code();
    mean(
        target, kind, ours, "mae_days", own, (one, done) -> Math.abs(done - day(one.p50())), draws);
    List<Prediction> withMedian = own.stream().filter(one -> one.medianDays() != null).toList();
    if (withMedian.size() == own.size()) {
      mean(
          target,
          kind,
          "supplier_median",
          "mae_days",
          own,
          (one, done) -> Math.abs(done - median(one)),
          draws);
      double[] mine = values(own, (one, done) -> Math.abs(done - day(one.p50())));
      double[] its = values(own, (one, done) -> Math.abs(done - median(one)));
      add(
          target,
          kind,
          "all",
          "all",
          ours,
          "mae_to_supplier_median",
          w -> weighted(mine, w) / weighted(its, w),
          ones,
          draws);
    }
    for (double level : PINBALL) {
      mean(
          target,
          kind,
          ours,
          "pinball_" + Math.round(level * 100),
          own,
          (one, done) -> pinball(level, done - quantile(one, level)),
          draws);
    }
    mean(
        target,
        kind,
        ours,
        "coverage_80",
        own,
        (one, done) -> done >= day(one.p10()) && done <= day(one.p90()) ? 1 : 0,
        draws);
    mean(
        target,
        kind,
        ours,
        "width_80_days",
        own,
        (one, done) -> (double) day(one.p90()) - day(one.p10()),
        draws);
  }

  private void mean(
      Target target,
      String kind,
      String model,
      String metric,
      List<Prediction> own,
      ToDoubleBiFunction<Prediction, Integer> value,
      List<double[]> draws) {
    double[] values = values(own, value);
    double[] ones = new double[values.length];
    Arrays.fill(ones, 1);
    add(target, kind, "all", "all", model, metric, w -> weighted(values, w), ones, draws);
  }

  private static double[] values(
      List<Prediction> own, ToDoubleBiFunction<Prediction, Integer> value) {
    return own.stream()
        .mapToDouble(
            one -> value.applyAsDouble(one, java.util.Objects.requireNonNull(one.daysToDone())))
        .toArray();
  }

  private static double weighted(double[] values, double[] weights) {
    double sum = 0;
    double all = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights[i] * values[i];
      all += weights[i];
    }
    return sum / all;
  }

  private static int day(@Nullable Integer value) {
    return java.util.Objects.requireNonNull(value);
  }

  private static double median(Prediction one) {
    return java.util.Objects.requireNonNull(one.medianDays());
  }

  private static int quantile(Prediction one, double level) {
    return day(
        level < 0.3 ? one.p10() : level < 0.6 ? one.p50() : level < 0.85 ? one.p80() : one.p90());
  }

  private static double pinball(double level, double miss) {
    return miss >= 0 ? level * miss : (level - 1) * miss;
  }

  /** Late lines first alerted at least so many days before the due day, at a fixed alert budget. */
  private void earliness(Target target, List<Prediction> own) {
    if (own.size() < LEAST) {
      return;
    }
    for (Rival rival : List.of(Rival.OURS, Rival.SUPPLIER_RATE)) {
      double[] sorted = own.stream().mapToDouble(one -> one.of(rival)).sorted().toArray();
      double threshold = sorted[Math.min(sorted.length - 1, (int) ((1 - ALERTS) * sorted.length))];
      Map<String, Integer> first = new HashMap<>();
      Map<String, Boolean> lines = new HashMap<>();
      for (Prediction one : own) {
        lines.merge(one.lineKey(), one.late(), Boolean::logicalOr);
        if (one.of(rival) >= threshold) {
          first.merge(one.lineKey(), one.daysToDue(), Math::max);
        }
      }
      long late = lines.values().stream().filter(Boolean::booleanValue).count();
      long hits =
          first.keySet().stream().filter(line -> Boolean.TRUE.equals(lines.get(line))).count();
      if (late == 0 || hits == 0) {
        continue;
      }
      for (int days : EARLY) {
        long early =
            first.entrySet().stream()
                .filter(
                    line ->
                        Boolean.TRUE.equals(lines.get(line.getKey())) && line.getValue() >= days)
                .count();
        rows.add(
            new MetricRow(
                target.name(),
                target.stage(),
                "all",
                "all",
                "all",
                rival.code(),
                "warned_%d_days_ahead".formatted(days),
                (double) early / late,
                null,
                null,
                lines.size()));
      }
      rows.add(
          new MetricRow(
              target.name(),
              target.stage(),
              "all",
              "all",
              "all",
              rival.code(),
              "false_alarms_per_true",
              (double) (first.size() - hits) / hits,
              null,
              null,
              lines.size()));
    }
  }
}
