package io.duecast.analytics.score;

import io.duecast.features.bundle.LineScore;

/**
 * How much a call about a line is worth: the days of delay that it may still prevent.
 *
 * <p>For a line that is not late yet, the expected days after its due day, at most thirty, which is
 * the probability to be late times the days late then. For a line that is late already, half of the
 * days still to come: its promise is lost, only the rest of the wait can be shortened. Lines
 * without an answer come last.
 */
final class Benefit {

  private static final double MOST_DAYS = 30;
  private static final double LATE_ALREADY = 0.5;

  private Benefit() {}

  static double of(LineScore score) {
    Double late = score.expectedDaysLate();
    Double remaining = score.expectedRemainingDays();
    return switch (score.state()) {
      case LineScore.PREDICTED -> late == null ? -1 : Math.min(MOST_DAYS, late);
      case LineScore.LATE_ALREADY ->
          remaining == null ? 0 : LATE_ALREADY * Math.min(MOST_DAYS, remaining);
      default -> -1;
    };
  }
}
