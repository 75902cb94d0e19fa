package io.duecast.analytics.train;

import io.duecast.analytics.AnalyticsSettings;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at lines whose promise was judged before a day, as training data.
 *
 * @param rows one feature vector per look
 * @param late whether the due day was missed
 * @param weights recent looks count more, weekly ones less; mean one. Never by how often a line was
 *     looked at: a line that is late stays open for more looks, and each would count for less
 */
record Matured(float[][] rows, boolean[] late, float[] weights) implements Serializable {

  /** Lines among looks, and late ones among them. */
  record Lines(int known, int late) {}

  /** Counts the lines of {@code looks}, however often each was looked at. */
  static Lines lines(List<Snapshot> looks) {
    Map<String, Boolean> lines = new HashMap<>();
    int late = 0;
    for (Snapshot one : looks) {
      boolean isLate = Boolean.TRUE.equals(one.late());
      late += !Boolean.TRUE.equals(lines.get(one.lineKey())) && isLate ? 1 : 0;
      lines.merge(one.lineKey(), isLate, Boolean::logicalOr);
    }
    return new Lines(lines.size(), late);
  }

  /** Training data of {@code looks}, all matured before {@code cutoff}. */
  static Matured of(List<Snapshot> looks, LocalDate cutoff, AnalyticsSettings settings) {
    float[][] rows = new float[looks.size()][];
    boolean[] late = new boolean[rows.length];
    float[] weights = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      Snapshot one = looks.get(i);
      rows[i] = one.vector();
      late[i] = Boolean.TRUE.equals(one.late());
      weights[i] = (float) (one.kind().weight() * recency(one.day(), cutoff, settings));
    }
    level(weights);
    return new Matured(rows, late, weights);
  }

  /** Weight of a look of {@code day}: a half for every half-life that has passed. */
  static double recency(LocalDate day, LocalDate cutoff, AnalyticsSettings settings) {
    return settings.recencyHalfLifeDays() <= 0
        ? 1
        : recency(day, cutoff, settings.recencyHalfLifeDays());
  }

  static double recency(LocalDate day, LocalDate cutoff, double halfLifeDays) {
    return StrictMath.pow(0.5, (cutoff.toEpochDay() - day.toEpochDay()) / halfLifeDays);
  }

  /** Makes the mean weight one, so that the least weight of a leaf keeps its meaning. */
  static void level(float[] weights) {
    double total = 0;
    for (float weight : weights) {
      total += weight;
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (weights[i] * weights.length / total);
    }
  }
}
