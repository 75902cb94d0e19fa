package io.duecast.contract.order;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.PersonalData;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** Goods that came, went to stock, or went back. */
public final class Receipts {

  private static final TableSpec.Builder T =
      TableSpec.in(
          Zone.ORDERS, "receipts", "One row per receipt or shipment line, returns negative.");

  public static final Column RECEIPT_KEY =
      T.required(1, "receipt_key", ColumnType.STRING, "Identity of the receipt line.");
  public static final Column RECEIPT_NO =
      T.optional(2, "receipt_no", ColumnType.STRING, "Number shown to people.");
  public static final Column RECEIPT_DOC_ID =
      T.optional(3, "receipt_doc_id", ColumnType.STRING, "Internal id of the document.");
  public static final Column RECEIPT_LINE_ID =
      T.optional(4, "receipt_line_id", ColumnType.STRING, "Internal id of the line.");
  public static final Column KIND =
      T.required(
          5, "kind", ColumnType.STRING, "One of arrival, stock_in, shipment, return, rejection.");
  public static final Column ORDER_LINE_KEY = T.maybe(6, OrderLines.ORDER_LINE_KEY);
  public static final Column LINK_QUALITY =
      T.required(
          7,
          "link_quality",
          ColumnType.STRING,
          "How the order line was found: exact_id, via_doc, doc_line, doc_item, none.");
  public static final Column VIA_RECEIPT_KEY =
      T.optional(8, "via_receipt_key", ColumnType.STRING, "Receipt this one follows from.");
  public static final Column ITEM_KEY =
      T.optional(9, "item_key", ColumnType.STRING, "Item received.");
  public static final Column UOM =
      T.optional(10, "uom", ColumnType.STRING, "Unit of the quantity.");
  public static final Column QTY =
      T.required(
          11, "qty", ColumnType.DECIMAL, "order unit", "Signed quantity; returns are negative.");
  public static final Column QTY_BASE =
      T.optional(
          12, "qty_base", ColumnType.DECIMAL, "base unit", "Signed quantity in the base unit.");
  public static final Column QTY_ACCEPTED =
      T.optional(
          13, "qty_accepted", ColumnType.DECIMAL, "order unit", "Quantity accepted at inspection.");
  public static final Column QTY_REJECTED =
      T.optional(
          14, "qty_rejected", ColumnType.DECIMAL, "order unit", "Quantity rejected at inspection.");
  public static final Column RECEIPT_DATE =
      T.optional(15, "receipt_date", ColumnType.DATE, "Business date of the receipt.");
  public static final Column CREATED_AT =
      T.optional(16, "created_at", ColumnType.INSTANT, "When it was entered.");
  public static final Column APPROVED_AT =
      T.optional(17, "approved_at", ColumnType.INSTANT, "When it was approved.");
  public static final Column KNOWN_AT =
      T.optional(
          18,
          "known_at",
          ColumnType.INSTANT,
          "When the company could know it: entry time, else the end of the business date.");
  public static final Column WAREHOUSE =
      T.optional(19, "warehouse", ColumnType.STRING, "Warehouse.");
  public static final Column BATCH_NO = T.optional(20, "batch_no", ColumnType.STRING, "Batch.");
  public static final Column OWNER = T.person(21, "owner", PersonalData.NAME, "Who booked it.");
  public static final Column STATUS_RAW =
      T.optional(22, "status_raw", ColumnType.STRING, "Status code of the source, unchanged.");
  public static final Column EFFECTIVE =
      T.required(23, "effective", ColumnType.BOOLEAN, "Whether the receipt counts.");
  public static final Column IS_RED =
      T.required(24, "is_red", ColumnType.BOOLEAN, "Whether it reverses another booking.");
  public static final Column REVERSES_KEY =
      T.optional(25, "reverses_key", ColumnType.STRING, "Receipt it reverses.");

  public static final Column DELETED_AT =
      T.optional(
          26,
          "deleted_at",
          ColumnType.INSTANT,
          "When an extract that should hold the receipt first lacked it; null while the source has it.");

  static {
    Lineage.addTo(T);
  }

  public static final TableSpec TABLE = T.key(RECEIPT_KEY);

  private Receipts() {}
}
