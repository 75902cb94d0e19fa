package io.duecast.simulator;

import java.util.List;

/**
 * A kind of wrong cell or row that people and spreadsheets leave behind. Kinds that cost the row
 * are planted on rows of their own, so that no sound row loses its receipts.
 */
enum PlantedError {
  PRICE_TEXT(Form.PURCHASE_ORDER, "FTaxPrice", "NUMBER_INVALID", Where.SOUND_ROW, "面议", "见合同"),
  DATE_TEXT(
      Form.PURCHASE_ORDER,
      "FDeliveryDate",
      "DATE_INVALID",
      Where.OWN_ROW,
      "待定",
      "2026-02-30T00:00:00",
      "N/A - 见附件"),
  DATE_IMPLAUSIBLE(
      Form.PURCHASE_ORDER,
      "FDeliveryDate",
      "DATE_IMPLAUSIBLE",
      Where.OWN_ROW,
      "2206-03-02T00:00:00",
      "1926-07-01T00:00:00"),
  QUANTITY_TEXT(Form.PURCHASE_ORDER, "FQty", "NUMBER_INVALID", Where.OWN_ROW, "一百件", "100件", "约50"),
  QUANTITY_ZERO(Form.PURCHASE_ORDER, "FQty", "QUANTITY_NOT_POSITIVE", Where.OWN_ROW, "0", "-5"),
  KEY_SCIENTIFIC(
      Form.PURCHASE_ORDER,
      "FPOOrderEntry_FEntryID",
      "KEY_DAMAGED",
      Where.OWN_ROW,
      "1.00123E+11",
      "2.01E+9"),
  SUPPLIER_MISSING(
      Form.PURCHASE_ORDER, "FSupplierId.FNumber", "REQUIRED_MISSING", Where.OWN_ROW, ""),
  ROW_SHORT(Form.PURCHASE_ORDER, "", "ROW_LENGTH", Where.OWN_ROW, ""),
  TOTAL_ROW(Form.PURCHASE_ORDER, "", "TOTAL_ROW", Where.OWN_ROW, "合计"),
  LINE_REPEATED(Form.PURCHASE_ORDER, "FQty", "DUPLICATE_KEY", Where.OWN_ROW, ""),
  PLAN_DATE(Form.DELIVERY_PLAN, "FPREARRIVALDATE", "DATE_INVALID", Where.SOUND_ROW, "下周", "月底"),
  RECEIPT_WITHOUT_ORDER(
      Form.STOCK_IN, "FPOORDERENTRYID", "RECEIPT_WITHOUT_ORDER", Where.OWN_ROW, ""),
  RECEIPT_DATE(
      Form.STOCK_IN,
      "FDate",
      "DATE_INVALID",
      Where.OWN_ROW,
      "2026-13-05T00:00:00",
      "昨天",
      "0000-00-00"),
  PROMISE_EARLY(
      Form.PURCHASE_ORDER,
      "FDeliveryDate",
      "PROMISE_BEFORE_ORDER",
      Where.OWN_ROW,
      "2001-06-01T00:00:00"),
  APPROVED_EARLY(
      Form.PURCHASE_ORDER,
      "FApproveDate",
      "APPROVED_BEFORE_CREATED",
      Where.OWN_ROW,
      "2001-06-01T09:30:00"),
  COUNTER_WRONG(Form.PURCHASE_ORDER, "FStockInQty", "COUNTER_DIFFERS", Where.OWN_ROW, "37", "0.5"),
  AMOUNT_WRONG(Form.PURCHASE_ORDER, "FEntryAmount", "AMOUNT_DIFFERS", Where.OWN_ROW, "99999999.99"),
  TAX_WRONG(
      Form.PURCHASE_ORDER, "FEntryTaxAmount", "TAX_SUM_DIFFERS", Where.OWN_ROW, "99999999.99"),
  RECEIPT_EARLY(
      Form.STOCK_IN, "FDate", "RECEIPT_BEFORE_ORDER", Where.OWN_ROW, "2001-06-01T00:00:00"),
  RECEIPT_QUANTITY(Form.STOCK_IN, "FRealQty", "NUMBER_INVALID", Where.OWN_ROW, "十二", "5箱");

  /** Where an error sits. */
  enum Where {
    SOUND_ROW,
    OWN_ROW
  }

  private final Form form;
  private final String column;
  private final String rule;
  private final Where where;
  private final List<String> values;

  PlantedError(Form form, String column, String rule, Where where, String... values) {
    this.form = form;
    this.column = column;
    this.rule = rule;
    this.where = where;
    this.values = List.of(values);
  }

  Form form() {
    return form;
  }

  /** Heading of the wrong cell; empty when the row is wrong as a whole. */
  String column() {
    return column;
  }

  /** Position of the wrong cell. */
  int position() {
    return form.headings().indexOf(column);
  }

  /** The reject rule that finds it. */
  String rule() {
    return rule;
  }

  boolean ownRow() {
    return where == Where.OWN_ROW;
  }

  String value(Draw draw) {
    return draw.of(values);
  }
}
