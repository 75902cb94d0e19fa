package io.duecast.features.bundle;

import io.duecast.contract.Text;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.features.Cause;
import io.duecast.features.HistoryFacts;
import io.duecast.features.KeyRates;
import io.duecast.features.OrderFacts;
import io.duecast.features.StageFacts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fact behind a reason, in the same words every time. */
final class FactTexts {

  private FactTexts() {}

  static Text of(Cause cause, OrderFacts facts, StageFacts target) {
    Text partner = partner(facts);
    HistoryFacts history = target.history();
    return switch (cause) {
      case SUPPLIER_HISTORY -> rate(partner, target, history);
      case STAGE_HISTORY -> stage(partner, facts);
      case TIME_LEFT -> timeLeft(facts, target);
      case SILENCE ->
          Text.of(
              "已有 %d 个工作日没有新消息（最近：%s）".formatted(facts.silentWorkdays(), facts.lastNewsOn()),
              "No news for %s (last on %s)"
                  .formatted(many(facts.silentWorkdays(), "working day"), facts.lastNewsOn()));
      case LOAD ->
          history == null
              ? Text.of("在手订单量未知", "Open orders are not known")
              : Text.of(
                  "%s现有在手 %d 行，平常 %s 行"
                      .formatted(partner.zh(), history.open(), number(history.openUsual())),
                  "%s has %s, usually %s"
                      .formatted(
                          capital(partner),
                          many(history.open(), "open line"),
                          number(history.openUsual())));
      case PROMISE_MOVES -> moves(partner, facts);
      case LEAD_TIME -> leadTime(partner, target, history);
      case ITEM -> item(facts);
      case QUANTITY -> quantity(facts);
      case PART_DELIVERIES ->
          Text.of(
              "已到 " + quantity(facts.qtyFulfilled()) + "，订购 " + quantity(facts.qty()),
              quantity(facts.qtyFulfilled()) + " of " + quantity(facts.qty()) + " delivered");
      case SEASON -> season(facts, target);
      case BUYER -> buyer(facts, target);
      case CONFIRMATION -> confirmation(facts);
      case ATTRIBUTES -> attributes(target);
    };
  }

  private static Text season(OrderFacts facts, StageFacts target) {
    if (target.dueOn() == null) {
      return Text.of("季节与假期", "Season and holidays");
    }
    int closed = (int) Math.round(facts.shutWorkdays(target));
    Text partner = partner(facts);
    return closed < 1
        ? Text.of(
            "应完成日 " + target.dueOn() + " 前后的季节与假期",
            "Season and holidays around the due day " + target.dueOn())
        : Text.of(
            "到应完成日 " + target.dueOn() + "，" + partner.zh() + "春节前后可能停工 " + closed + " 个工作日",
            "Up to the due day "
                + target.dueOn()
                + ", "
                + partner.en()
                + " is likely to close for "
                + many(closed, "working day")
                + " around the winter break");
  }

  /** Whether a reason is about the stage that runs, which ends with the delivery. */
  private static boolean isStage(StageFacts target) {
    return !target.stage().equals(ProcessDefinition.DELIVERY);
  }

  /** Whom the order is with. */
  private static Text partner(OrderFacts facts) {
    return facts.direction().equals("sales")
        ? Text.of("该客户", "this customer")
        : Text.of("该供应商", "this supplier");
  }

  private static Text rate(Text partner, StageFacts target, @Nullable HistoryFacts history) {
    if (history == null || history.known365() == 0) {
      return Text.of(
          partner.zh() + "近一年没有结果" + (history == null ? "" : "，参照同类逾期率 " + percent(history.rate())),
          "No outcome of "
              + partner.en()
              + " within a year"
              + (history == null ? "" : "; others like it are late in " + percent(history.rate())));
    }
    boolean late = history.daysLate() >= 0;
    Text where = isStage(target) ? Text.of("在当前环节", " at the current stage") : Text.of("", "");
    return Text.of(
        "%s近一年%s %d 次中 %d 次逾期，按样本量校正后 %s%s"
            .formatted(
                partner.zh(),
                where.zh(),
                history.known365(),
                history.late365(),
                percent(history.rate()),
                days(late ? "，平均晚 " : "，平均早 ", Math.abs(history.daysLate()), " 天")),
        "%s was late in %d of %s%s within a year, %s adjusted for sample size%s"
            .formatted(
                capital(partner),
                history.late365(),
                many(history.known365(), "case"),
                where.en(),
                percent(history.rate()),
                daysInWords(
                    "; ",
                    Math.abs(history.daysLate()),
                    late ? " late on average" : " early on average")));
  }

  private static Text stage(Text partner, OrderFacts facts) {
    StageFacts stage = facts.current().orElse(null);
    if (stage == null) {
      return Text.of("所有环节已完成", "Every stage is done");
    }
    HistoryFacts history = stage.history();
    double usual = history == null ? Double.NaN : history.duration();
    LocalDate entered = stage.enteredOn();
    LocalDate due = stage.dueOn();
    return Text.of(
        (entered == null ? "当前环节" : "当前环节自 " + entered + " 开始")
            + days("，" + partner.zh() + "通常用 ", usual, " 天")
            + (due == null ? "" : "，应于 " + due + " 完成"),
        (entered == null ? "The current stage" : "In the current stage since " + entered)
            + daysInWords("; " + partner.en() + " usually takes ", usual, "")
            + (due == null ? "" : "; due on " + due));
  }

  private static Text timeLeft(OrderFacts facts, StageFacts target) {
    LocalDate due = target.dueOn();
    if (due == null) {
      return Text.of(
          "已用 " + target.elapsedWorkdays() + " 个工作日，没有应完成日",
          many(target.elapsedWorkdays(), "working day") + " used, no due day");
    }
    if (due.isBefore(facts.day())) {
      return Text.of(
          "已超过应完成日 " + due + " " + -target.workdaysToDue() + " 个工作日",
          many(-target.workdaysToDue(), "working day") + " past the due day " + due);
    }
    return Text.of(
        "距应完成日 " + due + " 还有 " + target.workdaysToDue() + " 个工作日",
        many(target.workdaysToDue(), "working day") + " left to the due day " + due);
  }

  private static Text moves(Text partner, OrderFacts facts) {
    HistoryFacts history = facts.delivery().history();
    double habit = history == null ? Double.NaN : history.movesPerLine();
    Text own = ownMoves(facts);
    if (Double.isNaN(habit)) {
      return own;
    }
    return number(habit).equals("0")
        ? Text.of(
            own.zh() + "；" + partner.zh() + "很少改期",
            own.en() + "; " + partner.en() + " rarely moves one")
        : Text.of(
            own.zh() + "；" + partner.zh() + "平均每行改期 " + number(habit) + " 次",
            own.en()
                + "; "
                + partner.en()
                + " averages "
                + number(habit)
                + (number(habit).equals("1") ? " move a line" : " moves a line"));
  }

  private static Text ownMoves(OrderFacts facts) {
    LocalDate now = facts.promiseNow();
    if (facts.promiseMoves() == 0) {
      return now == null
          ? Text.of("没有承诺日", "There is no promise")
          : Text.of("承诺日 " + now + " 未改过", "The promise " + now + " has not moved");
    }
    int moved = facts.promiseMovedDays();
    return Text.of(
        "承诺日改过 "
            + facts.promiseMoves()
            + " 次"
            + (moved == 0 ? "" : (moved > 0 ? "，共推迟 " : "，共提前 ") + Math.abs(moved) + " 天")
            + (now == null ? "" : "，现为 " + now),
        "The promise moved "
            + (facts.promiseMoves() == 1 ? "once" : facts.promiseMoves() + " times")
            + (moved == 0
                ? ""
                : ", " + many(Math.abs(moved), "day") + (moved > 0 ? " later" : " earlier"))
            + (now == null ? "" : ", to " + now));
  }

  private static Text leadTime(Text partner, StageFacts target, @Nullable HistoryFacts history) {
    double usual = history == null ? Double.NaN : history.duration();
    if (target.dueOn() == null || target.enteredOn() == null) {
      return Text.of(
          "没有承诺周期" + days("，" + partner.zh() + "通常用 ", usual, " 天"),
          "No quoted lead time" + daysInWords("; " + partner.en() + " usually takes ", usual, ""));
    }
    long planned = ChronoUnit.DAYS.between(target.enteredOn(), target.dueOn());
    return Text.of(
        (isStage(target) ? "当前环节计划 " : "承诺周期 ")
            + planned
            + " 天"
            + days("，" + partner.zh() + "通常用 ", usual, " 天"),
        (isStage(target) ? "Planned for the current stage: " : "Quoted lead time ")
            + many(planned, "day")
            + daysInWords("; " + partner.en() + " usually takes ", usual, ""));
  }

  private static Text item(OrderFacts facts) {
    return Text.of(
        "该物料近一年 %d 次结果，按样本量校正后逾期率 %s%s"
            .formatted(
                facts.itemKnown(),
                percent(facts.itemRate()),
                days("，通常用 ", facts.itemDuration(), " 天")),
        "%s of this item within a year, late in %s (adjusted for sample size)%s"
            .formatted(
                many(facts.itemKnown(), "case"),
                percent(facts.itemRate()),
                daysInWords("; it usually takes ", facts.itemDuration(), "")));
  }

  private static Text buyer(OrderFacts facts, StageFacts target) {
    boolean sales = facts.direction().equals("sales");
    KeyRates keys = target.keys();
    if (keys == null) {
      return Text.of("采购员与组织的历史未知", "The history of buyer and organisation is not known");
    }
    return Text.of(
        "%s的订单逾期率 %s，该组织 %s（按样本量校正）"
            .formatted(sales ? "该销售员" : "该采购员", percent(keys.buyer()), percent(keys.org())),
        "Orders of this %s are late in %s, of this organisation in %s (adjusted for sample size)"
            .formatted(
                sales ? "salesperson" : "buyer", percent(keys.buyer()), percent(keys.org())));
  }

  private static Text quantity(OrderFacts facts) {
    double usual = facts.usualQtyLog();
    String amount = Double.isNaN(facts.amount()) ? "" : number(facts.amount());
    return Text.of(
        "数量 "
            + quantity(facts.qty())
            + (Double.isNaN(usual) ? "" : "，该物料平常 " + number(StrictMath.expm1(usual)))
            + (amount.isEmpty() ? "" : "；金额 " + amount),
        "Quantity "
            + quantity(facts.qty())
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

  private static Text attributes(StageFacts target) {
    KeyRates keys = target.keys();
    if (keys == null) {
      return Text.of("没有自定义字段", "No custom fields");
    }
    String name = "";
    double furthest = -1;
    double rate = Double.NaN;
    for (Map.Entry<String, Double> one : keys.attributes().entrySet()) {
      double distance = Math.abs(one.getValue() - keys.overall());
      if (distance > furthest) {
        furthest = distance;
        name = one.getKey();
        rate = one.getValue();
      }
    }
    return name.isEmpty()
        ? Text.of("没有自定义字段", "No custom fields")
        : Text.of(
            "同样 " + name + " 的订单逾期率 " + percent(rate) + "，全体 " + percent(keys.overall()),
            "Orders with the same "
                + name
                + " are late in "
                + percent(rate)
                + ", all in "
                + percent(keys.overall()));
  }

  private static String days(String before, double days, String after) {
    return Double.isNaN(days) ? "" : before + number(days) + after;
  }

  private static String daysInWords(String before, double days, String after) {
    return Double.isNaN(days)
        ? ""
        : before + number(days) + (number(days).equals("1") ? " day" : " days") + after;
  }

  private static String many(long count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }

  private static String capital(Text partner) {
    return partner.en().substring(0, 1).toUpperCase(Locale.ROOT) + partner.en().substring(1);
  }

  private static String percent(double share) {
    return rounded(share * 100, 0) + "%";
  }

  private static String quantity(double value) {
    return whole(rounded(value, 1));
  }

  /** One decimal below ten where it says something, whole above. */
  private static String number(double value) {
    return whole(rounded(value, Math.abs(value) < 9.95 ? 1 : 0));
  }

  private static String whole(String text) {
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** Half up, thousands apart; a formatter would cost more than the score that it explains. */
  private static String rounded(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    StringBuilder text =
        new StringBuilder(
            BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).toPlainString());
    int point = digits == 0 ? text.length() : text.indexOf(".");
    int first = text.charAt(0) == '-' ? 1 : 0;
    for (int at = point - 3; at > first; at -= 3) {
      text.insert(at, ',');
    }
    return text.toString();
  }
}
