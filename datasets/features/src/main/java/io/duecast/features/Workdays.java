package io.duecast.features;

import io.duecast.contract.calendar.WorkCalendar;
import java.time.LocalDate;

/** Working days ahead as text, so that facts need no calendar to be replayed. */
final class Workdays {

  /** Days ahead that the text covers; later days count five working days in seven. */
  static final int REACH = 192;

  private Workdays() {}

  /** One hexadecimal digit for four days, highest bit first. */
  static String ahead(WorkCalendar calendar, LocalDate day) {
    StringBuilder text = new StringBuilder(REACH / 4);
    for (int at = 0; at < REACH; at += 4) {
      int digit = 0;
      for (int bit = 0; bit < 4; bit++) {
        digit = digit * 2 + (calendar.isWorkday(day.plusDays(at + bit)) ? 1 : 0);
      }
      text.append(Character.forDigit(digit, 16));
    }
    return text.toString();
  }

  /** Whether the day {@code offset} days ahead is a working day. */
  static boolean isWorkday(String text, int offset) {
    int digit = Character.digit(text.charAt(offset / 4), 16);
    return (digit >> (3 - offset % 4) & 1) == 1;
  }

  /** Working days in {@code from..to}, both inclusive, counted from the snapshot day. */
  static double count(String text, int from, int to) {
    int covered = Math.min(to, text.length() * 4 - 1);
    int count = 0;
    int day = from;
    while (day <= covered) {
      if (day % 4 == 0 && day + 3 <= covered) {
        count += Integer.bitCount(Character.digit(text.charAt(day / 4), 16));
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
    int covered = Math.min(to, text.length() * 4 - 1);
    int weekday = first.getDayOfWeek().getValue() - 1;
    int count = 0;
    for (int day = from; day <= covered; day++) {
      if ((weekday + day) % 7 < 5 && !isWorkday(text, day)) {
        count++;
      }
    }
    return count;
  }
}
