package io.duecast.features.bundle;

import io.duecast.contract.Text;
import io.duecast.features.Cause;
import io.duecast.features.HistoryFacts;
import io.duecast.features.OrderFacts;
import io.duecast.features.StageFacts;
import java.util.Locale;
import java.util.Map;

/** The fact behind a reason, in the same words every time. */
final class FactTexts {

  private FactTexts() {}

  static Text of(Cause cause, OrderFacts facts, StageFacts target) {
    HistoryFacts history = target.history();
    return switch (cause) {
      case SUPPLIER_HISTORY ->
          history == null
              ? Text.of("该伙伴没有可用历史", "No history of this partner is at hand")
              : rate(history);
      case STAGE_HISTORY -> stage(facts);
      case TIME_LEFT -> timeLeft(facts, target);
      case SILENCE ->
          Text.of(
              "已有 " + facts.silentWorkdays() + " 个工作日没有新消息（最近：" + facts.lastNewsOn() + "）",
              "No news for "
                  + facts.silentWorkdays()
                  + " working days (last on "
                  + facts.lastNewsOn()
                  + ")");
      case LOAD ->
          history == null
              ? Text.of("在手订单量未知", "Open orders are not known")
              : Text.of(
                  "该伙伴现有在手 " + history.open() + " 行，往常 " + number(history.openUsual()) + " 行",
                  "The partner has "
                      + history.open()
                      + " open lines, usually "
                      + number(history.openUsual()));
      case PROMISE_MOVES -> moves(facts);
      case LEAD_TIME -> leadTime(target, history);
      case ITEM ->
          Text.of(
              "该物料近一年 "
                  + facts.itemKnown()
                  + " 次结果，逾期率（收缩后）"
                  + percent(facts.itemRate())
                  + days("，通常用时 ", facts.itemDuration(), " 天"),
              "The item has "
                  + facts.itemKnown()
                  + " outcomes in a year, late rate "
                  + percent(facts.itemRate())
                  + " (shrunken)"
                  + days(", usually taking ", facts.itemDuration(), " days"));
      case QUANTITY -> quantity(facts);
      case PART_DELIVERIES ->
          Text.of(
              "已到 " + number(facts.qtyFulfilled()) + "，订购 " + number(facts.qty()),
              number(facts.qtyFulfilled()) + " of " + number(facts.qty()) + " delivered");
      case SEASON ->
          target.dueOn() == null
              ? Text.of("季节与假期", "Season and holidays")
              : Text.of(
                  "应完成日为 " + target.dueOn() + "，季节与假期的影响",
                  "Due on " + target.dueOn() + ": season and holidays of that time");
      case BUYER ->
          Text.of(
              "该采购员订单逾期率 "
                  + percent(facts.buyerRate())
                  + "，该组织 "
                  + percent(facts.orgRate())
                  + "（收缩后）",
              "Late rate of this buyer's orders "
                  + percent(facts.buyerRate())
                  + ", of this organisation "
                  + percent(facts.orgRate())
                  + " (shrunken)");
      case CONFIRMATION -> confirmation(facts);
      case ATTRIBUTES -> attributes(facts);
    };
  }

  private static Text rate(HistoryFacts history) {
    String zh = history.daysLate() >= 0 ? "平均晚 " : "平均早 ";
    String en = history.daysLate() >= 0 ? " days late on average" : " days early on average";
    boolean mean = !Double.isNaN(history.daysLate());
    String daysLate = mean ? number(Math.abs(history.daysLate())) : "";
    return Text.of(
        "该伙伴近一年 "
            + history.known365()
            + " 次结果中 "
            + history.late365()
            + " 次逾期；收缩后逾期率 "
            + percent(history.rate())
            + (mean ? "，" + zh + daysLate + " 天" : ""),
        "Of this partner's "
            + history.known365()
            + " outcomes in a year "
            + history.late365()
            + " were late; shrunken rate "
            + percent(history.rate())
            + (mean ? ", " + daysLate + en : ""));
  }

  private static Text stage(OrderFacts facts) {
    StageFacts stage = facts.current().orElse(null);
    if (stage == null) {
      return Text.of("所有环节已完成", "Every stage is done");
    }
    HistoryFacts history = stage.history();
    double usual = history == null ? Double.NaN : history.duration();
    return Text.of(
        "当前环节 "
            + stage.stage()
            + " 自 "
            + stage.enteredOn()
            + " 起"
            + days("，该伙伴通常用时 ", usual, " 天")
            + (stage.dueOn() == null ? "" : "，应于 " + stage.dueOn() + " 完成"),
        "In stage "
            + stage.stage()
            + " since "
            + stage.enteredOn()
            + days(", usually taking ", usual, " days")
            + (stage.dueOn() == null ? "" : ", due on " + stage.dueOn()));
  }

  private static Text timeLeft(OrderFacts facts, StageFacts target) {
    if (target.dueOn() == null) {
      return Text.of(
          "已用 " + target.elapsedWorkdays() + " 个工作日，没有应完成日",
          target.elapsedWorkdays() + " working days used, no due day");
    }
    if (target.dueOn().isBefore(facts.day())) {
      return Text.of(
          "已超过应完成日 " + target.dueOn() + " " + -target.workdaysToDue() + " 个工作日",
          -target.workdaysToDue() + " working days past the due day " + target.dueOn());
    }
    return Text.of(
        "距应完成日 " + target.dueOn() + " 还有 " + target.workdaysToDue() + " 个工作日",
        target.workdaysToDue() + " working days left to the due day " + target.dueOn());
  }

  private static Text moves(OrderFacts facts) {
    HistoryFacts history = facts.delivery().history();
    double habit = history == null ? Double.NaN : history.movesPerLine();
    String now = facts.promiseNow() == null ? "" : facts.promiseNow().toString();
    return Text.of(
        "承诺日已改 "
            + facts.promiseMoves()
            + " 次，共 "
            + facts.promiseMovedDays()
            + " 天"
            + (now.isEmpty() ? "" : "，现承诺 " + now)
            + (Double.isNaN(habit) ? "" : "；该伙伴平均每行改期 " + decimal(habit) + " 次"),
        "The promise moved "
            + facts.promiseMoves()
            + " times, "
            + facts.promiseMovedDays()
            + " days in all"
            + (now.isEmpty() ? "" : ", now " + now)
            + (Double.isNaN(habit)
                ? ""
                : "; this partner moves " + decimal(habit) + " times a line"));
  }

  private static Text leadTime(
      StageFacts target, @org.jspecify.annotations.Nullable HistoryFacts history) {
    double usual = history == null ? Double.NaN : history.duration();
    if (target.dueOn() == null || target.enteredOn() == null) {
      return Text.of(
          "没有承诺周期" + days("，通常用时 ", usual, " 天"),
          "No quoted lead time" + days(", usually taking ", usual, " days"));
    }
    long planned = java.time.temporal.ChronoUnit.DAYS.between(target.enteredOn(), target.dueOn());
    return Text.of(
        "承诺周期 " + planned + " 天" + days("，该伙伴通常用时 ", usual, " 天"),
        "Quoted lead time "
            + planned
            + " days"
            + days(", this partner usually takes ", usual, " days"));
  }

  private static Text quantity(OrderFacts facts) {
    double usual = facts.usualQtyLog();
    String amount = Double.isNaN(facts.amount()) ? "" : number(facts.amount());
    return Text.of(
        "数量 "
            + number(facts.qty())
            + (Double.isNaN(usual) ? "" : "，该物料往常 " + number(StrictMath.expm1(usual)))
            + (amount.isEmpty() ? "" : "；金额 " + amount),
        "Quantity "
            + number(facts.qty())
            + (Double.isNaN(usual) ? "" : ", usual for the item " + number(StrictMath.expm1(usual)))
            + (amount.isEmpty() ? "" : "; amount " + amount));
  }

  private static Text confirmation(OrderFacts facts) {
    StageFacts stage = facts.find("confirmed").orElse(null);
    if (stage == null) {
      return Text.of("流程没有确认环节", "The process has no confirmation");
    }
    if (stage.actualOn() != null) {
      return Text.of(
          "已于 " + stage.actualOn() + " 确认" + (stage.dueOn() == null ? "" : "，应于 " + stage.dueOn()),
          "Confirmed on "
              + stage.actualOn()
              + (stage.dueOn() == null ? "" : ", due on " + stage.dueOn()));
    }
    return Text.of(
        "尚未确认" + (stage.dueOn() == null ? "" : "，应于 " + stage.dueOn()),
        "Not confirmed yet" + (stage.dueOn() == null ? "" : ", due on " + stage.dueOn()));
  }

  private static Text attributes(OrderFacts facts) {
    String name = "";
    double furthest = -1;
    double rate = Double.NaN;
    for (Map.Entry<String, Double> one : facts.attributeRates().entrySet()) {
      double distance = Math.abs(one.getValue() - facts.overallRate());
      if (distance > furthest) {
        furthest = distance;
        name = one.getKey();
        rate = one.getValue();
      }
    }
    return name.isEmpty()
        ? Text.of("没有自定义字段", "No custom fields")
        : Text.of(
            "同样 " + name + " 的订单逾期率 " + percent(rate) + "，全体 " + percent(facts.overallRate()),
            "Orders with the same "
                + name
                + " are late in "
                + percent(rate)
                + ", all in "
                + percent(facts.overallRate()));
  }

  private static String days(String before, double days, String after) {
    return Double.isNaN(days) ? "" : before + number(days) + after;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String number(double value) {
    return value == StrictMath.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%d", (long) value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}
