package io.duecast.ingest.normalize;

import io.duecast.ingest.connector.ColumnSpec;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Map;

/** What a load reads a cell as, for tests that compare two ways to the same rows. */
public final class ReadCell {

  private ReadCell() {}

  /** The value as text, nothing for a cell that means nothing, or the rule that refuses it. */
  public static String of(ColumnSpec column, ZoneId zone, String text) {
    CellReader reader = new CellReader(column, zone, Map.of(), false);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Object value = bytes.length == 0 ? null : reader.read(bytes, 0, bytes.length, false);
    if (reader.problem() != null) {
      return String.valueOf(reader.problem());
    }
    return value == null ? "" : value.toString();
  }
}
