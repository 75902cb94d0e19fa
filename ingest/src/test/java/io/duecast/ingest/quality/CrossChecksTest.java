package io.duecast.ingest.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.check.Rejects;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.TableSpec;
import io.duecast.delta.SparkEngine;
import io.duecast.ingest.normalize.RecordFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row that is found is found for its reason, and rows that hold together are not found. */
class CrossChecksTest {

  private static final SparkSession SPARK = SparkEngine.start("tests of ingest", "local[2]");
  private static final Known NOTHING = new Known(table -> Optional.empty(), 0);

  private static final String ORDER = "order_key='O', direction='purchase', status='approved'";
  private static final String LINE =
      "order_key='O', is_gift=false, qty_counter_basis='gross', qty=10";
  private static final String RECEIPT =
      "order_line_key='L', kind='stock_in', effective=true, is_red=false";

  @Test
  void ordersWhoseDatesOrStatusCannotBe() {
    Dataset<Row> orders =
        rows(
            CrossChecks.OF_ORDERS,
            ORDER,
            ORDER + ", created_at='2026-03-02 09:00:00', approved_at='2026-02-20 09:00:00'",
            // Some sources know only the day of one of them.
            ORDER + ", created_at='2026-03-02 09:00:00', approved_at='2026-03-01 16:00:00'",
            ORDER + ", status='unknown', status_raw='Q'");

    assertThat(found(CrossChecks.orders(orders)))
        .containsExactly(
            "2 order_headers approved_at APPROVED_BEFORE_CREATED 2026-02-20 09:00:00",
            "4 order_headers status_raw STATUS_UNKNOWN Q");
  }

  @Test
  void linesWhoseCellsDoNotHoldTogether() {
    Dataset<Row> orders = rows(CrossChecks.OF_ORDERS, ORDER + ", order_date='2026-03-02'");
    Dataset<Row> lines =
        rows(
            CrossChecks.OF_LINES,
            LINE + ", order_line_key='1', qty=-10",
            LINE + ", order_line_key='2', promised_date='2026-03-01'",
            LINE
                + ", order_line_key='3', promised_date='2026-03-20', promised_date_first='2026-03-01'",
            LINE + ", order_line_key='4', promised_date='2026-03-02'",
            LINE + ", order_line_key='5', price_net=4.20, amount_net=43",
            LINE + ", order_line_key='6', price_gross=4.746, amount_gross=47.5",
            LINE + ", order_line_key='7', amount_net=42, amount_tax=5.46, amount_gross=48",
            LINE + ", order_line_key='8', amount_net=42, amount_tax=5.46, amount_gross=47.47");

    assertThat(found(CrossChecks.lines(orders, lines, null, false, NOTHING).orElseThrow()))
        .containsExactly(
            "1 order_lines order_line_key QUANTITY_NOT_POSITIVE 1",
            "2 order_lines promised_date PROMISE_BEFORE_ORDER 2026-03-01",
            "3 order_lines promised_date PROMISE_BEFORE_ORDER 2026-03-01",
            "5 order_lines amount_net AMOUNT_DIFFERS 43 / 42",
            "6 order_lines amount_gross AMOUNT_DIFFERS 47.5 / 47.46",
            "7 order_lines amount_gross TAX_SUM_DIFFERS 48 / 47.46");
  }

  @Test
  void anOrderDateThatIsAnAssumptionProvesNothing() {
    Dataset<Row> orders =
        rows(
            CrossChecks.OF_ORDERS,
            ORDER + ", order_date='2026-03-02', order_date_basis='quotation_date'");
    Dataset<Row> lines =
        rows(CrossChecks.OF_LINES, LINE + ", order_line_key='L', promised_date='2026-03-01'");

    assertThat(found(CrossChecks.lines(orders, lines, null, false, NOTHING).orElseThrow()))
        .isEmpty();
  }

  @Test
  void amountsMayDifferByWhatRoundingOfPriceAndCurrencyMakes() {
    Dataset<Row> lines =
        rows(
            CrossChecks.OF_LINES,
            // 42.477876 was exported as 42.48.
            LINE + ", order_line_key='1', qty=1000, price_net=42.48, amount_net=42477.88",
            LINE + ", order_line_key='2', qty=3, price_net=0.3333, amount_net=1",
            LINE + ", order_line_key='3', currency='JPY', price_net=12.3, amount_net=124",
            LINE + ", order_line_key='4', is_gift=true, price_net=12, amount_net=0",
            // Beyond what a number of the lake can hold.
            LINE
                + ", order_line_key='5', qty=100000000000000000, price_net=100000000000000000,"
                + " amount_net=1");

    assertThat(found(CrossChecks.lines(null, lines, null, false, NOTHING).orElseThrow())).isEmpty();
  }

  @Test
  void countersAreTheSumOfTheReceiptsThatTheyCount() {
    Dataset<Row> lines =
        rows(
            CrossChecks.OF_LINES,
            LINE + ", order_line_key='L', qty_stocked=10",
            LINE + ", order_line_key='N', qty_stocked=7, qty_counter_basis='net_of_returns'",
            LINE + ", order_line_key='U', qty_stocked=5, qty_counter_basis='unknown'",
            LINE + ", order_line_key='M', qty_stocked=5",
            LINE + ", order_line_key='Z', qty_stocked=0",
            LINE + ", order_line_key='E'");
    Dataset<Row> receipts =
        rows(
            CrossChecks.OF_RECEIPTS,
            RECEIPT + ", receipt_key='1', qty=12",
            RECEIPT + ", receipt_key='2', qty=-2, is_red=true",
            RECEIPT + ", receipt_key='3', qty=99, effective=false",
            RECEIPT + ", receipt_key='4', qty=10, kind='arrival'",
            RECEIPT + ", receipt_key='5', qty=-3, kind='return'",
            RECEIPT + ", receipt_key='6', qty=10, order_line_key='N'",
            RECEIPT + ", receipt_key='7', qty=-3, order_line_key='N', kind='return'");

    assertThat(found(CrossChecks.lines(null, lines, receipts, true, NOTHING).orElseThrow()))
        .containsExactly("4 order_lines qty_stocked COUNTER_DIFFERS 5 / 0");
    assertThat(found(CrossChecks.lines(null, lines, receipts, false, NOTHING).orElseThrow()))
        .as("an export without receipts of stocked goods says nothing about counters")
        .isEmpty();
  }

  @Test
  void receiptsBelongToALineAndComeAfterItsOrder() {
    Dataset<Row> orders = rows(CrossChecks.OF_ORDERS, ORDER + ", order_date='2026-03-02'");
    Dataset<Row> lines = rows(CrossChecks.OF_LINES, LINE + ", order_line_key='L'");
    Dataset<Row> receipts =
        rows(
            CrossChecks.OF_RECEIPTS,
            RECEIPT + ", receipt_key='1', qty=5, receipt_date='2026-03-02'",
            RECEIPT + ", receipt_key='2', qty=5, receipt_date='2026-03-01'",
            RECEIPT + ", receipt_key='3', qty=-5, receipt_date='2026-03-01', is_red=true",
            RECEIPT + ", receipt_key='4', qty=5, order_line_key='X', receipt_no='R4'",
            RECEIPT + ", receipt_key='5', qty=5, order_line_key=NULL, receipt_no='R5'");

    assertThat(found(CrossChecks.lines(orders, lines, receipts, false, NOTHING).orElseThrow()))
        .containsExactly(
            "2 receipts receipt_date RECEIPT_BEFORE_ORDER 2026-03-01",
            "4 receipts receipt_no RECEIPT_WITHOUT_ORDER R4",
            "5 receipts receipt_no RECEIPT_WITHOUT_ORDER R5");
  }

  @ParameterizedTest
  @ValueSource(longs = {3, Long.MAX_VALUE})
  void whatTheLakeHoldsCountsToo(long loaded) {
    Map<TableSpec, Dataset<Row>> tables =
        Map.of(
            OrderHeaders.TABLE,
            rows(
                CrossChecks.OF_ORDERS,
                ORDER + ", order_date='2026-03-02'",
                "order_key='P', direction='purchase', status='approved', order_date='2026-04-01'"),
            OrderLines.TABLE,
            rows(CrossChecks.OF_LINES, LINE + ", order_line_key='L', qty_stocked=6"),
            Receipts.TABLE,
            rows(
                CrossChecks.OF_RECEIPTS,
                RECEIPT + ", receipt_key='1', qty=6",
                RECEIPT + ", receipt_key='2', qty=1"));
    Known lake = new Known(table -> Optional.ofNullable(tables.get(table)), loaded);
    Dataset<Row> lines =
        rows(
            CrossChecks.OF_LINES,
            LINE + ", order_line_key='L', qty_stocked=10",
            LINE + ", order_line_key='M', qty_stocked=1");
    Dataset<Row> receipts =
        rows(
            CrossChecks.OF_RECEIPTS,
            RECEIPT + ", receipt_key='2', qty=4, receipt_date='2026-03-01'");

    assertThat(found(CrossChecks.lines(null, lines, receipts, true, lake).orElseThrow()))
        .containsExactly(
            "1 receipts receipt_date RECEIPT_BEFORE_ORDER 2026-03-01",
            "2 order_lines qty_stocked COUNTER_DIFFERS 1 / 0");
    assertThat(found(CrossChecks.lines(null, null, receipts, true, lake).orElseThrow()))
        .containsExactly("1 receipts receipt_date RECEIPT_BEFORE_ORDER 2026-03-01");
  }

  /** Rows of the columns, each given as {@code column=value}; their place is their row number. */
  private static Dataset<Row> rows(List<Column> columns, String... rows) {
    StringBuilder sql = new StringBuilder();
    for (int row = 0; row < rows.length; row++) {
      sql.append(sql.isEmpty() ? "SELECT " : " UNION ALL SELECT ");
      for (Column column : columns) {
        sql.append(
            "CAST(%s AS %s) AS %s, "
                .formatted(value(rows[row], column), column.type().sparkName(), column));
      }
      sql.append(
          "'f.csv' AS %s, CAST(%d AS BIGINT) AS %s"
              .formatted(RecordFormat.FILE, row + 1, RecordFormat.ROW));
    }
    return SPARK.sql(sql.toString());
  }

  /** The last value given for the column, or NULL. */
  private static String value(String row, Column column) {
    @Nullable String found = null;
    for (String cell : row.split(", ")) {
      String[] sides = cell.split("=", 2);
      if (sides[0].equals(column.name())) {
        found = sides[1];
      }
    }
    return found == null ? "NULL" : found;
  }

  private static List<String> found(Dataset<Row> findings) {
    return findings.collectAsList().stream()
        .map(
            row ->
                List.of(
                        Rejects.ROW_NUMBER,
                        Rejects.TARGET_TABLE,
                        Rejects.COLUMN_NAME,
                        Rejects.RULE,
                        Rejects.VALUE)
                    .stream()
                    .map(column -> String.valueOf(row.<Object>getAs(column.name())))
                    .collect(Collectors.joining(" ")))
        .sorted()
        .toList();
  }
}
