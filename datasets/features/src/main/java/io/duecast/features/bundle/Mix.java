package io.duecast.features.bundle;

import io.duecast.features.Calibration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is learned on top of the members from recent outcomes that they did not see.
 *
 * @param blend how the members' probabilities become one
 * @param calibration of the blended probability to be late
 * @param stretch factor by which the delivery curve is drawn out around its median, so that its
 *     intervals hold what they promise
 */
public record Mix(Blend blend, Calibration calibration, double stretch) {

  /** The hazards as they are. */
  public static Mix hazards() {
    return of(Blend.hazards());
  }

  /** {@code blend} with nothing learned on top. */
  public static Mix of(Blend blend) {
    return new Mix(blend, Calibration.identity(), 1);
  }

  /** This mix in every phase. */
  public static Map<Phase, Mix> everywhere(Mix mix) {
    Map<Phase, Mix> mixes = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      mixes.put(phase, mix);
    }
    return mixes;
  }

  /** The calibrated probability to be late. */
  public double probability(double[] members) {
    return calibration.apply(blend.probability(members));
  }
}
