package io.duecast.ingest.normalize;

import io.duecast.contract.check.RejectRule;
import io.duecast.ingest.connector.ColumnSpec;
import io.duecast.ingest.land.Chunk;
import io.duecast.ingest.land.CsvCursor;
import io.duecast.ingest.land.InspectedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The data records of one chunk, each sound or refused as a whole with a reason. */
final class Records {

  private static final Set<String> TOTALS =
      Set.of("合计", "小计", "总计", "本页合计", "total", "subtotal", "grand total");
  private static final int LONGEST_TOTAL = 16;
  private static final int VALUE_SHOWN = 200;

  private final ReadPlan.Part part;
  private final InspectedFile.Layout layout;
  private final Chunk chunk;
  private final byte[] bytes;
  private final CsvCursor cursor;
  private final CellReader[] readers;
  private final int[] positions;
  private final int[] keyColumns;

  private long row;
  private @Nullable RejectRule refusal;
  private @Nullable String refusedColumn;
  private @Nullable String refusedValue;

  private Records(ReadPlan.Part part, byte[] bytes) {
    this.part = part;
    this.layout = part.file().layout();
    this.chunk = part.chunk();
    this.bytes = bytes;
    this.cursor = new CsvCursor(bytes, 0, bytes.length, layout.delimiter());
    this.row = chunk.firstRow() - 1;
    List<ColumnSpec> columns = part.source().columns();
    this.readers = new CellReader[columns.size()];
    this.positions = new int[columns.size()];
    for (int i = 0; i < readers.length; i++) {
      ColumnSpec column = columns.get(i);
      readers[i] =
          new CellReader(
              column,
              ZoneId.of(part.zone()),
              part.file().shapesOf(column.name()),
              part.source().grain().contains(column.name()));
      positions[i] = layout.positions().get(i);
    }
    this.keyColumns =
        IntStream.range(0, readers.length)
            .filter(i -> readers[i].isKey() || readers[i].column().filled())
            .toArray();
  }

  static Records open(ReadPlan.Part part, Configuration hadoop) throws IOException {
    Path path = new Path(part.file().address());
    Chunk chunk = part.chunk();
    byte[] bytes = new byte[Math.toIntExact(chunk.end() - chunk.start())];
    FileSystem files = path.getFileSystem(hadoop);
    try (FSDataInputStream in = files.open(path)) {
      in.readFully(chunk.start(), bytes);
    }
    return new Records(part, bytes);
  }

  /** Moves to the next record that holds data; headings and blank lines are passed over. */
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
    refusal = null;
    refusedColumn = null;
    refusedValue = null;
    if (cursor.cells() != layout.width() || cursor.unclosed() || cursor.ragged()) {
      refuseShape();
    } else if (layout.endsCut() && isLastRecord()) {
      refuse(RejectRule.FILE_CUT, null, recordText());
    } else if (isTotal()) {
      refuse(RejectRule.TOTAL_ROW, null, recordText());
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

  private boolean isLastRecord() {
    return part.isLast() && cursor.isAtEnd();
  }

  private void judgeKey() {
    for (int column : keyColumns) {
      Object value = read(column);
      RejectRule problem = readers[column].problem();
      if (value == null) {
        refuse(
            problem == RejectRule.KEY_DAMAGED ? problem : RejectRule.REQUIRED_MISSING,
            heading(column),
            text(column));
        return;
      }
    }
  }

  private boolean isTotal() {
    for (int cell = 0; cell < cursor.cells(); cell++) {
      int length = cursor.end(cell) - cursor.start(cell);
      if (length > 0) {
        if (length > LONGEST_TOTAL || isDigit(bytes[cursor.start(cell)])) {
          return false;
        }
        String word =
            new String(bytes, cursor.start(cell), length, StandardCharsets.UTF_8)
                .strip()
                .replaceAll("[:：]$", "")
                .toLowerCase(java.util.Locale.ROOT);
        return TOTALS.contains(word);
      }
    }
    return false;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private void refuse(RejectRule rule, @Nullable String column, @Nullable String value) {
    refusal = rule;
    refusedColumn = column;
    refusedValue = value;
  }

  /** Number of the record within the file, from 1, headings counted. */
  long row() {
    return row;
  }

  /** Why the record is left out, or null when it is sound. */
  @Nullable RejectRule refusal() {
    return refusal;
  }

  @Nullable String refusedColumn() {
    return refusedColumn;
  }

  @Nullable String refusedValue() {
    return refusedValue;
  }

  int columns() {
    return readers.length;
  }

  CellReader reader(int column) {
    return readers[column];
  }

  /** The value of a column; ask {@link CellReader#problem()} of its reader afterwards. */
  @Nullable Object read(int column) {
    int cell = positions[column];
    return cell < 0
        ? null
        : readers[column].read(bytes, cursor.start(cell), cursor.end(cell), cursor.doubled(cell));
  }

  boolean hasCell(int column) {
    return positions[column] >= 0;
  }

  /** Lets a column's cell prove what it can about an undeclared date shape. */
  void prove(int column, java.util.Map<String, DateShape.ShapeOrder> proofs) {
    int cell = positions[column];
    readers[column].prove(bytes, cursor.start(cell), cursor.end(cell), proofs);
  }

  /** First heading of a column, as people know it. */
  String heading(int column) {
    return readers[column].column().headings().get(0);
  }

  /** A column's cell as it came. */
  @Nullable String text(int column) {
    int cell = positions[column];
    return cell < 0 ? null : cellText(cell);
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

  private static String shortened(String text) {
    return text.length() <= VALUE_SHOWN ? text : text.substring(0, VALUE_SHOWN) + "…";
  }

  private String recordText() {
    StringBuilder text = new StringBuilder();
    for (int cell = 0; cell < cursor.cells() && text.length() < VALUE_SHOWN; cell++) {
      text.append(cell == 0 ? "" : " | ").append(cellText(cell));
    }
    return shortened(text.toString());
  }

  /** The attribute cells that hold something, by heading; null when none does. */
  @Nullable ArrayBasedMapData attrs() {
    int count = 0;
    List<Integer> cells = layout.attrs();
    Object[] names = new Object[cells.size()];
    Object[] values = new Object[cells.size()];
    for (int i = 0; i < cells.size(); i++) {
      int cell = cells.get(i);
      if (cursor.end(cell) > cursor.start(cell)) {
        names[count] = UTF8String.fromString(layout.attrNames().get(i));
        values[count] = UTF8String.fromString(cellText(cell));
        count++;
      }
    }
    return count == 0
        ? null
        : new ArrayBasedMapData(
            new GenericArrayData(java.util.Arrays.copyOf(names, count)),
            new GenericArrayData(java.util.Arrays.copyOf(values, count)));
  }
}
