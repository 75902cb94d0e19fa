package io.duecast.service.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.Tables;
import io.duecast.contract.history.StageOutcomes;
import io.duecast.contract.lake.Loads;
import io.duecast.contract.order.DateRevisions;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.PartnerAliases;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.process.ProcessStages;
import io.duecast.contract.score.Runs;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.TableSpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rule of "on time by quantity" on hand-written lines; the run's business day is 1 July. */
class OnTimeRuleTest {

  private Connection duck;

  @BeforeEach
  void tables() throws SQLException {
    duck = DriverManager.getConnection("jdbc:duckdb:");
    execute("SET TimeZone = 'UTC'");
    for (TableSpec table : Tables.ALL) {
      execute("CREATE TABLE " + table.name() + " (" + table.duckDdl() + ")");
    }
    execute(LakeSnapshot.rules());
    insert(Runs.TABLE, Map.of(Runs.AS_OF, "2026-06-30 16:00:00Z", Runs.BUSINESS_DAY, "2026-07-01"));
    insert(Loads.TABLE, Map.of(Loads.ZONE, "Asia/Shanghai", Loads.STATUS, "published"));
    insert(
        ProcessStages.TABLE,
        Map.of(
            ProcessStages.PROCESS, "purchase",
            ProcessStages.STAGE, "stocked",
            ProcessStages.IS_DELIVERY, "true"));
    insert(
        OrderHeaders.TABLE,
        Map.of(
            OrderHeaders.ORDER_KEY, "o",
            OrderHeaders.DIRECTION, "purchase",
            OrderHeaders.PARTNER_KEY, "s",
            OrderHeaders.ORDER_DATE, "2026-05-01",
            OrderHeaders.EFFECTIVE, "true"));
  }

  @AfterEach
  void close() throws SQLException {
    duck.close();
  }

  @Test
  void partOfTheQuantityOnTimeCountsAsThatPart() throws SQLException {
    line("a", Map.of(OrderLines.PROMISED_DATE_FIRST, "2026-06-10"));
    receipt("a", "stock_in", 60, "2026-06-10");
    receipt("a", "stock_in", 40, "2026-06-11");

    assertThat(share("a", "first")).isEqualTo(0.6);
  }

  @Test
  void whatNeverCameCountsAsZeroOnceItsDayHasPassed() throws SQLException {
    line("over", Map.of(OrderLines.PROMISED_DATE_FIRST, "2026-06-30"));
    line("today", Map.of(OrderLines.PROMISED_DATE_FIRST, "2026-07-01"));

    assertThat(share("over", "first")).isZero();
    assertThat(share("today", "first")).isNaN();
  }

  @Test
  void theFirstAndTheCurrentPromiseAreMeasuredApart() throws SQLException {
    line(
        "a",
        Map.of(
            OrderLines.PROMISED_DATE_FIRST, "2026-06-10", OrderLines.PROMISED_DATE, "2026-06-20"));
    receipt("a", "stock_in", 100, "2026-06-18");

    assertThat(share("a", "first")).isZero();
    assertThat(share("a", "current")).isEqualTo(1);
  }

  @Test
  void aPromiseMovedAfterTheAsOfIsNotYetKnown() throws SQLException {
    line("a", Map.of(OrderLines.PROMISED_DATE, "2026-08-20"));
    insert(
        DateRevisions.TABLE,
        Map.of(
            DateRevisions.ORDER_LINE_KEY, "a",
            DateRevisions.FIELD, "promised",
            DateRevisions.OLD_VALUE, "2026-06-20",
            DateRevisions.NEW_VALUE, "2026-08-20",
            DateRevisions.CHANGED_AT, "2026-07-05 00:00:00Z"));

    assertThat(share("a", "current")).isZero();
  }

  @Test
  void reversalsAreSubtractedAndOverDeliveryDoesNotCount() throws SQLException {
    line("a", Map.of(OrderLines.PROMISED_DATE_FIRST, "2026-06-10"));
    receipt("a", "stock_in", 100, "2026-06-08");
    receipt("a", "stock_in", -30, "2026-06-09");
    line("b", Map.of(OrderLines.PROMISED_DATE_FIRST, "2026-06-10"));
    receipt("b", "stock_in", 130, "2026-06-08");

    assertThat(share("a", "first")).isEqualTo(0.7);
    assertThat(share("b", "first")).isEqualTo(1);
  }

  @Test
  void onlyReceiptsAtTheDeliveryStageKnownByThenCount() throws SQLException {
    line("arrived", Map.of(OrderLines.PROMISED_DATE_FIRST, "2026-06-10"));
    receipt("arrived", "arrival", 100, "2026-06-08");
    line("entered-late", Map.of(OrderLines.PROMISED_DATE_FIRST, "2026-06-10"));
    insert(
        Receipts.TABLE,
        Map.of(
            Receipts.RECEIPT_KEY, "r",
            Receipts.KIND, "stock_in",
            Receipts.ORDER_LINE_KEY, "entered-late",
            Receipts.QTY, "100",
            Receipts.RECEIPT_DATE, "2026-06-08",
            Receipts.KNOWN_AT, "2026-07-09 00:00:00Z",
            Receipts.EFFECTIVE, "true"));

    assertThat(share("arrived", "first")).isZero();
    assertThat(share("entered-late", "first")).isZero();
  }

  @Test
  void aLineWithoutReceiptsCountsOnTheDayItsDeliveryWasCompleted() throws SQLException {
    line("a", Map.of(OrderLines.PROMISED_DATE_FIRST, "2026-06-10"));
    insert(
        StageOutcomes.TABLE,
        Map.of(
            StageOutcomes.ORDER_LINE_KEY, "a",
            StageOutcomes.STAGE, "delivery",
            StageOutcomes.COMPLETED_ON, "2026-06-10",
            StageOutcomes.COMPLETED_KNOWN_AT, "2026-06-10 16:00:00Z"));

    assertThat(share("a", "first")).isEqualTo(1);
  }

  @Test
  void cancelledBeforeItsDayALineDoesNotCountAndAfterItItDoes() throws SQLException {
    line(
        "before",
        Map.of(
            OrderLines.PROMISED_DATE_FIRST, "2026-06-10",
            OrderLines.LINE_STATUS, "cancelled",
            OrderLines.CLOSED_AT, "2026-06-01 00:00:00Z"));
    line(
        "after",
        Map.of(
            OrderLines.PROMISED_DATE_FIRST, "2026-06-10",
            OrderLines.LINE_STATUS, "cancelled",
            OrderLines.CLOSED_AT, "2026-06-20 00:00:00Z"));

    assertThat(share("before", "first")).isNaN();
    assertThat(share("after", "first")).isZero();
  }

  @Test
  void closedShortBeforeItsDayALineCountsWithWhatHadCome() throws SQLException {
    line(
        "a",
        Map.of(
            OrderLines.PROMISED_DATE_FIRST, "2026-06-10",
            OrderLines.LINE_STATUS, "closed_short",
            OrderLines.CLOSED_AT, "2026-06-05 00:00:00Z"));
    receipt("a", "stock_in", 40, "2026-06-04");

    assertThat(share("a", "first")).isEqualTo(1);
  }

  @Test
  void theRequiredDateStandsInWhereNothingWasPromised() throws SQLException {
    line("a", Map.of(OrderLines.REQUIRED_DATE, "2026-06-10"));

    assertThat(share("a", "first")).isZero();
    assertThat(share("a", "current")).isZero();
  }

  @Test
  void aLineCountsForThePartnerThatStoodForItsOwnWhenTheRunBegan() throws SQLException {
    line("a", Map.of(OrderLines.PROMISED_DATE_FIRST, "2026-06-10"));
    assertThat(partner("a")).isEqualTo("s");

    alias("customer", "other", "2025-12-30 00:00:00Z");
    alias("supplier", "later", "2026-01-02 00:00:00Z");
    assertThat(partner("a")).isEqualTo("s");

    alias("supplier", "master", "2025-12-31 00:00:00Z");
    assertThat(partner("a")).isEqualTo("master");
  }

  @Test
  void anAliasOfACustomerIsNotFollowedForASupplierOfTheSameKey() throws SQLException {
    alias("customer", "other", "2025-12-30 00:00:00Z");
    assertThat(masters()).as("s is named by a purchase order").isEmpty();

    execute("UPDATE order_headers SET direction = 'sales'");
    assertThat(masters()).containsExactly("other");

    insert(Suppliers.TABLE, Map.of(Suppliers.SUPPLIER_KEY, "s"));
    assertThat(masters()).isEmpty();

    alias("supplier", "master", "2025-12-31 00:00:00Z");
    assertThat(masters()).containsExactly("master");
  }

  private List<String> masters() throws SQLException {
    List<String> masters = new ArrayList<>();
    try (Statement statement = duck.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT master_key FROM service.masters WHERE partner_key = 's'")) {
      while (result.next()) {
        masters.add(result.getString(1));
      }
    }
    return masters;
  }

  private void alias(String kind, String master, String decidedAt) throws SQLException {
    insert(
        PartnerAliases.TABLE,
        Map.of(
            PartnerAliases.KIND, kind,
            PartnerAliases.PARTNER_KEY, "s",
            PartnerAliases.SAME_AS_KEY, master,
            PartnerAliases.DECISION, PartnerAliases.SAME,
            PartnerAliases.MASTER_KEY, master,
            PartnerAliases.DECIDED_AT, decidedAt));
  }

  private String partner(String line) throws SQLException {
    try (Statement statement = duck.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT partner_key FROM service.promise_lines WHERE promise = 'first' AND order_line_key = '%s'"
                    .formatted(line))) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }

  private void line(String key, Map<Column, String> values) throws SQLException {
    Map<Column, String> all = new HashMap<>(values);
    all.put(OrderLines.ORDER_LINE_KEY, key);
    all.put(OrderLines.ORDER_KEY, "o");
    all.put(OrderLines.QTY, "100");
    all.putIfAbsent(OrderLines.LINE_STATUS, "open");
    insert(OrderLines.TABLE, all);
  }

  private void receipt(String line, String kind, int qty, String day) throws SQLException {
    insert(
        Receipts.TABLE,
        Map.of(
            Receipts.RECEIPT_KEY,
            line + day + qty,
            Receipts.KIND,
            kind,
            Receipts.ORDER_LINE_KEY,
            line,
            Receipts.QTY,
            Integer.toString(qty),
            Receipts.RECEIPT_DATE,
            day,
            Receipts.KNOWN_AT,
            day + " 16:00:00Z",
            Receipts.EFFECTIVE,
            "true"));
  }

  /** Inserts a row; required columns that are not given get a harmless value. */
  private void insert(TableSpec table, Map<Column, String> values) throws SQLException {
    Map<String, String> byName =
        values.entrySet().stream()
            .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    String row =
        table.columns().stream()
            .map(
                column -> {
                  String value = byName.get(column.name());
                  if (value == null && column.required()) {
                    value =
                        switch (column.type()) {
                          case STRING -> "-";
                          case BOOLEAN -> "false";
                          case INT, LONG, DOUBLE, DECIMAL -> "0";
                          case DATE -> "2026-01-01";
                          case INSTANT -> "2026-01-01 00:00:00Z";
                          case TEXT_MAP -> "{}";
                        };
                  }
                  return value == null
                      ? "NULL"
                      : "CAST('" + value + "' AS " + column.type().duckName() + ")";
                })
            .collect(Collectors.joining(", "));
    execute("INSERT INTO " + table.name() + " VALUES (" + row + ")");
  }

  /** Share of a line; NaN where it does not count. */
  private double share(String line, String promise) throws SQLException {
    try (Statement statement = duck.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT share FROM service.promise_lines WHERE order_line_key = '%s' AND promise = '%s'"
                    .formatted(line, promise))) {
      return result.next() ? result.getDouble(1) : Double.NaN;
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = duck.createStatement()) {
      statement.execute(sql);
    }
  }
}
