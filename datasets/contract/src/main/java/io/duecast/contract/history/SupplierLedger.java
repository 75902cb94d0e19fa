package io.duecast.contract.history;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** What was known of each partner on each day. */
public final class SupplierLedger {

  private static final TableSpec.Builder T =
      TableSpec.in(
          Zone.HISTORY,
          "supplier_ledger",
          "One row per scope, stage and day on which something became known; counts are cumulative up to the end of that day.");

  public static final Column SCOPE =
      T.required(
          1,
          "scope",
          ColumnType.STRING,
          "partner, group, all, item, buyer, org, attr, pair or partner_pair.");
  public static final Column SCOPE_KEY =
      T.required(
          2,
          "scope_key",
          ColumnType.STRING,
          "Partner key, group name, the direction for all; item, buyer, org or name=value of an attribute; two of them joined by U+001F for pairs.");
  public static final Column STAGE =
      T.required(3, "stage", ColumnType.STRING, "Stage code, or delivery.");
  public static final Column DAY =
      T.required(4, "day", ColumnType.DATE, "Day in the business zone.");
  public static final Column OUTCOMES =
      T.required(5, "outcomes", ColumnType.LONG, "Outcomes known so far.");
  public static final Column LATE_OUTCOMES =
      T.required(6, "late_outcomes", ColumnType.LONG, "Late outcomes known so far.");
  public static final Column COMPLETIONS =
      T.required(7, "completions", ColumnType.LONG, "Completions known so far.");
  public static final Column DAYS_LATE_TOTAL =
      T.required(
          8,
          "days_late_total",
          ColumnType.LONG,
          "days",
          "Sum of calendar days late over completions; early days count as negative.");
  public static final Column DURATION_DAYS_TOTAL =
      T.required(
          9, "duration_days_total", ColumnType.LONG, "days", "Sum of durations over completions.");
  public static final Column PLANNED_DAYS_TOTAL =
      T.required(
          10,
          "planned_days_total",
          ColumnType.LONG,
          "days",
          "Sum of planned days over the same completions.");
  public static final Column ENTERED =
      T.required(11, "entered", ColumnType.LONG, "Lines that entered the stage so far.");
  public static final Column EXITED =
      T.required(12, "exited", ColumnType.LONG, "Lines that left the stage so far.");
  public static final Column PROMISE_MOVES =
      T.required(13, "promise_moves", ColumnType.LONG, "Promise moves known so far.");
  public static final Column DURATION_COUNTS =
      T.required(
          14,
          "duration_counts",
          ColumnType.STRING,
          "Completions so far by duration bucket, such as 7:12 8:3, for percentiles.");
  public static final Column QTY_LOG_TOTAL =
      T.required(
          15,
          "qty_log_total",
          ColumnType.LONG,
          "millionths",
          "Sum over entered lines of the logarithm of one plus the quantity.");
  public static final Column AMOUNT_LOG_TOTAL =
      T.required(
          16,
          "amount_log_total",
          ColumnType.LONG,
          "millionths",
          "Sum over entered lines of the logarithm of one plus the amount.");

  public static final TableSpec TABLE = T.key(SCOPE, SCOPE_KEY, STAGE, DAY);

  private SupplierLedger() {}
}
