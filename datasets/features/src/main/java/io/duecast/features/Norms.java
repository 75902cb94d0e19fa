package io.duecast.features;

import java.time.LocalDate;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Usual durations of a stage, known at the end of a day; stages without a promise are due by them.
 */
public interface Norms {

  /**
   * Calendar days within which {@code percentile} (0 to 1) of the partner's completions known at
   * the end of {@code day}; empty when fewer than {@code minimum} are known.
   */
  OptionalInt days(
      String direction,
      @Nullable String partnerKey,
      @Nullable String partnerGroup,
      String stage,
      LocalDate day,
      double percentile,
      int minimum);

  /** No history: a stage that is due by norm has no due day. */
  static Norms none() {
    return (direction, partner, group, stage, day, percentile, minimum) -> OptionalInt.empty();
  }
}
