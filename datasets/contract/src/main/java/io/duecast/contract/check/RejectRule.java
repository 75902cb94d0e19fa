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
