package io.duecast.ingest.normalize;

import io.duecast.contract.check.RejectRule;
import io.duecast.contract.check.Rejects;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Turns the records of a chunk into a row for each refused record or cell. */
final class CellRejects {

  /** Columns of the contract's rejects that a file alone can tell. */
  static final StructType SCHEMA =
      new StructType()
          .add(Rejects.FILE.name(), "STRING", false)
          .add(Rejects.ROW_NUMBER.name(), "BIGINT", false)
          .add(Rejects.TARGET_TABLE.name(), "STRING", false)
          .add(Rejects.COLUMN_NAME.name(), "STRING", true)
          .add(Rejects.RULE.name(), "STRING", false)
          .add(Rejects.VALUE.name(), "STRING", true);

  private final Records records;
  private final UTF8String file;
  private final UTF8String source;
  private final Queue<InternalRow> found = new ArrayDeque<>();

  CellRejects(Records records, String file, String source) {
    this.records = records;
    this.file = UTF8String.fromString(file);
    this.source = UTF8String.fromString(source);
  }

  /** The next refusal, or null at the end of the chunk. */
  @Nullable InternalRow next() throws IOException {
    while (found.isEmpty()) {
      if (!records.next()) {
        return null;
      }
      RejectRule refusal = records.refusal();
      if (refusal != null) {
        add(records.refusedColumn(), refusal, records.refusedValue());
        continue;
      }
      for (int column = 0; column < records.columns(); column++) {
        if (records.hasCell(column) && records.read(column) == null) {
          RejectRule problem = records.reader(column).problem();
          if (problem != null) {
            add(records.heading(column), problem, records.text(column));
          }
        }
      }
    }
    return found.remove();
  }

  private void add(@Nullable String column, RejectRule rule, @Nullable String value) {
    found.add(
        new GenericInternalRow(
            new Object[] {
              file,
              records.row(),
              source,
              column == null ? null : UTF8String.fromString(column),
              UTF8String.fromString(rule.name()),
              value == null ? null : UTF8String.fromString(value)
            }));
  }
}
