package io.duecast.features.bundle;

/**
 * How far a stage or delivery has come when it is looked at. What tells late lines from others
 * differs: at the beginning it is what the order is, later what has become of it.
 */
public enum Phase {
  /** On the day it begins, or the day after. */
  BEGIN,
  /** While little of the plan is used, or there is none. */
  EARLY,
  /** From there on. */
  LATE;

  /** Days since entry up to which a look is one at the beginning. */
  private static final double FIRST_DAYS = 1;

  /** Share of the plan from which a look is late; the look at half of the plan is still early. */
  private static final double LATE_SHARE = 0.55;

  /**
   * The phase of a look.
   *
   * @param elapsedDays calendar days since entry; NaN while ahead
   * @param elapsedShare of the plan; NaN without plan
   */
  public static Phase of(double elapsedDays, double elapsedShare) {
    if (!(elapsedDays > FIRST_DAYS)) {
      return BEGIN;
    }
    return elapsedShare >= LATE_SHARE ? LATE : EARLY;
  }
}
