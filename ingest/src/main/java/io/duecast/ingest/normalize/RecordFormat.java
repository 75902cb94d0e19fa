package io.duecast.ingest.normalize;

import io.duecast.ingest.connector.ColumnSpec;
import io.duecast.ingest.connector.SourceSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Function1;

/**
 * Inspected files as a table of Spark. Only the columns a query asks for are parsed, so every query
 * reads the files themselves.
 *
 * <p>Beside the source's columns a row has {@link #FILE}, {@link #ROW}, {@link #REJECTED} (names of
 * the columns whose cell was refused) and {@link #ATTRS}.
 */
public final class RecordFormat implements TableProvider {

  public static final String FILE = "_file";
  public static final String ROW = "_row";
  public static final String REJECTED = "_rejected";
  public static final String ATTRS = "attrs";

  private static final String PLAN = "plan";
  private static final String KIND = "kind";

  /** For Spark, which makes the format by its class name. */
  public RecordFormat() {}

  /** The sound rows of a source. */
  public static Dataset<Row> rows(SparkSession spark, ReadPlan plan) {
    return read(spark, plan, RecordReaders.Kind.SOUND);
  }

  /** The sound rows of a source, or more of them, read here and now and held in memory. */
  static Dataset<Row> rowsInMemory(SparkSession spark, ReadPlan plan, RecordReaders.Kind kind) {
    StructType schema = schema(plan.source());
    Function1<Object, Object> converter = CatalystTypeConverters.createToScalaConverter(schema);
    RecordReaders readers = new RecordReaders(schema, kind);
    List<Row> rows = new ArrayList<>();
    for (ReadPlan.Part part : plan.parts()) {
      try (PartitionReader<InternalRow> reader = readers.createReader(new RecordPart(part))) {
        while (reader.next()) {
          rows.add((Row) converter.apply(reader.get()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return spark.createDataFrame(rows, schema);
  }

  /** The refused rows and cells of a source, see {@link CellRejects}. */
  public static Dataset<Row> rejects(SparkSession spark, ReadPlan plan) {
    return read(spark, plan, RecordReaders.Kind.REJECTS);
  }

  static Dataset<Row> read(SparkSession spark, ReadPlan plan, RecordReaders.Kind kind) {
    return spark
        .read()
        .format(RecordFormat.class.getName())
        .option(PLAN, plan.encoded())
        .option(KIND, kind.name())
        .load();
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return kind(options) == RecordReaders.Kind.REJECTS
        ? CellRejects.SCHEMA
        : schema(plan(options).source());
  }

  private static RecordReaders.Kind kind(CaseInsensitiveStringMap options) {
    return RecordReaders.Kind.valueOf(options.getOrDefault(KIND, RecordReaders.Kind.SOUND.name()));
  }

  private static ReadPlan plan(CaseInsensitiveStringMap options) {
    String encoded = options.get(PLAN);
    if (encoded == null) {
      throw new IllegalStateException("Records are read through RecordFormat.rows and rejects");
    }
    return ReadPlan.decoded(encoded);
  }

  private static StructType schema(SourceSpec source) {
    StructType schema = new StructType();
    for (ColumnSpec column : source.columns()) {
      schema =
          schema.add(
              column.name(),
              org.apache.spark.sql.types.DataType.fromDDL(column.kind().sparkName()),
              true);
    }
    return schema
        .add(ATTRS, "MAP<STRING,STRING>", true)
        .add(REJECTED, "ARRAY<STRING>", false)
        .add(FILE, "STRING", false)
        .add(ROW, "BIGINT", false);
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    CaseInsensitiveStringMap options = new CaseInsensitiveStringMap(properties);
    return new RecordTable(schema, plan(options), kind(options));
  }

  private record RecordTable(StructType schema, ReadPlan plan, RecordReaders.Kind kind)
      implements Table, SupportsRead {

    @Override
    public String name() {
      return plan.source().name();
    }

    @Override
    public Set<TableCapability> capabilities() {
      return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
      return new Builder(this);
    }
  }

  private static final class Builder implements SupportsPushDownRequiredColumns {
    private final RecordTable table;
    private StructType required;

    Builder(RecordTable table) {
      this.table = table;
      this.required = table.schema();
    }

    @Override
    public void pruneColumns(StructType columns) {
      required = columns;
    }

    @Override
    public Scan build() {
      return new RecordScanPlan(table, required);
    }
  }

  private record RecordScanPlan(RecordTable table, StructType required)
      implements Scan, Batch, SupportsReportStatistics {

    @Override
    public StructType readSchema() {
      return required;
    }

    @Override
    public String description() {
      return "records of " + table.name();
    }

    @Override
    public Batch toBatch() {
      return this;
    }

    @Override
    public InputPartition[] planInputPartitions() {
      return table.plan().parts().stream().map(RecordPart::new).toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
      return new RecordReaders(required, table.kind());
    }

    /** Lets Spark see which side of a join is small. */
    @Override
    public Statistics estimateStatistics() {
      long share =
          table.plan().bytes()
              * Math.max(1, required.length())
              / Math.max(1, table.schema().length());
      return new Statistics() {
        @Override
        public OptionalLong sizeInBytes() {
          return OptionalLong.of(Math.max(1, share));
        }

        @Override
        public OptionalLong numRows() {
          return OptionalLong.empty();
        }
      };
    }
  }

  /** One chunk as Spark sends it to a task. */
  record RecordPart(ReadPlan.Part part) implements InputPartition {}
}
