package io.duecast.features;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Maps a raw probability of being late to the share that was late. Learned on recent matured rows
 * that the model did not see: Platt's line in log-odds for few, isotonic for many.
 *
 * @param slope of log-odds, for {@link Kind#PLATT}
 * @param intercept of log-odds, for {@link Kind#PLATT}
 * @param raw knots in rising order, for {@link Kind#ISOTONIC}
 * @param share calibrated probability at each knot
 * @param rows behind it
 */
public record Calibration(
    Kind kind, double slope, double intercept, List<Double> raw, List<Double> share, int rows) {

  /** How the map is made. */
  public enum Kind {
    IDENTITY,
    PLATT,
    ISOTONIC
  }

  /** Outcomes from which isotonic is used (EVALUATION, measured). */
  static final int MANY = 1500;

  /** Rows below which nothing is learned. */
  static final int FEW = 50;

  /**
   * Outcomes that the identity counts for. What is fitted again up to the last day has followed the
   * level already: the rows that it did not see before must not move it a second time.
   */
  private static final double PRIOR = 1000;

  private static final double MARGIN = 1e-6;

  public Calibration {
    raw = List.copyOf(raw);
    share = List.copyOf(share);
  }

  /** The probability as it is. */
  public static Calibration identity() {
    return new Calibration(Kind.IDENTITY, 1, 0, List.of(), List.of(), 0);
  }

  /**
   * The map that fits the size: none below 50 rows or with one class, Platt, isotonic from 1500
   * outcomes.
   *
   * @param weights of each row, in outcomes: looks at one line are several rows and one outcome
   */
  public static Calibration fit(double[] raw, boolean[] late, double[] weights) {
    int positives = 0;
    for (boolean one : late) {
      positives += one ? 1 : 0;
    }
    if (raw.length < FEW || positives < 5 || raw.length - positives < 5) {
      return identity();
    }
    return java.util.Arrays.stream(weights).sum() < MANY
        ? platt(raw, late, weights)
        : isotonic(raw, late, weights);
  }

  /**
   * Weighted logistic regression on log-odds by Newton steps, held near the identity by a prior
   * worth a thousand outcomes.
   */
  public static Calibration platt(double[] raw, boolean[] late, double[] weights) {
    double slope = 1;
    double intercept = 0;
    for (int step = 0; step < 50; step++) {
      double gradientSlope = PRIOR * (1 - slope);
      double gradientIntercept = -PRIOR * intercept;
      double slopes = PRIOR;
      double cross = 0;
      double intercepts = PRIOR;
      for (int i = 0; i < raw.length; i++) {
        double x = logit(raw[i]);
        double p = sigmoid(slope * x + intercept);
        double residual = weights[i] * ((late[i] ? 1 : 0) - p);
        double curvature = weights[i] * p * (1 - p);
        gradientSlope += residual * x;
        gradientIntercept += residual;
        slopes += curvature * x * x;
        cross += curvature * x;
        intercepts += curvature;
      }
      double determinant = slopes * intercepts - cross * cross;
      double bySlope = (intercepts * gradientSlope - cross * gradientIntercept) / determinant;
      double byIntercept = (slopes * gradientIntercept - cross * gradientSlope) / determinant;
      slope += Math.max(-2, Math.min(2, bySlope));
      intercept += Math.max(-2, Math.min(2, byIntercept));
      if (Math.abs(bySlope) + Math.abs(byIntercept) < 1e-10) {
        break;
      }
    }
    // A falling line would turn the ranking round: few rows do not prove that.
    return slope <= 0
        ? identity()
        : new Calibration(Kind.PLATT, slope, intercept, List.of(), List.of(), raw.length);
  }

  /**
   * Pool adjacent violators, joined by straight lines between the centres of the pools, and mixed
   * with the identity by its prior.
   */
  public static Calibration isotonic(double[] raw, boolean[] late, double[] weights) {
    int[] order =
        IntStream.range(0, raw.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> raw[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] weight = new double[raw.length];
    double[] sum = new double[raw.length];
    double[] centre = new double[raw.length];
    int last = 0;
    for (int i : order) {
      weight[last] = weights[i];
      sum[last] = weights[i] * (late[i] ? 1 : 0);
      centre[last] = weights[i] * raw[i];
      last++;
      while (last > 1 && sum[last - 2] * weight[last - 1] >= sum[last - 1] * weight[last - 2]) {
        weight[last - 2] += weight[last - 1];
        sum[last - 2] += sum[last - 1];
        centre[last - 2] += centre[last - 1];
        last--;
      }
    }
    int pools = last;
    double total = IntStream.range(0, pools).mapToDouble(i -> weight[i]).sum();
    double mean = IntStream.range(0, pools).mapToDouble(i -> sum[i]).sum() / total;
    double identity = PRIOR / (PRIOR + total);
    Double[] knots = new Double[pools];
    Double[] shares = new Double[pools];
    for (int i = 0; i < pools; i++) {
      knots[i] = centre[i] / weight[i];
      // Half an outcome at the mean rate: a pure pool is not a certainty.
      shares[i] = (1 - identity) * (sum[i] + 0.5 * mean) / (weight[i] + 0.5) + identity * knots[i];
    }
    for (int i = 1; i < pools; i++) {
      shares[i] = Math.max(shares[i], shares[i - 1]);
    }
    return new Calibration(
        Kind.ISOTONIC, 1, 0, Arrays.asList(knots), Arrays.asList(shares), raw.length);
  }

  /** Calibrated probability, strictly between 0 and 1. */
  public double apply(double probability) {
    double value =
        switch (kind) {
          case IDENTITY -> probability;
          case PLATT -> sigmoid(slope * logit(probability) + intercept);
          case ISOTONIC -> between(probability);
        };
    return Math.min(1 - MARGIN, Math.max(MARGIN, value));
  }

  private double between(double probability) {
    int last = raw.size() - 1;
    if (probability <= raw.get(0)) {
      // Below the first knot the line runs to the origin, so that the ranking survives.
      return share.get(0) * probability / raw.get(0);
    }
    if (probability >= raw.get(last)) {
      double rest = 1 - raw.get(last);
      return rest <= 0
          ? share.get(last)
          : share.get(last) + (1 - share.get(last)) * 0.5 * (probability - raw.get(last)) / rest;
    }
    int low = 0;
    int high = last;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (raw.get(middle) <= probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double span = raw.get(high) - raw.get(low);
    double part = span <= 0 ? 0 : (probability - raw.get(low)) / span;
    return share.get(low) + part * (share.get(high) - share.get(low));
  }

  /** Log-odds of {@code probability}, which is kept a little inside 0 to 1. */
  public static double logit(double probability) {
    double inside = Math.min(1 - MARGIN, Math.max(MARGIN, probability));
    return StrictMath.log(inside / (1 - inside));
  }

  /** The probability of {@code logOdds}. */
  public static double sigmoid(double logOdds) {
    return 1 / (1 + StrictMath.exp(-logOdds));
  }
}
