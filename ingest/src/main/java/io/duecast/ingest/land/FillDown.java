package io.duecast.ingest.land;

import io.duecast.ingest.connector.ColumnSpec;
import io.duecast.ingest.connector.SheetShape;
import io.duecast.ingest.connector.SourceSpec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives every row of a group what only the group's first row says, as merged cells leave it. Rows
 * keep their place, and rows in which nothing is filled keep their bytes.
 */
final class FillDown {

  private final List<Level> levels = new ArrayList<>();
  private final InspectedFile.Layout layout;

  /** One kind of group, and what the running one says. */
  private static final class Level {
    private final int by;
    private final int[] cells;
    private final String[] first;
    private String running = "";

    Level(int by, int[] cells) {
      this.by = by;
      this.cells = cells;
      this.first = new String[cells.length];
      end();
    }

    void end() {
      running = "";
      Arrays.fill(first, "");
    }

    void begin(String[] row) {
      running = row[by];
      for (int i = 0; i < cells.length; i++) {
        first[i] = row[cells[i]];
      }
    }

    boolean fill(String[] row) {
      boolean changed = false;
      for (int i = 0; i < cells.length; i++) {
        if (row[cells[i]].isEmpty() && !first[i].isEmpty()) {
          row[cells[i]] = first[i];
          changed = true;
        }
      }
      return changed;
    }
  }

  private FillDown(SourceSpec source, InspectedFile.Layout layout) {
    this.layout = layout;
    List<String> names = source.columns().stream().map(ColumnSpec::name).toList();
    for (SheetShape.Group group : source.sheet().groups()) {
      int by = layout.positions().get(names.indexOf(group.by()));
      List<String> filled = new ArrayList<>(group.columns());
      filled.add(group.by());
      int[] cells =
          filled.stream()
              .flatMapToInt(column -> Arrays.stream(layout.cells(names.indexOf(column))))
              .distinct()
              .toArray();
      levels.add(new Level(by, cells));
    }
  }

  /** Writes the rows of an inspected file with its groups filled. */
  static void write(InspectedFile file, Path to) throws IOException {
    FillDown filling = new FillDown(file.source(), file.layout());
    try (RandomAccessFile in = new RandomAccessFile(file.utf8().toFile(), "r");
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
      for (Chunk chunk : file.layout().chunks()) {
        byte[] bytes = new byte[Math.toIntExact(chunk.end() - chunk.start())];
        in.seek(chunk.start());
        in.readFully(bytes);
        filling.write(bytes, chunk.firstRow(), out);
      }
    }
  }

  private void write(byte[] bytes, long firstRow, OutputStream out) throws IOException {
    CsvCursor cursor = new CsvCursor(bytes, 0, bytes.length, layout.delimiter());
    int from = 0;
    for (long row = firstRow; cursor.next(); row++) {
      int to = cursor.position();
      String[] cells = cells(cursor);
      boolean record = layout.isWhole(cursor) && !cursor.blank() && !Totals.isTotal(bytes, cursor);
      if (row > layout.headingRow() && record && fill(cells)) {
        out.write(text(cells).getBytes(StandardCharsets.UTF_8));
      } else {
        out.write(bytes, from, to - from);
      }
      if (!record) {
        end(0);
      }
      from = to;
    }
  }

  /** Fills what is empty; whether anything was. */
  private boolean fill(String[] row) {
    boolean changed = false;
    for (int i = 0; i < levels.size(); i++) {
      Level level = levels.get(i);
      String by = row[level.by];
      if (by.isEmpty() || by.equals(level.running)) {
        changed |= level.fill(row);
      } else {
        // A group ends all groups within it, whose own marks may repeat in the next one.
        end(i);
        level.begin(row);
      }
    }
    return changed;
  }

  private void end(int from) {
    levels.subList(from, levels.size()).forEach(Level::end);
  }

  private static String[] cells(CsvCursor cursor) {
    String[] cells = new String[cursor.cells()];
    for (int cell = 0; cell < cells.length; cell++) {
      cells[cell] = cursor.text(cell).strip();
    }
    return cells;
  }

  private String text(String[] cells) {
    StringBuilder text = new StringBuilder();
    for (int cell = 0; cell < cells.length; cell++) {
      text.append(cell == 0 ? "" : (char) layout.delimiter())
          .append('"')
          .append(cells[cell].replace("\"", "\"\""))
          .append('"');
    }
    return text.append('\n').toString();
  }
}
