package io.duecast.ingest.quality;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_multiply;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.duecast.contract.check.RejectRule;
import io.duecast.contract.check.Rejects;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.table.TableSpec;
import io.duecast.ingest.normalize.RecordFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks cells against one another, within a row and between a line, its order and its receipts.
 * The rows of one table are looked at once for all rules, and lines meet their receipts in one
 * query. Whatever is found is loaded as it is.
 */
final class CrossChecks {

  /** What {@link #orders} looks at beside keys. */
  static final List<io.duecast.contract.table.Column> OF_ORDERS =
      List.of(
          OrderHeaders.ORDER_KEY,
          OrderHeaders.PARTNER_KEY,
          OrderHeaders.DIRECTION,
          OrderHeaders.STATUS,
          OrderHeaders.STATUS_RAW,
          OrderHeaders.ORDER_DATE,
          OrderHeaders.ORDER_DATE_BASIS,
          OrderHeaders.CREATED_AT,
          OrderHeaders.APPROVED_AT);

  /** What {@link #lines} looks at of lines. */
  static final List<io.duecast.contract.table.Column> OF_LINES =
      List.of(
          OrderLines.ORDER_LINE_KEY,
          OrderLines.ORDER_KEY,
          OrderLines.QTY,
          OrderLines.PRICE_NET,
          OrderLines.PRICE_GROSS,
          OrderLines.AMOUNT_NET,
          OrderLines.AMOUNT_TAX,
          OrderLines.AMOUNT_GROSS,
          OrderLines.CURRENCY,
          OrderLines.IS_GIFT,
          OrderLines.PROMISED_DATE,
          OrderLines.PROMISED_DATE_FIRST,
          OrderLines.QTY_STOCKED,
          OrderLines.QTY_COUNTER_BASIS);

  /** What {@link #lines} looks at of receipts. */
  static final List<io.duecast.contract.table.Column> OF_RECEIPTS =
      List.of(
          Receipts.RECEIPT_KEY,
          Receipts.ORDER_LINE_KEY,
          Receipts.RECEIPT_NO,
          Receipts.KIND,
          Receipts.QTY,
          Receipts.RECEIPT_DATE,
          Receipts.CREATED_AT,
          Receipts.KNOWN_AT,
          Receipts.EFFECTIVE,
          Receipts.IS_RED);

  /** Kinds that a counter of stocked goods counts. */
  private static final List<String> STOCKED = List.of("stock_in", "shipment");

  /** Some sources know only the day on which something was entered or approved. */
  private static final String A_DAY = "INTERVAL 1 DAY";

  /** Share of the counted quantity that converting units may cost. */
  private static final BigDecimal UNIT_ROUNDING = new BigDecimal("0.001");

  private static final BigDecimal CENT = new BigDecimal("0.01");

  private static final Object[] WITHOUT_CENTS =
      Currency.getAvailableCurrencies().stream()
          .filter(currency -> currency.getDefaultFractionDigits() == 0)
          .map(Currency::getCurrencyCode)
          .sorted()
          .toArray();

  private static final String HASH = "_hash";
  private static final String KEY = "_key";
  private static final String OWN = "_own";
  private static final String LINE = "_line";
  private static final String ORDERED = "_ordered";
  private static final String KNOWN_ORDERED = "_known_ordered";
  private static final String COUNTER = "_counter";
  private static final String NET = "_net";
  private static final String COUNTED = "_counted";
  private static final String RETURNED = "_returned";
  private static final String RECEIVED = "_received";
  private static final String NUMBER = "_number";
  private static final String FOUND = "_found";

  /** What lines and receipts look like where they meet; a side leaves empty what it has not. */
  private static final Map<String, String> MEETING = new LinkedHashMap<>();

  static {
    String quantity = OrderLines.QTY.type().sparkName();
    String day = OrderHeaders.ORDER_DATE.type().sparkName();
    MEETING.put(HASH, "BIGINT");
    MEETING.put(KEY, "STRING");
    MEETING.put(RecordFormat.FILE, "STRING");
    MEETING.put(RecordFormat.ROW, "BIGINT");
    MEETING.put(
        OWN,
        "ARRAY<STRUCT<%s STRING, %s STRING, %s STRING, %s STRING>>"
            .formatted(Rejects.TARGET_TABLE, Rejects.COLUMN_NAME, Rejects.RULE, Rejects.VALUE));
    MEETING.put(LINE, "BOOLEAN");
    MEETING.put(ORDERED, day);
    MEETING.put(KNOWN_ORDERED, day);
    MEETING.put(COUNTER, quantity);
    MEETING.put(NET, "BOOLEAN");
    MEETING.put(COUNTED, quantity);
    MEETING.put(RETURNED, quantity);
    MEETING.put(RECEIVED, day);
    MEETING.put(NUMBER, "STRING");
  }

  private CrossChecks() {}

  /** Findings within the rows of order documents. */
  static Dataset<Row> orders(Dataset<Row> orders) {
    return unfolded(
        orders,
        array_compact(
            array(
                broken(
                    RejectRule.STATUS_UNKNOWN,
                    OrderHeaders.TABLE,
                    OrderHeaders.STATUS_RAW,
                    is(OrderHeaders.STATUS)
                        .equalTo("unknown")
                        .and(is(OrderHeaders.STATUS_RAW).isNotNull()),
                    is(OrderHeaders.STATUS_RAW)),
                broken(
                    RejectRule.APPROVED_BEFORE_CREATED,
                    OrderHeaders.TABLE,
                    OrderHeaders.APPROVED_AT,
                    is(OrderHeaders.APPROVED_AT).plus(expr(A_DAY)).lt(is(OrderHeaders.CREATED_AT)),
                    is(OrderHeaders.APPROVED_AT)))));
  }

  /**
   * Findings within lines, and between lines, their orders and their receipts; at least one of
   * lines and receipts is given.
   *
   * @param stockedGiven whether load or lake hold receipts that a counter counts; an export without
   *     them says nothing about counters
   */
  static Optional<Dataset<Row>> lines(
      @Nullable Dataset<Row> orders,
      @Nullable Dataset<Row> lines,
      @Nullable Dataset<Row> receipts,
      boolean stockedGiven,
      Known known) {
    List<Dataset<Row>> sides = new ArrayList<>();
    if (lines != null) {
      sides.add(lineSide(withOrderDate(lines, orders), stockedGiven));
      if (stockedGiven) {
        knownReceipts(known, lines, receipts).ifPresent(sides::add);
      }
    }
    if (receipts != null && (lines != null || known.holds(OrderLines.TABLE))) {
      sides.add(receiptSide(receipts));
      known
          .open(unanswered(receipts, lines, orders))
          .flatMap(open -> knownLines(known, open))
          .ifPresent(sides::add);
    }
    if (sides.isEmpty()) {
      return Optional.empty();
    }
    if (receipts == null && sides.size() == 1) {
      return Optional.of(unfolded(sides.get(0), col(OWN)));
    }
    return Optional.of(between(sides.stream().reduce(Dataset::unionByName).orElseThrow()));
  }

  /** Lets every line meet its receipts; sorting spills to disk where a line has too many. */
  private static Dataset<Row> between(Dataset<Row> sides) {
    WindowSpec ofLine = Window.partitionBy(col(HASH), col(KEY));
    Dataset<Row> together =
        sides
            .withColumn(LINE, max(col(LINE)).over(ofLine))
            .withColumn(ORDERED, max(col(ORDERED)).over(ofLine))
            .withColumn(KNOWN_ORDERED, max(col(KNOWN_ORDERED)).over(ofLine))
            .withColumn(COUNTED, sum(col(COUNTED)).over(ofLine))
            .withColumn(RETURNED, sum(col(RETURNED)).over(ofLine))
            .filter(col(RecordFormat.FILE).isNotNull());
    Column counted =
        coalesce(col(COUNTED), lit(0))
            .plus(when(col(NET), coalesce(col(RETURNED), lit(0))).otherwise(lit(0)));
    Column own = coalesce(col(OWN), array().cast(type(OWN)));
    return unfolded(
        together,
        concat(
            own,
            array_compact(
                array(
                    broken(
                        RejectRule.COUNTER_DIFFERS,
                        OrderLines.TABLE,
                        OrderLines.QTY_STOCKED,
                        abs(col(COUNTER).minus(counted))
                            .gt(abs(col(COUNTER)).multiply(lit(UNIT_ROUNDING))),
                        pair(col(COUNTER), counted)),
                    broken(
                        RejectRule.RECEIPT_WITHOUT_ORDER,
                        Receipts.TABLE,
                        Receipts.RECEIPT_NO,
                        col(LINE).isNull(),
                        col(NUMBER)),
                    broken(
                        RejectRule.RECEIPT_BEFORE_ORDER,
                        Receipts.TABLE,
                        Receipts.RECEIPT_DATE,
                        col(RECEIVED).lt(coalesce(col(ORDERED), col(KNOWN_ORDERED))),
                        col(RECEIVED))))));
  }

  private static Dataset<Row> withOrderDate(Dataset<Row> lines, @Nullable Dataset<Row> orders) {
    if (orders == null) {
      return lines.withColumn(ORDERED, lit(null).cast(type(ORDERED)));
    }
    // A date that stands in for one that is missing proves nothing against others.
    Column isRecorded = coalesce(is(OrderHeaders.ORDER_DATE_BASIS), lit("field")).equalTo("field");
    Dataset<Row> ordered =
        orders.select(
            is(OrderHeaders.ORDER_KEY).as(NUMBER),
            when(isRecorded, is(OrderHeaders.ORDER_DATE)).as(ORDERED));
    return lines
        .join(ordered, lines.col(OrderLines.ORDER_KEY.name()).equalTo(ordered.col(NUMBER)), "left")
        .drop(NUMBER);
  }

  private static Dataset<Row> lineSide(Dataset<Row> lines, boolean stockedGiven) {
    Map<String, Column> side = new LinkedHashMap<>();
    side.put(KEY, is(OrderLines.ORDER_LINE_KEY));
    side.put(RecordFormat.FILE, col(RecordFormat.FILE));
    side.put(RecordFormat.ROW, col(RecordFormat.ROW));
    side.put(OWN, array_compact(array(ownOfLine().toArray(Column[]::new))));
    side.put(LINE, lit(true));
    side.put(ORDERED, col(ORDERED));
    if (stockedGiven) {
      side.put(
          COUNTER,
          when(is(OrderLines.QTY_COUNTER_BASIS).notEqual("unknown"), is(OrderLines.QTY_STOCKED)));
      side.put(NET, is(OrderLines.QTY_COUNTER_BASIS).equalTo("net_of_returns"));
    }
    return side(lines, side);
  }

  private static List<Column> ownOfLine() {
    Column paid = not(is(OrderLines.IS_GIFT));
    Column cent =
        when(is(OrderLines.CURRENCY).isin(WITHOUT_CENTS), lit(BigDecimal.ONE)).otherwise(lit(CENT));
    Column promised = coalesce(is(OrderLines.PROMISED_DATE_FIRST), is(OrderLines.PROMISED_DATE));
    Column both = is(OrderLines.AMOUNT_NET).plus(is(OrderLines.AMOUNT_TAX));
    return List.of(
        broken(
            RejectRule.QUANTITY_NOT_POSITIVE,
            OrderLines.TABLE,
            OrderLines.ORDER_LINE_KEY,
            is(OrderLines.QTY).leq(0),
            is(OrderLines.ORDER_LINE_KEY)),
        broken(
            RejectRule.PROMISE_BEFORE_ORDER,
            OrderLines.TABLE,
            OrderLines.PROMISED_DATE,
            promised.lt(col(ORDERED)),
            promised),
        amount(OrderLines.AMOUNT_NET, OrderLines.PRICE_NET, paid, cent),
        amount(OrderLines.AMOUNT_GROSS, OrderLines.PRICE_GROSS, paid, cent),
        broken(
            RejectRule.TAX_SUM_DIFFERS,
            OrderLines.TABLE,
            OrderLines.AMOUNT_GROSS,
            abs(both.minus(is(OrderLines.AMOUNT_GROSS))).gt(cent),
            pair(is(OrderLines.AMOUNT_GROSS), both)));
  }

  /**
   * An amount may differ from quantity times price by a cent, and by what the price's own rounding
   * makes of the quantity: half a unit of its last decimal, of which prices have two, four or six.
   */
  private static Column amount(
      io.duecast.contract.table.Column amount,
      io.duecast.contract.table.Column price,
      Column paid,
      Column cent) {
    Column product = try_multiply(is(OrderLines.QTY), is(price));
    Column half =
        when(is(price).equalTo(round(is(price), 2)), lit(new BigDecimal("0.005")))
            .when(is(price).equalTo(round(is(price), 4)), lit(new BigDecimal("0.00005")))
            .otherwise(lit(new BigDecimal("0.0000005")));
    return broken(
        RejectRule.AMOUNT_DIFFERS,
        OrderLines.TABLE,
        amount,
        paid.and(
            abs(product.minus(is(amount))).gt(cent.plus(abs(is(OrderLines.QTY)).multiply(half)))),
        pair(is(amount), product));
  }

  private static Dataset<Row> receiptSide(Dataset<Row> receipts) {
    Map<String, Column> side = quantities();
    // A receipt without a line stands alone, so that such receipts do not meet in one place.
    side.put(
        KEY,
        coalesce(
            is(Receipts.ORDER_LINE_KEY),
            concat_ws("#", col(RecordFormat.FILE), col(RecordFormat.ROW))));
    side.put(RecordFormat.FILE, col(RecordFormat.FILE));
    side.put(RecordFormat.ROW, col(RecordFormat.ROW));
    side.put(
        RECEIVED,
        when(not(is(Receipts.IS_RED)).and(is(Receipts.QTY).gt(0)), is(Receipts.RECEIPT_DATE)));
    side.put(NUMBER, is(Receipts.RECEIPT_NO));
    return side(receipts, side);
  }

  private static Map<String, Column> quantities() {
    Map<String, Column> side = new LinkedHashMap<>();
    side.put(KEY, is(Receipts.ORDER_LINE_KEY));
    side.put(COUNTED, when(is(Receipts.EFFECTIVE).and(isStocked()), is(Receipts.QTY)));
    side.put(
        RETURNED,
        when(is(Receipts.EFFECTIVE).and(is(Receipts.KIND).equalTo("return")), is(Receipts.QTY)));
    return side;
  }

  /** Whether a receipt is of a kind that a line's counter counts. */
  static Column isStocked() {
    return is(Receipts.KIND).isin(STOCKED.toArray());
  }

  /** Receipts of the load's lines that the lake holds and the load does not bring again. */
  private static Optional<Dataset<Row>> knownReceipts(
      Known known, Dataset<Row> lines, @Nullable Dataset<Row> receipts) {
    Optional<Dataset<Row>> met =
        known.meeting(Receipts.TABLE, Receipts.ORDER_LINE_KEY, lines, OrderLines.ORDER_LINE_KEY);
    if (met.isEmpty() || receipts == null) {
      return met.map(others -> side(others, quantities()));
    }
    Dataset<Row> again = receipts.select(is(Receipts.RECEIPT_KEY).as(NUMBER));
    return met.map(
        others ->
            side(
                others.join(
                    again,
                    others.col(Receipts.RECEIPT_KEY.name()).equalTo(again.col(NUMBER)),
                    "left_anti"),
                quantities()));
  }

  /** Receipts whose line, or the date of its order, the load does not bring along. */
  private static Dataset<Row> unanswered(
      Dataset<Row> receipts, @Nullable Dataset<Row> lines, @Nullable Dataset<Row> orders) {
    if (lines == null) {
      return receipts;
    }
    Dataset<Row> dated =
        withOrderDate(lines, orders)
            .filter(col(ORDERED).isNotNull())
            .select(is(OrderLines.ORDER_LINE_KEY).as(NUMBER));
    return receipts.join(
        dated,
        receipts.col(Receipts.ORDER_LINE_KEY.name()).equalTo(dated.col(NUMBER)),
        "left_anti");
  }

  /** Lines of the lake that receipts of the load belong to, with the date of their order. */
  private static Optional<Dataset<Row>> knownLines(Known known, Dataset<Row> receipts) {
    Optional<Dataset<Row>> met =
        known.meeting(
            OrderLines.TABLE, OrderLines.ORDER_LINE_KEY, receipts, Receipts.ORDER_LINE_KEY);
    if (met.isEmpty()) {
      return Optional.empty();
    }
    Dataset<Row> lines = met.get();
    Optional<Dataset<Row>> orders =
        known.near(OrderHeaders.TABLE, OrderHeaders.ORDER_KEY, lines, OrderLines.ORDER_KEY);
    Map<String, Column> side = new LinkedHashMap<>();
    side.put(KEY, is(OrderLines.ORDER_LINE_KEY));
    side.put(LINE, lit(true));
    side.put(KNOWN_ORDERED, col(ORDERED));
    return Optional.of(side(withOrderDate(lines, orders.orElse(null)), side));
  }

  private static Dataset<Row> side(Dataset<Row> rows, Map<String, Column> given) {
    return rows.select(
        MEETING.keySet().stream()
            .map(
                name ->
                    (name.equals(HASH)
                            ? xxhash64(java.util.Objects.requireNonNull(given.get(KEY)))
                            : given.getOrDefault(name, lit(null)).cast(type(name)))
                        .as(name))
            .toArray(Column[]::new));
  }

  private static String type(String name) {
    return java.util.Objects.requireNonNull(MEETING.get(name));
  }

  private static Column is(io.duecast.contract.table.Column column) {
    return col(column.name());
  }

  private static Column pair(Column left, Column right) {
    return concat_ws(" / ", plain(left), plain(right));
  }

  /** A number without the zeros that its type adds. */
  private static Column plain(Column number) {
    return org.apache.spark.sql.functions.regexp_replace(number.cast("string"), "\\.?0*$", "");
  }

  /** The finding where the condition holds, else null. */
  private static Column broken(
      RejectRule rule,
      TableSpec table,
      io.duecast.contract.table.Column column,
      Column condition,
      Column value) {
    return when(
        condition,
        struct(
            lit(table.name()).as(Rejects.TARGET_TABLE.name()),
            lit(column.name()).as(Rejects.COLUMN_NAME.name()),
            lit(rule.name()).as(Rejects.RULE.name()),
            value.cast("string").as(Rejects.VALUE.name())));
  }

  /** One row for each finding of a row. */
  private static Dataset<Row> unfolded(Dataset<Row> rows, Column findings) {
    return rows.select(
            col(RecordFormat.FILE).as(Rejects.FILE.name()),
            col(RecordFormat.ROW).as(Rejects.ROW_NUMBER.name()),
            explode(findings).as(FOUND))
        .select(
            col(Rejects.FILE.name()),
            col(Rejects.ROW_NUMBER.name()),
            col(FOUND + "." + Rejects.TARGET_TABLE.name()).as(Rejects.TARGET_TABLE.name()),
            col(FOUND + "." + Rejects.COLUMN_NAME.name()).as(Rejects.COLUMN_NAME.name()),
            col(FOUND + "." + Rejects.RULE.name()).as(Rejects.RULE.name()),
            col(FOUND + "." + Rejects.VALUE.name()).as(Rejects.VALUE.name()));
  }
}
