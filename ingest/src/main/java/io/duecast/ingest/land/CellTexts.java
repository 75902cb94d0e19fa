package io.duecast.ingest.land;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a workbook as the text that a CSV of it would hold, save that dates are ISO and
 * numbers have all digits that Excel keeps.
 */
final class CellTexts {

  /** Excel keeps 15 digits; what stands behind is noise of binary fractions. */
  private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Days that a bare number under a heading of dates means: 1980 to 2099. */
  private static final int FIRST_SERIAL = 29_221;

  private static final int LAST_SERIAL = 73_050;

  private static final Pattern NOT_SHOWN =
      Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[[^\\]]*\\]");
  private static final Pattern ZEROS = Pattern.compile("0{2,}");
  private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.MILLI_OF_SECOND, 0, 3, true)
          .toFormatter(java.util.Locale.ROOT);

  private enum Style {
    PLAIN,
    DATE,
    PERCENT,
    ZEROS
  }

  private final Map<String, Style> styles = new HashMap<>();

  /**
   * Text of a cell; a formula counts as the value that was stored with it.
   *
   * @param dates whether the column holds dates, so that a number without a format is one
   */
  String text(Cell cell, boolean dates) {
    Object value = cell.getValue();
    if (value == null) {
      String raw = cell.getRawValue();
      return raw == null ? "" : raw;
    }
    if (value instanceof BigDecimal) {
      return number(cell, dates);
    }
    String text = value.toString();
    return cell.getType() == CellType.ERROR || text.indexOf("_x") < 0 ? text : unescaped(text);
  }

  private String number(Cell cell, boolean dates) {
    double number = Double.parseDouble(cell.getRawValue());
    if (Double.isInfinite(number)) {
      return cell.getRawValue();
    }
    Style style = style(cell.getDataFormatId(), cell.getDataFormatString());
    boolean serial = number >= FIRST_SERIAL && number < LAST_SERIAL;
    if (style == Style.DATE || (dates && serial && style == Style.PLAIN)) {
      return date(cell, number);
    }
    BigDecimal exact = BigDecimal.valueOf(number).round(DIGITS);
    if (style == Style.PERCENT) {
      return plain(exact.multiply(HUNDRED)) + "%";
    }
    String text = plain(exact);
    String format = cell.getDataFormatString();
    if (style == Style.ZEROS && format != null && text.matches("\\d+")) {
      return "0".repeat(Math.max(0, format.length() - text.length())) + text;
    }
    return text;
  }

  /** Of a number of more digits than Excel keeps the last ones are lost: that has to show. */
  private static String plain(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    BigDecimal bare = number.stripTrailingZeros();
    int whole = bare.precision() - bare.scale();
    if (whole <= DIGITS.getPrecision()) {
      return bare.toPlainString();
    }
    String digits = bare.unscaledValue().abs().toString();
    return (bare.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + "E+"
        + (whole - 1);
  }

  private static String date(Cell cell, double number) {
    LocalDateTime at = cell.asDate();
    LocalTime time = at.toLocalTime();
    if (number >= 0 && number < 1) {
      return TIME.format(time);
    }
    LocalDate day = at.toLocalDate();
    return time.equals(LocalTime.MIDNIGHT) ? day.toString() : day + "T" + TIME.format(time);
  }

  private Style style(@Nullable Integer id, @Nullable String format) {
    if (id == null) {
      return Style.PLAIN;
    }
    return styles.computeIfAbsent(id + " " + format, key -> styleOf(id, format));
  }

  private static Style styleOf(int id, @Nullable String format) {
    // Formats that are built in have no text in the file; 27 to 36 and 50 to 58 are East Asian.
    boolean builtIn =
        (id >= 14 && id <= 22)
            || (id >= 27 && id <= 36)
            || (id >= 45 && id <= 47)
            || (id >= 50 && id <= 58);
    if (format == null) {
      return builtIn ? Style.DATE : id == 9 || id == 10 ? Style.PERCENT : Style.PLAIN;
    }
    if (ZEROS.matcher(format).matches()) {
      return Style.ZEROS;
    }
    String shown = NOT_SHOWN.matcher(format).replaceAll("");
    if (!format.equalsIgnoreCase("General") && shown.matches("(?s).*[yYmMdDhHsS].*")) {
      return Style.DATE;
    }
    return shown.contains("%") ? Style.PERCENT : Style.PLAIN;
  }

  private static String unescaped(String text) {
    Matcher matcher = ESCAPED.matcher(text);
    return matcher.replaceAll(
        match ->
            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
  }
}
