package io.duecast.analytics.order;

import io.duecast.contract.flow.Step;
import io.duecast.contract.table.TableSpec;
import io.duecast.delta.DeltaTables;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The lake as one step may use it: tables that the step does not declare are a programming error.
 */
public final class StepTables {

  private final SparkSession spark;
  private final DeltaTables tables;
  private final Step step;

  public StepTables(SparkSession spark, DeltaTables tables, Step step) {
    this.spark = spark;
    this.tables = tables;
    this.step = step;
  }

  public SparkSession spark() {
    return spark;
  }

  public String lakeRoot() {
    return tables.lake().root();
  }

  public boolean exists(TableSpec table) {
    readable(table);
    return tables.exists(table);
  }

  /** Current rows of a table that the step reads or writes. */
  public Dataset<Row> read(TableSpec table) {
    readable(table);
    return tables.read(table);
  }

  /** Current rows; no rows where no source has filled the table yet. */
  public Dataset<Row> readOrEmpty(TableSpec table) {
    readable(table);
    return tables.exists(table)
        ? tables.read(table)
        : spark.createDataFrame(java.util.List.of(), DeltaTables.schema(table));
  }

  /** Whether a table was written before another one was. */
  public boolean isOlder(TableSpec table, TableSpec than) {
    readable(table);
    readable(than);
    return tables.isOlder(table, than);
  }

  public void replace(TableSpec table, Dataset<Row> rows) {
    writable(table);
    tables.replace(table, rows);
  }

  public void append(TableSpec table, Dataset<Row> rows) {
    writable(table);
    tables.append(table, rows);
  }

  /** Versions of every table the step reads, by name. */
  public Map<String, String> versions() {
    return new TreeMap<>(tables.versions(step.reads()));
  }

  private void readable(TableSpec table) {
    if (!step.reads().contains(table) && !step.writes().contains(table)) {
      throw new IllegalStateException(step + " does not declare that it reads " + table.name());
    }
  }

  private void writable(TableSpec table) {
    if (!Set.copyOf(step.writes()).contains(table)) {
      throw new IllegalStateException(step + " does not declare that it writes " + table.name());
    }
  }
}
