package io.duecast.features.bundle;

import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Thresholds sized to the team: as many predicted lines are high as can be called in a day, twice
 * as many again are medium; or sized by what a call and a late line cost. Lines that are late
 * already are high without taking a place.
 *
 * @param high least probability of a high line
 * @param medium least probability of a medium line
 */
public record Bands(double high, double medium) {

  public static final String HIGH = "high";
  public static final String MEDIUM = "medium";
  public static final String LOW = "low";
  public static final String UNKNOWN = "unknown";

  /** Nothing below is worth a call, however much capacity is left. */
  private static final double LEAST = 0.05;

  /**
   * Riskiest first: predicted lines and late ones by probability (late already counts as one), then
   * by expected days late, then by key; lines without an answer last.
   */
  public static final Comparator<LineScore> RISKIEST_FIRST =
      Comparator.comparingDouble(Bands::risk)
          .reversed()
          .thenComparing(
              score -> score.expectedDaysLate() == null ? 0 : score.expectedDaysLate(),
              Comparator.reverseOrder())
          .thenComparing(LineScore::orderLineKey);

  /** Thresholds for {@code capacity} calls a day over one run's scores. */
  public static Bands ofCapacity(Collection<LineScore> scores, int capacity) {
    return ofProbabilities(
        scores.stream()
            .map(LineScore::lateProbability)
            .filter(Objects::nonNull)
            .mapToDouble(Objects::requireNonNull)
            .toArray(),
        capacity);
  }

  /** {@link #ofCapacity} where only the probabilities are at hand, in any order. */
  public static Bands ofProbabilities(double[] probabilities, int capacity) {
    double[] sorted =
        java.util.Arrays.stream(probabilities).map(probability -> -probability).sorted().toArray();
    return new Bands(at(sorted, capacity), at(sorted, capacity * 3));
  }

  /**
   * Thresholds at which a call pays: a line is high when its probability to be late times what a
   * late line costs is at least the cost of a call, medium from half of that on.
   */
  public static Bands ofCost(long callCost, long lateCost) {
    double high = (double) callCost / lateCost;
    return new Bands(high, high / 2);
  }

  /** Band of a line: high, medium, low or unknown. */
  public String of(LineScore score) {
    return of(score.state(), score.lateProbability());
  }

  /** Band of a line by its state and its probability to be late. */
  public String of(String state, @Nullable Double probability) {
    if (state.equals(LineScore.LATE_ALREADY)) {
      return HIGH;
    }
    if (probability == null) {
      return UNKNOWN;
    }
    return probability >= high ? HIGH : probability >= medium ? MEDIUM : LOW;
  }

  private static double risk(LineScore score) {
    if (score.state().equals(LineScore.LATE_ALREADY)) {
      return 1;
    }
    return score.lateProbability() == null ? -1 : score.lateProbability();
  }

  private static double at(double[] negated, int lines) {
    if (lines <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    return negated.length <= lines ? LEAST : Math.max(LEAST, -negated[lines - 1]);
  }
}
