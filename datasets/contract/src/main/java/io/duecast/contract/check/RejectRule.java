package io.duecast.contract.check;

import io.duecast.contract.Text;

/** Why a row or a cell was refused, or loaded with a finding; the hint says how to mend it. */
public enum RejectRule {
  REQUIRED_MISSING(
      Severity.ROW, "必填列为空，补齐后重新导出", "A required value is empty: fill it in and export again"),
  KEY_DAMAGED(
      Severity.ROW,
      "编码已被表格软件破坏（科学计数法），请以文本导出",
      "The code was destroyed by a spreadsheet (1.2E+15): export it as text"),
  ROW_LENGTH(
      Severity.ROW,
      "列数与表头不符，检查分隔符和引号",
      "The row has more or fewer cells than the headings: look at delimiters and quotes"),
  FILE_CUT(
      Severity.ROW,
      "文件在此行中间断开，请重新导出整个文件",
      "The file ends in the middle of this row: export the whole file again"),
  DUPLICATE_KEY(
      Severity.ROW,
      "同一键的内容不同，保留第一行，请在源系统去重",
      "The same key came with other values; the first row was kept: remove the duplicate at the source"),
  TOTAL_ROW(Severity.ROW, "合计行，不是订单", "A row of totals, not an order"),
  DATE_OUTSIDE(
      Severity.ROW,
      "必填日期超出合理期间，请在源系统更正",
      "A required date lies outside the plausible period: correct it at the source"),
  ORPHAN_LINE(
      Severity.ROW, "订单行没有订单头，请导出完整单据", "An order line without its order: export whole documents"),
  DATE_INVALID(Severity.CELL, "不是日期，请改为 2026-03-02 的形式", "Not a date: write it as 2026-03-02"),
  DATE_AMBIGUOUS(
      Severity.CELL,
      "日和月无法区分，请声明该列的日期格式",
      "Day and month cannot be told apart: declare the column's date format"),
  DATE_IMPLAUSIBLE(Severity.CELL, "日期超出合理范围", "The date lies outside the plausible range"),
  NUMBER_INVALID(Severity.CELL, "不是数字", "Not a number"),
  FLAG_INVALID(
      Severity.CELL,
      "既不是“是”也不是“否”，请补充连接器的 true_words 或 false_words",
      "Neither yes nor no: add the word to the connector's true_words or false_words"),
  STATUS_UNKNOWN(
      Severity.FINDING,
      "状态码没有映射，请补充连接器的状态表",
      "No mapping for the status code: add it to the connector's status map"),
  RECEIPT_WITHOUT_ORDER(
      Severity.FINDING,
      "收货找不到订单行，计入收货但不计入准时率",
      "No order line for the receipt: kept, but counted in no rate"),
  ORDER_WITHOUT_LINES(Severity.FINDING, "订单没有明细行", "An order without lines"),
  PARTNER_UNKNOWN(Severity.FINDING, "供应商或客户不在主数据中", "The partner is missing from the masters"),
  DATE_ORDER(Severity.FINDING, "日期先后颠倒，请核对录入", "Dates in an impossible order: check the entry"),
  QUANTITY_NOT_POSITIVE(Severity.FINDING, "订购数量不大于零", "The ordered quantity is not above zero");

  /** What a rule does to the row. */
  public enum Severity {
    /** The row is left out. */
    ROW("row"),
    /** The cell is left empty, the row stays. */
    CELL("cell"),
    /** The row is loaded as it is. */
    FINDING("finding");

    private final String code;

    Severity(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  private final Severity severity;
  private final Text hint;

  RejectRule(Severity severity, String zh, String en) {
    this.severity = severity;
    this.hint = Text.of(zh, en);
  }

  public Severity severity() {
    return severity;
  }

  public Text hint() {
    return hint;
  }
}
