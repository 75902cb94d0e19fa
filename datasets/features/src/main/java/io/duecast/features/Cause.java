package io.duecast.features;

import io.duecast.contract.Text;
import java.util.Locale;

/** Business cause that features belong to; reasons are shown by cause. */
public enum Cause {
  SUPPLIER_HISTORY("伙伴历史", "Partner history"),
  STAGE_HISTORY("环节进度", "Progress by stage"),
  TIME_LEFT("剩余时间", "Time left"),
  SILENCE("无消息时间", "Silence"),
  LOAD("在手订单量", "Open orders"),
  PROMISE_MOVES("改期", "Promise moves"),
  LEAD_TIME("承诺周期", "Quoted lead time"),
  ITEM("物料", "Item"),
  QUANTITY("数量与金额", "Quantity and amount"),
  PART_DELIVERIES("分批到货", "Part deliveries"),
  SEASON("季节与假期", "Season and holidays"),
  BUYER("采购员与组织", "Buyer and plant"),
  CONFIRMATION("订单确认", "Confirmation"),
  ATTRIBUTES("自定义字段", "Custom fields");

  private final Text label;

  Cause(String zh, String en) {
    this.label = Text.of(zh, en);
  }

  public Text label() {
    return label;
  }

  /** Lower-case code, as in {@code score_reasons.cause}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Cause of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
