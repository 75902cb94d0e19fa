package io.duecast.features;

import static java.time.temporal.ChronoUnit.DAYS;

import io.duecast.contract.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Every feature, in the order of the vector. A new feature is one line here; the fingerprint and
 * the table in {@code datasets/README.md} follow.
 */
public final class OrderFeatures {

  /** Feature vector order. */
  public static final List<Feature> ALL = all();

  /** Custom fields that are seen one by one, in the order of their names. */
  private static final int SLOTS = 16;

  private static final Feature[] FEATURES = ALL.toArray(Feature[]::new);
  private static final int[] PER_PERIOD = perPeriod();

  private OrderFeatures() {}

  /** Names in vector order. */
  public static List<String> names() {
    return ALL.stream().map(Feature::name).toList();
  }

  /** Values of every feature; NaN means missing, which the models handle as such. */
  public static float[] vector(OrderFacts facts, StageFacts target, Period period) {
    float[] vector = new float[FEATURES.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) FEATURES[i].of(facts, target, period);
    }
    return vector;
  }

  /**
   * Vectors of every period of one target, row by row in one array: the same bits as {@link
   * #vector}, with what does not depend on the period computed once.
   */
  public static float[] matrix(OrderFacts facts, StageFacts target, List<Period> periods) {
    float[] matrix = new float[FEATURES.length * periods.size()];
    fill(facts, target, periods, matrix, 0);
    return matrix;
  }

  /** Writes {@link #matrix} into {@code matrix} from {@code offset}. */
  static void fill(
      OrderFacts facts, StageFacts target, List<Period> periods, float[] matrix, int offset) {
    if (periods.isEmpty()) {
      return;
    }
    int width = FEATURES.length;
    Period first = periods.get(0);
    for (int i = 0; i < width; i++) {
      matrix[offset + i] = (float) FEATURES[i].of(facts, target, first);
    }
    for (int row = 1; row < periods.size(); row++) {
      int at = offset + row * width;
      System.arraycopy(matrix, offset, matrix, at, width);
      for (int i : PER_PERIOD) {
        matrix[at + i] = (float) FEATURES[i].of(facts, target, periods.get(row));
      }
    }
  }

  private static int[] perPeriod() {
    List<Integer> at = new ArrayList<>();
    for (int i = 0; i < ALL.size(); i++) {
      if (ALL.get(i).perPeriod()) {
        at.add(i);
      }
    }
    return at.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<Feature> all() {
    List<Feature> all = new ArrayList<>();
    periods(all);
    time(all);
    history(all);
    progress(all);
    promises(all);
    orders(all);
    attributes(all);
    return List.copyOf(all);
  }

  private static void periods(List<Feature> all) {
    period(
        all,
        "period_end",
        "距该时段结束的日历天数",
        "Days from now to the end of the period",
        "days",
        Cause.TIME_LEFT,
        (facts, target, period) -> period.endDay());
    period(
        all,
        "period_days",
        "该时段长度",
        "Length of the period",
        "days",
        Cause.TIME_LEFT,
        (facts, target, period) -> period.days());
    period(
        all,
        "period_workdays",
        "该时段内伙伴可能开工的工作日",
        "Working days in the period on which the partner is likely to be open",
        "working days",
        Cause.TIME_LEFT,
        (facts, target, period) ->
            Workdays.count(facts.workdays(), period.startDay(), period.endDay())
                - shut(facts, target, period));
    period(
        all,
        "period_end_after_due",
        "时段结束距应完成日",
        "End of the period, counted from the due day",
        "days",
        Cause.TIME_LEFT,
        (facts, target, period) -> period.endDay() - target.daysToDue(facts.day()));
    period(
        all,
        "period_end_elapsed",
        "至时段结束已用天数",
        "Days from entry to the end of the period",
        "days",
        Cause.TIME_LEFT,
        (facts, target, period) -> target.elapsedDays(facts.day()) + period.endDay());
    period(
        all,
        "period_end_to_usual",
        "至时段结束用时与通常用时之比",
        "Time used by the end of the period against the usual time",
        "ratio",
        Cause.LEAD_TIME,
        (facts, target, period) ->
            ratio(target.elapsedDays(facts.day()) + period.endDay(), usual(target)));
    period(
        all,
        "period_end_after_promise",
        "时段结束距当前承诺日",
        "End of the period, counted from the current promise",
        "days",
        Cause.PROMISE_MOVES,
        (facts, target, period) -> period.endDay() - days(facts.day(), facts.promiseNow()));
    period(
        all,
        "period_holidays",
        "该时段内法定假日（工作日休息）",
        "Weekdays off in the period",
        "days",
        Cause.SEASON,
        (facts, target, period) ->
            Workdays.holidays(facts.workdays(), facts.day(), period.startDay(), period.endDay()));
    period(
        all,
        "period_shutdown_workdays",
        "该时段内伙伴可能停工的工作日（春节前后）",
        "Working days in the period on which the partner is likely to close around the winter break",
        "working days",
        Cause.SEASON,
        (facts, target, period) -> shut(facts, target, period));
  }

  private static void time(List<Feature> all) {
    of(
        all,
        "days_to_due",
        "距应完成日天数",
        "Days to the due day",
        "days",
        Cause.TIME_LEFT,
        (facts, target) -> target.daysToDue(facts.day()));
    of(
        all,
        "workdays_to_due",
        "距应完成日伙伴可能开工的工作日",
        "Working days to the due day on which the partner is likely to be open",
        "working days",
        Cause.TIME_LEFT,
        (facts, target) -> workdaysToDue(facts, target));
    of(
        all,
        "elapsed_workdays",
        "已用工作日",
        "Working days since entry",
        "working days",
        Cause.TIME_LEFT,
        (facts, target) -> target.elapsedWorkdays());
    of(
        all,
        "elapsed_share",
        "已用时间占计划比例",
        "Share of the planned time that is used",
        "ratio",
        Cause.TIME_LEFT,
        (facts, target) -> ratio(target.elapsedDays(facts.day()), planned(target)));
    of(
        all,
        "order_age_days",
        "下单以来天数",
        "Days since the order date",
        "days",
        Cause.TIME_LEFT,
        (facts, target) -> days(facts.orderDate(), facts.day()));
    of(
        all,
        "slack_days",
        "剩余天数减去各环节通常用时",
        "Days left beyond the usual time of the remaining stages",
        "days",
        Cause.TIME_LEFT,
        (facts, target) -> target.daysToDue(facts.day()) - remainingUsual(facts, target));
    of(
        all,
        "planned_days",
        "计划天数",
        "Days planned from entry to due day",
        "days",
        Cause.LEAD_TIME,
        (facts, target) -> planned(target));
    of(
        all,
        "planned_workdays",
        "计划工作日（不计伙伴可能的停工）",
        "Working days planned from entry to due day, without those on which the partner is likely to close",
        "working days",
        Cause.LEAD_TIME,
        (facts, target) -> plannedWorkdays(facts, target));
    of(
        all,
        "planned_workdays_to_usual",
        "计划工作日与通常用时之比",
        "Working days planned against the usual time",
        "ratio",
        Cause.LEAD_TIME,
        (facts, target) -> ratio(plannedWorkdays(facts, target), usual(target) * 5 / 7));
    of(
        all,
        "planned_to_item_lead_time",
        "计划天数与物料采购提前期之比",
        "Planned days of the delivery against the lead time of the item master",
        "ratio",
        Cause.LEAD_TIME,
        (facts, target) -> ratio(planned(facts.delivery()), facts.itemLeadTimeDays()));
    of(
        all,
        "planned_to_usual",
        "承诺周期与实际通常用时之比",
        "Planned time against the usual time",
        "ratio",
        Cause.LEAD_TIME,
        (facts, target) -> ratio(planned(target), usual(target)));
    of(
        all,
        "usual_days",
        "通常用时",
        "Usual time of the partner, shrunken",
        "days",
        Cause.LEAD_TIME,
        (facts, target) -> usual(target));
    of(
        all,
        "usual_p80_days",
        "第 80 百分位用时",
        "80th percentile of the partner's times",
        "days",
        Cause.LEAD_TIME,
        (facts, target) -> past(target, HistoryFacts::durationP80));
    of(
        all,
        "usual_p50_days",
        "用时中位数",
        "Median of the partner's times",
        "days",
        Cause.LEAD_TIME,
        (facts, target) -> past(target, HistoryFacts::durationP50));
    of(
        all,
        "overrun_share",
        "已用这么久之后，以往用时超过本次计划的比例（收缩）",
        "Share of past times longer than this plan, among those as long as the time used",
        "share",
        Cause.LEAD_TIME,
        (facts, target) -> target.overrun());
    of(
        all,
        "achieved_to_quoted",
        "实际与承诺用时之比",
        "Achieved against planned time so far",
        "ratio",
        Cause.LEAD_TIME,
        (facts, target) ->
            ratio(past(target, HistoryFacts::duration), past(target, HistoryFacts::planned)));
    of(
        all,
        "achieved_to_quoted_90",
        "近 90 天实际与承诺用时之比（收缩）",
        "Achieved against planned time of 90 days, shrunken",
        "ratio",
        Cause.LEAD_TIME,
        (facts, target) -> past(target, HistoryFacts::pace90));
    of(
        all,
        "required_after_due",
        "需求日距应完成日",
        "Required date, counted from the due day",
        "days",
        Cause.LEAD_TIME,
        (facts, target) -> days(target.dueOn(), facts.requiredDate()));
  }

  private static void history(List<Feature> all) {
    of(
        all,
        "late_rate",
        "近 365 天逾期率（收缩）",
        "Late rate of 365 days, shrunken",
        "share",
        Cause.SUPPLIER_HISTORY,
        (facts, target) -> past(target, HistoryFacts::rate));
    of(
        all,
        "late_rate_90",
        "近 90 天逾期率（收缩）",
        "Late rate of 90 days, shrunken",
        "share",
        Cause.SUPPLIER_HISTORY,
        (facts, target) -> past(target, HistoryFacts::rate90));
    of(
        all,
        "late_rate_ever",
        "全部历史逾期率（收缩）",
        "Late rate of all time, shrunken",
        "share",
        Cause.SUPPLIER_HISTORY,
        (facts, target) -> past(target, HistoryFacts::rateAll));
    of(
        all,
        "outcomes_365",
        "近 365 天已知结果数（对数）",
        "Known outcomes of 365 days, logarithm",
        "",
        Cause.SUPPLIER_HISTORY,
        (facts, target) -> log(past(target, history -> (double) history.known365())));
    of(
        all,
        "days_late_usual",
        "平均逾期天数（收缩）",
        "Mean days late, shrunken",
        "days",
        Cause.SUPPLIER_HISTORY,
        (facts, target) -> past(target, HistoryFacts::daysLate));
    of(
        all,
        "days_late_usual_90",
        "近 90 天平均逾期天数（收缩）",
        "Mean days late of 90 days, shrunken",
        "days",
        Cause.SUPPLIER_HISTORY,
        (facts, target) -> past(target, HistoryFacts::daysLate90));
    of(
        all,
        "group_late_rate",
        "同组近 365 天逾期率",
        "Late rate of the partner's group",
        "share",
        Cause.SUPPLIER_HISTORY,
        (facts, target) ->
            past(target, history -> rate(history.groupLate365(), history.groupKnown365())));
    of(
        all,
        "everyone_late_rate",
        "全体近 365 天逾期率",
        "Late rate of everyone",
        "share",
        Cause.SUPPLIER_HISTORY,
        (facts, target) ->
            past(target, history -> rate(history.allLate365(), history.allKnown365())));
    of(
        all,
        "open_lines",
        "在手行数（对数）",
        "Lines open with the partner, logarithm",
        "",
        Cause.LOAD,
        (facts, target) -> log(past(target, history -> (double) history.open())));
    of(
        all,
        "load_to_usual",
        "在手行数与往常之比",
        "Open lines against the usual",
        "ratio",
        Cause.LOAD,
        (facts, target) ->
            past(target, history -> (history.open() + 1) / (history.openUsual() + 1)));
  }

  private static void progress(List<Feature> all) {
    of(
        all,
        "current_stage_share",
        "当前环节位置",
        "Position of the current stage in the process",
        "share",
        Cause.STAGE_HISTORY,
        (facts, target) ->
            facts.current().map(stage -> (double) stage.order()).orElse(Double.NaN)
                / facts.stages().size());
    of(
        all,
        "current_late_rate",
        "当前环节逾期率（收缩）",
        "Late rate of the partner at the current stage",
        "share",
        Cause.STAGE_HISTORY,
        (facts, target) -> current(facts, HistoryFacts::rate));
    of(
        all,
        "current_elapsed_to_usual",
        "当前环节已用与通常用时之比",
        "Time in the current stage against the usual",
        "ratio",
        Cause.STAGE_HISTORY,
        (facts, target) ->
            ratio(currentElapsed(facts) + 1, current(facts, HistoryFacts::duration) + 1));
    of(
        all,
        "current_after_due",
        "当前环节超过应完成日天数",
        "Days past the current stage's due day",
        "days",
        Cause.STAGE_HISTORY,
        (facts, target) ->
            facts.current().map(stage -> -stage.daysToDue(facts.day())).orElse(Double.NaN));
    of(
        all,
        "last_stage_days_late",
        "上一个已完成环节逾期天数",
        "Days that the last stage done was late",
        "days",
        Cause.STAGE_HISTORY,
        (facts, target) -> lastDoneDaysLate(facts));
    of(
        all,
        "remaining_usual_days",
        "剩余各环节通常用时",
        "Usual time of the remaining stages",
        "days",
        Cause.STAGE_HISTORY,
        OrderFeatures::remainingUsual);
    of(
        all,
        "silent_workdays",
        "最近消息以来工作日",
        "Working days since the last news",
        "working days",
        Cause.SILENCE,
        (facts, target) -> facts.silentWorkdays());
    of(
        all,
        "silence_to_usual",
        "无消息时间与当前环节通常用时之比",
        "Silence against the usual time of the current stage",
        "ratio",
        Cause.SILENCE,
        (facts, target) ->
            ratio(facts.silentWorkdays() * 7 / 5.0, current(facts, HistoryFacts::duration) + 1));
    of(
        all,
        "delivered_share",
        "已到数量占比",
        "Share of the quantity that is delivered",
        "share",
        Cause.PART_DELIVERIES,
        (facts, target) -> deliveredShare(facts));
    of(
        all,
        "confirmation_days_late",
        "确认逾期天数",
        "Days that the confirmation is or was late",
        "days",
        Cause.CONFIRMATION,
        (facts, target) -> confirmationDaysLate(facts));
    of(
        all,
        "confirmation_missing",
        "尚未确认",
        "1 while the order is not confirmed",
        "",
        Cause.CONFIRMATION,
        (facts, target) -> {
          StageFacts stage = confirmation(facts);
          return stage == null ? Double.NaN : stage.actualOn() == null ? 1 : 0;
        });
  }

  private static void promises(List<Feature> all) {
    of(
        all,
        "promise_moves",
        "本行改期次数",
        "Times the promise moved",
        "",
        Cause.PROMISE_MOVES,
        (facts, target) -> facts.promiseMoves());
    of(
        all,
        "promise_moved_days",
        "本行累计改期天数",
        "Days the promise moved back in all",
        "days",
        Cause.PROMISE_MOVES,
        (facts, target) -> facts.promiseMovedDays());
    of(
        all,
        "promise_after_due",
        "当前承诺距应完成日",
        "Current promise, counted from the due day",
        "days",
        Cause.PROMISE_MOVES,
        (facts, target) -> days(target.dueOn(), facts.promiseNow()));
    of(
        all,
        "moves_per_line",
        "伙伴每行改期次数（收缩）",
        "Promise moves per line of the partner",
        "moves",
        Cause.PROMISE_MOVES,
        (facts, target) -> past(facts.delivery(), HistoryFacts::movesPerLine));
  }

  private static void orders(List<Feature> all) {
    of(
        all,
        "item_late_rate",
        "物料逾期率（收缩）",
        "Late rate of the item, shrunken",
        "share",
        Cause.ITEM,
        (facts, target) -> facts.itemRate());
    of(
        all,
        "item_outcomes",
        "物料已知结果数（对数）",
        "Known outcomes of the item, logarithm",
        "",
        Cause.ITEM,
        (facts, target) -> log(facts.itemKnown()));
    of(
        all,
        "item_usual_to_planned",
        "物料通常用时与计划之比",
        "Usual delivery time of the item against the plan",
        "ratio",
        Cause.ITEM,
        (facts, target) -> ratio(facts.itemDuration(), planned(facts.delivery())));
    of(
        all,
        "qty_to_usual",
        "数量与该物料往常之比（对数）",
        "Quantity against the item's usual, logarithm",
        "",
        Cause.QUANTITY,
        (facts, target) -> log(facts.qty()) - facts.usualQtyLog());
    of(
        all,
        "amount_log",
        "金额（对数）",
        "Amount, logarithm",
        "",
        Cause.QUANTITY,
        (facts, target) -> log(facts.amount()));
    of(
        all,
        "amount_to_usual",
        "金额与伙伴往常之比（对数）",
        "Amount against the partner's usual, logarithm",
        "",
        Cause.QUANTITY,
        (facts, target) -> log(facts.amount()) - facts.usualAmountLog());
    of(
        all,
        "due_month",
        "应完成月份",
        "Month of the due day",
        "month",
        Cause.SEASON,
        (facts, target) -> target.dueOn() == null ? Double.NaN : target.dueOn().getMonthValue());
    of(
        all,
        "due_weekday",
        "应完成日星期",
        "Weekday of the due day, Monday is 1",
        "weekday",
        Cause.SEASON,
        (facts, target) ->
            target.dueOn() == null ? Double.NaN : target.dueOn().getDayOfWeek().getValue());
    of(
        all,
        "due_day_of_month",
        "应完成日是当月几号",
        "Day of the month of the due day",
        "day",
        Cause.SEASON,
        (facts, target) -> target.dueOn() == null ? Double.NaN : target.dueOn().getDayOfMonth());
    of(
        all,
        "entered_weekday",
        "进入环节的星期",
        "Weekday of entry, Monday is 1",
        "weekday",
        Cause.SEASON,
        (facts, target) ->
            target.enteredOn() == null ? Double.NaN : target.enteredOn().getDayOfWeek().getValue());
    of(
        all,
        "holidays_to_due",
        "应完成日前法定假日（工作日休息）",
        "Weekdays off before the due day",
        "days",
        Cause.SEASON,
        (facts, target) ->
            target.dueOn() == null
                ? Double.NaN
                : Workdays.holidays(
                    facts.workdays(), facts.day(), 0, (int) target.daysToDue(facts.day())));
    of(
        all,
        "winter_break_workdays",
        "应完成日前临近春节长假的工作日",
        "Working days to the due day that are near the long winter break",
        "working days",
        Cause.SEASON,
        (facts, target) -> nearWinterBreak(facts, target));
    of(
        all,
        "winter_break_share",
        "临近春节长假的工作日占计划比例",
        "Share of the planned working days that are still to come and near the long winter break",
        "share",
        Cause.SEASON,
        (facts, target) ->
            nearWinterBreak(facts, target) / Math.max(1, plannedWorkdays(facts, target)));
    of(
        all,
        "shutdown_workdays",
        "应完成日前伙伴可能停工的工作日（春节前后）",
        "Working days to the due day on which the partner is likely to close around the winter break",
        "working days",
        Cause.SEASON,
        (facts, target) -> facts.shutWorkdays(target));
    of(
        all,
        "shutdown_share",
        "伙伴可能停工的工作日占计划比例（春节前后）",
        "Share of the planned working days that are still to come and on which the partner is likely to close around the winter break",
        "share",
        Cause.SEASON,
        (facts, target) ->
            facts.shutWorkdays(target) / Math.max(1, plannedWorkdays(facts, target)));
    of(
        all,
        "buyer_late_rate",
        "采购员逾期率（收缩）",
        "Late rate of the buyer's orders, shrunken",
        "share",
        Cause.BUYER,
        (facts, target) -> keys(target, KeyRates::buyer));
    of(
        all,
        "org_late_rate",
        "组织逾期率（收缩）",
        "Late rate of the organisation, shrunken",
        "share",
        Cause.BUYER,
        (facts, target) -> keys(target, KeyRates::org));
    of(
        all,
        "org_late_rate_ever",
        "组织全部历史逾期率（收缩）",
        "Late rate of the organisation of all time, shrunken",
        "share",
        Cause.BUYER,
        (facts, target) -> keys(target, KeyRates::orgEver));
    of(
        all,
        "partner_org_late_rate",
        "伙伴在该组织的逾期率（收缩）",
        "Late rate of the partner's deliveries at this organisation, shrunken",
        "share",
        Cause.BUYER,
        (facts, target) -> facts.pairs().partnerOrg());
    of(
        all,
        "item_late_rate_ever",
        "物料全部历史逾期率（收缩）",
        "Late rate of the item of all time, shrunken",
        "share",
        Cause.ITEM,
        (facts, target) -> facts.itemRateEver());
    of(
        all,
        "partner_item_late_rate",
        "伙伴供应该物料的逾期率（收缩）",
        "Late rate of the partner's deliveries of this item, shrunken",
        "share",
        Cause.ITEM,
        (facts, target) -> facts.pairs().partnerItem());
    of(
        all,
        "org_item_late_rate",
        "该组织该物料的逾期率（收缩）",
        "Late rate of this item's deliveries at this organisation, shrunken",
        "share",
        Cause.ITEM,
        (facts, target) -> facts.pairs().orgItem());
  }

  private static void attributes(List<Feature> all) {
    of(
        all,
        "attributes_log_odds",
        "自定义字段合计对数优势",
        "Sum of the custom fields' log-odds of late",
        "log-odds",
        Cause.ATTRIBUTES,
        (facts, target) -> {
          double sum = 0;
          for (double rate : attributes(target).values()) {
            sum += logit(rate) - logit(keys(target, KeyRates::overall));
          }
          return sum;
        });
    of(
        all,
        "attributes_ever_log_odds",
        "自定义字段全部历史合计对数优势",
        "Sum of the custom fields' log-odds of late, of all time",
        "log-odds",
        Cause.ATTRIBUTES,
        (facts, target) -> keys(target, KeyRates::attributesEver));
    of(
        all,
        "attributes_at_org",
        "自定义字段在该组织的平均对数优势",
        "Mean log-odds of late of the custom fields at this organisation",
        "log-odds",
        Cause.ATTRIBUTES,
        (facts, target) ->
            facts.pairs().attributesAtOrg().values().stream()
                .mapToDouble(OrderFeatures::logit)
                .average()
                .orElse(Double.NaN));
    of(
        all,
        "attributes_at_org_highest",
        "自定义字段在该组织的最高逾期率",
        "Highest late rate among the custom fields at this organisation",
        "share",
        Cause.ATTRIBUTES,
        (facts, target) -> highest(facts.pairs().attributesAtOrg()));
    of(
        all,
        "attributes_highest",
        "自定义字段最高逾期率",
        "Highest late rate among the custom fields",
        "share",
        Cause.ATTRIBUTES,
        (facts, target) -> highest(attributes(target)));
    for (int slot = 0; slot < SLOTS; slot++) {
      int at = slot;
      of(
          all,
          "attribute_" + (slot + 1),
          "第 " + (slot + 1) + " 个自定义字段（按名称）的逾期率",
          "Late rate of custom field number " + (slot + 1) + " by name",
          "share",
          Cause.ATTRIBUTES,
          (facts, target) -> attribute(target, at));
    }
  }

  private static void period(
      List<Feature> all,
      String name,
      String zh,
      String en,
      String unit,
      Cause cause,
      Feature.Value value) {
    all.add(new Feature(name, Text.of(zh, en), unit, cause, true, value));
  }

  private static void of(
      List<Feature> all,
      String name,
      String zh,
      String en,
      String unit,
      Cause cause,
      ToDoubleBiFunction<OrderFacts, StageFacts> value) {
    all.add(
        new Feature(
            name,
            Text.of(zh, en),
            unit,
            cause,
            false,
            (facts, target, period) -> value.applyAsDouble(facts, target)));
  }

  static double deliveredShare(OrderFacts facts) {
    return facts.qty() > 0 ? Math.min(1, facts.qtyFulfilled() / facts.qty()) : Double.NaN;
  }

  static @Nullable StageFacts confirmation(OrderFacts facts) {
    StageFacts stage = facts.find("confirmed").orElse(null);
    return stage == null || stage.is(StageTimeline.State.SKIPPED) ? null : stage;
  }

  static double confirmationDaysLate(OrderFacts facts) {
    StageFacts stage = confirmation(facts);
    if (stage == null || stage.dueOn() == null) {
      return Double.NaN;
    }
    LocalDate until = stage.actualOn() == null ? facts.day() : stage.actualOn();
    return days(stage.dueOn(), until);
  }

  private static double lastDoneDaysLate(OrderFacts facts) {
    double late = Double.NaN;
    for (StageFacts stage : facts.stages()) {
      if (stage.actualOn() != null) {
        late = days(stage.dueOn(), stage.actualOn());
      }
    }
    return late;
  }

  /**
   * Usual days that the target still needs: its own for a stage, the sum of stages for delivery.
   */
  static double remainingUsual(OrderFacts facts, StageFacts target) {
    if (target.order() > 0) {
      return Math.max(0, usual(target) - target.elapsedDays(facts.day()));
    }
    double sum = 0;
    for (StageFacts stage : facts.stages()) {
      double usual = usual(stage);
      if (stage.is(StageTimeline.State.CURRENT)) {
        sum += Math.max(0, usual - stage.elapsedDays(facts.day()));
      } else if (stage.is(StageTimeline.State.AHEAD)) {
        sum += usual;
      }
    }
    return sum;
  }

  static double usual(StageFacts stage) {
    return past(stage, HistoryFacts::duration);
  }

  private static double planned(StageFacts target) {
    return days(target.enteredOn(), target.dueOn());
  }

  private static double plannedWorkdays(OrderFacts facts, StageFacts target) {
    return target.dueOn() == null || target.enteredOn() == null
        ? Double.NaN
        : target.elapsedWorkdays() + workdaysToDue(facts, target);
  }

  private static double nearWinterBreak(OrderFacts facts, StageFacts target) {
    return target.dueOn() == null
        ? Double.NaN
        : Workdays.nearWinterBreak(
            facts.workdays(), facts.day(), (int) target.daysToDue(facts.day()));
  }

  private static double shut(OrderFacts facts, StageFacts target, Period period) {
    return facts.shutWorkdays(target, period.endDay())
        - facts.shutWorkdays(target, period.startDay() - 1);
  }

  /** Working days on which the partner is likely to be open. */
  private static double workdaysToDue(OrderFacts facts, StageFacts target) {
    return target.dueOn() == null
        ? Double.NaN
        : target.workdaysToDue() - facts.shutWorkdays(target);
  }

  private static double currentElapsed(OrderFacts facts) {
    return facts.current().map(stage -> stage.elapsedDays(facts.day())).orElse(Double.NaN);
  }

  private static double current(OrderFacts facts, ToDoubleFunction<HistoryFacts> value) {
    StageFacts stage = facts.current().orElse(null);
    return stage == null ? Double.NaN : past(stage, value);
  }

  private static double past(StageFacts stage, ToDoubleFunction<HistoryFacts> value) {
    HistoryFacts history = stage.history();
    return history == null ? Double.NaN : value.applyAsDouble(history);
  }

  private static double keys(StageFacts target, ToDoubleFunction<KeyRates> value) {
    KeyRates keys = target.keys();
    return keys == null ? Double.NaN : value.applyAsDouble(keys);
  }

  private static SortedMap<String, Double> attributes(StageFacts target) {
    KeyRates keys = target.keys();
    return keys == null ? Collections.emptySortedMap() : keys.attributes();
  }

  private static double highest(SortedMap<String, Double> rates) {
    return rates.values().stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
  }

  private static double attribute(StageFacts target, int slot) {
    Iterator<Double> rates = attributes(target).values().iterator();
    double rate = Double.NaN;
    for (int i = 0; i <= slot; i++) {
      if (!rates.hasNext()) {
        return Double.NaN;
      }
      rate = rates.next();
    }
    return rate;
  }

  private static double days(@Nullable LocalDate from, @Nullable LocalDate to) {
    return from == null || to == null ? Double.NaN : DAYS.between(from, to);
  }

  private static double ratio(double value, double by) {
    return by > 0 ? value / by : Double.NaN;
  }

  private static double rate(long late, long known) {
    return known == 0 ? Double.NaN : (double) late / known;
  }

  private static double log(double value) {
    return StrictMath.log1p(Math.max(0, value));
  }

  private static double logit(double rate) {
    double inside = Math.min(0.999, Math.max(0.001, rate));
    return StrictMath.log(inside / (1 - inside));
  }
}
