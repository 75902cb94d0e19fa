package io.duecast.contract.check;

import io.duecast.contract.Text;
import java.util.Locale;

/** What a rule checks. */
public enum CheckKind {
  COMPLETENESS("完整性", "completeness"),
  UNIQUENESS("唯一性", "uniqueness"),
  VALIDITY("有效性", "validity"),
  REFERENTIAL("引用完整性", "referential integrity"),
  DATE_ORDER("日期先后", "order of dates"),
  COUNTERS("累计数与收货", "counters against receipts"),
  SUMS("金额合计", "sums"),
  FRESHNESS("新鲜度", "freshness"),
  VOLUME("行数", "volume");

  private final Text label;

  CheckKind(String zh, String en) {
    this.label = Text.of(zh, en);
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Text label() {
    return label;
  }
}
