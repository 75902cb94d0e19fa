package io.duecast.features.bundle;

import io.duecast.features.BaselineHazards;
import io.duecast.features.Calibration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle knows of one target.
 *
 * @param stage stage code or {@code delivery}
 * @param level what answers, chosen on later windows
 * @param support known outcomes behind it
 * @param rows person-period rows trained on
 * @param file protobuf model in the folder, such as {@code purchase-delivery.pb}; null without one
 * @param calibration of the probability to be late, raw to calibrated
 * @param blend weight in log-odds, 0 to 1, of the partner's shrunken rate against the model for a
 *     partner without any outcome; it halves at five outcomes
 * @param baseline hazards for cells that are served by a rate
 * @param metrics figures on later windows by name
 * @param why why this level won, one sentence
 */
public record TargetCard(
    String direction,
    String stage,
    Level level,
    long support,
    long rows,
    @Nullable String file,
    Calibration calibration,
    double blend,
    BaselineHazards baseline,
    Map<String, Double> metrics,
    String why) {

  /** What answers for a cell, most specific first. */
  public enum Level {
    OWN,
    GROUP,
    POOLED,
    RATE,
    NONE;

    /** Lower-case code, as in {@code scores.level}. */
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public TargetCard {
    metrics = java.util.Collections.unmodifiableMap(new TreeMap<>(metrics));
  }

  /** File name of the model of a target. */
  public static String fileOf(String direction, String stage) {
    return direction + "-" + stage + ".pb";
  }

  /** Identity within the bundle. */
  String key() {
    return direction + "-" + stage;
  }
}
