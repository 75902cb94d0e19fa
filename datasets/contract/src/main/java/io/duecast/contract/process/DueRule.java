package io.duecast.contract.process;

import org.jspecify.annotations.Nullable;

/**
 * How a stage, or the whole delivery, gets its due day.
 *
 * @param field date column of the line, for {@link Kind#FIELD}; null where the stage's own plan is
 *     meant
 * @param afterStage earlier stage, for {@link Kind#OFFSET}; null counts from the order day
 * @param workingDays working days after that stage, for {@link Kind#OFFSET}; 0 where calendar days
 *     are given
 * @param calendarDays calendar days after that stage, for {@link Kind#OFFSET}; 0 where working days
 *     are given
 * @param percentile 0 to 1, for {@link Kind#NORM}: that percentile of the partner's achieved times
 * @param minimum least number of earlier outcomes for a norm
 */
public record DueRule(
    Kind kind,
    @Nullable String field,
    @Nullable String afterStage,
    int workingDays,
    int calendarDays,
    double percentile,
    int minimum) {

  /** Where a due day comes from. */
  public enum Kind {
    FIELD,
    OFFSET,
    NORM,
    NONE
  }

  public DueRule {
    if (workingDays != 0 && calendarDays != 0) {
      throw new IllegalArgumentException(
          "An offset counts working days (%d) or calendar days (%d), not both."
              .formatted(workingDays, calendarDays));
    }
  }

  public static DueRule field(@Nullable String column) {
    return new DueRule(Kind.FIELD, column, null, 0, 0, 0, 0);
  }

  public static DueRule offset(@Nullable String afterStage, int workingDays) {
    return new DueRule(Kind.OFFSET, null, afterStage, workingDays, 0, 0, 0);
  }

  public static DueRule calendarOffset(@Nullable String afterStage, int calendarDays) {
    return new DueRule(Kind.OFFSET, null, afterStage, 0, calendarDays, 0, 0);
  }

  public static DueRule norm(double percentile, int minimum) {
    return new DueRule(Kind.NORM, null, null, 0, 0, percentile, minimum);
  }

  public static DueRule none() {
    return new DueRule(Kind.NONE, null, null, 0, 0, 0, 0);
  }
}
