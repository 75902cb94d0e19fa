package io.duecast.contract;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Cells of files that people open in a spreadsheet program. */
public final class SafeCell {

  private static final String TRIGGERS = "=+-@\t\r";

  private SafeCell() {}

  /**
   * The text of a CSV cell. A text that a spreadsheet would run as a formula gets a leading
   * apostrophe; numbers stay numbers.
   */
  public static String of(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Double number) {
      return String.format(Locale.ROOT, "%.4f", number);
    }
    if (value instanceof java.math.BigDecimal number) {
      return number.toPlainString();
    }
    String text = value.toString();
    boolean formula =
        value instanceof String && !text.isEmpty() && TRIGGERS.indexOf(text.charAt(0)) >= 0;
    return formula ? "'" + text : text;
  }
}
