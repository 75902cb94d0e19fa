package io.duecast.ingest.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times that a system keeps as text, in forms whose order as text is their order in time. */
final class TextTime {

  /** A form of a time: what it looks like, and how it is written. */
  private record Form(Pattern look, DateTimeFormatter writer, boolean dated) {}

  private static final List<Form> FORMS =
      List.of(
          form("\\d{4}-\\d\\d-\\d\\d", "uuuu-MM-dd", true),
          form("\\d{4}/\\d\\d/\\d\\d", "uuuu/MM/dd", true),
          form("\\d{8}", "uuuuMMdd", true),
          form("\\d{14}", "uuuuMMddHHmmss", false),
          form("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)?", "uuuu-MM-dd HH:mm:ss", false),
          form("\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)?", "uuuu/MM/dd HH:mm:ss", false),
          form(
              "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)?",
              "uuuu-MM-dd'T'HH:mm:ss", false));

  private TextTime() {}

  private static Form form(String look, String pattern, boolean dated) {
    return new Form(
        Pattern.compile(look), DateTimeFormatter.ofPattern(pattern, Locale.ROOT), dated);
  }

  /** The wall time a text stands for, or nothing when it is no time. */
  static Optional<LocalDateTime> read(String text) {
    for (Form form : FORMS) {
      if (form.look.matcher(text).matches()) {
        try {
          // Fractions and zones are cut: what is left is at most a second too early.
          String whole = text.replaceFirst("(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)?$", "");
          return Optional.of(
              form.dated
                  ? LocalDate.parse(whole, form.writer).atStartOfDay()
                  : LocalDateTime.parse(whole, form.writer));
        } catch (DateTimeException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** The text of a time that much earlier, in the same form; nothing when the text is no time. */
  static Optional<String> earlier(String text, Duration by) {
    for (Form form : FORMS) {
      if (form.look.matcher(text).matches()) {
        return read(text).map(time -> form.writer.format(time.minus(by)));
      }
    }
    return Optional.empty();
  }

  /** The value that much earlier, in its own type; nothing for what is no time. */
  static Optional<Object> earlier(Object value, Duration by) {
    if (value instanceof LocalDateTime time) {
      return Optional.of(time.minus(by));
    }
    if (value instanceof OffsetDateTime time) {
      return Optional.of(time.minus(by).withOffsetSameInstant(ZoneOffset.UTC));
    }
    if (value instanceof LocalDate day) {
      // A part of a day back is the day before.
      return Optional.of(day.minusDays(by.plusDays(1).minusNanos(1).toDays()));
    }
    return value instanceof String text
        ? earlier(text, by).map(earlier -> earlier)
        : Optional.empty();
  }
}
