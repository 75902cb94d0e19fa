package io.duecast.service.orders;

import io.duecast.contract.Text;
import io.duecast.contract.score.Scores;
import io.duecast.service.lake.LakeRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One open order line with its score; columns mean what {@link Scores} says.
 *
 * @param reasonZh strongest reason; null where nothing speaks for or against the line
 */
public record OpenOrder(
    int rank,
    String orderLineKey,
    String orderKey,
    String orderNo,
    @Nullable String lineNo,
    String direction,
    @Nullable String partnerKey,
    @Nullable String partnerName,
    @Nullable String itemKey,
    @Nullable String itemName,
    @Nullable String buyerCode,
    @Nullable String buyerName,
    @Nullable String org,
    @Nullable String uom,
    @Nullable BigDecimal qty,
    @Nullable BigDecimal qtyOpen,
    @Nullable BigDecimal amountOpen,
    @Nullable String currency,
    @Nullable LocalDate orderDate,
    @Nullable LocalDate requiredDate,
    @Nullable LocalDate promisedDateFirst,
    @Nullable LocalDate promisedDate,
    @Nullable LocalDate dueOn,
    @Nullable String dueBasis,
    String currentStage,
    @Nullable LocalDate stageEnteredOn,
    @Nullable LocalDate stageDueOn,
    String ownerRole,
    @Nullable String ownerName,
    String state,
    @Nullable Double stageLateProbability,
    @Nullable Double lateProbability,
    @Nullable LocalDate deliveryP10,
    @Nullable LocalDate deliveryP50,
    @Nullable LocalDate deliveryP80,
    @Nullable LocalDate deliveryP90,
    @Nullable Double expectedDaysLate,
    String band,
    String level,
    long support,
    String action,
    String modelVersion,
    @Nullable String reasonEffect,
    @Nullable String reasonZh,
    @Nullable String reasonEn) {

  static OpenOrder read(LakeRow row) {
    return new OpenOrder(
        Math.toIntExact(row.count(Scores.RANK)),
        row.word(Scores.ORDER_LINE_KEY),
        row.word(Scores.ORDER_KEY),
        row.word(Scores.ORDER_NO),
        row.text(Scores.LINE_NO),
        row.word(Scores.DIRECTION),
        row.text(Scores.PARTNER_KEY),
        row.text(Scores.PARTNER_NAME),
        row.text(Scores.ITEM_KEY),
        row.text(Scores.ITEM_NAME),
        row.text(Scores.BUYER_CODE),
        row.text(Scores.BUYER_NAME),
        row.text(Scores.ORG),
        row.text(Scores.UOM),
        row.decimal(Scores.QTY),
        row.decimal(Scores.QTY_OPEN),
        row.decimal(Scores.AMOUNT_OPEN),
        row.text(Scores.CURRENCY),
        row.date(Scores.ORDER_DATE),
        row.date(Scores.REQUIRED_DATE),
        row.date(Scores.PROMISED_DATE_FIRST),
        row.date(Scores.PROMISED_DATE),
        row.date(Scores.DUE_ON),
        row.text(Scores.DUE_BASIS),
        row.word(Scores.CURRENT_STAGE),
        row.date(Scores.STAGE_ENTERED_ON),
        row.date(Scores.STAGE_DUE_ON),
        row.word(Scores.OWNER_ROLE),
        row.text(Scores.OWNER_NAME),
        row.word(Scores.STATE),
        row.real(Scores.STAGE_LATE_PROBABILITY),
        row.real(Scores.LATE_PROBABILITY),
        row.date(Scores.DELIVERY_P10),
        row.date(Scores.DELIVERY_P50),
        row.date(Scores.DELIVERY_P80),
        row.date(Scores.DELIVERY_P90),
        row.real(Scores.EXPECTED_DAYS_LATE),
        row.word(Scores.BAND),
        row.word(Scores.LEVEL),
        row.count(Scores.SUPPORT),
        row.word(Scores.ACTION),
        row.word(Scores.MODEL_VERSION),
        row.text("reason_effect"),
        row.text("reason_zh"),
        row.text("reason_en"));
  }

  /** The main reason in a language, or empty. */
  public String reason(Text.Language language) {
    String fact = language == Text.Language.ZH ? reasonZh : reasonEn;
    return fact == null ? "" : fact;
  }
}
