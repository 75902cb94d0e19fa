package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.duecast.contract.check.Rejects;
import io.duecast.contract.order.Items;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.StageEvents;
import io.duecast.contract.order.Suppliers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables without headings: small ones made here, and the real ones. */
class AdventureWorksTest {

  @TempDir private static Path folder;

  private static TestLake lake = new TestLake(Path.of("unset"));

  @BeforeAll
  static void load() throws IOException {
    writeTables("small");
    lake = new TestLake(folder.resolve("small-lake"));
    lake.load("adventureworks", folder.resolve("small"));
  }

  private static void writeTables(String in) throws IOException {
    write(
        in,
        "PurchaseOrderHeader.csv",
        "1|0|4|258|77|5|2024-04-15 00:00:00.000|2024-04-24 00:00:00.000|20.00|1.60|.50|22.10|2024-04-24 00:00:00.000",
        "2|0|1|258|77|9|2024-04-16 00:00:00.000|2024-04-25 00:00:00.000|9.00|.80|.50|10.30|2024-04-25 00:00:00.000");
    write(
        in,
        "PurchaseOrderDetail.csv",
        "1|1|2024-04-29 00:00:00.000|4|1|2.50|10.00|4.00|.00|4.00|2024-04-22 00:00:00.000",
        "1|2|2024-04-29 00:00:00.000|4|1|2.50|10.00|3.00|1.00|2.00|2024-04-22 00:00:00.000",
        "2|3|2024-04-30 00:00:00.000|3|2|3.00|9.00|3.00|3.00|.00|2024-04-23 00:00:00.000");
    write(in, "Vendor.csv", "77|OURS0001|Our \u00e9 Supplies, Inc.|2|1|0||2024-01-01 00:00:00.000");
    write(
        in,
        "Product.csv",
        "1|Ball|BA-1|0|0||1000|750|.0000|.0000|||||0||||7||2019-04-30 00:00:00.000|||X|2025-02-07 10:01:36.827");
    write(in, "ShipMethod.csv", "5|CARGO|8.9900|1.4900|X|2019-04-30 00:00:00.000");
  }

  private static void write(String in, String file, String... rows) throws IOException {
    TestLake.write(
        folder.resolve(in).resolve(file), String.join("\n", rows).replace('|', '\t') + "\n");
  }

  @Test
  void cellsAreTakenByTheirPosition() {
    assertThat(
            lake.lines(
                OrderLines.TABLE,
                OrderLines.ORDER_LINE_KEY,
                OrderLines.QTY,
                OrderLines.AMOUNT_NET,
                OrderLines.PROMISED_DATE_FIRST,
                OrderLines.LINE_STATUS,
                OrderLines.ITEM_NAME_RAW,
                OrderLines.ATTRS))
        .containsExactly(
            "adventureworks|default|purchase|1|1 | 4 | 10 | 2024-04-29 | complete | Ball | {Ship Method=CARGO}",
            "adventureworks|default|purchase|1|2 | 4 | 10 | 2024-04-29 | closed_short | Ball | {Ship Method=CARGO}",
            "adventureworks|default|purchase|2|3 | 3 | 9 | 2024-04-30 | open |  | {}");
    assertThat(
            lake.lines(
                OrderHeaders.TABLE,
                OrderHeaders.ORDER_NO,
                OrderHeaders.ORDER_DATE,
                OrderHeaders.STATUS,
                OrderHeaders.EFFECTIVE,
                OrderHeaders.PARTNER_NAME_RAW))
        .containsExactly(
            "1 | 2024-04-15 | closed | true | Our \u00e9 Supplies, Inc.",
            "2 | 2024-04-16 | pending | false | Our \u00e9 Supplies, Inc.");
    assertThat(lake.lines(Suppliers.TABLE, Suppliers.CODE, Suppliers.GRADE, Suppliers.STATUS))
        .containsExactly("OURS0001 | 2 | frozen");
  }

  @Test
  void countersBecomeReceiptsWithTheirSigns() {
    assertThat(
            lake.lines(
                Receipts.TABLE,
                Receipts.RECEIPT_LINE_ID,
                Receipts.KIND,
                Receipts.QTY,
                Receipts.QTY_ACCEPTED,
                Receipts.QTY_REJECTED,
                Receipts.RECEIPT_DATE))
        .containsExactly(
            "1 | arrival | 4 | 4 | 0 | 2024-04-24",
            "1 | stock_in | 4 |  |  | 2024-04-24",
            "2 | arrival | 3 | 2 | 1 | 2024-04-24",
            "2 | rejection | -1 |  |  | 2024-04-24",
            "2 | stock_in | 2 |  |  | 2024-04-24",
            "3 | arrival | 3 | 0 | 3 | 2024-04-25",
            "3 | rejection | -3 |  |  | 2024-04-25");
    assertThat(
            lake.lines(
                StageEvents.TABLE,
                StageEvents.DOC_LINE_ID,
                StageEvents.STAGE,
                StageEvents.ACTUAL_ON))
        .containsExactly(
            "1 | arrived | 2024-04-24",
            "1 | stocked | 2024-04-24",
            "2 | arrived | 2024-04-24",
            "2 | stocked | 2024-04-24",
            "3 | arrived | 2024-04-25",
            "3 | stocked | ");
  }

  @Test
  void theFirstRowIsDataAndARowOfAnotherWidthIsRefused() throws IOException {
    writeTables("damaged");
    write(
        "damaged",
        "Vendor.csv",
        "77|OURS0001|Ours|2|1|1||2024-01-01 00:00:00.000",
        "78|OTHERS01|Others|2|1",
        "79|MORE0001|More|2|maybe|1||2024-01-01 00:00:00.000");
    TestLake damaged = new TestLake(folder.resolve("damaged-lake"));
    damaged.load("adventureworks", folder.resolve("damaged"));

    assertThat(damaged.lines(Suppliers.TABLE, Suppliers.CODE))
        .containsExactly("MORE0001", "OURS0001");
    assertThat(
            damaged.lines(
                Rejects.TABLE,
                Rejects.FILE,
                Rejects.ROW_NUMBER,
                Rejects.COLUMN_NAME,
                Rejects.RULE,
                Rejects.VALUE))
        .containsExactly(
            "Vendor.csv | 2 |  | ROW_LENGTH | 78 | OTHERS01 | Others | 2 | 1",
            "Vendor.csv | 3 | preferred | FLAG_INVALID | maybe");
  }

  @Test
  void aFileOfAnotherWidthIsRefusedWhole() throws IOException {
    writeTables("narrow");
    write("narrow", "Vendor.csv", "VendorID|Name", "77|Ours");

    TestLake.Answer answer =
        TestLake.run(
            "ingest",
            "--connector",
            "adventureworks",
            "--input",
            folder.resolve("narrow").toString(),
            "--lang",
            "en");

    assertThat(answer.err())
        .contains(
            "INPUT_DAMAGED: The file Vendor.csv has no headings; the connector states 8 cells a row, but its first rows have at most 2.");
    assertThat(answer.exitCode()).isEqualTo(3);
  }

  @Test
  void theRealTablesLoadWithTheFactsThatTheProtocolNames() {
    Optional<Path> data = TestLake.sharedData("adventureworks");
    if (data.isEmpty()) {
      System.err.println(
          "AdventureWorksTest: skipped, because shared/data/adventureworks is not beside the project");
    }
    assumeTrue(data.isPresent(), "shared/data/adventureworks is not beside the project");
    TestLake real = new TestLake(folder.resolve("real"));
    real.load("adventureworks", data.get());

    assertThat(real.rows(OrderHeaders.TABLE)).hasSize(4_012);
    assertThat(real.rows(OrderLines.TABLE)).hasSize(8_845);
    assertThat(real.rows(Suppliers.TABLE)).hasSize(104);
    assertThat(real.rows(Items.TABLE)).hasSize(504);
    assertThat(real.lines(Rejects.TABLE, Rejects.RULE))
        .as("lines of the last orders are due before they were ordered")
        .hasSize(7)
        .containsOnly("PROMISE_BEFORE_ORDER");
    Map<String, Long> receipts =
        real.lines(Receipts.TABLE, Receipts.KIND).stream()
            .collect(Collectors.groupingBy(kind -> kind, Collectors.counting()));
    assertThat(receipts)
        .as("6.4 %% of the lines have rejects; for some nothing is left to stock")
        .isEqualTo(Map.of("arrival", 8_845L, "rejection", 563L, "stock_in", 8_845L - 141));
    List<String> statuses = real.lines(OrderLines.TABLE, OrderLines.LINE_STATUS);
    assertThat(statuses).filteredOn("closed_short"::equals).hasSize(355 + 399);
  }
}
