package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.Tables;
import io.duecast.contract.lake.LoadCounts;
import io.duecast.contract.lake.Loads;
import io.duecast.contract.order.DateRevisions;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.StageEvents;
import io.duecast.contract.process.ProcessStages;
import io.duecast.contract.table.TableSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden scenario, from Kingdee's files to the last cell. */
class KingdeeGoldenTest {

  private static final Path INPUT = TestLake.resource("golden/kingdee");
  private static final Path EXPECTED = Path.of("src/test/resources/golden/kingdee-expected");

  @TempDir static Path folder;
  private static TestLake lake = new TestLake(Path.of("unset"));

  @BeforeAll
  static void load() {
    lake = new TestLake(folder.resolve("lake"));
    lake.load("kingdee", INPUT);
  }

  static List<TableSpec> canonicalTables() {
    return Tables.CANONICAL;
  }

  @ParameterizedTest
  @MethodSource("canonicalTables")
  void everyCellOfEveryTableIsAsExpected(TableSpec table) throws IOException {
    Path file = EXPECTED.resolve(table.name() + ".txt");
    String actual = String.join("\n", lake.lines(table)) + "\n";
    if (Boolean.getBoolean("duecast.regenerate")) {
      TestLake.write(file, actual);
    }

    assertThat(actual)
        .as("%s; after a wanted change run the tests with -Dduecast.regenerate=true", file)
        .isEqualTo(Files.readString(file));
  }

  @Test
  void linesTellFirstAndCurrentPromiseAndWhereTheyStand() {
    assertThat(
            lake.lines(
                OrderLines.TABLE,
                OrderLines.LINE_ID,
                OrderLines.QTY,
                OrderLines.REQUIRED_DATE,
                OrderLines.PROMISED_DATE_FIRST,
                OrderLines.PROMISED_DATE,
                OrderLines.PROMISE_SOURCE,
                OrderLines.LINE_STATUS,
                OrderLines.CLOSED_AT))
        .containsExactly(
            "201001 | 100 | 2026-03-20 | 2026-03-20 | 2026-03-25 | change_doc | complete | ",
            "201002 | 20 | 2026-03-25 | 2026-03-25 | 2026-03-25 | field | closed_short | 2026-04-15T02:20:41.500Z",
            "201003 | 50 | 2026-03-25 | 2026-03-25 | 2026-03-25 | field | cancelled | 2026-03-05T03:02:00Z",
            "201040 | 30 | 2026-04-03 | 2026-04-03 | 2026-04-03 | field | open | ",
            "220001 | 80 | 2026-04-02 | 2026-04-02 | 2026-04-02 | field | partial | ");
  }

  @Test
  void receiptsAreSignedAndTheVoidedOneDoesNotCount() {
    assertThat(
            lake.lines(
                Receipts.TABLE,
                Receipts.EFFECTIVE,
                Receipts.KIND,
                Receipts.QTY,
                Receipts.RECEIPT_DATE,
                Receipts.LINK_QUALITY))
        .containsExactly(
            "false | stock_in | 60 | 2026-03-24 | exact_id",
            "true | arrival | 12 | 2026-03-26 | exact_id",
            "true | arrival | 40 | 2026-03-27 | exact_id",
            "true | arrival | 60 | 2026-03-24 | exact_id",
            "true | return | -10 | 2026-04-03 | exact_id",
            "true | return | -5 | 2026-04-02 | exact_id",
            "true | shipment | 60 | 2026-04-01 | exact_id",
            "true | stock_in | 12 | 2026-03-26 | exact_id",
            "true | stock_in | 40 | 2026-03-30 | via_doc",
            "true | stock_in | 60 | 2026-03-24 | exact_id");
  }

  @Test
  void thePromiseMovedOnceAndTheCompanyKnewItOnApproval() {
    assertThat(
            lake.lines(
                DateRevisions.TABLE,
                DateRevisions.FIELD,
                DateRevisions.OLD_VALUE,
                DateRevisions.NEW_VALUE,
                DateRevisions.CHANGED_AT,
                DateRevisions.EVIDENCE))
        .containsExactly("promised | 2026-03-20 | 2026-03-25 | 2026-03-12T06:22:00Z | change_doc");
  }

  @Test
  void draftsLoadWithoutCounting() {
    assertThat(
            lake.lines(
                OrderHeaders.TABLE,
                OrderHeaders.ORDER_NO,
                OrderHeaders.STATUS,
                OrderHeaders.EFFECTIVE,
                OrderHeaders.PROCESS))
        .containsExactly(
            "CGDD000123 | approved | true | purchase",
            "CGDD000131 | draft | false | purchase",
            "XSDD000045 | approved | true | sales");
  }

  @Test
  void stagesAreNumberedInTheOrderTheyHappened() {
    assertThat(
            lake.lines(
                StageEvents.TABLE,
                StageEvents.ORDER_LINE_KEY,
                StageEvents.STAGE,
                StageEvents.SEQ,
                StageEvents.ACTUAL_ON))
        .filteredOn(line -> line.contains("|201001 "))
        .map(line -> line.substring(line.indexOf(" | ") + 3))
        .containsExactly(
            "approved | 1 | 2026-03-03",
            "arrived | 1 | 2026-03-24",
            "arrived | 2 | 2026-03-27",
            "confirmed | 1 | 2026-03-04",
            "inspected | 1 | 2026-03-24",
            "inspected | 2 | 2026-03-29",
            "shipped | 1 | 2026-03-22",
            "shipped | 2 | 2026-03-25",
            "stocked | 1 | 2026-03-24",
            "stocked | 2 | 2026-03-30");
  }

  @Test
  void processesArePublishedWithTheLoad() {
    assertThat(
            lake.lines(
                ProcessStages.TABLE,
                ProcessStages.PROCESS,
                ProcessStages.STAGE_ORDER,
                ProcessStages.STAGE,
                ProcessStages.IS_DELIVERY))
        .containsExactly(
            "purchase | 1 | approved | false",
            "purchase | 2 | confirmed | false",
            "purchase | 3 | shipped | false",
            "purchase | 4 | arrived | false",
            "purchase | 5 | inspected | false",
            "purchase | 6 | stocked | true",
            "sales | 1 | approved | false",
            "sales | 2 | notified | false",
            "sales | 3 | shipped | true");
  }

  @Test
  void theLoadIsNotedAndItsRowsAddUp() {
    assertThat(
            lake.lines(
                Loads.TABLE,
                Loads.CONNECTOR,
                Loads.STATUS,
                Loads.ZONE,
                Loads.CALENDAR,
                Loads.FILES,
                Loads.ROWS_IN,
                Loads.ROWS_REJECTED))
        .containsExactly("kingdee | published | Asia/Shanghai | china | 14 | 27 | 0");
    for (Row row : lake.rows(LoadCounts.TABLE)) {
      assertThat(row.getLong(2)).isEqualTo(row.getLong(3) + row.getLong(4) + row.getLong(5));
    }
  }
}
