package io.duecast.ingest.normalize;

import io.duecast.ingest.connector.ColumnSpec;
import io.duecast.ingest.land.XesCursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Records of an event log: one an event, with the attributes of its trace. */
final class XesRecords extends Records {

  private final XesCursor cursor;
  private final String[][] keys;
  private final boolean[] ofTrace;
  private final List<String> attrNames;

  /** By column, the text that it was read from. */
  private final @Nullable String[] readFrom;

  private XesRecords(ReadPlan.Part part, XesCursor cursor) {
    super(part);
    this.cursor = cursor;
    List<ColumnSpec> columns = part.source().columns();
    this.keys = new String[columns.size()][];
    this.ofTrace = new boolean[columns.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = columns.get(i).headings().toArray(String[]::new);
      ofTrace[i] = columns.get(i).level() == ColumnSpec.Level.TRACE;
    }
    this.attrNames = part.file().layout().attrNames();
    this.readFrom = new String[columns.size()];
  }

  static XesRecords of(ReadPlan.Part part, Configuration hadoop) throws IOException {
    Path path = new Path(part.file().address());
    return new XesRecords(
        part, new XesCursor(path.getFileSystem(hadoop).open(path), part.file().name()));
  }

  @Override
  boolean next() throws IOException {
    if (!cursor.next()) {
      return false;
    }
    begin();
    judgeKey();
    return true;
  }

  @Override
  long row() {
    return cursor.row();
  }

  @Override
  @Nullable Object read(int column) {
    CellReader reader = reader(column);
    readFrom[column] = null;
    Object value = reader.read(new byte[0], 0, 0, false);
    for (String key : keys[column]) {
      String text = ofTrace[column] ? cursor.ofTrace(key) : cursor.ofEvent(key);
      if (text == null) {
        continue;
      }
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      readFrom[column] = text;
      value = reader.read(bytes, 0, bytes.length, false);
      boolean one = reader.isKey() || reader.column().oneHeading();
      if (value != null || reader.problem() != null || one) {
        break;
      }
    }
    return value;
  }

  @Override
  void prove(int column, Map<String, DateShape.ShapeOrder> proofs) {
    String text = readFrom[column];
    if (text != null) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      reader(column).prove(bytes, 0, bytes.length, proofs);
    }
  }

  @Override
  @Nullable String text(int column) {
    String text = readFrom[column];
    return text == null ? null : shortened(text);
  }

  @Override
  @Nullable ArrayBasedMapData attrs() {
    int count = 0;
    Object[] names = new Object[attrNames.size()];
    Object[] values = new Object[attrNames.size()];
    for (String name : attrNames) {
      String value = cursor.ofTrace(name);
      if (value != null && !value.isEmpty()) {
        names[count] = UTF8String.fromString(name);
        values[count] = UTF8String.fromString(shortened(value));
        count++;
      }
    }
    return count == 0
        ? null
        : new ArrayBasedMapData(
            new GenericArrayData(Arrays.copyOf(names, count)),
            new GenericArrayData(Arrays.copyOf(values, count)));
  }

  @Override
  public void close() throws IOException {
    cursor.close();
  }
}
