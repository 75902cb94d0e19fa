package io.duecast.ingest.normalize;

import io.duecast.contract.check.RejectRule;
import io.duecast.ingest.land.Chunk;
import io.duecast.ingest.land.CsvCursor;
import io.duecast.ingest.land.FirstBytes;
import io.duecast.ingest.land.HeadingText;
import io.duecast.ingest.land.InspectedFile;
import io.duecast.ingest.land.Totals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Records of delimited text. */
final class CsvRecords extends Records {

  private static final int TEXT_SHOWN = 200;

  private final ReadPlan.Part part;
  private final InspectedFile.Layout layout;
  private final byte[] bytes;
  private final CsvCursor cursor;
  private final byte[][] headings;

  /** By column, the cell that it was read from, or -1 where it has none. */
  private final int[] readFrom;

  private long row;

  private CsvRecords(ReadPlan.Part part, byte[] bytes) {
    super(part);
    this.part = part;
    this.layout = part.file().layout();
    this.bytes = bytes;
    this.cursor = new CsvCursor(bytes, 0, bytes.length, layout.delimiter());
    this.row = part.chunk().firstRow() - 1;
    this.headings =
        layout.headings().stream()
            .map(heading -> heading.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    this.readFrom = new int[columns()];
    Arrays.fill(readFrom, -1);
  }

  static CsvRecords of(ReadPlan.Part part, Configuration hadoop) throws IOException {
    Path path = new Path(part.file().address());
    Chunk chunk = part.chunk();
    byte[] bytes = new byte[Math.toIntExact(chunk.end() - chunk.start())];
    FileSystem files = path.getFileSystem(hadoop);
    try (FSDataInputStream in = files.open(path)) {
      in.readFully(chunk.start(), bytes);
    }
    return new CsvRecords(part, bytes);
  }

  /** Headings and blank lines are passed over. */
  @Override
  boolean next() {
    while (cursor.next()) {
      row++;
      if (row > layout.headingRow() && !cursor.blank()) {
        judge();
        return true;
      }
    }
    return false;
  }

  private void judge() {
    begin();
    if (!layout.isWhole(cursor)) {
      refuseShape();
    } else if (layout.endsCut() && isLastRecord()) {
      refuse(RejectRule.FILE_CUT, null, recordText());
    } else if (Totals.isTotal(bytes, cursor)) {
      refuse(RejectRule.TOTAL_ROW, null, recordText());
    } else if (isHeadings()) {
      refuse(RejectRule.HEADING_ROW, null, recordText());
    } else if (layout.width() > 1 && cursor.bareLineFollows()) {
      // Otherwise the last cell would be loaded without what the next line holds of it.
      refuse(RejectRule.ROW_LENGTH, null, recordText());
    } else {
      judgeKey();
    }
  }

  private void refuseShape() {
    boolean cut = isLastRecord() && (layout.endsOpen() || layout.endsCut());
    boolean fewer = cursor.cells() < layout.width();
    refuse(
        cut && (fewer || cursor.unclosed()) ? RejectRule.FILE_CUT : RejectRule.ROW_LENGTH,
        null,
        recordText());
  }

  /** Whether the headings stand here again, as on the next page of a printed list. */
  private boolean isHeadings() {
    if (layout.headingRow() == 0 || cursor.blank()) {
      return false;
    }
    for (int cell = 0; cell < headings.length; cell++) {
      int start = cursor.start(cell);
      if (cell == 0 && FirstBytes.UTF8_MARK.begin(bytes, start, cursor.end(cell))) {
        // Files that were put behind one another keep their marks.
        start += FirstBytes.UTF8_MARK.length();
      }
      if (!Arrays.equals(
          bytes, start, cursor.end(cell), headings[cell], 0, headings[cell].length)) {
        return false;
      }
    }
    return true;
  }

  private boolean isLastRecord() {
    return part.isLast() && cursor.isAtEnd();
  }

  @Override
  long row() {
    return row;
  }

  @Override
  @Nullable Object read(int column) {
    CellReader reader = reader(column);
    int[] cells = cells(column);
    for (int cell : cells) {
      readFrom[column] = cell;
      Object value = reader.read(bytes, cursor.start(cell), cursor.end(cell), cursor.doubled(cell));
      if (value != null || reader.problem() != null) {
        return value;
      }
    }
    readFrom[column] = cells.length == 0 ? -1 : cells[0];
    return null;
  }

  @Override
  void prove(int column, Map<String, DateShape.ShapeOrder> proofs) {
    int cell = readFrom[column];
    reader(column).prove(bytes, cursor.start(cell), cursor.end(cell), proofs);
  }

  @Override
  @Nullable String text(int column) {
    int cell = readFrom[column];
    return cell < 0 ? null : cellText(cell);
  }

  @Override
  String heading(int column) {
    String first = super.heading(column);
    if (cells(column).length < 2) {
      return first;
    }
    String read = HeadingText.normal(layout.headings().get(readFrom[column]));
    return reader(column).column().headings().stream()
        .filter(heading -> HeadingText.normal(heading).equals(read))
        .findFirst()
        .orElse(first);
  }

  private String cellText(int cell) {
    String text =
        new String(
            bytes,
            cursor.start(cell),
            cursor.end(cell) - cursor.start(cell),
            StandardCharsets.UTF_8);
    return shortened(cursor.doubled(cell) ? text.replace("\"\"", "\"") : text);
  }

  private String recordText() {
    StringBuilder text = new StringBuilder();
    for (int cell = 0; cell < cursor.cells() && text.length() < TEXT_SHOWN; cell++) {
      text.append(cell == 0 ? "" : " | ").append(cellText(cell));
    }
    return shortened(text.toString());
  }

  @Override
  @Nullable ArrayBasedMapData attrs() {
    int count = 0;
    List<Integer> cells = layout.attrs();
    Object[] names = new Object[cells.size()];
    Object[] values = new Object[cells.size()];
    for (int i = 0; i < cells.size(); i++) {
      int cell = cells.get(i);
      // Databases with texts of a fixed width fill what is empty with blanks.
      if (!cellText(cell).isBlank()) {
        names[count] = UTF8String.fromString(layout.attrNames().get(i));
        values[count] = UTF8String.fromString(cellText(cell));
        count++;
      }
    }
    return count == 0
        ? null
        : new ArrayBasedMapData(
            new GenericArrayData(Arrays.copyOf(names, count)),
            new GenericArrayData(Arrays.copyOf(values, count)));
  }
}
