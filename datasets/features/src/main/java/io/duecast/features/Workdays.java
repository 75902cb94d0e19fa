package io.duecast.features;

import io.duecast.contract.calendar.WorkCalendar;
import java.time.LocalDate;
import java.time.Month;
import org.jspecify.annotations.Nullable;

/**
 * Working days around a day as text, so that facts need no calendar to be replayed. Offsets count
 * calendar days from that day.
 */
final class Workdays {

  /** Days before that the text covers; a multiple of four. */
  static final int BEHIND = 24;

  /** Days from the day itself that the text covers; later ones count five in seven. */
  static final int REACH = 192;

  /** Calendar days before and after the winter break in which work is slow, as a rule of thumb. */
  private static final int SLOW_BEFORE = 10;

  private static final int SLOW_AFTER = 14;

  /** Calendar days that a partner closes before the break at most. */
  private static final int LONGEST_SHUT = 14;

  private Workdays() {}

  /** One hexadecimal digit for four days, highest bit first. */
  static String around(WorkCalendar calendar, LocalDate day) {
    StringBuilder text = new StringBuilder((BEHIND + REACH) / 4);
    for (int at = -BEHIND; at < REACH; at += 4) {
      int digit = 0;
      for (int bit = 0; bit < 4; bit++) {
        digit = digit * 2 + (calendar.isWorkday(day.plusDays(at + bit)) ? 1 : 0);
      }
      text.append(Character.forDigit(digit, 16));
    }
    return text.toString();
  }

  private static int digit(String text, int offset) {
    return Character.digit(text.charAt((offset + BEHIND) / 4), 16);
  }

  private static boolean isWorkday(String text, int offset) {
    return (digit(text, offset) >> (3 - (offset + BEHIND) % 4) & 1) == 1;
  }

  /** Last offset that the text covers. */
  private static int last(String text) {
    return text.length() * 4 - 1 - BEHIND;
  }

  /** Working days in {@code from..to}, both inclusive. */
  static double count(String text, int from, int to) {
    int covered = Math.min(to, last(text));
    int count = 0;
    int day = from;
    while (day <= covered) {
      if (day % 4 == 0 && day + 3 <= covered) {
        count += Integer.bitCount(digit(text, day));
        day += 4;
      } else {
        count += isWorkday(text, day) ? 1 : 0;
        day++;
      }
    }
    return to < day ? count : count + (to - day + 1) * 5 / 7.0;
  }

  /** Mondays to Fridays off in {@code from..to}, as far as the text reaches. */
  static int holidays(String text, LocalDate first, int from, int to) {
    int covered = Math.min(to, last(text));
    int weekday = first.getDayOfWeek().getValue() - 1;
    int count = 0;
    for (int day = from; day <= covered; day++) {
      if ((weekday + day) % 7 < 5 && !isWorkday(text, day)) {
        count++;
      }
    }
    return count;
  }

  /**
   * Working days in {@code 0..to} that lie close before or after the {@link WinterBreak}, when many
   * are away. 0 where the calendar has none.
   */
  static double nearWinterBreak(String text, LocalDate day, int to) {
    int[] off = winterBreak(text, day, to);
    return off == null
        ? 0
        : count(text, Math.max(0, off[0] - SLOW_BEFORE), Math.min(to, off[1] + SLOW_AFTER));
  }

  /**
   * Working days in {@code 0..to} on which a partner is closed around the {@link WinterBreak}. 0
   * where the calendar has none.
   */
  static double shut(String text, LocalDate day, int to, Shutdown shutdown) {
    int[] off = shutdown.equals(Shutdown.NONE) ? null : winterBreak(text, day, to);
    if (off == null) {
      return 0;
    }
    double ahead = Math.min(shutdown.before(), count(text, 0, off[0] - 1));
    double before = Math.max(0, ahead - count(text, Math.max(0, to + 1), off[0] - 1));
    double gone = count(text, off[1] + 1, -1);
    double after = Math.min(shutdown.after(), count(text, off[1] + 1, to)) - gone;
    return before + Math.max(0, after);
  }

  /**
   * First and last offset of the winter break that counts for a day; null where there is none that
   * touches what lies up to {@code to}.
   */
  private static int @Nullable [] winterBreak(String text, LocalDate day, int to) {
    // The season that ends first after what the text begins with.
    LocalDate begins = day.minusDays(BEHIND);
    int year =
        begins.getMonthValue() <= Month.FEBRUARY.getValue()
            ? begins.getYear()
            : begins.getYear() + 1;
    int first = (int) (WinterBreak.seasonBegins(year).toEpochDay() - day.toEpochDay());
    int end = (int) (WinterBreak.seasonEnds(year).toEpochDay() - day.toEpochDay());
    return to < first - LONGEST_SHUT
        ? null
        : WinterBreak.longest(at -> isWorkday(text, at), Math.max(first, -BEHIND), end, last(text));
  }
}
