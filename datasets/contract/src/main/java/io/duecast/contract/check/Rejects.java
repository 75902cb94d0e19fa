package io.duecast.contract.check;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** Rows and cells that were refused, with the reason. */
public final class Rejects {

  private static final TableSpec.Builder T =
      TableSpec.in(
          Zone.ORDERS, "rejects", "One row per row or cell that a load refused or found wrong.");

  public static final Column LOAD_ID =
      T.required(1, "load_id", ColumnType.STRING, "Load that found it.");
  public static final Column SOURCE_SYSTEM =
      T.required(2, "source_system", ColumnType.STRING, "Source system.");
  public static final Column FILE =
      T.required(3, "file", ColumnType.STRING, "File inside the load.");
  public static final Column ROW_NUMBER =
      T.required(
          4,
          "row_number",
          ColumnType.LONG,
          "Row of the file, from 1, headings counted; 0 where no single row is meant.");
  public static final Column TARGET_TABLE =
      T.required(
          5,
          "target_table",
          ColumnType.STRING,
          "Canonical table, or source of the connector, the value was meant for.");
  public static final Column COLUMN_NAME =
      T.optional(
          6, "column_name", ColumnType.STRING, "Column of the source, or the canonical column.");
  public static final Column RULE = T.required(7, "rule", ColumnType.STRING, "Rule code.");
  public static final Column SEVERITY =
      T.required(
          8,
          "severity",
          ColumnType.STRING,
          "row: the row was left out; cell: the cell was left empty; finding: loaded, but look at it; note: nothing is wrong now.");
  public static final Column VALUE = T.optional(9, "value", ColumnType.STRING, "Value as it came.");
  public static final Column REASON_ZH =
      T.required(10, "reason_zh", ColumnType.STRING, "What is wrong and what to do, Chinese.");
  public static final Column REASON_EN =
      T.required(11, "reason_en", ColumnType.STRING, "What is wrong and what to do, English.");
  public static final Column SOURCE =
      T.optional(
          12,
          "source",
          ColumnType.STRING,
          "Kind of file, as the connector names it; null in loads that did not note it yet.");

  public static final TableSpec TABLE = T.key();

  private Rejects() {}
}
