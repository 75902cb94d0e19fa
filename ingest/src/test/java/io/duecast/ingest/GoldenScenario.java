package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.Tables;
import io.duecast.contract.order.DateRevisions;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.table.TableSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The one story that every connector must tell alike, whatever its ERP's files look like: an order
 * of three lines, of which one is delivered late in two parts, one closed short and one cancelled;
 * a draft, and a voided receipt, count for nothing.
 *
 * <p>A subclass names its connector. What an ERP cannot know it overrides, and says why.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GoldenScenario {

  private static final Path EXPECTED = Path.of("src/test/resources/golden");

  private final String connector;
  private final String files;
  private Map<TableSpec, List<Row>> rows = Map.of();
  private Map<String, Long> rejects = Map.of();

  GoldenScenario(String connector) {
    this(connector, connector);
  }

  /**
   * @param files folder of the ERP's files, and name of that of the expected tables, where a
   *     connector reads more than one kind of export
   */
  GoldenScenario(String connector, String files) {
    this.connector = connector;
    this.files = files;
  }

  /** Name of the connector, or its folder. */
  String connector() {
    return connector;
  }

  /** Where the ERP's files of the scenario are. */
  Path input() {
    return TestLake.resource("golden/" + files);
  }

  /** Whether the ERP keeps what the promise was before it moved. */
  boolean knowsMovedPromises() {
    return true;
  }

  /** Whether the ERP books arrivals before goods are stocked. */
  boolean booksArrivals() {
    return true;
  }

  /** Whether the ERP's files hold orders that were never submitted. */
  boolean exportsDrafts() {
    return true;
  }

  /** Whether the ERP's files hold receipts that were voided. */
  boolean exportsVoidedReceipts() {
    return true;
  }

  /** Whether the ERP's files tell that the rest of a line was given up. */
  boolean knowsClosedLines() {
    return true;
  }

  /** Whether a receipt is voided by a booking of its own, which then counts as little. */
  boolean booksReversals() {
    return false;
  }

  @BeforeAll
  void load() {
    Ingest.Trial trial = TestLake.tryOut(connector(), input());
    rows = TestLake.sound(trial);
    rejects = trial.rejectsByRule();
  }

  List<Row> rows(TableSpec table) {
    return rows.getOrDefault(table, List.of());
  }

  static List<TableSpec> canonicalTables() {
    return Tables.CANONICAL;
  }

  @ParameterizedTest
  @MethodSource("canonicalTables")
  void everyCellOfEveryTableIsAsExpected(TableSpec table) throws IOException {
    Path file = EXPECTED.resolve(files + "-expected").resolve(table.name() + ".txt");
    String actual = String.join("\n", TestLake.lines(table, rows(table))) + "\n";
    if (Boolean.getBoolean("duecast.regenerate")) {
      TestLake.write(file, actual);
    }

    assertThat(actual)
        .as("%s; after a wanted change run the tests with -Dduecast.regenerate=true", file)
        .isEqualTo(Files.readString(file));
  }

  @Test
  void nothingIsRefused() {
    assertThat(rejects).isEmpty();
  }

  @Test
  void linesTellWhatWasOrderedPromisedAndHowTheyStand() {
    boolean moved = knowsMovedPromises();
    boolean closed = knowsClosedLines();
    List<String> expected =
        List.of(
            "M-1001 | 100 | %s | 2026-03-25 | complete".formatted(moved ? "2026-03-20" : ""),
            "M-2005 | 20 | %s | 2026-03-25 | %s"
                .formatted(moved ? "2026-03-25" : "", closed ? "closed_short" : "partial"),
            "M-3009 | 50 | %s | 2026-03-25 | %s"
                .formatted(moved ? "2026-03-25" : "", closed ? "cancelled" : "open"));
    assertThat(
            TestLake.lines(
                effective(OrderLines.TABLE),
                OrderLines.ITEM_CODE_RAW,
                OrderLines.QTY,
                OrderLines.PROMISED_DATE_FIRST,
                OrderLines.PROMISED_DATE,
                OrderLines.LINE_STATUS))
        .containsExactlyElementsOf(expected);
  }

  /** Lines of effective orders. */
  private List<Row> effective(TableSpec lines) {
    List<String> orders =
        rows(OrderHeaders.TABLE).stream()
            .filter(row -> row.<Boolean>getAs(OrderHeaders.EFFECTIVE.name()))
            .map(row -> row.<String>getAs(OrderHeaders.ORDER_KEY.name()))
            .toList();
    return rows(lines).stream()
        .filter(row -> orders.contains(row.<String>getAs(OrderLines.ORDER_KEY.name())))
        .toList();
  }

  @Test
  void receiptsAreSignedAndBelongToTheirLine() {
    List<String> expected = new ArrayList<>();
    if (booksArrivals()) {
      expected.addAll(
          List.of(
              "arrival | 12 | 2026-03-26",
              "arrival | 40 | 2026-03-27",
              "arrival | 60 | 2026-03-24"));
    }
    expected.addAll(
        List.of(
            "return | -5 | 2026-04-02",
            "stock_in | 12 | 2026-03-26",
            "stock_in | 40 | 2026-03-30",
            "stock_in | 60 | 2026-03-24"));
    List<Row> counted =
        rows(Receipts.TABLE).stream()
            .filter(row -> row.<Boolean>getAs(Receipts.EFFECTIVE.name()))
            .toList();

    assertThat(TestLake.lines(counted, Receipts.KIND, Receipts.QTY, Receipts.RECEIPT_DATE))
        .containsExactlyElementsOf(expected);
    assertThat(counted)
        .allSatisfy(
            row -> assertThat(row.<String>getAs(Receipts.ORDER_LINE_KEY.name())).isNotNull());
  }

  @Test
  void theVoidedReceiptIsThereAndCountsForNothing() {
    List<Row> voided =
        rows(Receipts.TABLE).stream()
            .filter(row -> !row.<Boolean>getAs(Receipts.EFFECTIVE.name()))
            .toList();

    List<String> expected = booksReversals() ? List.of("-60", "60") : List.of("60");
    assertThat(TestLake.lines(voided, Receipts.QTY))
        .containsExactlyElementsOf(exportsVoidedReceipts() ? expected : List.of());
  }

  @Test
  void theDraftIsThereAndCountsForNothing() {
    assertThat(TestLake.lines(rows(OrderHeaders.TABLE), OrderHeaders.EFFECTIVE))
        .containsExactlyElementsOf(exportsDrafts() ? List.of("false", "true") : List.of("true"));
  }

  @Test
  void thePromiseMovedOnceWhereTheErpKeepsIt() {
    assertThat(
            TestLake.lines(
                rows(DateRevisions.TABLE),
                DateRevisions.FIELD,
                DateRevisions.OLD_VALUE,
                DateRevisions.NEW_VALUE))
        .containsExactlyElementsOf(
            knowsMovedPromises() ? List.of("promised | 2026-03-20 | 2026-03-25") : List.of());
  }
}
