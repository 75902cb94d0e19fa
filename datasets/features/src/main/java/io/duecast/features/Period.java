package io.duecast.features;

/**
 * Days ahead in which a stage may be completed.
 *
 * @param startDay first day, counted from the snapshot day, 0 is the snapshot day itself
 * @param endDay last day, inclusive
 */
public record Period(int startDay, int endDay) {

  public Period {
    if (startDay < 0 || endDay < startDay) {
      throw new IllegalArgumentException("Period " + startDay + ".." + endDay + " is empty.");
    }
  }

  /** Length in days, at least 1. */
  public int days() {
    return endDay - startDay + 1;
  }
}
