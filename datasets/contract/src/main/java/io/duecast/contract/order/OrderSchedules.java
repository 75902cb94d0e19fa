package io.duecast.contract.order;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** Planned deliveries of a line. */
public final class OrderSchedules {

  private static final TableSpec.Builder T =
      TableSpec.in(
          Zone.ORDERS, "order_schedules", "One row per delivery date planned for an order line.");

  public static final Column ORDER_LINE_KEY = T.same(1, OrderLines.ORDER_LINE_KEY);
  public static final Column SCHEDULE_NO =
      T.required(
          2, "schedule_no", ColumnType.INT, "Number of the schedule within the line, from 1.");
  public static final Column PLANNED_DATE =
      T.optional(3, "planned_date", ColumnType.DATE, "Planned delivery date.");
  public static final Column QTY =
      T.required(4, "qty", ColumnType.DECIMAL, "order unit", "Planned quantity.");
  public static final Column QTY_RECEIVED =
      T.optional(
          5,
          "qty_received",
          ColumnType.DECIMAL,
          "order unit",
          "Quantity the source allots to this date.");
  public static final Column CONFIRMED_DATE =
      T.optional(6, "confirmed_date", ColumnType.DATE, "Date the supplier confirmed.");
  public static final Column CONFIRMED_QTY =
      T.optional(
          7, "confirmed_qty", ColumnType.DECIMAL, "order unit", "Quantity the supplier confirmed.");
  public static final Column SOURCE_FIELD =
      T.required(8, "source_field", ColumnType.STRING, "Field of the source the row comes from.");

  public static final Column DELETED_AT =
      T.optional(
          9,
          "deleted_at",
          ColumnType.INSTANT,
          "When an extract that should hold the schedule first lacked it; null while the source has it.");

  static {
    Lineage.addTo(T);
  }

  public static final TableSpec TABLE = T.key(ORDER_LINE_KEY, SCHEDULE_NO);

  private OrderSchedules() {}
}
