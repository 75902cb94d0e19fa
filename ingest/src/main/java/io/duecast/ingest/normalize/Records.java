package io.duecast.ingest.normalize;

import io.duecast.contract.check.RejectRule;
import io.duecast.ingest.connector.ColumnSpec;
import io.duecast.ingest.land.Totals;
import java.io.Closeable;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.jspecify.annotations.Nullable;

/** The data records of one chunk, each sound or refused as a whole with a reason. */
abstract class Records implements Closeable {

  private static final int VALUE_SHOWN = 200;

  private final CellReader[] readers;
  private final int[][] cells;
  private final int[] keyColumns;

  private @Nullable RejectRule refusal;
  private @Nullable String refusedColumn;
  private @Nullable String refusedValue;

  Records(ReadPlan.Part part) {
    List<ColumnSpec> columns = part.source().columns();
    this.readers = new CellReader[columns.size()];
    this.cells = new int[columns.size()][];
    for (int i = 0; i < readers.length; i++) {
      ColumnSpec column = columns.get(i);
      readers[i] =
          new CellReader(
              column,
              ZoneId.of(part.zone()),
              part.file().shapesOf(column.name()),
              part.source().grain().contains(column.name()));
      cells[i] = part.file().layout().cells(i);
    }
    this.keyColumns =
        IntStream.range(0, readers.length)
            .filter(i -> readers[i].isKey() || readers[i].column().filled())
            .toArray();
  }

  /** The records of a part; close them. */
  static Records open(ReadPlan.Part part, Configuration hadoop) throws IOException {
    return switch (part.source().format()) {
      case CSV, XLSX, JSON, OCEL -> CsvRecords.of(part, hadoop);
      case XES -> XesRecords.of(part, hadoop);
    };
  }

  /** Moves to the next record that holds data. */
  abstract boolean next() throws IOException;

  /** Number of the record within the file, from 1. */
  abstract long row();

  /**
   * The value of a column, from the first of its cells that holds something, be it readable or not;
   * ask {@link CellReader#problem()} of its reader afterwards.
   */
  abstract @Nullable Object read(int column);

  /** Lets the cell that a column was read from prove what it can about an undeclared date shape. */
  abstract void prove(int column, Map<String, DateShape.ShapeOrder> proofs);

  /** The cell that a column was read from, as it came. */
  abstract @Nullable String text(int column);

  /** The attribute cells that hold something, by heading; null when none does. */
  abstract @Nullable ArrayBasedMapData attrs();

  @Override
  public void close() throws IOException {}

  /** Finds the record sound until it is refused. */
  final void begin() {
    refusal = null;
    refusedColumn = null;
    refusedValue = null;
  }

  /** Refuses a record whose key or required value cannot be read. */
  final void judgeKey() {
    for (int column : keyColumns) {
      Object value = read(column);
      if (value == null) {
        refuse(rowRule(readers[column].problem()), heading(column), text(column));
        return;
      }
    }
  }

  private static RejectRule rowRule(@Nullable RejectRule problem) {
    if (problem == RejectRule.KEY_DAMAGED) {
      return problem;
    }
    return problem == RejectRule.DATE_IMPLAUSIBLE
        ? RejectRule.DATE_OUTSIDE
        : RejectRule.REQUIRED_MISSING;
  }

  final void refuse(RejectRule rule, @Nullable String column, @Nullable String value) {
    refusal = rule;
    refusedColumn = column;
    refusedValue = value;
  }

  /** Why the record is left out, or null when it is sound. */
  final @Nullable RejectRule refusal() {
    return refusal;
  }

  /** Which row of its source a refused record may be. */
  enum Refused {
    /** None: totals, and headings that stand there again. */
    NO_ROW,
    /** The one whose key it has. */
    KEYED,
    /** Any, since its key cannot be read or trusted. */
    ANY_ROW
  }

  final Refused refused() {
    if (refusal == RejectRule.HEADING_ROW) {
      return Refused.NO_ROW;
    }
    if (refusal == RejectRule.ROW_LENGTH || refusal == RejectRule.FILE_CUT) {
      // Cells may stand under the headings of others.
      return Refused.ANY_ROW;
    }
    boolean keyed = false;
    boolean damaged = false;
    boolean bare = refusal == RejectRule.TOTAL_ROW;
    for (int column : keyColumns) {
      if (readers[column].isKey()) {
        damaged |= read(column) == null;
        keyed = true;
        String text = text(column);
        bare &= text == null || text.isBlank() || Totals.isWord(text);
      }
    }
    if (!keyed) {
      return Refused.ANY_ROW;
    }
    return bare ? Refused.NO_ROW : damaged ? Refused.ANY_ROW : Refused.KEYED;
  }

  final @Nullable String refusedColumn() {
    return refusedColumn;
  }

  final @Nullable String refusedValue() {
    return refusedValue;
  }

  final int columns() {
    return readers.length;
  }

  final CellReader reader(int column) {
    return readers[column];
  }

  /** Where a column may stand, the first that is filled going before. */
  final int[] cells(int column) {
    return cells[column];
  }

  final boolean hasCell(int column) {
    return cells[column].length > 0;
  }

  /**
   * Heading of a column, as people know it: of several that are asked the one it was read under.
   */
  String heading(int column) {
    return readers[column].column().headings().get(0);
  }

  static String shortened(String text) {
    return text.length() <= VALUE_SHOWN ? text : text.substring(0, VALUE_SHOWN) + "…";
  }
}
