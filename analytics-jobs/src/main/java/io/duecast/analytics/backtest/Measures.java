package io.duecast.analytics.backtest;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Figures of one list of probabilities against labels. Rows carry weights, so that a bootstrap
 * round is a list of weights.
 */
final class Measures {

  /** Bins of the calibration error, of equal mass (EVALUATION §1.5). */
  private static final int BINS = 15;

  private static final double TOP = 0.1;

  private final double[] probabilities;
  private final boolean[] late;

  /** Rows by falling probability. */
  private final int[] order;

  Measures(double[] probabilities, boolean[] late) {
    this.probabilities = probabilities;
    this.late = late;
    this.order =
        IntStream.range(0, late.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -probabilities[i]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** Area under the ROC curve, ties count half; NaN with one class. */
  double auc(double[] weights) {
    double above = 0;
    double pairs = 0;
    double lates = 0;
    double others = 0;
    int at = 0;
    while (at < order.length) {
      int end = at;
      double tiedLate = 0;
      double tiedOther = 0;
      while (end < order.length && probabilities[order[end]] == probabilities[order[at]]) {
        if (late[order[end]]) {
          tiedLate += weights[order[end]];
        } else {
          tiedOther += weights[order[end]];
        }
        end++;
      }
      above += tiedOther * (lates + tiedLate / 2);
      lates += tiedLate;
      others += tiedOther;
      at = end;
    }
    pairs = lates * others;
    return pairs <= 0 ? Double.NaN : above / pairs;
  }

  /** Mean precision over late rows; ties share their precision. */
  double averagePrecision(double[] weights) {
    double lates = 0;
    double seen = 0;
    double sum = 0;
    int at = 0;
    while (at < order.length) {
      int end = at;
      double tiedLate = 0;
      double tied = 0;
      while (end < order.length && probabilities[order[end]] == probabilities[order[at]]) {
        tied += weights[order[end]];
        tiedLate += late[order[end]] ? weights[order[end]] : 0;
        end++;
      }
      lates += tiedLate;
      seen += tied;
      sum += seen <= 0 ? 0 : tiedLate * lates / seen;
      at = end;
    }
    return lates <= 0 ? Double.NaN : sum / lates;
  }

  double brier(double[] weights) {
    double sum = 0;
    double all = 0;
    for (int i = 0; i < late.length; i++) {
      double miss = probabilities[i] - (late[i] ? 1 : 0);
      sum += weights[i] * miss * miss;
      all += weights[i];
    }
    return sum / all;
  }

  double baseRate(double[] weights) {
    double sum = 0;
    double all = 0;
    for (int i = 0; i < late.length; i++) {
      sum += late[i] ? weights[i] : 0;
      all += weights[i];
    }
    return sum / all;
  }

  /** Mean distance of probability and share late over bins of equal mass. */
  double calibrationError(double[] weights) {
    double all = java.util.Arrays.stream(weights).sum();
    double error = 0;
    double mass = 0;
    double probability = 0;
    double lates = 0;
    double done = 0;
    int bin = 1;
    for (int i = order.length - 1; i >= 0; i--) {
      int row = order[i];
      mass += weights[row];
      probability += weights[row] * probabilities[row];
      lates += late[row] ? weights[row] : 0;
      done += weights[row];
      if (done >= all * bin / BINS - 1e-9 || i == 0) {
        error += Math.abs(probability - lates);
        mass = 0;
        probability = 0;
        lates = 0;
        while (bin < BINS && done >= all * bin / BINS - 1e-9) {
          bin++;
        }
      }
    }
    return error / all;
  }

  /** Share late among the riskiest tenth. */
  double precisionAtTop(double[] weights) {
    return top(weights)[0];
  }

  /** Share of all late rows that the riskiest tenth holds. */
  double captureAtTop(double[] weights) {
    return top(weights)[1];
  }

  private double[] top(double[] weights) {
    double all = java.util.Arrays.stream(weights).sum();
    double lates = baseRate(weights) * all;
    double taken = 0;
    double found = 0;
    for (int row : order) {
      double take = Math.min(weights[row], all * TOP - taken);
      if (take <= 0) {
        break;
      }
      taken += take;
      found += late[row] ? take : 0;
    }
    return new double[] {found / taken, lates <= 0 ? Double.NaN : found / lates};
  }
}
