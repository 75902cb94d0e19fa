package io.duecast.features.bundle;

import io.duecast.features.Calibration;

/**
 * What is learned on top of the members from recent outcomes that they did not see.
 *
 * @param blend how the members' probabilities become one
 * @param calibration of the blended probability to be late
 * @param stretch factor by which the delivery curve is drawn out around its median, so that its
 *     intervals hold what they promise
 */
public record Mix(Blend blend, Calibration calibration, double stretch) {

  /** Share of the plan from which a look is late; the look at half of the plan is still early. */
  private static final double LATE = 0.55;

  /** The hazards as they are. */
  public static Mix hazards() {
    return of(Blend.hazards());
  }

  /** {@code blend} with nothing learned on top. */
  public static Mix of(Blend blend) {
    return new Mix(blend, Calibration.identity(), 1);
  }

  /**
   * Whether little of the plan is used, or there is none: the members' merits differ between the
   * ends of a plan.
   */
  public static boolean isEarly(double elapsedShare) {
    return !(elapsedShare >= LATE);
  }

  /** The calibrated probability to be late. */
  double probability(double[] members) {
    return calibration.apply(blend.probability(members));
  }
}
