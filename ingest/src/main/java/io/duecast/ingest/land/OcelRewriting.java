package io.duecast.ingest.land;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.duecast.ingest.connector.ColumnSpec;
import io.duecast.ingest.connector.OcelPart;
import io.duecast.ingest.connector.SourceSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One part of an object-centric event log as rows, the same whether the log is JSON, XML or SQLite.
 * The file's first bytes tell which. Only what the source asks for becomes a cell; headings that
 * the log has not are left out, so that they are missed by name.
 */
final class OcelRewriting implements Rewriting {

  /** One of the three ways to write a log. */
  interface Variant {
    /**
     * Hands over the rows of a part.
     *
     * @throws io.duecast.contract.fault.Fault INPUT_DAMAGED for what is no such log, or not whole
     */
    void read(Path file, OcelPart part, OcelEntry.RowTaker taker) throws IOException;
  }

  @Override
  public void write(SourceSpec source, Path file, CsvWriter rows) throws IOException {
    OcelPart part = OcelPart.of(source.document().records());
    Variant variant = variant(file);
    Set<String> wanted = new HashSet<>();
    for (ColumnSpec column : source.columns()) {
      column.headings().forEach(heading -> wanted.add(HeadingText.normal(heading)));
    }
    Set<String> found = new LinkedHashSet<>(structure(part));
    Map<String, String> normal = new HashMap<>();
    variant.read(
        file,
        part,
        row -> {
          for (String name : row.keySet()) {
            String heading = normal.computeIfAbsent(name, HeadingText::normal);
            if (wanted.contains(heading)) {
              found.add(heading);
            }
          }
        });
    List<String> headings = new ArrayList<>(found);
    Map<String, Integer> places = new HashMap<>();
    normal.forEach((name, heading) -> places.put(name, headings.indexOf(heading)));
    rows.writeRecord(headings);
    variant.read(
        file,
        part,
        row -> {
          String[] cells = new String[headings.size()];
          Arrays.fill(cells, "");
          for (Map.Entry<String, String> cell : row.entrySet()) {
            int place = places.getOrDefault(cell.getKey(), -1);
            if (place >= 0) {
              cells[place] = cell.getValue();
            }
          }
          rows.writeRecord(cells);
        });
  }

  /** Headings that every log has, also one without such records. */
  private static List<String> structure(OcelPart part) {
    return switch (part) {
      case EVENTS -> List.of(OcelEntry.ID, OcelEntry.TYPE, OcelEntry.TIME);
      case OBJECTS -> List.of(OcelEntry.ID, OcelEntry.TYPE);
      case OBJECT_VALUES ->
          List.of(OcelEntry.ID, OcelEntry.TYPE, OcelEntry.TIME, OcelEntry.NAME, OcelEntry.VALUE);
      case EVENT_OBJECTS, OBJECT_OBJECTS ->
          List.of(OcelEntry.ID, OcelEntry.OBJECT, OcelEntry.QUALIFIER);
    };
  }

  private static Variant variant(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(1024);
    }
    if (FirstBytes.SQLITE.begin(head)) {
      return new OcelDatabase();
    }
    for (byte one : head) {
      if (one == '<') {
        return new OcelXml();
      }
      if (one == '{' || one == '[') {
        break;
      }
    }
    return new OcelJson();
  }
}
