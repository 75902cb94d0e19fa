package io.duecast.contract.process;

import io.duecast.contract.Text;

/** Whose turn it is during a stage. */
public enum OwnerRole {
  BUYER(Side.OURS, "采购员", "Buyer"),
  APPROVER(Side.OURS, "审批人", "Approver"),
  SUPPLIER(Side.THEIRS, "供应商", "Supplier"),
  CARRIER(Side.THEIRS, "承运商", "Carrier"),
  CUSTOMS(Side.THEIRS, "报关", "Customs"),
  RECEIVING(Side.OURS, "收货", "Receiving"),
  QUALITY(Side.OURS, "质检", "Quality"),
  WAREHOUSE(Side.OURS, "仓库", "Warehouse"),
  FINANCE(Side.OURS, "财务", "Finance"),
  SALES(Side.OURS, "销售员", "Sales"),
  PRODUCTION(Side.OURS, "生产", "Production"),
  CUSTOMER(Side.THEIRS, "客户", "Customer");

  /** Is it them or us? */
  public enum Side {
    OURS,
    THEIRS
  }

  private final Side side;
  private final Text label;

  OwnerRole(Side side, String zh, String en) {
    this.side = side;
    this.label = Text.of(zh, en);
  }

  public Side side() {
    return side;
  }

  public Text label() {
    return label;
  }

  /** Lower-case code used in tables and YAML. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  public static OwnerRole of(String code) {
    return valueOf(code.toUpperCase(java.util.Locale.ROOT));
  }
}
