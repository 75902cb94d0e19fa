package io.duecast.ingest.normalize;

import io.duecast.contract.check.RejectRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Opens chunks on the tasks' side. */
record RecordReaders(StructType required, Kind kind) implements PartitionReaderFactory {

  /** Which rows are given. */
  enum Kind {
    SOUND,
    /** The sound ones, and refused ones whose key can be read. */
    KEYED,
    REJECTS
  }

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    ReadPlan.Part part = ((RecordFormat.RecordPart) partition).part();
    try {
      Records records = Records.open(part, hadoop());
      return kind == Kind.REJECTS
          ? new RejectReader(records, part)
          : new RowReader(records, part, required, kind == Kind.KEYED);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Hadoop's settings as the session has them, object stores included. */
  static Configuration hadoop() {
    return HadoopSettings.OF_PROGRAM;
  }

  /** Read once for a program: parsing Hadoop's own files anew costs more than a small file. */
  private static final class HadoopSettings {
    static final Configuration OF_PROGRAM =
        SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf());
  }

  private static final class RejectReader implements PartitionReader<InternalRow> {
    private final Records records;
    private final CellRejects rejects;
    private @Nullable InternalRow current;

    RejectReader(Records records, ReadPlan.Part part) {
      this.records = records;
      this.rejects = new CellRejects(records, part.file().name(), part.source().name());
    }

    @Override
    public boolean next() throws IOException {
      current = rejects.next();
      return current != null;
    }

    @Override
    public InternalRow get() {
      if (current == null) {
        throw new IllegalStateException("No current row");
      }
      return current;
    }

    @Override
    public void close() throws IOException {
      records.close();
    }
  }

  private static final class RowReader implements PartitionReader<InternalRow> {
    private static final int ATTRS = -1;
    private static final int REJECTED = -2;
    private static final int FILE = -3;
    private static final int ROW = -4;

    private final Records records;
    private final boolean keyed;
    private final UTF8String file;
    private final int[] wanted;
    private final @Nullable Object[] values;
    private final InternalRow row;

    RowReader(Records records, ReadPlan.Part part, StructType required, boolean keyed) {
      this.records = records;
      this.keyed = keyed;
      this.file = UTF8String.fromString(part.file().name());
      List<String> columns = part.source().columns().stream().map(c -> c.name()).toList();
      String[] names = required.fieldNames();
      this.wanted = new int[names.length];
      for (int i = 0; i < names.length; i++) {
        wanted[i] =
            switch (names[i]) {
              case RecordFormat.ATTRS -> ATTRS;
              case RecordFormat.REJECTED -> REJECTED;
              case RecordFormat.FILE -> FILE;
              case RecordFormat.ROW -> ROW;
              default -> columns.indexOf(names[i]);
            };
      }
      this.values = new Object[names.length];
      this.row = new GenericInternalRow(values);
    }

    @Override
    public boolean next() throws IOException {
      while (records.next()) {
        if (records.refusal() == null || (keyed && records.refused() == Records.Refused.KEYED)) {
          for (int i = 0; i < wanted.length; i++) {
            values[i] = value(wanted[i]);
          }
          return true;
        }
      }
      return false;
    }

    private @Nullable Object value(int column) {
      return switch (column) {
        case ATTRS -> records.attrs();
        case REJECTED -> rejected();
        case FILE -> file;
        case ROW -> records.row();
        default -> records.read(column);
      };
    }

    private GenericArrayData rejected() {
      List<Object> names = new ArrayList<>();
      for (int column = 0; column < records.columns(); column++) {
        if (records.hasCell(column) && records.read(column) == null) {
          RejectRule problem = records.reader(column).problem();
          if (problem != null) {
            names.add(UTF8String.fromString(records.reader(column).column().name()));
          }
        }
      }
      return new GenericArrayData(names.toArray());
    }

    @Override
    public InternalRow get() {
      return row;
    }

    @Override
    public void close() throws IOException {
      records.close();
    }
  }
}
