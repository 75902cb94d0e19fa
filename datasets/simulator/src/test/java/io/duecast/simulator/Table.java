package io.duecast.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of a written CSV by heading, read by the plain rules of RFC 4180. */
final class Table {

  private Table() {}

  static List<Map<String, String>> read(Path file) {
    List<List<String>> records = records(file);
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> record : records.subList(1, records.size())) {
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < record.size(); i++) {
        row.put(records.get(0).get(i), record.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  static List<List<String>> records(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<List<String>> records = new ArrayList<>();
    List<String> record = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        record.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          records.add(record);
          record = new ArrayList<>();
        }
      } else {
        cell.append(c);
      }
    }
    return records;
  }

  /** Whole quantity of a cell such as {@code 98.0}. */
  static int quantity(Map<String, String> row, String heading) {
    return (int) Double.parseDouble(row.getOrDefault(heading, ""));
  }
}
