package io.duecast.features.bundle;

import io.duecast.features.Calibration;
import org.jspecify.annotations.Nullable;

/**
 * What was learned from lines whose due day has passed.
 *
 * @param file protobuf file of boosted trees; null where too few lines have matured
 * @param linear logistic regression on the same lines
 * @param time regression of the time to completion, open lines included
 * @param rateShift log-odds from a partner's rate to the late lines among these looks: a rate
 *     counts every outcome, a look only those whose due day still lay ahead
 */
public record Cohort(@Nullable String file, LinearModel linear, TimeModel time, double rateShift) {

  /** Looks that the belief in no shift counts for. */
  private static final double PRIOR = 10;

  private static final int STEPS = 30;

  /** Nothing was learned. */
  public static Cohort nothing() {
    return new Cohort(null, LinearModel.nothing(), TimeModel.nothing(), 0);
  }

  /** This without its models. */
  public Cohort ratesOnly() {
    return new Cohort(null, LinearModel.nothing(), TimeModel.nothing(), rateShift);
  }

  /**
   * The shift under which {@code rates} expect as many late looks as there were, by Newton's
   * method.
   *
   * @param rates late rate of the partner of each look, known then
   * @param weights of each look, around one
   */
  public static double rateShift(double[] rates, boolean[] late, float[] weights) {
    double shift = 0;
    for (int step = 0; step < STEPS; step++) {
      double slope = -PRIOR / 4 * shift;
      double curvature = PRIOR / 4;
      for (int i = 0; i < rates.length; i++) {
        double p = shifted(rates[i], shift);
        slope += weights[i] * ((late[i] ? 1 : 0) - p);
        curvature += weights[i] * p * (1 - p);
      }
      shift += Math.max(-1, Math.min(1, slope / curvature));
    }
    return shift;
  }

  private static double shifted(double rate, double shift) {
    return Calibration.sigmoid(Calibration.logit(rate) + shift);
  }

  /** What a partner's rate says of a look like these. */
  double atLook(double rate) {
    return shifted(rate, rateShift);
  }
}
