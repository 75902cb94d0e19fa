package io.duecast.features;

import io.duecast.contract.calendar.WorkCalendar;
import java.time.LocalDate;
import java.time.Month;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The long break of winter: the longest run of at least five days off that begins between 15
 * January and the end of February, where the Spring Festival falls.
 *
 * @param first first day off
 * @param last last day off
 */
record WinterBreak(LocalDate first, LocalDate last) {

  /** A shorter break is a long weekend. */
  private static final int LEAST = 5;

  /** Days after February that the break may reach into. */
  private static final int BEYOND = 31;

  static LocalDate seasonBegins(int year) {
    return LocalDate.of(year, Month.JANUARY, 15);
  }

  /** The day after the last one on which it may begin. */
  static LocalDate seasonEnds(int year) {
    return LocalDate.of(year, Month.MARCH, 1);
  }

  /** The break of {@code year}; null where the calendar has none. */
  static @Nullable WinterBreak of(WorkCalendar calendar, int year) {
    LocalDate from = seasonBegins(year);
    int end = (int) (seasonEnds(year).toEpochDay() - from.toEpochDay());
    int[] days = longest(at -> calendar.isWorkday(from.plusDays(at)), 0, end, end + BEYOND);
    return days == null ? null : new WinterBreak(from.plusDays(days[0]), from.plusDays(days[1]));
  }

  /**
   * First and last offset of the longest run of days off that begins before {@code end}; null where
   * none is long enough.
   *
   * @param last offset that may still be asked for
   */
  static int @Nullable [] longest(IntPredicate isWorkday, int first, int end, int last) {
    int longest = 0;
    int longestFrom = 0;
    int run = 0;
    for (int at = first; at <= last; at++) {
      if (isWorkday.test(at)) {
        if (at >= end) {
          break;
        }
        run = 0;
      } else if (run > 0 || at < end) {
        run++;
        if (run > longest) {
          longest = run;
          longestFrom = at - run + 1;
        }
      }
    }
    return longest < LEAST ? null : new int[] {longestFrom, longestFrom + longest - 1};
  }
}
