package io.duecast.features;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one stage of a line, or of its delivery.
 *
 * @param state code of {@link StageTimeline.State}
 * @param elapsedWorkdays working days, where the stage happens, from entry to the snapshot day; 0
 *     while ahead
 * @param workdaysToDue such working days from the snapshot day to the due day; negative when past;
 *     0 without due day
 * @param overrun share of achieved times that were longer than this plan, among those at least as
 *     long as the time used; NaN without plan, and for stages that are not under way
 * @param history of the partner at this stage; null once the stage is done or skipped
 * @param keys late rates of what the line shares with others; null unless the stage is under way
 * @param shutdown how long the partner is likely to close around the winter break; nothing where
 *     its turn is over, or another's
 */
public record StageFacts(
    String stage,
    int order,
    String ownerRole,
    String state,
    @Nullable LocalDate enteredOn,
    @Nullable LocalDate dueOn,
    @Nullable String dueBasis,
    @Nullable LocalDate actualOn,
    int elapsedWorkdays,
    int workdaysToDue,
    double overrun,
    @Nullable HistoryFacts history,
    @Nullable KeyRates keys,
    Shutdown shutdown)
    implements Serializable {

  boolean is(StageTimeline.State wanted) {
    return state.equals(wanted.code());
  }

  /** Calendar days from {@code day} to the due day, NaN without one. */
  public double daysToDue(LocalDate day) {
    return dueOn == null ? Double.NaN : ChronoUnit.DAYS.between(day, dueOn);
  }

  /** Calendar days from entry to {@code day}, NaN while ahead. */
  public double elapsedDays(LocalDate day) {
    return enteredOn == null ? Double.NaN : ChronoUnit.DAYS.between(enteredOn, day);
  }

  /** Elapsed share of the planned time on {@code day}, NaN without a plan. */
  public double elapsedShare(LocalDate day) {
    return dueOn == null || enteredOn == null || !dueOn.isAfter(enteredOn)
        ? Double.NaN
        : elapsedDays(day) / ChronoUnit.DAYS.between(enteredOn, dueOn);
  }
}
