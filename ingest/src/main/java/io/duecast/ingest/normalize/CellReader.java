package io.duecast.ingest.normalize;

import io.duecast.contract.check.RejectRule;
import io.duecast.ingest.connector.ColumnSpec;
import io.duecast.ingest.land.FirstBytes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cells of one column as values of Spark's internal kind: {@link UTF8String}, {@link
 * Decimal} (28,10), days since 1970 as int, microseconds since 1970 as long, boolean. A cell that
 * means nothing is null; a cell that cannot be read is null and leaves its {@link #problem}.
 */
final class CellReader {

  static final int PRECISION = 28;
  static final int SCALE = 10;

  private static final int FIRST_YEAR = 1980;
  private static final int LAST_YEAR = 2099;
  private static final long MICROS_A_DAY = 86_400_000_000L;
  private static final long MICROS_A_SECOND = 1_000_000L;
  private static final long[] POWERS = new long[SCALE + 1];
  private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d+)?");
  private static final Pattern DAMAGED_KEY = Pattern.compile("\\d(\\.\\d+)?E\\+\\d+");
  private static final byte[] NO_BREAK_SPACE = {(byte) 0xC2, (byte) 0xA0};

  static {
    POWERS[0] = 1;
    for (int i = 1; i <= SCALE; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private final ColumnSpec column;
  private final ZoneId zone;
  private final List<DatePattern> patterns;
  private final Map<String, DateShape.ShapeOrder> shapes;
  private final byte[][] nullWords;
  private final Set<String> trueWords;
  private final Set<String> falseWords;
  private final boolean key;
  private final int first;
  private final int last;
  private final DateParts parts = new DateParts();

  private @Nullable RejectRule problem;
  private boolean undeclared;
  private long lastHour = Long.MIN_VALUE;
  private long lastOffset;

  /**
   * @param shapes what the file proves about undeclared shapes of this column
   * @param key whether the column is part of the source's grain
   */
  CellReader(
      ColumnSpec column, ZoneId zone, Map<String, DateShape.ShapeOrder> shapes, boolean key) {
    this.column = column;
    ZoneId own = column.zone();
    this.zone = own == null ? zone : own;
    this.patterns = column.formats().stream().map(DatePattern::of).toList();
    this.shapes = shapes;
    this.nullWords =
        column.nullWords().stream()
            .map(word -> word.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    this.trueWords = lower(column.trueWords());
    this.falseWords = lower(column.falseWords());
    this.key = key;
    LocalDate earliest = column.earliest();
    LocalDate latest = column.latest();
    this.first = earliest == null ? Integer.MIN_VALUE : (int) earliest.toEpochDay();
    this.last = latest == null ? Integer.MAX_VALUE : (int) latest.toEpochDay();
  }

  private static Set<String> lower(List<String> words) {
    Set<String> set = new HashSet<>();
    words.forEach(word -> set.add(word.toLowerCase(Locale.ROOT)));
    return set;
  }

  ColumnSpec column() {
    return column;
  }

  boolean isKey() {
    return key;
  }

  /** Why the last cell could not be read, or null when it could. */
  @Nullable RejectRule problem() {
    return problem;
  }

  /** Reads a cell; {@code doubled} says that its quotes are doubled. */
  @Nullable Object read(byte[] bytes, int from, int to, boolean doubled) {
    problem = null;
    undeclared = false;
    if (doubled) {
      byte[] single =
          new String(bytes, from, to - from, StandardCharsets.UTF_8)
              .replace("\"\"", "\"")
              .getBytes(StandardCharsets.UTF_8);
      return read(single, 0, single.length);
    }
    return read(bytes, from, to);
  }

  private @Nullable Object read(byte[] bytes, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && bytes[start] <= ' ' && bytes[start] >= 0) {
      start++;
    }
    while (end > start && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
      end--;
    }
    if (end - start >= 2
        && (starts(bytes, start)
            || ends(bytes, end)
            || FirstBytes.UTF8_MARK.begin(bytes, start, end))) {
      return readText(new String(bytes, start, end - start, StandardCharsets.UTF_8).strip());
    }
    if (end - start > 3
        && bytes[start] == '='
        && bytes[start + 1] == '"'
        && bytes[end - 1] == '"') {
      // ="0017" keeps spreadsheets from eating zeros.
      start += 2;
      end--;
    }
    if (start == end || isNullWord(bytes, start, end)) {
      return null;
    }
    return switch (column.kind()) {
      case TEXT -> text(bytes, start, end);
      case DECIMAL -> decimal(bytes, start, end);
      case DATE -> date(bytes, start, end);
      case INSTANT -> instant(bytes, start, end);
      case FLAG -> flag(bytes, start, end);
    };
  }

  private @Nullable Object readText(String text) {
    String clean = text.replace('\u00A0', ' ').replace("\uFEFF", "").strip();
    byte[] bytes = clean.getBytes(StandardCharsets.UTF_8);
    return bytes.length == 0 ? null : read(bytes, 0, bytes.length);
  }

  private static boolean starts(byte[] bytes, int start) {
    return bytes[start] == NO_BREAK_SPACE[0] && bytes[start + 1] == NO_BREAK_SPACE[1];
  }

  private static boolean ends(byte[] bytes, int end) {
    return bytes[end - 2] == NO_BREAK_SPACE[0] && bytes[end - 1] == NO_BREAK_SPACE[1];
  }

  private boolean isNullWord(byte[] bytes, int start, int end) {
    for (byte[] word : nullWords) {
      if (word.length == end - start && sameWithoutCase(word, bytes, start)) {
        return true;
      }
    }
    return false;
  }

  private static boolean sameWithoutCase(byte[] word, byte[] bytes, int start) {
    for (int i = 0; i < word.length; i++) {
      byte b = bytes[start + i];
      if (word[i] != (b >= 'A' && b <= 'Z' ? b + 32 : b)) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Object text(byte[] bytes, int start, int end) {
    if (key && bytes[start] >= '0' && bytes[start] <= '9' && isDamaged(bytes, start, end)) {
      problem = RejectRule.KEY_DAMAGED;
      return null;
    }
    return UTF8String.fromBytes(bytes, start, end - start).copy();
  }

  private static boolean isDamaged(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] == '+') {
        return DAMAGED_KEY
            .matcher(new String(bytes, start, end - start, StandardCharsets.UTF_8))
            .matches();
      }
    }
    return false;
  }

  private @Nullable Object decimal(byte[] bytes, int start, int end) {
    int at = start;
    boolean negative = false;
    if (bytes[at] == '-' || bytes[at] == '+') {
      negative = bytes[at] == '-';
      at++;
    }
    long unscaled = 0;
    int digits = 0;
    int fraction = -1;
    for (; at < end; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9) {
        unscaled = unscaled * 10 + digit;
        digits++;
        if (fraction >= 0) {
          fraction++;
        }
      } else if (bytes[at] == '.' && fraction < 0) {
        fraction = 0;
      } else {
        return oddDecimal(bytes, start, end);
      }
    }
    int scale = Math.max(0, fraction);
    if (digits == 0 || digits > 18 || scale > SCALE) {
      return oddDecimal(bytes, start, end);
    }
    long signed = negative ? -unscaled : unscaled;
    long factor = POWERS[SCALE - scale];
    if (Math.abs(signed) <= Long.MAX_VALUE / factor) {
      return Decimal.createUnsafe(signed * factor, PRECISION, SCALE);
    }
    return decimal(BigDecimal.valueOf(signed, scale));
  }

  /**
   * Thousands separators, currency signs, trailing minus, full-width digits, exponents; of a
   * percentage the number before the sign, as rates are kept.
   */
  private @Nullable Object oddDecimal(byte[] bytes, int start, int end) {
    String text =
        java.text.Normalizer.normalize(
                new String(bytes, start, end - start, StandardCharsets.UTF_8),
                java.text.Normalizer.Form.NFKC)
            .replaceAll("[¥$€\\s]", "");
    if (text.endsWith("%")) {
      text = text.substring(0, text.length() - 1);
    }
    if (text.endsWith("-")) {
      text = "-" + text.substring(0, text.length() - 1);
    }
    if (THOUSANDS.matcher(text).matches()) {
      text = text.replace(",", "");
    }
    try {
      return decimal(new BigDecimal(text));
    } catch (NumberFormatException e) {
      problem = RejectRule.NUMBER_INVALID;
      return null;
    }
  }

  private @Nullable Object decimal(BigDecimal number) {
    if (number.scale() < -PRECISION || number.precision() > 100) {
      problem = RejectRule.NUMBER_INVALID;
      return null;
    }
    BigDecimal scaled = number.setScale(SCALE, java.math.RoundingMode.HALF_UP);
    if (scaled.precision() > PRECISION) {
      problem = RejectRule.NUMBER_INVALID;
      return null;
    }
    return Decimal.apply(scaled, PRECISION, SCALE);
  }

  private @Nullable Object date(byte[] bytes, int start, int end) {
    return dateParts(bytes, start, end) ? (Object) parts.epochDay() : null;
  }

  private @Nullable Object instant(byte[] bytes, int start, int end) {
    if (!dateParts(bytes, start, end)) {
      return null;
    }
    long local = parts.epochDay() * MICROS_A_DAY + parts.microsOfDay();
    return local - (parts.hasOffset ? parts.offsetSeconds * MICROS_A_SECOND : offsetMicros(local));
  }

  /** Offsets change on whole hours, and neighbouring rows often share theirs. */
  private long offsetMicros(long localMicros) {
    long hour = Math.floorDiv(localMicros, 3_600 * MICROS_A_SECOND);
    if (hour != lastHour) {
      LocalDateTime local = LocalDateTime.ofEpochSecond(hour * 3_600, 0, java.time.ZoneOffset.UTC);
      lastOffset = zone.getRules().getOffset(local).getTotalSeconds() * MICROS_A_SECOND;
      lastHour = hour;
    }
    return lastOffset;
  }

  private boolean dateParts(byte[] bytes, int start, int end) {
    for (DatePattern pattern : patterns) {
      if (pattern.match(bytes, start, end, parts)) {
        return plausible();
      }
    }
    Optional<DateShape> shape =
        DateShape.of(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    if (shape.isEmpty()) {
      problem = RejectRule.DATE_INVALID;
      return false;
    }
    undeclared = true;
    DateShape found = shape.get();
    DateShape.ShapeOrder order =
        found.shape() == null
            ? DateShape.ShapeOrder.UNKNOWN
            : shapes.getOrDefault(found.shape(), DateShape.ShapeOrder.UNKNOWN);
    Optional<DateShape> settled = found.settled(order);
    if (settled.isEmpty()) {
      problem = RejectRule.DATE_AMBIGUOUS;
      return false;
    }
    parts.clear();
    parts.year = settled.get().year();
    parts.month = settled.get().month();
    parts.day = settled.get().day();
    long seconds = settled.get().microsOfDay() / MICROS_A_SECOND;
    parts.hour = (int) (seconds / 3600);
    parts.minute = (int) (seconds / 60 % 60);
    parts.second = (int) (seconds % 60);
    if (!parts.isDate()) {
      problem = RejectRule.DATE_INVALID;
      return false;
    }
    return plausible();
  }

  private boolean plausible() {
    if (parts.year < FIRST_YEAR || parts.year > LAST_YEAR || isOutsidePeriod()) {
      problem = RejectRule.DATE_IMPLAUSIBLE;
      return false;
    }
    return true;
  }

  /** Outside the period that the connector declares for the column. */
  private boolean isOutsidePeriod() {
    int day = first == Integer.MIN_VALUE && last == Integer.MAX_VALUE ? 0 : parts.epochDay();
    return day < first || day > last;
  }

  private @Nullable Object flag(byte[] bytes, int start, int end) {
    String word =
        new String(bytes, start, end - start, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    if (trueWords.contains(word)) {
      return true;
    }
    if (!falseWords.contains(word)) {
      problem = RejectRule.FLAG_INVALID;
    }
    return falseWords.contains(word) ? false : null;
  }

  /** What a cell proves about an undeclared date shape of its column. */
  void prove(byte[] bytes, int from, int to, Map<String, DateShape.ShapeOrder> proofs) {
    DateShape.of(new String(bytes, from, to - from, StandardCharsets.UTF_8).strip())
        .filter(value -> value.shape() != null)
        .ifPresent(
            value ->
                proofs.merge(
                    String.valueOf(value.shape()),
                    DateShape.ShapeOrder.UNKNOWN.and(value),
                    DateShape.ShapeOrder::and));
  }

  /** Whether the last cell held a date in a way of writing that the connector does not declare. */
  boolean sawUndeclaredDate() {
    return undeclared;
  }
}
