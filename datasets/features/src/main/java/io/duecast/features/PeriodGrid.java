package io.duecast.features;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the days ahead into few periods that are narrow around the due day. The due day is a period
 * of its own: many suppliers deliver on the very day, and the chance to be on time is a product of
 * whole periods.
 */
public final class PeriodGrid {

  /** Days ahead that curves reach by default. */
  public static final int HORIZON = 180;

  /** Last days of periods, counted from the due day. */
  private static final int[] AROUND_DUE = {
    -120, -75, -45, -28, -17, -10, -5, -1, 0, 1, 3, 7, 14, 28, 50, 90, 150, 240, 365
  };

  /** Last days of periods, counted from the day the stage was entered; without a due day. */
  private static final int[] SINCE_ENTRY = {
    0, 1, 2, 4, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 545
  };

  private PeriodGrid() {}

  /**
   * A period whose outcome is known.
   *
   * @param completed whether the stage was completed in it, given that it was not before
   */
  public record Observed(Period period, boolean completed) {}

  /** Periods from {@code day} on, at most {@code horizon} days far and gapless. */
  public static List<Period> ahead(
      LocalDate day, @Nullable LocalDate dueOn, LocalDate enteredOn, int horizon) {
    LocalDate anchor = dueOn == null ? enteredOn : dueOn;
    int offset = Math.toIntExact(ChronoUnit.DAYS.between(day, anchor));
    List<Period> periods = new ArrayList<>(16);
    int start = 0;
    for (int bound : dueOn == null ? SINCE_ENTRY : AROUND_DUE) {
      int end = offset + bound;
      // The due day stays a bound however far away it lies.
      if (end >= start && (end <= horizon || (dueOn != null && bound <= 0))) {
        periods.add(new Period(start, end));
        start = end + 1;
      }
    }
    if (start <= horizon) {
      periods.add(new Period(start, Math.max(horizon, start)));
    }
    return periods;
  }

  /** Periods of a target of {@code facts} up to the default horizon. */
  public static List<Period> ahead(OrderFacts facts, StageFacts target) {
    LocalDate entered = target.enteredOn() == null ? facts.day() : target.enteredOn();
    return ahead(facts.day(), target.dueOn(), entered, HORIZON);
  }

  /**
   * The leading periods of a snapshot whose outcome is wholly known at {@code cutoff}: up to and
   * including the one in which the stage was completed; up to the last one before the line left
   * otherwise or before the cut-off. A completion booked late counts in the first period.
   */
  public static List<Observed> observed(
      LocalDate day, List<Period> periods, StageOutcome outcome, Instant cutoff, ZoneId zone) {
    long lastDay = ChronoUnit.DAYS.between(day, Days.lastKnown(cutoff, zone));
    Instant completedKnownAt = outcome.completedKnownAt();
    LocalDate completedOn =
        completedKnownAt == null || completedKnownAt.isAfter(cutoff) ? null : outcome.completedOn();
    Instant exitKnownAt = outcome.exitKnownAt();
    if (completedOn == null && exitKnownAt != null && !exitKnownAt.isAfter(cutoff)) {
      // The day of the exit itself is lost: the stage could still have been completed on it.
      lastDay = Math.min(lastDay, ChronoUnit.DAYS.between(day, Days.known(exitKnownAt, zone)) - 1);
    }
    long completed =
        completedOn == null
            ? Long.MAX_VALUE
            : Math.max(0, ChronoUnit.DAYS.between(day, completedOn));
    List<Observed> observed = new ArrayList<>(periods.size());
    for (Period period : periods) {
      if (period.endDay() > lastDay) {
        break;
      }
      boolean now = completed <= period.endDay();
      observed.add(new Observed(period, now));
      if (now) {
        break;
      }
    }
    return observed;
  }
}
