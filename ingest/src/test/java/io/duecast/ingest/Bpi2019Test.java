package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.duecast.contract.check.Rejects;
import io.duecast.contract.lake.LoadCounts;
import io.duecast.contract.lake.Loads;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.StageEvents;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.process.ProcessStages;
import io.duecast.contract.table.TableSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event log of purchase order items, small and made here, and the real one. */
class Bpi2019Test {

  @TempDir private static Path folder;

  private static TestLake lake = new TestLake(Path.of("unset"));

  @BeforeAll
  static void load() throws IOException {
    lake = new TestLake(folder.resolve("small"));
    lake.load("bpi2019", TestLake.write(folder.resolve("small.xes"), log()));
  }

  /** Three items of two orders, with what the real log does to its readers. */
  private static String log() {
    return new EventLog()
        .trace("PO1_00010", "PO1", "00010", "V1", "Packaging", "Labels", "Standard")
        .event("SRM: Created", "2018-03-01T08:00:00.000+01:00", "batch", "100.0")
        .event("Create Purchase Order Item", "2018-03-01T09:00:00.000+01:00", "anna", "100.0")
        .event("Vendor creates invoice", "2008-03-02T23:59:00.000+01:00", "NONE", "100.0")
        .event("Vendor creates invoice", "2018-03-05T23:59:00.000+01:00", "NONE", "100.0")
        .event("Record Goods Receipt", "2018-03-10T10:00:00.000+01:00", "bob", "60.0")
        .event("Record Goods Receipt", "2018-03-10T10:00:00.000+01:00", "bob", "100.0")
        .event("Record Goods Receipt", "2018-04-02T23:30:00.000+02:00", "bob", "100.0")
        .event("Clear Invoice", "2018-04-01T10:00:00.000+02:00", "carl", "100.0")
        .event("Record Invoice Receipt", "2018-04-05T10:00:00.000+02:00", "carl", "100.0")
        .event("Record Invoice Receipt", "2018-04-05T10:00:00.000+02:00", "dora", "100.0")
        .event("Clear Invoice", "2018-05-01T10:00:00.000+02:00", "carl", "100.0")
        .trace("PO1_00020", "PO1", "00020", "V1", "Packaging", "Cartons", "Standard")
        .event("Create Purchase Order Item", "2018-03-20T00:10:00.000+01:00", "anna", "7.5")
        .event("Delete Purchase Order Item", "2018-03-21T09:00:00.000+01:00", "anna", "7.5")
        .trace("PO2_00010", "PO2", "00010", "V2", null, null, "Service")
        .event("Create Purchase Order Item", "2019-01-18T12:00:00.000+01:00", "anna", "0.0")
        .event("Record Goods Receipt", "2020-04-06T12:00:00.000+02:00", "bob", "0.0")
        .text();
  }

  @Test
  void everyRowIsPublishedRefusedOrCountedAsRepeated() {
    assertThat(lake.lines(Loads.TABLE, Loads.ROWS_IN, Loads.ROWS_OUT, Loads.ROWS_REJECTED))
        .containsExactly("15 | 13 | 2");
    assertThat(counts(lake, StageEvents.TABLE)).containsExactly(13L, 12L, 0L, 1L);
    assertThat(counts(lake, Receipts.TABLE)).containsExactly(3L, 2L, 0L, 1L);
    assertThat(
            lake.lines(
                Rejects.TABLE,
                Rejects.FILE,
                Rejects.ROW_NUMBER,
                Rejects.COLUMN_NAME,
                Rejects.RULE,
                Rejects.SEVERITY,
                Rejects.VALUE))
        .containsExactly(
            "small.xes | 15 | time:timestamp | DATE_OUTSIDE | row | 2020-04-06T12:00:00.000+02:00",
            "small.xes | 3 | time:timestamp | DATE_OUTSIDE | row | 2008-03-02T23:59:00.000+01:00");
  }

  @Test
  void aLineBeginsWithItsOwnCreationAndIsDeliveredByItsFirstReceipt() {
    assertThat(
            lake.lines(
                OrderLines.TABLE,
                OrderLines.ORDER_LINE_KEY,
                OrderLines.CREATED_AT,
                OrderLines.AMOUNT_NET,
                OrderLines.LINE_STATUS,
                OrderLines.CLOSED_AT,
                OrderLines.IS_SERVICE))
        .containsExactly(
            "bpi2019|default|purchase|PO1_00010 | 2018-03-01T08:00:00Z | 100 | complete |  | false",
            "bpi2019|default|purchase|PO1_00020 | 2018-03-19T23:10:00Z | 7.5 | cancelled | 2018-03-21T08:00:00Z | false",
            "bpi2019|default|purchase|PO2_00010 | 2019-01-18T11:00:00Z | 0 | open |  | true");
    assertThat(
            lake.lines(
                Receipts.TABLE,
                Receipts.KIND,
                Receipts.QTY,
                Receipts.RECEIPT_DATE,
                Receipts.KNOWN_AT))
        .containsExactly(
            "arrival | 0 | 2018-04-02 | 2018-04-02T21:30:00Z",
            "arrival | 1 | 2018-03-10 | 2018-03-10T09:00:00Z");
    assertThat(
            lake.lines(
                OrderHeaders.TABLE,
                OrderHeaders.ORDER_NO,
                OrderHeaders.ORDER_DATE,
                OrderHeaders.PARTNER_KEY,
                OrderHeaders.BUYER_CODE))
        .containsExactly(
            "PO1 | 2018-03-01 | bpi2019|default|V1 | anna",
            "PO2 | 2019-01-18 | bpi2019|default|V2 | anna");
    assertThat(lake.lines(Suppliers.TABLE, Suppliers.CODE, Suppliers.CATEGORY))
        .containsExactly("V1 | Packaging", "V2 | ");
  }

  @Test
  void anInvoiceClearedBeforeItWasBookedCountsFromItsBooking() {
    assertThat(
            lake.lines(
                StageEvents.TABLE,
                StageEvents.STAGE,
                StageEvents.SEQ,
                StageEvents.ACTUAL_ON,
                StageEvents.KNOWN_AT,
                StageEvents.OWNER_NAME,
                StageEvents.DERIVED))
        .contains(
            "received | 1 | 2018-03-10 | 2018-03-10T09:00:00Z | bob | false",
            "received | 2 | 2018-04-02 | 2018-04-02T21:30:00Z | bob | false",
            "invoiced | 1 | 2018-04-05 | 2018-04-05T08:00:00Z | carl | false",
            "invoiced | 2 | 2018-04-05 | 2018-04-05T08:00:00Z | dora | false",
            "cleared | 1 | 2018-04-05 | 2018-04-05T08:00:00Z | carl | true",
            "cleared | 2 | 2018-05-01 | 2018-05-01T08:00:00Z | carl | false",
            "vendor_creates_invoice | 1 | 2018-03-05 | 2018-03-05T22:59:00Z |  | false");
  }

  @Test
  void whatIsKnownOnlyLaterIsNoAttribute() {
    assertThat(lake.lines(OrderLines.TABLE, OrderLines.ATTRS))
        .containsExactly(
            "{Document Type=Standard PO, Item Type=Service}",
            "{Document Type=Standard PO, Item Type=Standard, Spend Area=Packaging, Sub Spend Area=Cartons}",
            "{Document Type=Standard PO, Item Type=Standard, Spend Area=Packaging, Sub Spend Area=Labels}");
  }

  @Test
  void theProcessCarriesTheNormOfTheWholeDeliveryBesideTheLimitsOfItsStages() {
    assertThat(
            lake.lines(
                ProcessStages.TABLE,
                ProcessStages.STAGE_ORDER,
                ProcessStages.STAGE,
                ProcessStages.DUE_KIND,
                ProcessStages.DUE_AFTER_STAGE,
                ProcessStages.DUE_CALENDAR_DAYS,
                ProcessStages.NORM_PERCENTILE,
                ProcessStages.NORM_MINIMUM,
                ProcessStages.IS_DELIVERY))
        .containsExactly(
            "0 | delivery | norm |  |  | 0.8 | 10 | false",
            "1 | received | offset |  | 15 |  |  | true",
            "2 | invoiced | offset | received | 45 |  |  | false",
            "3 | cleared | offset | invoiced | 45 |  |  | false");
  }

  @Test
  void aGzippedLogLoadsTheSameRows() throws IOException {
    Path packed = folder.resolve("in/small.xes.gz");
    Files.createDirectories(folder.resolve("in"));
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(log().getBytes(StandardCharsets.UTF_8));
    }
    TestLake second = new TestLake(folder.resolve("second"));
    second.load("bpi2019", folder.resolve("in"));

    for (TableSpec table : new TableSpec[] {OrderLines.TABLE, StageEvents.TABLE, Receipts.TABLE}) {
      assertThat(second.lines(table)).as(table.name()).isEqualTo(lake.lines(table));
    }
  }

  @Test
  void aLogThatCannotBeReadIsRefusedBeforeAnyEngineStarts() throws IOException {
    assertAnswer(
        TestLake.write(
            folder.resolve("a.xes"),
            log().replace("<log>", "<!DOCTYPE log SYSTEM \"http://example.invalid/x.dtd\"><log>")),
        "INPUT_REFUSED: The event log a.xes declares a document type (DOCTYPE)");
    assertAnswer(
        TestLake.write(folder.resolve("b.xes"), log().substring(0, log().length() / 2)),
        "INPUT_DAMAGED: The event log b.xes is damaged or not whole (line ");
    assertAnswer(
        TestLake.write(folder.resolve("c.xes"), "<log><trace/></log>"),
        "INPUT_EMPTY: The file c.xes is empty.");
    assertAnswer(
        TestLake.write(folder.resolve("d.xes"), log().replace("(case) Vendor", "(case) Vendors")),
        "INPUT_COLUMN_MISSING: The file d.xes lacks the column(s) (case) Vendor. Nearest: (case) Vendor → (case) Vendors.");
  }

  private static void assertAnswer(Path file, String message) {
    TestLake.Answer answer =
        TestLake.run(
            "ingest", "--connector", "bpi2019", "--input", file.toString(), "--lang", "en");
    assertThat(answer.err()).contains(message);
    assertThat(answer.exitCode()).isEqualTo(3);
  }

  @Test
  void theRealLogLoadsWithTheFactsThatTheProtocolNames() {
    Optional<Path> data = TestLake.sharedData("bpi2019");
    if (data.isEmpty()) {
      System.err.println(
          "Bpi2019Test: skipped, because the real log shared/data/bpi2019 is not beside the project");
    }
    assumeTrue(data.isPresent(), "shared/data/bpi2019 is not beside the project");
    TestLake real = new TestLake(folder.resolve("real"));
    IngestResult loaded = real.load("bpi2019", data.get());

    assertThat(loaded.rowsIn()).isEqualTo(319_233);
    assertThat(loaded.rowsRejected()).isEqualTo(93);
    assertThat(loaded.rejects())
        .containsOnlyKeys("DATE_OUTSIDE")
        .containsEntry("DATE_OUTSIDE", 93L);
    assertThat(real.rows(Loads.TABLE).get(0).<Long>getAs(Loads.ROWS_OUT.name()))
        .isEqualTo(319_233 - 93);
    assertThat(counts(real, StageEvents.TABLE))
        .as("in, out, rejected, repeated")
        .containsExactly(319_233L - 93, 319_233L - 93 - 177_859, 0L, 177_859L);
    assertThat(counts(real, OrderLines.TABLE)).containsExactly(15_182L, 15_182L, 0L, 0L);
    assertThat(counts(real, OrderHeaders.TABLE)).containsExactly(9_456L, 9_456L, 0L, 0L);
    assertThat(counts(real, Suppliers.TABLE)).containsExactly(531L, 531L, 0L, 0L);
    assertThat(real.rows(Receipts.TABLE))
        .as("each received line has one receipt that carries it")
        .filteredOn(row -> row.getDecimal(row.fieldIndex(Receipts.QTY.name())).signum() > 0)
        .hasSize(14_539);
    assertThat(real.rows(OrderLines.TABLE))
        .filteredOn(row -> row.<String>getAs(OrderLines.LINE_STATUS.name()).equals("complete"))
        .as("received and not deleted afterwards")
        .hasSizeBetween(14_500, 14_539);
  }

  /** Rows in, out, rejected and repeated of a table, as the load counted them. */
  private static Long[] counts(TestLake lake, TableSpec table) {
    Row counts =
        lake.rows(LoadCounts.TABLE).stream()
            .filter(row -> row.<String>getAs(LoadCounts.TARGET_TABLE.name()).equals(table.name()))
            .findFirst()
            .orElseThrow();
    return new Long[] {
      counts.getAs(LoadCounts.ROWS_IN.name()),
      counts.getAs(LoadCounts.ROWS_OUT.name()),
      counts.getAs(LoadCounts.ROWS_REJECTED.name()),
      counts.getAs(LoadCounts.ROWS_REPEATED.name())
    };
  }

  /** Writes an event log as the challenge's organisers did. */
  private static final class EventLog {
    private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?>\n<log>\n");
    private boolean open;

    EventLog trace(
        String name,
        String order,
        String item,
        String vendor,
        @org.jspecify.annotations.Nullable String area,
        @org.jspecify.annotations.Nullable String subArea,
        String type) {
      close();
      open = true;
      xml.append("<trace>\n");
      attribute("string", "concept:name", name);
      attribute("string", "variant", "Variant 7");
      attribute("string", "(case) Document Type", "Standard PO");
      attribute("int", "(case) Item", item);
      attribute("string", "(case) Item Type", type);
      attribute("string", "(case) Name", "name of " + vendor);
      attribute("int", "(case) Purchasing Document", order);
      if (area != null && subArea != null) {
        attribute("string", "(case) Spend area text", area);
        attribute("string", "(case) Sub spend area text", subArea);
      }
      attribute("string", "(case) Vendor", vendor);
      return this;
    }

    EventLog event(String activity, String time, String resource, String netWorth) {
      xml.append("<event>\n");
      attribute("date", "time:timestamp", time);
      attribute("float", "Cumulative net worth (EUR)", netWorth);
      attribute("string", "concept:name", activity);
      attribute("string", "org:resource", resource);
      xml.append("</event>\n");
      return this;
    }

    private void attribute(String type, String key, String value) {
      xml.append("<%s key=\"%s\" value=\"%s\"/>\n".formatted(type, key, value));
    }

    private void close() {
      xml.append(open ? "</trace>\n" : "");
    }

    String text() {
      close();
      return xml + "</log>\n";
    }
  }
}
