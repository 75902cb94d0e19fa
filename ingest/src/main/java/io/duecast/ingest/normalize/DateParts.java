package io.duecast.ingest.normalize;

import java.time.LocalDate;

/** The numbers of a date under reading; reused from cell to cell. */
final class DateParts {

  int year;
  int month;
  int day;
  int hour;
  int minute;
  int second;
  int micros;
  boolean hasOffset;
  int offsetSeconds;

  void clear() {
    hasOffset = false;
    offsetSeconds = 0;
    year = 0;
    month = 0;
    day = 0;
    hour = 0;
    minute = 0;
    second = 0;
    micros = 0;
  }

  /** Whether the numbers form a day of the calendar and a time of the day. */
  boolean isDate() {
    return year > 0
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= length()
        && hour < 24
        && minute < 60
        && second < 60;
  }

  private int length() {
    return switch (month) {
      case 4, 6, 9, 11 -> 30;
      case 2 -> (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) ? 29 : 28;
      default -> 31;
    };
  }

  int epochDay() {
    return (int) LocalDate.of(year, month, day).toEpochDay();
  }

  /** Microseconds since midnight. */
  long microsOfDay() {
    return ((hour * 60L + minute) * 60L + second) * 1_000_000L + micros;
  }
}
