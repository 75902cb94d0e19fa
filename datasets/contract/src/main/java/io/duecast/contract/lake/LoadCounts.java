package io.duecast.contract.lake;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** The identity of every load, table by table. */
public final class LoadCounts {

  private static final TableSpec.Builder T =
      TableSpec.in(
          Zone.RAW,
          "load_counts",
          "One row per load and canonical table; rows in equal rows out plus rejected plus repeated.");

  public static final Column LOAD_ID = T.same(1, Loads.LOAD_ID);
  public static final Column TARGET_TABLE =
      T.required(2, "target_table", ColumnType.STRING, "Canonical table.");
  public static final Column ROWS_IN =
      T.required(3, "rows_in", ColumnType.LONG, "Rows the connector produced for the table.");
  public static final Column ROWS_OUT =
      T.required(4, "rows_out", ColumnType.LONG, "Rows published.");
  public static final Column ROWS_REJECTED =
      T.required(5, "rows_rejected", ColumnType.LONG, "Rows left out, each with a reject.");
  public static final Column ROWS_REPEATED =
      T.required(
          6,
          "rows_repeated",
          ColumnType.LONG,
          "Rows that repeat another row of the load by the declared grain.");
  public static final Column INSERTED =
      T.required(7, "inserted", ColumnType.LONG, "Published rows that are new.");
  public static final Column UPDATED =
      T.required(8, "updated", ColumnType.LONG, "Published rows that changed an earlier one.");

  public static final Column DELETED =
      T.optional(
          9,
          "deleted",
          ColumnType.LONG,
          "Rows of earlier loads that the source no longer has; they are marked and stay.");

  public static final TableSpec TABLE = T.key(LOAD_ID, TARGET_TABLE);

  private LoadCounts() {}
}
