package io.duecast.features;

import io.duecast.contract.calendar.WorkCalendar;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.Month;
import java.util.NavigableSet;

/**
 * How long a partner is likely to close around the long break of winter, in working days of the
 * calendar: learned from the days on which something of it was completed in the years before.
 *
 * @param before working days that it closes before the break
 * @param after working days that it stays closed after the break
 */
public record Shutdown(double before, double after) implements Serializable {

  private static final int LONGEST_BEFORE = 8;
  private static final int LONGEST_AFTER = 12;

  /** Where the partner has no turn. */
  static final Shutdown NONE = new Shutdown(0, 0);

  /** What is expected of a partner that nothing is known of: any length is as likely. */
  static final Shutdown UNKNOWN = new Shutdown(LONGEST_BEFORE / 2.0, LONGEST_AFTER / 2.0);

  /** Working days before the break from which a partner is busy as usual, and how many of them. */
  private static final int NEAR = 12;

  private static final int USUAL = 100;

  /** How often a closed partner still shows up, against an open one: some book late. */
  private static final double LEFT_OVER = 0.2;

  /** By this day of a year its break and what follows are over. */
  private static final Month OVER_MONTH = Month.APRIL;

  private static final int OVER_DAY = 15;

  /** The last year whose break is over on {@code day}. */
  static int lastYear(LocalDate day) {
    return day.isBefore(LocalDate.of(day.getYear(), OVER_MONTH, OVER_DAY))
        ? day.getYear() - 1
        : day.getYear();
  }

  /**
   * The mean over all lengths by how likely they made what was seen: on each working day a partner
   * shows up with its usual chance, and hardly ever while it is closed.
   *
   * @param active days on which the partner showed up
   * @param lastYear last year whose break is looked at
   */
  static Shutdown of(NavigableSet<LocalDate> active, WorkCalendar calendar, int lastYear) {
    double[] before = new double[LONGEST_BEFORE + 1];
    double[] after = new double[LONGEST_AFTER + 1];
    if (!active.isEmpty()) {
      for (int year = active.first().getYear(); year <= lastYear; year++) {
        WinterBreak around = WinterBreak.of(calendar, year);
        if (around != null) {
          see(active, calendar, around, before, after);
        }
      }
    }
    return new Shutdown(mean(before), mean(after));
  }

  private static void see(
      NavigableSet<LocalDate> active,
      WorkCalendar calendar,
      WinterBreak around,
      double[] before,
      double[] after) {
    LocalDate busy = calendar.plusWorkdays(around.first(), -NEAR);
    LocalDate from = calendar.plusWorkdays(busy, -USUAL);
    if (active.first().isAfter(from)) {
      return;
    }
    int days = 0;
    for (LocalDate day : active.subSet(from, true, busy, false)) {
      days += calendar.isWorkday(day) ? 1 : 0;
    }
    if (days == 0) {
      return;
    }
    double usual = Math.min(0.95, (double) days / USUAL);
    add(active, calendar, around.first(), -1, usual, before);
    add(active, calendar, around.last(), 1, usual, after);
  }

  /** Adds how much likelier than no closing each length makes what was seen. */
  private static void add(
      NavigableSet<LocalDate> active,
      WorkCalendar calendar,
      LocalDate end,
      int step,
      double usual,
      double[] logs) {
    double sum = 0;
    LocalDate day = end;
    for (int length = 1; length < logs.length; length++) {
      day = calendar.plusWorkdays(day, step);
      sum +=
          active.contains(day)
              ? StrictMath.log(LEFT_OVER)
              : StrictMath.log((1 - LEFT_OVER * usual) / (1 - usual));
      logs[length] += sum;
    }
  }

  private static double mean(double[] logs) {
    double most = java.util.Arrays.stream(logs).max().orElse(0);
    double total = 0;
    double sum = 0;
    for (int length = 0; length < logs.length; length++) {
      double weight = StrictMath.exp(logs[length] - most);
      total += weight;
      sum += weight * length;
    }
    return sum / total;
  }
}
