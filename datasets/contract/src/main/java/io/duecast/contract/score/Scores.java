package io.duecast.contract.score;

import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.PersonalData;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** Scores of open order lines. */
public final class Scores {

  private static final TableSpec.Builder T =
      TableSpec.in(Zone.SCORES, "scores", "One row per run and open order line.");

  public static final Column RUN_ID = T.same(1, Runs.RUN_ID);
  public static final Column ORDER_LINE_KEY = T.same(2, OrderLines.ORDER_LINE_KEY);
  public static final Column ORDER_KEY = T.same(3, OrderLines.ORDER_KEY);
  public static final Column ORDER_NO =
      T.required(4, "order_no", ColumnType.STRING, "Order number.");
  public static final Column LINE_NO = T.maybe(5, OrderLines.LINE_NO);
  public static final Column DIRECTION = T.same(6, OrderHeaders.DIRECTION);
  public static final Column PARTNER_KEY = T.maybe(7, OrderHeaders.PARTNER_KEY);
  public static final Column PARTNER_NAME =
      T.optional(8, "partner_name", ColumnType.STRING, "Name of the partner.");
  public static final Column ITEM_KEY = T.maybe(9, OrderLines.ITEM_KEY);
  public static final Column ITEM_NAME =
      T.optional(10, "item_name", ColumnType.STRING, "Name of the item.");
  public static final Column BUYER_CODE = T.maybe(11, OrderHeaders.BUYER_CODE);
  public static final Column BUYER_NAME = T.maybe(12, OrderHeaders.BUYER_NAME);
  public static final Column ORG = T.maybe(13, OrderHeaders.ORG);
  public static final Column UOM = T.maybe(14, OrderLines.UOM);
  public static final Column QTY = T.same(15, OrderLines.QTY);
  public static final Column QTY_OPEN =
      T.required(16, "qty_open", ColumnType.DECIMAL, "order unit", "Quantity still to come.");
  public static final Column AMOUNT_OPEN =
      T.optional(
          17, "amount_open", ColumnType.DECIMAL, "currency", "Gross amount of the open quantity.");
  public static final Column CURRENCY = T.maybe(18, OrderLines.CURRENCY);
  public static final Column ORDER_DATE = T.maybe(19, OrderHeaders.ORDER_DATE);
  public static final Column REQUIRED_DATE = T.maybe(20, OrderLines.REQUIRED_DATE);
  public static final Column PROMISED_DATE_FIRST = T.maybe(21, OrderLines.PROMISED_DATE_FIRST);
  public static final Column PROMISED_DATE = T.maybe(22, OrderLines.PROMISED_DATE);
  public static final Column DUE_ON =
      T.optional(23, "due_on", ColumnType.DATE, "Day the delivery is measured against.");
  public static final Column DUE_BASIS =
      T.optional(
          24,
          "due_basis",
          ColumnType.STRING,
          "first_promise, current_promise, required_date, offset or norm.");
  public static final Column CURRENT_STAGE =
      T.required(25, "current_stage", ColumnType.STRING, "Stage the line is in.");
  public static final Column STAGE_ENTERED_ON =
      T.optional(26, "stage_entered_on", ColumnType.DATE, "Day it entered that stage.");
  public static final Column STAGE_DUE_ON =
      T.optional(27, "stage_due_on", ColumnType.DATE, "Day that stage is due.");
  public static final Column OWNER_ROLE =
      T.required(28, "owner_role", ColumnType.STRING, "Role whose turn it is.");
  public static final Column OWNER_NAME =
      T.person(29, "owner_name", PersonalData.NAME, "Person whose turn it is, where known.");
  public static final Column STATE =
      T.required(30, "state", ColumnType.STRING, "predicted, late_already, or no_due_date.");
  public static final Column STAGE_LATE_PROBABILITY =
      T.optional(
          31,
          "stage_late_probability",
          ColumnType.DOUBLE,
          "Probability that the current stage misses its due day; null when that day has passed or is missing.");
  public static final Column LATE_PROBABILITY =
      T.optional(
          32,
          "late_probability",
          ColumnType.DOUBLE,
          "Probability that delivery misses its due day; null when it has passed or is missing.");
  public static final Column DELIVERY_P10 =
      T.optional(
          33, "delivery_p10", ColumnType.DATE, "Delivery day with 10 % chance to be earlier.");
  public static final Column DELIVERY_P50 =
      T.optional(34, "delivery_p50", ColumnType.DATE, "Median delivery day.");
  public static final Column DELIVERY_P80 =
      T.optional(
          35, "delivery_p80", ColumnType.DATE, "Delivery day with 80 % chance to be earlier.");
  public static final Column DELIVERY_P90 =
      T.optional(
          36, "delivery_p90", ColumnType.DATE, "Delivery day with 90 % chance to be earlier.");
  public static final Column EXPECTED_DAYS_LATE =
      T.optional(
          37,
          "expected_days_late",
          ColumnType.DOUBLE,
          "days",
          "Expected calendar days after the due day, never negative.");
  public static final Column BAND =
      T.required(38, "band", ColumnType.STRING, "high, medium, low, or unknown.");
  public static final Column RANK =
      T.required(39, "rank", ColumnType.INT, "Position in the list of the run, 1 is first.");
  public static final Column LEVEL =
      T.required(40, "level", ColumnType.STRING, "What answered: own, group, pooled, rate, none.");
  public static final Column SUPPORT =
      T.required(41, "support", ColumnType.LONG, "Known outcomes behind that level.");
  public static final Column ACTION =
      T.required(42, "action", ColumnType.STRING, "Code of the suggested action.");
  public static final Column MODEL_VERSION = T.same(43, ModelCards.MODEL_VERSION);
  public static final Column FACTS =
      T.required(
          44,
          "facts",
          ColumnType.STRING,
          "Facts the score was computed from, as JSON, so that it can be replayed.");

  public static final TableSpec TABLE = T.key(RUN_ID, ORDER_LINE_KEY);

  private Scores() {}
}
