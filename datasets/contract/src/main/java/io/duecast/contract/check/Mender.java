package io.duecast.contract.check;

import io.duecast.contract.Text;
import java.util.Locale;

/** Who can mend wrong rows at their source. */
public enum Mender {
  SUPPLIER_MASTER("主数据管理员", "supplier master"),
  WAREHOUSE("仓库录入", "warehouse entry"),
  BUYER("采购员", "buyer"),
  PLANNER("计划员", "planner"),
  IT("信息部门", "IT");

  private final Text label;

  Mender(String zh, String en) {
    this.label = Text.of(zh, en);
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Text label() {
    return label;
  }
}
