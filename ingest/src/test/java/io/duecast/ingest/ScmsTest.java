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
import io.duecast.contract.table.TableSpec;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SCMS history, as it came and as spreadsheets damage it. */
class ScmsTest {

  private static final Path SAMPLE = TestLake.resource("scms/sample.csv");
  private static final Pattern SLASHED = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{2})(?=,)");
  private static final String PO_SENT = "PO Sent to Vendor Date";
  private static final String QUOTED = "PQ First Sent to Client Date";

  @TempDir private static Path shared;

  private static TestLake sample;

  @TempDir private Path folder;

  @BeforeAll
  static void loadTheSample() {
    sample = load(shared, SAMPLE);
  }

  @Test
  void datesComeFromOrderThenQuotationThenAnAssumptionThatIsNamed() {
    assertThat(sample.lines(OrderHeaders.TABLE, OrderHeaders.ORDER_DATE_BASIS))
        .contains("field", "quotation_date", "scheduled_minus_60_days")
        .doesNotContain("", "rejected");
    assertThat(
            sample.lines(
                OrderLines.TABLE,
                OrderLines.LINE_ID,
                OrderLines.PROMISED_DATE_FIRST,
                OrderLines.PROMISED_DATE,
                OrderLines.LINE_STATUS,
                OrderLines.SHIPMENT_REF))
        .hasSize(40)
        .contains("1000 | 2010-03-06 | 2010-03-06 | complete | DN-70");
    assertThat(sample.rows(Rejects.TABLE)).isEmpty();
  }

  @Test
  void whatIsKnownOnlyAfterDeliveryIsNoAttribute() {
    assertThat(sample.lines(OrderLines.TABLE, OrderLines.ATTRS))
        .allSatisfy(attrs -> assertThat(attrs).doesNotContain("Weight", "Freight", "Insurance"))
        .anySatisfy(attrs -> assertThat(attrs).contains("Country=Côte d'Ivoire"));
  }

  @Test
  void tabsAndBareCarriageReturnsLoadTheSameRows() throws IOException {
    String text = Files.readString(SAMPLE).substring(1);
    Path damaged = folder.resolve("tabs.csv");
    Files.writeString(damaged, withTabs(text).replace('\n', '\r'));

    assertSameRowsOrRejects(sample, load(folder, damaged), false);
  }

  @Test
  void windowsEncodingWithMixedDatesLoadsTheSameRowsOrRejects() throws IOException {
    String text = mixedDates(Files.readString(SAMPLE).substring(1));
    text = text.replace(",N/A - From RDC,Air", ",RDC,Air").replace(",N/A - From RDC,Tr", ",RDC,Tr");
    Path damaged = folder.resolve("windows.csv");
    Files.write(damaged, text.replace("\n", "\r\n").getBytes(Charset.forName("windows-1252")));

    TestLake lake = load(folder, damaged);

    assertSameRowsOrRejects(sample, lake, true);
    assertThat(
            lake.lines(OrderHeaders.TABLE, OrderHeaders.ORDER_DATE, OrderHeaders.ORDER_DATE_BASIS))
        .as("a refused order date stays empty and says so")
        .contains(" | rejected");
    assertThat(
            lake.lines(
                Rejects.TABLE, Rejects.RULE, Rejects.SEVERITY, Rejects.COLUMN_NAME, Rejects.FILE))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("DATE_AMBIGUOUS | cell | P"))
        .allMatch(line -> line.endsWith("| windows.csv"));
  }

  @Test
  void theRealHistoryLoadsWithTheFactsThatTheProtocolNamesHoweverItIsDamaged() {
    TestLake original = load(folder.resolve("a"), real("SCMS_Delivery_History_Dataset.csv"));

    assertThat(original.rows(OrderLines.TABLE)).hasSize(10_324);
    assertThat(original.rows(Suppliers.TABLE)).hasSize(73);
    assertThat(original.lines(Rejects.TABLE, Rejects.RULE))
        .as("days before the purchase order was sent")
        .containsOnly("PROMISE_BEFORE_ORDER", "RECEIPT_BEFORE_ORDER")
        .areExactly(4, new Condition<>("PROMISE_BEFORE_ORDER"::equals, "promise"))
        .areExactly(5, new Condition<>("RECEIPT_BEFORE_ORDER"::equals, "receipt"));
    Set<String> late = new HashSet<>();
    for (Row event : original.rows(StageEvents.TABLE)) {
      if (event.<String>getAs(StageEvents.STAGE.name()).equals("stocked")
          && event
              .<java.sql.Date>getAs(StageEvents.ACTUAL_ON.name())
              .after(event.<java.sql.Date>getAs(StageEvents.PLANNED_ON.name()))) {
        late.add(event.getAs(StageEvents.ORDER_LINE_KEY.name()));
      }
    }
    assertThat(late).as("11.5 %% of the lines are late").hasSize(1_186);

    assertSameRowsOrRejects(
        original, load(folder.resolve("b"), real("variant-tabs-cr-line-ends.csv")), false);
    assertSameRowsOrRejects(
        original, load(folder.resolve("c"), real("variant-mixed-dates.csv")), true);
    assertSameRowsOrRejects(
        original, load(folder.resolve("d"), real("variant-cp1252-crlf.csv")), true);
  }

  private static TestLake load(Path folder, Path file) {
    TestLake lake = new TestLake(folder.resolve("lake"));
    lake.load("scms", file);
    return lake;
  }

  private static Path real(String file) {
    Optional<Path> data = TestLake.sharedData("scms");
    if (data.isEmpty()) {
      System.err.println(
          "ScmsTest: skipped, because the real history shared/data/scms is not beside the project");
    }
    assumeTrue(data.isPresent(), "shared/data/scms is not beside the project");
    return data.get().resolve(file);
  }

  /** Every cell is equal, or empty with a reject for the row and column it came from. */
  private static void assertSameRowsOrRejects(
      TestLake original, TestLake damaged, boolean rejectsExpected) {
    for (TableSpec table :
        List.of(Suppliers.TABLE, Items.TABLE, OrderLines.TABLE, Receipts.TABLE)) {
      assertThat(damaged.lines(table)).as(table.name()).isEqualTo(original.lines(table));
    }
    Set<String> refused = new HashSet<>();
    for (Row reject : damaged.rows(Rejects.TABLE)) {
      if (reject.getAs(Rejects.SEVERITY.name()).equals("finding")) {
        continue;
      }
      assertThat(reject.<String>getAs(Rejects.RULE.name())).isEqualTo("DATE_AMBIGUOUS");
      refused.add(
          reject.getAs(Rejects.COLUMN_NAME.name()) + "#" + reject.getAs(Rejects.ROW_NUMBER.name()));
    }
    assertThat(refused.isEmpty()).isEqualTo(!rejectsExpected);

    List<String> headers = damaged.lines(OrderHeaders.TABLE);
    Set<String> expected = new HashSet<>(original.lines(OrderHeaders.TABLE));
    assertThat(headers).hasSize(expected.size());
    Set<String> withoutDates = new HashSet<>();
    expected.forEach(header -> withoutDates.add(withoutOrderDate(header)));
    for (String header : headers) {
      if (!expected.contains(header)) {
        assertThat(header).contains("order_date_basis=rejected").doesNotContain("order_date=");
        assertThat(withoutDates).contains(withoutOrderDate(header));
      }
    }
    for (Row header : damaged.rows(OrderHeaders.TABLE)) {
      String rawRef = header.getAs("raw_ref");
      String row = rawRef.substring(rawRef.lastIndexOf('#'));
      if ("rejected".equals(header.getAs(OrderHeaders.ORDER_DATE_BASIS.name()))) {
        assertThat(refused).containsAnyOf(PO_SENT + row, QUOTED + row);
      }
    }

    Set<String> events = new HashSet<>(original.lines(StageEvents.TABLE));
    List<String> kept = damaged.lines(StageEvents.TABLE);
    for (String event : kept) {
      assertThat(events.remove(event)).as(event).isTrue();
    }
    assertThat(events)
        .as("only events whose date was refused are missing")
        .hasSize((int) refused.stream().filter(cell -> cell.startsWith(PO_SENT)).count())
        .allMatch(event -> event.contains("stage=ordered"));
  }

  private static String withoutOrderDate(String header) {
    return header.replaceAll("order_date(_basis)?=[^;]*; ", "");
  }

  /** What a spreadsheet of another country makes of month-first dates: day and month swapped. */
  private static String mixedDates(String text) {
    Matcher date = SLASHED.matcher(text);
    return date.replaceAll(
        found -> {
          int month = Integer.parseInt(found.group(1));
          int day = Integer.parseInt(found.group(2));
          return day > 12
              ? "%d/%d/20%s".formatted(month, day, found.group(3))
              : "%02d-%02d-20%s".formatted(month, day, found.group(3));
        });
  }

  private static String withTabs(String csv) {
    StringBuilder tabs = new StringBuilder();
    boolean quoted = false;
    for (char c : csv.toCharArray()) {
      quoted ^= c == '"';
      tabs.append(c == ',' && !quoted ? '\t' : c);
    }
    return tabs.toString();
  }

  @Test
  void theSampleIsWrittenInUtf8WithAMark() throws IOException {
    assertThat(Files.readString(SAMPLE, StandardCharsets.UTF_8)).startsWith("\uFEFFID,");
  }
}
