package io.duecast.service.orders;

import io.duecast.contract.Text;
import io.duecast.contract.process.OwnerRole;
import io.duecast.contract.score.ScoreReasons;
import io.duecast.contract.score.Scores;
import io.duecast.contract.table.Column;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns of an exported list. */
final class OrderColumns {

  /**
   * One column.
   *
   * @param label heading for people
   * @param value text, number, date, or null
   */
  record Exported(Column column, Text label, Function<OpenOrder, @Nullable Object> value) {
    String name() {
      return column.name();
    }
  }

  private OrderColumns() {}

  /** The columns with texts in a language. */
  static List<Exported> in(Text.Language language, StageNames stages) {
    return List.of(
        of(Scores.RANK, "排名", "Rank", OpenOrder::rank),
        of(Scores.BAND, "风险", "Risk", OpenOrder::band),
        of(Scores.LATE_PROBABILITY, "延期概率", "Late probability", OpenOrder::lateProbability),
        of(Scores.STATE, "状态", "State", OpenOrder::state),
        of(Scores.ORDER_NO, "订单号", "Order", OpenOrder::orderNo),
        of(Scores.LINE_NO, "行号", "Line", OpenOrder::lineNo),
        of(Scores.PARTNER_NAME, "供应商/客户", "Partner", OpenOrder::partnerName),
        of(Scores.ITEM_NAME, "物料", "Item", OpenOrder::itemName),
        of(Scores.QTY_OPEN, "未交数量", "Open quantity", OpenOrder::qtyOpen),
        of(Scores.UOM, "单位", "Unit", OpenOrder::uom),
        of(Scores.AMOUNT_OPEN, "未交金额", "Open amount", OpenOrder::amountOpen),
        of(Scores.CURRENCY, "币种", "Currency", OpenOrder::currency),
        of(Scores.ORDER_DATE, "下单日", "Ordered", OpenOrder::orderDate),
        of(Scores.PROMISED_DATE_FIRST, "首次承诺", "First promise", OpenOrder::promisedDateFirst),
        of(Scores.PROMISED_DATE, "当前承诺", "Current promise", OpenOrder::promisedDate),
        of(Scores.DUE_ON, "到期日", "Due", OpenOrder::dueOn),
        of(Scores.DUE_BASIS, "到期依据", "Due by", OpenOrder::dueBasis),
        of(Scores.DELIVERY_P50, "预计到货 P50", "Expected P50", OpenOrder::deliveryP50),
        of(Scores.DELIVERY_P80, "预计到货 P80", "Expected P80", OpenOrder::deliveryP80),
        of(Scores.EXPECTED_DAYS_LATE, "预计延期天数", "Days late", OpenOrder::expectedDaysLate),
        of(
            Scores.CURRENT_STAGE,
            "当前环节",
            "Stage",
            order -> stages.name(order.direction(), order.currentStage()).in(language)),
        of(Scores.STAGE_DUE_ON, "环节到期", "Stage due", OpenOrder::stageDueOn),
        of(
            Scores.OWNER_ROLE,
            "责任方",
            "Owner",
            order -> OwnerRole.of(order.ownerRole()).label().in(language)),
        of(Scores.OWNER_NAME, "责任人", "Owner name", OpenOrder::ownerName),
        of(Scores.BUYER_NAME, "采购员", "Buyer", OpenOrder::buyerName),
        of(ScoreReasons.FACT_EN, "主要原因", "Main reason", order -> order.reason(language)),
        of(Scores.ACTION, "建议", "Action", OpenOrder::action),
        of(Scores.LEVEL, "模型层级", "Level", OpenOrder::level),
        of(Scores.SUPPORT, "样本数", "Support", OpenOrder::support),
        of(Scores.ORDER_LINE_KEY, "订单行键", "Order line key", OpenOrder::orderLineKey));
  }

  private static Exported of(
      Column column, String zh, String en, Function<OpenOrder, @Nullable Object> value) {
    return new Exported(column, Text.of(zh, en), value);
  }
}
