package io.duecast.features.bundle;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What answers for one partner at one target, and the figures that decided it.
 *
 * @param level what answers
 * @param rate which rate, for {@link TargetCard.Level#RATE}; null otherwise
 * @param file model of the partner or of its group that is averaged with the pooled answer, for
 *     {@link TargetCard.Level#OWN} and {@link TargetCard.Level#GROUP}; null otherwise
 * @param support known outcomes of the partner
 * @param late of them
 * @param judged later lines, which no model saw, on which the levels were compared
 * @param brier Brier score on those lines by level code, for every level that could answer
 */
public record Cell(
    TargetCard.Level level,
    @Nullable Member rate,
    @Nullable String file,
    long support,
    long late,
    int judged,
    Map<String, Double> brier) {

  /** Later lines of a partner below which its cell follows all partners. */
  public static final int LEAST_JUDGED = 15;

  public Cell {
    brier = Collections.unmodifiableMap(new TreeMap<>(brier));
  }

  /** A rate answers. */
  public static Cell rate(Member rate, long support, long late) {
    return new Cell(TargetCard.Level.RATE, rate, null, support, late, 0, Map.of());
  }
}
