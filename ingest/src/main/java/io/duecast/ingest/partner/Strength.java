package io.duecast.ingest.partner;

import io.duecast.contract.Text;

/** How sure it is that two partners are one, the surest first. */
public enum Strength {
  CERTAIN("certain", "确定", "certain"),
  STRONG("strong", "很可能", "strong"),
  LIKELY("likely", "可能", "likely"),
  POSSIBLE("possible", "待查", "possible");

  private final String code;
  private final Text label;

  Strength(String code, String zh, String en) {
    this.code = code;
    this.label = Text.of(zh, en);
  }

  /** As files hold it. */
  public String code() {
    return code;
  }

  public Text label() {
    return label;
  }
}
