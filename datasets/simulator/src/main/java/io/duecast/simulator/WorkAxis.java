package io.duecast.simulator;

import java.time.LocalDate;
import java.util.function.Predicate;

/** Working days of one calendar as arrays, so that adding days costs two look-ups. */
final class WorkAxis {

  private final int first;
  private final int[] indexes;
  private final int[] days;

  /**
   * @param first first day known, since 1970
   * @param last last day known
   */
  WorkAxis(int first, int last, Predicate<LocalDate> isWorkday) {
    this.first = first;
    this.indexes = new int[last - first + 1];
    int[] found = new int[last - first + 1];
    int count = 0;
    for (int day = first; day <= last; day++) {
      indexes[day - first] = count;
      if (isWorkday.test(LocalDate.ofEpochDay(day))) {
        found[count++] = day;
      }
    }
    this.days = java.util.Arrays.copyOf(found, count);
  }

  /** The working day {@code count} working days after {@code day}; zero gives the next from it. */
  int plus(int day, int count) {
    return days[Math.min(days.length - 1, indexes[day - first] + count)];
  }

  /** Working days in {@code [from, to)}. */
  int count(int from, int to) {
    return indexes[to - first] - indexes[from - first];
  }

  boolean isWorkday(int day) {
    return days[Math.min(days.length - 1, indexes[day - first])] == day;
  }
}
