package io.duecast.ingest.land;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Recognises rows of totals, which are no records. */
public final class Totals {

  private static final Set<String> WORDS =
      Set.of("合计", "小计", "总计", "本页合计", "total", "subtotal", "grand total");
  private static final int LONGEST = 16;

  private Totals() {}

  /** Whether the first cell that is not empty is a word for a total. */
  public static boolean isTotal(byte[] bytes, CsvCursor record) {
    for (int cell = 0; cell < record.cells(); cell++) {
      int length = record.end(cell) - record.start(cell);
      if (length > 0) {
        byte first = bytes[record.start(cell)];
        if (length > LONGEST || (first >= '0' && first <= '9')) {
          return false;
        }
        return isWord(new String(bytes, record.start(cell), length, StandardCharsets.UTF_8));
      }
    }
    return false;
  }

  /** Whether a cell holds a word for a total. */
  public static boolean isWord(String cell) {
    return WORDS.contains(cell.strip().replaceAll("[:：]$", "").toLowerCase(Locale.ROOT));
  }
}
