package io.duecast.analytics.backtest;

import io.duecast.analytics.backtest.Measures.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Figures of the probability to be late, of every rival, and our gain over the best baseline. */
final class LateFigures {

  /** A figure of one rival, which may need the base rate's beside it. */
  private enum Metric {
    AUC("auc"),
    AVERAGE_PRECISION("average_precision"),
    BRIER("brier"),
    BRIER_SKILL("brier_skill"),
    ECE("ece"),
    PRECISION_AT_10("precision_at_10"),
    LIFT_AT_10("lift_at_10"),
    CAPTURE_AT_10("capture_at_10");

    private final String code;

    Metric(String code) {
      this.code = code;
    }

    double of(Figures own, Figures base) {
      return switch (this) {
        case AUC -> own.auc();
        case AVERAGE_PRECISION -> own.averagePrecision();
        case BRIER -> own.brier();
        // The base rate is the one known when the window opened.
        case BRIER_SKILL -> 1 - own.brier() / base.brier();
        case ECE -> own.ece();
        case PRECISION_AT_10 -> own.precisionAtTop();
        case LIFT_AT_10 -> own.precisionAtTop() / own.baseRate();
        case CAPTURE_AT_10 -> own.captureAtTop();
      };
    }
  }

  private final Cell cell;
  private final int rows;

  /** By rival; the first of each is of all rows once, the others of the bootstrap's rounds. */
  private final Figures[][] figures;

  private final List<MetricRow> metrics = new ArrayList<>();

  private LateFigures(Cell cell, List<Prediction> own, @Nullable Bootstrap bootstrap) {
    this.cell = cell;
    this.rows = own.size();
    boolean[] late = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      late[i] = own.get(i).late();
    }
    int rounds = bootstrap == null ? 0 : bootstrap.rounds();
    Measures[] measures = new Measures[Rival.values().length];
    this.figures = new Figures[measures.length][rounds + 1];
    for (Rival rival : Rival.values()) {
      double[] probabilities = own.stream().mapToDouble(one -> one.of(rival)).toArray();
      measures[rival.ordinal()] = new Measures(probabilities, late);
      figures[rival.ordinal()][0] = measures[rival.ordinal()].figures();
    }
    for (int round = 0; round < rounds; round++) {
      double[] weights = java.util.Objects.requireNonNull(bootstrap).weights(round);
      for (int rival = 0; rival < measures.length; rival++) {
        figures[rival][round + 1] = measures[rival].figures(weights);
      }
    }
  }

  /**
   * Figures of {@code own}, which all have labels.
   *
   * @param bootstrap gives the intervals; null for none
   */
  static List<MetricRow> of(Cell cell, List<Prediction> own, @Nullable Bootstrap bootstrap) {
    LateFigures late = new LateFigures(cell, own, bootstrap);
    late.add(Cell.DATA, "base_rate", round -> late.at(Rival.OURS, round).baseRate());
    for (Metric metric : Metric.values()) {
      for (Rival rival : Rival.values()) {
        late.add(
            rival.code(),
            metric.code,
            round -> metric.of(late.at(rival, round), late.at(Rival.BASE_RATE, round)));
      }
    }
    Rival ranks = late.best(Figures::auc);
    late.add(
        ranks.code(),
        "auc_gain",
        round -> late.at(Rival.OURS, round).auc() - late.at(ranks, round).auc());
    Rival knows = late.best(one -> -one.brier());
    late.add(
        knows.code(),
        "brier_gain",
        round -> late.at(knows, round).brier() - late.at(Rival.OURS, round).brier());
    return late.metrics;
  }

  private Figures at(Rival rival, int round) {
    return figures[rival.ordinal()][round];
  }

  /** The baseline with the highest {@code figure}. */
  private Rival best(Function<Figures, Double> figure) {
    Rival best = Rival.BASE_RATE;
    double value = Double.NEGATIVE_INFINITY;
    for (Rival rival : Rival.values()) {
      double now = figure.apply(at(rival, 0));
      if (rival != Rival.OURS && now > value) {
        value = now;
        best = rival;
      }
    }
    return best;
  }

  private void add(String model, String metric, Function<Integer, Double> figure) {
    double value = figure.apply(0);
    // JSON has no number for the others: such a figure is left out.
    if (Double.isFinite(value)) {
      double[] drawn = new double[figures[0].length - 1];
      for (int round = 0; round < drawn.length; round++) {
        drawn[round] = figure.apply(round + 1);
      }
      metrics.add(cell.row(model, metric, value, Bootstrap.interval(drawn), rows));
    }
  }
}
