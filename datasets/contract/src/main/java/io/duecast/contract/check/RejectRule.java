package io.duecast.contract.check;

import io.duecast.contract.Text;

/** Why a row or a cell was refused, or loaded with a finding; the hint says how to mend it. */
public enum RejectRule {
  REQUIRED_MISSING(
      Severity.ROW,
      CheckKind.COMPLETENESS,
      Mender.BUYER,
      "必填列为空，补齐后重新导出",
      "A required value is empty: fill it in and export again"),
  KEY_DAMAGED(
      Severity.ROW,
      CheckKind.VALIDITY,
      Mender.IT,
      "编码已被表格软件破坏（科学计数法），请以文本导出",
      "The code was destroyed by a spreadsheet (1.2E+15): export it as text"),
  ROW_LENGTH(
      Severity.ROW,
      CheckKind.VALIDITY,
      Mender.IT,
      "列数与表头不符，检查分隔符和引号",
      "The row has more or fewer cells than the headings: look at delimiters and quotes"),
  FILE_CUT(
      Severity.ROW,
      CheckKind.VALIDITY,
      Mender.IT,
      "文件在此行中间断开，请重新导出整个文件",
      "The file ends in the middle of this row: export the whole file again"),
  DUPLICATE_KEY(
      Severity.ROW,
      CheckKind.UNIQUENESS,
      Mender.IT,
      "同一键的内容不同，保留第一行，请在源系统去重",
      "The same key came with other values; the first row was kept: remove the duplicate at the source"),
  HEADING_ROW(
      Severity.ROW,
      CheckKind.VALIDITY,
      Mender.IT,
      "表头重复出现，不是订单",
      "The headings again, not an order"),
  TOTAL_ROW(
      Severity.ROW, CheckKind.VALIDITY, Mender.IT, "合计行，不是订单", "A row of totals, not an order"),
  DATE_OUTSIDE(
      Severity.ROW,
      CheckKind.VALIDITY,
      Mender.BUYER,
      "必填日期超出合理期间，请在源系统更正",
      "A required date lies outside the plausible period: correct it at the source"),
  ORPHAN_LINE(
      Severity.ROW,
      CheckKind.REFERENTIAL,
      Mender.IT,
      "订单行没有订单头，请导出完整单据",
      "An order line without its order: export whole documents"),
  DATE_INVALID(
      Severity.CELL,
      CheckKind.VALIDITY,
      Mender.BUYER,
      "不是日期，请改为 2026-03-02 的形式",
      "Not a date: write it as 2026-03-02"),
  DATE_AMBIGUOUS(
      Severity.CELL,
      CheckKind.VALIDITY,
      Mender.IT,
      "日和月无法区分，请声明该列的日期格式",
      "Day and month cannot be told apart: declare the column's date format"),
  DATE_IMPLAUSIBLE(
      Severity.CELL,
      CheckKind.VALIDITY,
      Mender.BUYER,
      "日期超出合理范围",
      "The date lies outside the plausible range"),
  NUMBER_INVALID(Severity.CELL, CheckKind.VALIDITY, Mender.BUYER, "不是数字", "Not a number"),
  FLAG_INVALID(
      Severity.CELL,
      CheckKind.VALIDITY,
      Mender.IT,
      "既不是“是”也不是“否”，请补充连接器的 true_words 或 false_words",
      "Neither yes nor no: add the word to the connector's true_words or false_words"),
  STATUS_UNKNOWN(
      Severity.FINDING,
      CheckKind.VALIDITY,
      Mender.IT,
      "状态码没有映射，请补充连接器的状态表",
      "No mapping for the status code: add it to the connector's status map"),
  RECEIPT_WITHOUT_ORDER(
      Severity.FINDING,
      CheckKind.REFERENTIAL,
      Mender.WAREHOUSE,
      "收货找不到订单行，计入收货但不计入准时率",
      "No order line for the receipt: kept, but counted in no rate"),
  ORDER_WITHOUT_LINES(
      Severity.FINDING, CheckKind.REFERENTIAL, Mender.BUYER, "订单没有明细行", "An order without lines"),
  PARTNER_UNKNOWN(
      Severity.FINDING,
      CheckKind.REFERENTIAL,
      Mender.SUPPLIER_MASTER,
      "供应商或客户不在主数据中",
      "The partner is missing from the masters"),
  APPROVED_BEFORE_CREATED(
      Severity.FINDING,
      CheckKind.DATE_ORDER,
      Mender.BUYER,
      "审核时间早于创建时间一天以上，请核对两个日期",
      "Approved more than a day before it was created: check both dates"),
  PROMISE_BEFORE_ORDER(
      Severity.FINDING,
      CheckKind.DATE_ORDER,
      Mender.BUYER,
      "交货日期早于订单日期，请核对交期，或是事后补单",
      "Promised for a day before the order: check the promise, or the order was entered after the fact"),
  RECEIPT_BEFORE_ORDER(
      Severity.FINDING,
      CheckKind.DATE_ORDER,
      Mender.WAREHOUSE,
      "收货日期早于订单日期，请核对收货日期，或是事后补单",
      "Received on a day before the order: check the receipt's date, or the order was entered after the fact"),
  COUNTER_DIFFERS(
      Severity.FINDING,
      CheckKind.COUNTERS,
      Mender.WAREHOUSE,
      "订单行的累计入库数与收货合计不符（左为累计数，右为合计），请核对收货单是否完整",
      "The line's counter of stocked goods is not the sum of its receipts (counter / sum): check that every receipt is there"),
  AMOUNT_DIFFERS(
      Severity.FINDING,
      CheckKind.SUMS,
      Mender.BUYER,
      "金额不等于数量乘单价（左为金额，右为乘积），请核对单价、折扣和数量",
      "The amount is not quantity times price (amount / product): check price, discount and quantity"),
  TAX_SUM_DIFFERS(
      Severity.FINDING,
      CheckKind.SUMS,
      Mender.BUYER,
      "不含税金额加税额不等于价税合计（左为价税合计，右为两者之和），请核对税额",
      "Net amount and tax do not add up to the gross amount (gross / sum): check the tax"),
  QUANTITY_NOT_POSITIVE(
      Severity.FINDING,
      CheckKind.VALIDITY,
      Mender.BUYER,
      "订购数量不大于零",
      "The ordered quantity is not above zero"),
  SOURCE_STALE(
      Severity.FINDING,
      CheckKind.FRESHNESS,
      Mender.IT,
      "导出时最新的一条记录已是两周以前，请核对导出范围",
      "The newest fact was more than two weeks old when the extract was taken: check what the export selects"),
  VOLUME_UNUSUAL(
      Severity.FINDING,
      CheckKind.VOLUME,
      Mender.IT,
      "行数不到以往一半或超过三倍，请核对导出范围",
      "Fewer than half or more than three times the usual rows: check what the export selects"),
  CORRECTED(
      Severity.NOTE,
      CheckKind.VALIDITY,
      Mender.PLANNER,
      "已按更正文件修改，请在源系统同样更正",
      "Changed by the corrections file: correct it at the source too"),
  CORRECTION_UNMATCHED(
      Severity.NOTE,
      CheckKind.REFERENTIAL,
      Mender.PLANNER,
      "更正没有匹配到任何行，请核对来源和键",
      "The correction matches no row: check its source and key");

  /** What a rule does to the row. */
  public enum Severity {
    /** The row is left out. */
    ROW("row", Text.of("整行未装载", "row left out")),
    /** The cell is left empty, the row stays. */
    CELL("cell", Text.of("单元格置空", "cell left empty")),
    /** The row is loaded as it is. */
    FINDING("finding", Text.of("照原样装载", "loaded as it is")),
    /** Nothing is wrong with the row now. */
    NOTE("note", Text.of("说明", "note"));

    private final String code;
    private final Text label;

    Severity(String code, Text label) {
      this.code = code;
      this.label = label;
    }

    public String code() {
      return code;
    }

    public Text label() {
      return label;
    }
  }

  private final Severity severity;
  private final CheckKind kind;
  private final Mender mender;
  private final Text hint;

  RejectRule(Severity severity, CheckKind kind, Mender mender, String zh, String en) {
    this.severity = severity;
    this.kind = kind;
    this.mender = mender;
    this.hint = Text.of(zh, en);
  }

  public Severity severity() {
    return severity;
  }

  /** What is checked. */
  public CheckKind kind() {
    return kind;
  }

  /** Who can mend it, as a rule. */
  public Mender mender() {
    return mender;
  }

  public Text hint() {
    return hint;
  }

  /**
   * Whether a row that breaks the rule is a wrong row of its source: totals are no data, notes no
   * errors, and rules on a whole source concern no row.
   */
  public boolean countsAsWrong() {
    return severity != Severity.NOTE
        && this != TOTAL_ROW
        && kind != CheckKind.FRESHNESS
        && kind != CheckKind.VOLUME;
  }
}
