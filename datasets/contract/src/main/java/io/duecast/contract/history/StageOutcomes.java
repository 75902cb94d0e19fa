package io.duecast.contract.history;

import io.duecast.contract.order.OrderLines;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** What became of each stage of each line. */
public final class StageOutcomes {

  private static final TableSpec.Builder T =
      TableSpec.in(
          Zone.HISTORY,
          "stage_outcomes",
          "One row per effective order line and stage it has entered, plus the whole delivery.");

  public static final Column ORDER_LINE_KEY = T.same(1, OrderLines.ORDER_LINE_KEY);
  public static final Column ORDER_KEY = T.same(2, OrderLines.ORDER_KEY);
  public static final Column DIRECTION =
      T.required(3, "direction", ColumnType.STRING, "Direction of the order.");
  public static final Column PARTNER_KEY =
      T.optional(4, "partner_key", ColumnType.STRING, "Supplier or customer.");
  public static final Column PARTNER_GROUP =
      T.optional(
          5, "partner_group", ColumnType.STRING, "Category or region the partner is pooled with.");
  public static final Column ITEM_KEY = T.maybe(6, OrderLines.ITEM_KEY);
  public static final Column ITEM_GROUP =
      T.optional(7, "item_group", ColumnType.STRING, "Group of the item.");
  public static final Column BUYER_CODE =
      T.optional(8, "buyer_code", ColumnType.STRING, "Buyer or seller.");
  public static final Column ORG = T.optional(9, "org", ColumnType.STRING, "Organisation.");
  public static final Column STAGE =
      T.required(
          10,
          "stage",
          ColumnType.STRING,
          "Stage code, or delivery for the whole way from order to promise.");
  public static final Column STAGE_ORDER =
      T.required(11, "stage_order", ColumnType.INT, "Position in the process; 0 for delivery.");
  public static final Column OWNER_ROLE =
      T.required(12, "owner_role", ColumnType.STRING, "Role whose turn it is.");
  public static final Column ENTERED_ON =
      T.required(13, "entered_on", ColumnType.DATE, "Day the stage began.");
  public static final Column ENTERED_KNOWN_AT =
      T.required(14, "entered_known_at", ColumnType.INSTANT, "When that was known.");
  public static final Column DUE_ON =
      T.optional(
          15, "due_on", ColumnType.DATE, "Day the stage is due; for delivery the first promise.");
  public static final Column DUE_BASIS =
      T.optional(16, "due_basis", ColumnType.STRING, "Where the due day comes from.");
  public static final Column COMPLETED_ON =
      T.optional(17, "completed_on", ColumnType.DATE, "Day the stage was done.");
  public static final Column COMPLETED_KNOWN_AT =
      T.optional(18, "completed_known_at", ColumnType.INSTANT, "When that was known.");
  public static final Column EXIT =
      T.required(19, "exit", ColumnType.STRING, "One of open, completed, cancelled, closed_short.");
  public static final Column EXIT_KNOWN_AT =
      T.optional(20, "exit_known_at", ColumnType.INSTANT, "When the exit was known.");
  public static final Column LATE =
      T.optional(
          21,
          "late",
          ColumnType.BOOLEAN,
          "Whether the due day was missed; null while not known or without due day.");
  public static final Column OUTCOME_KNOWN_AT =
      T.optional(
          22,
          "outcome_known_at",
          ColumnType.INSTANT,
          "On time: when completion was known; late: the start of the day after the due day.");
  public static final Column DAYS_LATE =
      T.optional(
          23,
          "days_late",
          ColumnType.INT,
          "days",
          "Calendar days after the due day, negative when early.");
  public static final Column DURATION_DAYS =
      T.optional(
          24, "duration_days", ColumnType.INT, "days", "Calendar days from entry to completion.");
  public static final Column PLANNED_DAYS =
      T.optional(
          25, "planned_days", ColumnType.INT, "days", "Calendar days from entry to due day.");
  public static final Column QTY =
      T.required(26, "qty", ColumnType.DECIMAL, "order unit", "Quantity ordered.");
  public static final Column QTY_ON_TIME =
      T.optional(
          27,
          "qty_on_time",
          ColumnType.DECIMAL,
          "order unit",
          "Quantity fulfilled by the due day.");
  public static final Column AMOUNT =
      T.optional(
          28, "amount", ColumnType.DECIMAL, "currency", "Gross, else net amount of the line.");
  public static final Column SHIPMENT_REF = T.maybe(29, OrderLines.SHIPMENT_REF);
  public static final Column PROMISE_MOVED =
      T.optional(
          30,
          "promise_moved",
          ColumnType.STRING,
          "Moves of the promise as day known and days moved, such as 2026-03-12+5; only for delivery.");
  public static final Column ATTRS =
      T.optional(
          31,
          "attrs",
          ColumnType.TEXT_MAP,
          "Custom fields of the line, whose values have a history of their own.");

  public static final TableSpec TABLE = T.key(ORDER_LINE_KEY, STAGE);

  private StageOutcomes() {}
}
