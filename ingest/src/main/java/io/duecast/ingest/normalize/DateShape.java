package io.duecast.ingest.normalize;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date written in a way that the connector does not declare. Year first and months by name speak
 * for themselves; of {@code 05-03-2013} nobody can say which number is the month, unless another
 * value of the same shape in the same column shows it.
 *
 * @param shape separator and digits of the year, such as {@code -4}; null when the order is plain
 */
record DateShape(
    @Nullable String shape, int first, int second, int year, int month, int day, long microsOfDay) {

  private static final String TIME = "(?:[T ](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d{1,9})?)?)?";
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})([-/.年])(\\d{1,2})([-/.月])(\\d{1,2})日?" + TIME);
  private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
  private static final Pattern NAMED =
      Pattern.compile("(\\d{1,2})[- /]([A-Za-z]{3})[- /](\\d{4}|\\d{2})" + TIME);
  private static final Pattern YEAR_LAST =
      Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})" + TIME);

  /** Recognises a text, or nothing when it is no date in any way. */
  static Optional<DateShape> of(String text) {
    Matcher m = YEAR_FIRST.matcher(text);
    if (m.matches()) {
      return plain(number(m, 1), number(m, 3), number(m, 5), time(m, 6));
    }
    m = COMPACT.matcher(text);
    if (m.matches()) {
      return plain(number(m, 1), number(m, 2), number(m, 3), 0);
    }
    m = NAMED.matcher(text);
    if (m.matches()) {
      byte[] name = m.group(2).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
      int month = DatePattern.monthName(name, 0, name.length);
      return month < 0
          ? Optional.empty()
          : plain(year(m.group(3)), month, number(m, 1), time(m, 4));
    }
    m = YEAR_LAST.matcher(text);
    if (m.matches()) {
      String shape = m.group(2) + m.group(4).length();
      return Optional.of(
          new DateShape(shape, number(m, 1), number(m, 3), year(m.group(4)), 0, 0, time(m, 5)));
    }
    return Optional.empty();
  }

  private static Optional<DateShape> plain(int year, int month, int day, long micros) {
    return Optional.of(new DateShape(null, 0, 0, year, month, day, micros));
  }

  private static int number(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }

  private static int year(String digits) {
    int year = Integer.parseInt(digits);
    return digits.length() == 4 ? year : year < 70 ? 2000 + year : 1900 + year;
  }

  private static long time(Matcher m, int group) {
    if (m.group(group) == null) {
      return 0;
    }
    String seconds = m.group(group + 2);
    return ((number(m, group) * 60L + number(m, group + 1)) * 60L
            + (seconds == null ? 0 : Integer.parseInt(seconds)))
        * 1_000_000L;
  }

  /** The value proves that its shape has the month first. */
  boolean provesMonthFirst() {
    return shape != null && second > 12 && first <= 12;
  }

  /** The value proves that its shape has the day first. */
  boolean provesDayFirst() {
    return shape != null && first > 12 && second <= 12;
  }

  /**
   * The date, once the order of its shape is known.
   *
   * @param order what the column proves for the shape
   * @return empty when day and month cannot be told apart
   */
  Optional<DateShape> settled(ShapeOrder order) {
    if (shape == null) {
      return Optional.of(this);
    }
    if (first == second || provesMonthFirst()) {
      return Optional.of(with(first, second));
    }
    if (provesDayFirst() || (first > 12 && second > 12)) {
      return Optional.of(with(second, first));
    }
    return switch (order) {
      case MONTH_FIRST -> Optional.of(with(first, second));
      case DAY_FIRST -> Optional.of(with(second, first));
      case UNKNOWN, BOTH -> Optional.empty();
    };
  }

  private DateShape with(int settledMonth, int settledDay) {
    return new DateShape(null, first, second, year, settledMonth, settledDay, microsOfDay);
  }

  /** What the values of one shape in one column of one file show about day and month. */
  enum ShapeOrder {
    UNKNOWN,
    MONTH_FIRST,
    DAY_FIRST,
    BOTH;

    ShapeOrder and(DateShape value) {
      if (value.provesMonthFirst()) {
        return this == UNKNOWN || this == MONTH_FIRST ? MONTH_FIRST : BOTH;
      }
      if (value.provesDayFirst()) {
        return this == UNKNOWN || this == DAY_FIRST ? DAY_FIRST : BOTH;
      }
      return this;
    }

    ShapeOrder and(ShapeOrder other) {
      return this == UNKNOWN || this == other ? other : other == UNKNOWN ? this : BOTH;
    }
  }
}
