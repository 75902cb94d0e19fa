package io.duecast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {

  private static final LocalDate END = LocalDate.of(2026, 6, 30);
  private static final SimulationSettings CLEAN = new SimulationSettings(6_000, 11, END, 0);

  @TempDir private static Path folder;

  private static List<Map<String, String>> orders;
  private static List<Map<String, String>> stocks;

  @BeforeAll
  static void simulate() throws IOException {
    write(folder, CLEAN);
    orders = read(Form.PURCHASE_ORDER);
    stocks = read(Form.STOCK_IN);
  }

  private static Map<String, Long> write(Path to, SimulationSettings settings) throws IOException {
    return new Simulation(settings)
        .write(to, Files.createDirectory(to.resolve("truth")), done -> {});
  }

  private static List<Map<String, String>> read(Form form) {
    return Table.read(folder.resolve(form.file() + ".csv"));
  }

  private static boolean counts(Map<String, String> row) {
    return "C".equals(row.get("FDocumentStatus"))
        && "A".equals(row.getOrDefault("FCancelStatus", "A"));
  }

  private static Map<String, Integer> sums(
      List<Map<String, String>> rows,
      String key,
      String quantity,
      Predicate<Map<String, String>> filter) {
    Map<String, Integer> sums = new HashMap<>();
    rows.stream()
        .filter(filter)
        .forEach(
            row ->
                sums.merge(row.getOrDefault(key, ""), Table.quantity(row, quantity), Integer::sum));
    return sums;
  }

  @Test
  void equalParametersGiveEqualBytes(@TempDir Path first, @TempDir Path second) throws IOException {
    SimulationSettings settings = new SimulationSettings(1_500, 3, END, 0.02);
    write(first, settings);
    write(second, settings);

    List<Path> files;
    try (Stream<Path> walk = Files.walk(first)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    assertThat(files).hasSize(Form.values().length + 2);
    for (Path file : files) {
      assertThat(second.resolve(first.relativize(file))).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void anotherSeedGivesAnotherCompany(@TempDir Path other) throws IOException {
    write(other, new SimulationSettings(6_000, 12, END, 0));

    assertThat(Table.read(other.resolve("BD_Supplier.csv"))).isNotEqualTo(read(Form.SUPPLIER));
  }

  @Test
  void everyLineIsThereOnceUnderItsOwnKey() {
    assertThat(orders).hasSize(6_000);
    for (Form form : Form.values()) {
      List<Map<String, String>> rows = read(form);
      String key =
          form.headings().stream()
              .filter(heading -> heading.matches(".*_(FEntryID|FENTRYID|FDetailId)"))
              .reduce((one, other) -> other)
              .orElse(form.headings().get(0));
      Set<String> keys = new HashSet<>();
      assertThat(rows)
          .as(form.file())
          .isNotEmpty()
          .allMatch(row -> keys.add(row.getOrDefault(key, "")));
    }
  }

  @Test
  void countersAreTheSumsOfApprovedReceipts() {
    Map<String, Integer> stocked =
        sums(stocks, "FPOORDERENTRYID", "FRealQty", SimulationTest::counts);
    Map<String, Integer> received =
        sums(read(Form.RECEIVE), "FPOORDERENTRYID", "FActReceiveQty", SimulationTest::counts);
    Map<String, Integer> returned =
        sums(read(Form.RETURN), "FPOORDERENTRYID", "FRMREALQTY", SimulationTest::counts);

    for (Map<String, String> line : orders) {
      String id = line.getOrDefault("FPOOrderEntry_FEntryID", "");
      assertThat(Table.quantity(line, "FStockInQty")).as(id).isEqualTo(stocked.getOrDefault(id, 0));
      assertThat(Table.quantity(line, "FReceiveQty"))
          .as(id)
          .isEqualTo(received.getOrDefault(id, 0));
      assertThat(Table.quantity(line, "FMrbQty")).as(id).isEqualTo(returned.getOrDefault(id, 0));
      assertThat(line.get("FMRPCloseStatus"))
          .isEqualTo(
              Table.quantity(line, "FStockInQty") >= Table.quantity(line, "FQty") ? "B" : "A");
      assertThat(Table.quantity(line, "FStockInQty"))
          .isLessThanOrEqualTo(Table.quantity(line, "FQty"));
    }
  }

  @Test
  void salesCountersAreTheSumsOfShipmentsAndFeedsExist() {
    Map<String, Integer> shipped =
        sums(read(Form.SHIPMENT), "FSOEntryId", "FRealQty", SimulationTest::counts);
    Set<String> purchases = new HashSet<>();
    orders.forEach(line -> purchases.add(line.getOrDefault("FPOOrderEntry_FEntryID", "")));
    List<Map<String, String>> sales = read(Form.SALE_ORDER);

    assertThat(sales).hasSizeBetween(1_500, 3_500);
    assertThat(sales)
        .allSatisfy(
            line ->
                assertThat(Table.quantity(line, "FStockOutQty"))
                    .isEqualTo(shipped.getOrDefault(line.get("FSaleOrderEntry_FEntryID"), 0)));
    List<String> feeds =
        sales.stream()
            .map(line -> line.getOrDefault("FPurchaseEntryId", ""))
            .filter(feed -> !feed.isEmpty())
            .toList();
    assertThat(feeds).hasSizeGreaterThan(500);
    assertThat(purchases).containsAll(feeds);
  }

  @Test
  void nothingThatHappenedAfterTheLastEveningIsThere() {
    Pattern instant = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)T\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
    Set<String> planned =
        Set.of(
            "FDeliveryDate",
            "FDeliveryDate_Old",
            "FDeliveryDate_Plan",
            "FPREARRIVALDATE",
            "FConfirmDeliDate");
    for (Form form : Form.values()) {
      for (Map<String, String> row : read(form)) {
        row.forEach(
            (heading, cell) -> {
              Matcher match = instant.matcher(cell);
              boolean day = cell.endsWith("T00:00:00") && !planned.contains(heading);
              if (match.matches() || day) {
                assertThat(LocalDate.parse(cell.substring(0, 10)))
                    .as("%s of %s", heading, form.file())
                    .isBeforeOrEqualTo(END);
              }
            });
      }
    }
  }

  @Test
  void timesFollowOneAnother() {
    assertThat(stocks)
        .allSatisfy(
            row -> {
              assertThat(row.getOrDefault("FCreateDate", "").substring(0, 10))
                  .isGreaterThanOrEqualTo(row.getOrDefault("FDate", "").substring(0, 10));
              String approved = row.getOrDefault("FApproveDate", "");
              assertThat(approved.isEmpty()).isEqualTo("B".equals(row.get("FDocumentStatus")));
              assertThat(
                      approved.isEmpty()
                          || approved.compareTo(row.getOrDefault("FCreateDate", "")) > 0)
                  .isTrue();
            });
    assertThat(orders)
        .allSatisfy(
            row -> {
              String approved = row.getOrDefault("FApproveDate", "");
              String confirmed = row.getOrDefault("FConfirmDate", "");
              assertThat(
                      approved.isEmpty()
                          || approved.compareTo(row.getOrDefault("FCreateDate", "")) > 0)
                  .isTrue();
              assertThat(confirmed.isEmpty() || confirmed.compareTo(approved) > 0).isTrue();
              assertThat(row.getOrDefault("FModifyDate", ""))
                  .isGreaterThanOrEqualTo(row.getOrDefault("FCreateDate", ""));
            });
  }

  @Test
  void theCompanyHasEverythingThatHappensInRealOnes() {
    assertThat(orders).anyMatch(row -> "B".equals(row.get("FCancelStatus")));
    assertThat(orders).anyMatch(row -> "Z".equals(row.get("FDocumentStatus")));
    assertThat(orders)
        .anyMatch(
            row ->
                "B".equals(row.get("FMRPTerminateStatus"))
                    && Table.quantity(row, "FStockInQty") > 0)
        .anyMatch(
            row ->
                "B".equals(row.get("FMRPTerminateStatus"))
                    && Table.quantity(row, "FStockInQty") == 0);
    assertThat(stocks)
        .anyMatch(
            row -> "B".equals(row.get("FCancelStatus")) && "C".equals(row.get("FDocumentStatus")))
        .anyMatch(row -> "PUR_PurchaseOrder".equals(row.get("FSRCBILLTYPEID")));
    assertThat(read(Form.INSPECTION))
        .anyMatch(
            row ->
                !"0.0".equals(row.get("FUnqualifiedQty"))
                    && "C".equals(row.get("FDocumentStatus")));
    assertThat(read(Form.RETURN).stream().map(row -> row.get("FSRCBILLTYPEID")).distinct())
        .contains("PUR_ReceiveBill", "STK_InStock");
    long open =
        orders.stream()
            .filter(SimulationTest::counts)
            .filter(
                row ->
                    "A".equals(row.get("FMRPCloseStatus"))
                        && "A".equals(row.get("FMRPTerminateStatus")))
            .count();
    assertThat(open).isBetween(60L, 480L);
    assertThat(read(Form.SUPPLIER))
        .anyMatch(row -> row.getOrDefault("FCreateDate", "").compareTo("2025") > 0);
  }

  @Test
  void plantedErrorsAreWhereTheManifestSays(@TempDir Path dirty) throws IOException {
    write(dirty, new SimulationSettings(3_000, 11, END, 0.05));
    List<Map<String, String>> errors = Table.read(dirty.resolve("truth/planted-errors.csv"));
    Map<String, List<List<String>>> files = new HashMap<>();

    assertThat(errors).hasSizeBetween(100, 200);
    assertThat(errors.stream().map(error -> error.get("kind")).distinct())
        .hasSize(PlantedError.values().length);
    for (Map<String, String> error : errors) {
      List<List<String>> records =
          files.computeIfAbsent(
              error.getOrDefault("file", ""), file -> Table.records(dirty.resolve(file)));
      List<String> row = records.get(Integer.parseInt(error.getOrDefault("row", "")) - 1);
      int column = records.get(0).indexOf(error.getOrDefault("column", ""));
      if (column >= 0 && !"line_repeated".equals(error.get("kind"))) {
        assertThat(row.get(column)).isEqualTo(error.get("value"));
      } else if ("row_short".equals(error.get("kind"))) {
        assertThat(row.size()).isLessThan(records.get(0).size());
      } else if ("total_row".equals(error.get("kind"))) {
        assertThat(row.get(0)).isEqualTo("合计");
      }
    }
  }

  @Test
  void dirtChangesNothingElse(@TempDir Path dirty) throws IOException {
    write(dirty, new SimulationSettings(6_000, 11, END, 0.01));

    assertThat(dirty.resolve("truth/hazards.csv"))
        .hasSameBinaryContentAs(folder.resolve("truth/hazards.csv"));
  }
}
