package io.duecast.ingest.fetch;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The largest value of a watermark, as it is read. */
final class Highest {

  private static final long SECONDS_OF_A_DAY = 86_400;

  /** Texts of values as they follow one another. */
  static final Comparator<String> BY_VALUE =
      (first, second) ->
          isNumber(first) && isNumber(second)
              ? new BigDecimal(first).compareTo(new BigDecimal(second))
              : first.compareTo(second);

  private final LocalDateTime latest;
  private @Nullable Comparable<Object> highest;

  /**
   * @param now values more than a day later are not counted: a day of the far future, mistyped
   *     once, must not keep later changes out for ever
   */
  Highest(Instant now) {
    this.latest = LocalDateTime.ofInstant(now.plusSeconds(SECONDS_OF_A_DAY), ZoneOffset.UTC);
  }

  @SuppressWarnings("unchecked")
  void note(Object value) {
    if (value instanceof Comparable<?> && !isAhead(value)) {
      Comparable<Object> before = highest;
      if (before == null || isLess(before, value)) {
        highest = (Comparable<Object>) value;
      }
    }
  }

  Optional<String> text() {
    return Optional.ofNullable(highest).map(Cell::text);
  }

  @SuppressWarnings("unchecked")
  private static boolean isLess(Object before, Object value) {
    if (before instanceof String first && value instanceof String second) {
      return BY_VALUE.compare(first, second) < 0;
    }
    return before.getClass() == value.getClass()
        && ((Comparable<Object>) before).compareTo(value) < 0;
  }

  private static boolean isNumber(String text) {
    return text.matches("-?\\d{1,100}(\\.\\d{1,100})?");
  }

  private boolean isAhead(Object value) {
    LocalDateTime time = null;
    if (value instanceof OffsetDateTime instant) {
      time = instant.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    } else if (value instanceof LocalDateTime wall) {
      time = wall;
    } else if (value instanceof LocalDate day) {
      time = day.atStartOfDay();
    } else if (value instanceof String text) {
      time = TextTime.read(text).orElse(null);
    }
    return time != null && time.isAfter(latest);
  }
}
