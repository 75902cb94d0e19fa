package io.duecast.features.bundle;

import io.duecast.contract.Text;
import java.util.Locale;

/** What to do next about a line. */
public enum Action {
  APPROVE_ORDER("尽快审批订单", "Approve the order"),
  ASK_CONFIRMATION("催供应商确认交期", "Ask the supplier to confirm the date"),
  CHASE_SUPPLIER("联系供应商落实交期", "Call the supplier about the date"),
  CHASE_CUSTOMER("联系客户", "Call the customer"),
  CHASE_CARRIER("跟进运输与报关", "Follow up transport and customs"),
  CLEAR_RECEIVING("尽快收货、检验、入库", "Clear receiving, inspection and stock-in"),
  CHASE_PRODUCTION("协调生产", "Follow up production"),
  CHASE_INTERNALLY("跟进内部责任人", "Follow up inside the company"),
  ESCALATE("升级处理并准备替代方案", "Escalate and prepare an alternative"),
  SET_DUE_DATE("补充承诺日期", "Enter a promised date"),
  WATCH("持续关注", "Watch"),
  NONE("暂不需要", "Nothing now");

  private final Text label;

  Action(String zh, String en) {
    this.label = Text.of(zh, en);
  }

  public Text label() {
    return label;
  }

  /** Lower-case code, as in {@code scores.action}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
