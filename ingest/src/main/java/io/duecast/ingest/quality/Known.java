package io.duecast.ingest.quality;

import static org.apache.spark.sql.functions.broadcast;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.TableSpec;
import io.duecast.delta.DeltaTables;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the lake holds already, as far as a load meets it. */
final class Known {

  private final Function<TableSpec, Optional<Dataset<Row>>> published;
  private final boolean fewMeet;

  /**
   * @param published rows that the lake holds of a table; empty without the table
   * @param loaded rows of the largest table of the load
   */
  Known(Function<TableSpec, Optional<Dataset<Row>>> published, long loaded) {
    this.published = published;
    this.fewMeet = loaded <= DeltaTables.FEW;
  }

  /**
   * Rows that the load leaves open; empty where a small load leaves none, so that nobody asks the
   * lake for nothing. A large one would be computed twice.
   */
  Optional<Dataset<Row>> open(Dataset<Row> rows) {
    if (!fewMeet) {
      return Optional.of(rows);
    }
    Dataset<Row> kept = rows.localCheckpoint(false);
    return kept.isEmpty() ? Optional.empty() : Optional.of(kept);
  }

  boolean holds(TableSpec table) {
    return published.apply(table).isPresent();
  }

  /** The rows of a table whose value of {@code column} is one of {@code values}. */
  Optional<Dataset<Row>> meeting(TableSpec table, Column column, Dataset<Row> rows, Column values) {
    return published.apply(table).map(lake -> semi(lake, column, rows, values));
  }

  /** Those rows, and others too where the load is so large that leaving them out costs more. */
  Optional<Dataset<Row>> near(TableSpec table, Column column, Dataset<Row> rows, Column values) {
    return fewMeet ? meeting(table, column, rows, values) : published.apply(table);
  }

  private Dataset<Row> semi(Dataset<Row> lake, Column column, Dataset<Row> rows, Column values) {
    Dataset<Row> wanted = rows.select(values.name());
    return lake.join(
        // Without the hint Spark sorts the lake, however few keys are asked for.
        fewMeet ? broadcast(wanted) : wanted,
        lake.col(column.name()).equalTo(wanted.col(values.name())),
        "left_semi");
  }
}
