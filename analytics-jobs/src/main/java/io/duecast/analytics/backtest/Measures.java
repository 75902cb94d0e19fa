package io.duecast.analytics.backtest;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Figures of one list of probabilities against labels. Rows carry weights, so that a bootstrap
 * round is a list of weights; rows with the same probability share what falls to them, except that
 * the bins of the calibration error take them in the given order.
 */
final class Measures {

  /** Bins of the calibration error, of equal mass (EVALUATION §1.5). */
  private static final int BINS = 15;

  private static final double TOP = 0.1;

  /** Rows by rising probability. */
  private final int[] order;

  private final double[] probabilities;
  private final boolean[] late;

  /** Places after the last row of each run of equal probabilities. */
  private final int[] ends;

  /**
   * All figures of one list of weights.
   *
   * @param auc area under the ROC curve, ties count half; NaN with one class
   * @param averagePrecision mean precision over late rows; NaN without late rows
   * @param ece mean distance of probability and share late over bins of equal mass
   * @param precisionAtTop share late among the riskiest tenth
   * @param captureAtTop share of all late rows that the riskiest tenth holds
   */
  record Figures(
      double auc,
      double averagePrecision,
      double brier,
      double ece,
      double precisionAtTop,
      double captureAtTop,
      double baseRate) {}

  Measures(double[] probabilities, boolean[] late) {
    int rows = late.length;
    this.order =
        IntStream.range(0, rows)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> probabilities[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.probabilities = new double[rows];
    this.late = new boolean[rows];
    int[] places = new int[rows];
    int runs = 0;
    for (int i = 0; i < rows; i++) {
      this.probabilities[i] = probabilities[order[i]];
      this.late[i] = late[order[i]];
      if (i > 0 && this.probabilities[i] != this.probabilities[i - 1]) {
        places[runs++] = i;
      }
    }
    if (rows > 0) {
      places[runs++] = rows;
    }
    this.ends = Arrays.copyOf(places, runs);
  }

  /** Figures when every row counts once. */
  Figures figures() {
    double[] ones = new double[late.length];
    Arrays.fill(ones, 1);
    return figures(ones);
  }

  /** Figures when row {@code i} counts {@code weights[i]} times. */
  Figures figures(double[] weights) {
    double all = 0;
    double lates = 0;
    double squares = 0;
    double[] sorted = new double[order.length];
    for (int i = 0; i < sorted.length; i++) {
      double weight = weights[order[i]];
      double miss = probabilities[i] - (late[i] ? 1 : 0);
      sorted[i] = weight;
      all += weight;
      lates += late[i] ? weight : 0;
      squares += weight * miss * miss;
    }
    // From the riskiest run of equal probabilities to the safest.
    double seen = 0;
    double seenLate = 0;
    double above = 0;
    double precisions = 0;
    double found = 0;
    for (int run = ends.length - 1; run >= 0; run--) {
      double tied = 0;
      double tiedLate = 0;
      for (int i = run == 0 ? 0 : ends[run - 1]; i < ends[run]; i++) {
        tied += sorted[i];
        tiedLate += late[i] ? sorted[i] : 0;
      }
      if (tied > 0) {
        above += (tied - tiedLate) * (seenLate + tiedLate / 2);
        double take = Math.min(tied, all * TOP - seen);
        found += take > 0 ? tiedLate * take / tied : 0;
        seen += tied;
        seenLate += tiedLate;
        precisions += tiedLate * seenLate / seen;
      }
    }
    double pairs = lates * (all - lates);
    return new Figures(
        pairs <= 0 ? Double.NaN : above / pairs,
        lates <= 0 ? Double.NaN : precisions / lates,
        squares / all,
        calibrationError(sorted, all),
        found / (all * TOP),
        lates <= 0 ? Double.NaN : found / lates,
        lates / all);
  }

  private double calibrationError(double[] sorted, double all) {
    double error = 0;
    double gap = 0;
    double done = 0;
    int bin = 1;
    for (int i = 0; i < sorted.length; i++) {
      gap += sorted[i] * (probabilities[i] - (late[i] ? 1 : 0));
      done += sorted[i];
      if (done >= all * bin / BINS - 1e-9 || i == sorted.length - 1) {
        error += Math.abs(gap);
        gap = 0;
        while (bin < BINS && done >= all * bin / BINS - 1e-9) {
          bin++;
        }
      }
    }
    return error / all;
  }
}
