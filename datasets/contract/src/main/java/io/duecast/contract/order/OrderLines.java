package io.duecast.contract.order;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.PersonalData;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** Order lines. */
public final class OrderLines {

  private static final TableSpec.Builder T =
      TableSpec.in(
          Zone.ORDERS,
          "order_lines",
          "One row per order line, the unit that is promised, received and scored.");

  public static final Column ORDER_LINE_KEY =
      T.required(
          1,
          "order_line_key",
          ColumnType.STRING,
          "Identity of the line: order key and internal line id.");
  public static final Column ORDER_KEY =
      T.required(2, "order_key", ColumnType.STRING, "Order the line belongs to.");
  public static final Column LINE_ID =
      T.required(
          3,
          "line_id",
          ColumnType.STRING,
          "Internal id of the line, or the line number where the source has none.");
  public static final Column LINE_NO =
      T.optional(4, "line_no", ColumnType.STRING, "Line number shown to people.");
  public static final Column ITEM_KEY =
      T.optional(5, "item_key", ColumnType.STRING, "Item ordered.");
  public static final Column ITEM_CODE_RAW =
      T.optional(6, "item_code_raw", ColumnType.STRING, "Item code as exported.");
  public static final Column ITEM_NAME_RAW =
      T.optional(7, "item_name_raw", ColumnType.STRING, "Item name as exported.");
  public static final Column ITEM_SPEC_RAW =
      T.optional(8, "item_spec_raw", ColumnType.STRING, "Item specification as exported.");
  public static final Column UOM = T.optional(9, "uom", ColumnType.STRING, "Unit of the quantity.");
  public static final Column QTY =
      T.required(10, "qty", ColumnType.DECIMAL, "order unit", "Quantity ordered.");
  public static final Column BASE_UOM = T.optional(11, "base_uom", ColumnType.STRING, "Base unit.");
  public static final Column QTY_BASE =
      T.optional(12, "qty_base", ColumnType.DECIMAL, "base unit", "Quantity in the base unit.");
  public static final Column PRICE_NET =
      T.optional(13, "price_net", ColumnType.DECIMAL, "currency", "Net price of one unit.");
  public static final Column PRICE_GROSS =
      T.optional(14, "price_gross", ColumnType.DECIMAL, "currency", "Gross price of one unit.");
  public static final Column TAX_RATE =
      T.optional(15, "tax_rate", ColumnType.DECIMAL, "percent", "Tax rate.");
  public static final Column AMOUNT_NET =
      T.optional(16, "amount_net", ColumnType.DECIMAL, "currency", "Net amount of the line.");
  public static final Column AMOUNT_TAX =
      T.optional(17, "amount_tax", ColumnType.DECIMAL, "currency", "Tax of the line.");
  public static final Column AMOUNT_GROSS =
      T.optional(18, "amount_gross", ColumnType.DECIMAL, "currency", "Gross amount of the line.");
  public static final Column CURRENCY =
      T.optional(19, "currency", ColumnType.STRING, "Currency of the amounts.");
  public static final Column REQUIRED_DATE =
      T.optional(20, "required_date", ColumnType.DATE, "When the buyer needs the goods.");
  public static final Column PROMISED_DATE_FIRST =
      T.optional(
          21,
          "promised_date_first",
          ColumnType.DATE,
          "First date the supplier promised; null where the source lost it.");
  public static final Column PROMISED_DATE =
      T.optional(22, "promised_date", ColumnType.DATE, "Current promise.");
  public static final Column PROMISE_SOURCE =
      T.required(
          23,
          "promise_source",
          ColumnType.STRING,
          "How the first promise is known: field, change_doc, version, snapshot, none.");
  public static final Column QTY_ARRIVED =
      T.optional(
          24,
          "qty_arrived",
          ColumnType.DECIMAL,
          "order unit",
          "Cumulative counter of the source, for reconciliation only.");
  public static final Column QTY_STOCKED =
      T.optional(
          25,
          "qty_stocked",
          ColumnType.DECIMAL,
          "order unit",
          "Cumulative counter of the source, for reconciliation only.");
  public static final Column QTY_RETURNED =
      T.optional(
          26,
          "qty_returned",
          ColumnType.DECIMAL,
          "order unit",
          "Cumulative counter of the source, for reconciliation only.");
  public static final Column QTY_REJECTED =
      T.optional(
          27,
          "qty_rejected",
          ColumnType.DECIMAL,
          "order unit",
          "Cumulative counter of the source, for reconciliation only.");
  public static final Column QTY_INVOICED =
      T.optional(
          28,
          "qty_invoiced",
          ColumnType.DECIMAL,
          "order unit",
          "Cumulative counter of the source, for reconciliation only.");
  public static final Column QTY_COUNTER_BASIS =
      T.required(
          29,
          "qty_counter_basis",
          ColumnType.STRING,
          "Whether the counters are gross, net_of_returns or unknown.");
  public static final Column LINE_STATUS =
      T.required(
          30,
          "line_status",
          ColumnType.STRING,
          "One of open, partial, complete, closed_short, cancelled, frozen.");
  public static final Column LINE_STATUS_RAW =
      T.optional(
          31, "line_status_raw", ColumnType.STRING, "Line status code of the source, unchanged.");
  public static final Column CLOSED_AT =
      T.optional(32, "closed_at", ColumnType.INSTANT, "When the line was closed or cancelled.");
  public static final Column CLOSED_BY =
      T.person(33, "closed_by", PersonalData.NAME, "Who closed the line.");
  public static final Column CLOSE_REASON =
      T.optional(34, "close_reason", ColumnType.STRING, "Why the line was closed.");
  public static final Column OVER_TOLERANCE_PCT =
      T.optional(
          35,
          "over_tolerance_pct",
          ColumnType.DECIMAL,
          "percent",
          "Over-delivery the buyer accepts.");
  public static final Column UNDER_TOLERANCE_PCT =
      T.optional(
          36,
          "under_tolerance_pct",
          ColumnType.DECIMAL,
          "percent",
          "Under-delivery the buyer accepts.");
  public static final Column EARLIEST_DATE =
      T.optional(37, "earliest_date", ColumnType.DATE, "First day the buyer accepts goods.");
  public static final Column LATEST_DATE =
      T.optional(38, "latest_date", ColumnType.DATE, "Last day the buyer accepts goods.");
  public static final Column IS_GIFT =
      T.required(39, "is_gift", ColumnType.BOOLEAN, "Whether the line is free of charge.");
  public static final Column IS_SERVICE =
      T.required(40, "is_service", ColumnType.BOOLEAN, "Whether the line is a service.");
  public static final Column NOTE = T.optional(41, "note", ColumnType.STRING, "Free text.");
  public static final Column SOURCE_REQ_LINE_KEY =
      T.optional(
          42,
          "source_req_line_key",
          ColumnType.STRING,
          "Requisition or sales line the line came from.");
  public static final Column SHIPMENT_REF =
      T.optional(
          43,
          "shipment_ref",
          ColumnType.STRING,
          "Shipment notice that lines share; their outcomes hang together.");
  public static final Column ATTRS =
      T.optional(44, "attrs", ColumnType.TEXT_MAP, "Custom fields of the source by name.");
  public static final Column CREATED_AT =
      T.optional(
          45,
          "created_at",
          ColumnType.INSTANT,
          "When the line was added, where the source keeps it; else it began with its order.");

  public static final Column DELETED_AT =
      T.optional(
          46,
          "deleted_at",
          ColumnType.INSTANT,
          "When an extract that should hold the line first lacked it; null while the source has it.");

  static {
    Lineage.addTo(T);
  }

  public static final TableSpec TABLE = T.key(ORDER_LINE_KEY);

  private OrderLines() {}
}
