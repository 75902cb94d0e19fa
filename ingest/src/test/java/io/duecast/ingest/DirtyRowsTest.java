package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.check.Rejects;
import io.duecast.contract.order.OrderLines;
import io.duecast.ingest.quality.JudgedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows and cells that are wrong: each is refused with a reason, and nothing is lost. */
class DirtyRowsTest {

  private static final Path GOLDEN = TestLake.resource("golden/kingdee");
  private static final Path WORKSHOP = TestLake.resource("workshop");

  @TempDir private Path folder;

  @Test
  void everyKindOfDirtIsToldWithFileRowColumnRuleAndValue() throws IOException {
    Path input = copyOfGolden();
    Path orders = input.resolve("PUR_PurchaseOrder.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(orders));
    lines.set(2, lines.get(2).replace(",20.0,310.0", ",二十,310.0"));
    lines.set(3, lines.get(3).replace("2026-03-25T09:14:05.27", "03/04/2026"));
    lines.add(lines.get(1));
    lines.add(lines.get(1).replace("47.46", "48.00"));
    lines.add(lines.get(4).replace("201040", "2.0104E+5"));
    lines.add("合计" + ",".repeat(lines.get(0).split(",", -1).length - 1));
    lines.add(
        lines
            .get(4)
            .replace("101402", "101499")
            .replace("201040", "201099")
            .replace(",Z,A,", ",Q,A,")
            .replace("S0017", "S9999"));
    lines.add("101500,CGDD000500,C,A");
    Files.writeString(orders, String.join("\n", lines));
    Path stock = input.resolve("STK_InStock.csv");
    Files.writeString(
        stock, Files.readString(stock).replace("CGDD000123,201002,", "CGDD999999,999999,"));

    Ingest.Trial trial = TestLake.tryOut("kingdee", input);

    assertThat(found(trial))
        .contains(
            "PUR_PurchaseOrder.csv#3 purchase_order FQty NUMBER_INVALID 二十",
            "PUR_PurchaseOrder.csv#3 order_lines qty REQUIRED_MISSING k3cloud|default|purchase|101391|201002",
            "PUR_PurchaseOrder.csv#4 purchase_order FDeliveryDate DATE_AMBIGUOUS 03/04/2026",
            "PUR_PurchaseOrder.csv#7 order_lines order_line_key DUPLICATE_KEY k3cloud|default|purchase|101391|201001",
            "PUR_PurchaseOrder.csv#8 purchase_order FPOOrderEntry_FEntryID KEY_DAMAGED 2.0104E+5",
            "PUR_PurchaseOrder.csv#10 order_headers status_raw STATUS_UNKNOWN Q",
            "PUR_PurchaseOrder.csv#10 order_headers partner_key PARTNER_UNKNOWN k3cloud|default|S9999",
            "PUR_PurchaseOrder.csv#11 purchase_order null FILE_CUT 101500 | CGDD000500 | C | A",
            "STK_InStock.csv#4 receipts receipt_no RECEIPT_WITHOUT_ORDER CGRK000469")
        .anyMatch(
            line -> line.startsWith("PUR_PurchaseOrder.csv#9 purchase_order null TOTAL_ROW 合计"));
    JudgedTable orderLines = table(trial, "order_lines");
    assertThat(orderLines.rejected())
        .as("the contradicting copy and the line without quantity")
        .isEqualTo(2);
    assertThat(orderLines.repeated()).as("the identical copy").isEqualTo(1);
    assertAddsUp(trial);
  }

  @Test
  void anOrderWhoseOnlyLineIsRefusedIsNoted() throws IOException {
    Path input = copyOfGolden();
    Path orders = input.resolve("PUR_PurchaseOrder.csv");
    Files.writeString(orders, Files.readString(orders).replace(",30.0,42.0", ",?,42.0"));

    assertThat(found(TestLake.tryOut("kingdee", input)))
        .contains(
            "PUR_PurchaseOrder.csv#5 order_headers order_key ORDER_WITHOUT_LINES k3cloud|default|purchase|101402");
  }

  @Test
  void aLineWithoutItsOrderIsLeftOut() throws IOException {
    Path own = TestLake.copy(WORKSHOP, folder.resolve("own"));
    Path sql = own.resolve("order_headers.sql");
    Files.writeString(
        sql, Files.readString(sql).replace("FROM ledger", "FROM ledger WHERE line_no > '9'"));
    Path file =
        TestLake.write(folder.resolve("a.csv"), Files.readString(own.resolve("ledger.txt")));

    Ingest.Trial trial = TestLake.tryOut(own.toString(), file);

    JudgedTable lines = table(trial, "order_lines");
    assertThat(lines.rejected()).isEqualTo(3);
    assertThat(lines.sound().count()).isZero();
    assertThat(trial.rejectsByRule()).containsEntry("ORPHAN_LINE", 3L);
    assertAddsUp(trial);
  }

  @Test
  void aFileCutInTheMiddleLosesItsLastRowOnlyAndSaysSo() throws IOException {
    String text = Files.readString(WORKSHOP.resolve("ledger.txt"));
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    int cut =
        text.substring(0, text.indexOf("防尘罩") + 1)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)
                .length
            - 1;
    Path file = folder.resolve("cut.csv");
    Files.write(file, java.util.Arrays.copyOf(bytes, cut));

    Ingest.Trial trial = TestLake.tryOut(WORKSHOP.toString(), file);

    assertThat(table(trial, "order_lines").rowsIn()).isEqualTo(2);
    assertThat(trial.rejectsByRule()).containsOnlyKeys("FILE_CUT").containsEntry("FILE_CUT", 1L);
  }

  @Test
  void rowsAddUpHoweverTheFileIsDamaged() throws IOException {
    String heading = Files.readAllLines(WORKSHOP.resolve("ledger.txt")).get(0);
    String[] cells = {"", "1", "2", "x", "\"", "合计", "2026/3/2", "03-04-05", "1E+9", "A\"B", "é"};
    for (int seed = 0; seed < 4; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder(heading).append('\n');
      int written = 0;
      for (int row = 0; row < 300; row++) {
        String order = "P" + random.nextInt(60);
        text.append(order).append(',').append(random.nextInt(3));
        for (int cell = 2; cell < 20; cell++) {
          boolean dirty = random.nextInt(40) == 0;
          text.append(',').append(dirty ? cells[random.nextInt(cells.length)] : clean(cell, order));
        }
        text.append(random.nextInt(50) == 0 ? ",surplus\r\n" : "\n");
        written++;
      }
      Path file = TestLake.write(folder.resolve("dirty" + seed + ".csv"), text.toString());

      Ingest.Trial trial = TestLake.tryOut(WORKSHOP.toString(), file);

      assertAddsUp(trial);
      assertThat(
              table(trial, "order_lines")
                  .sound()
                  .select(OrderLines.ORDER_LINE_KEY.name())
                  .distinct()
                  .count())
          .isEqualTo(table(trial, "order_lines").sound().count());
      assertThat(written).isEqualTo(300);
    }
  }

  private static String clean(int cell, String order) {
    return switch (cell) {
      case 4, 12, 13, 14, 15 -> "2026/3/" + (1 + Math.floorMod(order.hashCode(), 28));
      case 9, 16 -> "10";
      case 10, 11 -> "4.5";
      case 17 -> "已审核";
      default -> "t" + cell;
    };
  }

  /** Rows in = rows out + rejected + repeated, and no key twice. */
  private static void assertAddsUp(Ingest.Trial trial) {
    for (JudgedTable table : trial.tables()) {
      assertThat(table.sound().count() + table.rejected() + table.repeated())
          .as(table.table().name())
          .isEqualTo(table.rowsIn());
    }
  }

  private static JudgedTable table(Ingest.Trial trial, String name) {
    return trial.tables().stream()
        .filter(table -> table.table().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> found(Ingest.Trial trial) {
    List<String> found = new ArrayList<>();
    for (Row row : trial.rejects().orElseThrow().collectAsList()) {
      found.add(
          "%s#%s %s %s %s %s"
              .formatted(
                  row.getAs(Rejects.FILE.name()),
                  row.getAs(Rejects.ROW_NUMBER.name()),
                  row.getAs(Rejects.TARGET_TABLE.name()),
                  row.getAs(Rejects.COLUMN_NAME.name()),
                  row.getAs(Rejects.RULE.name()),
                  row.getAs(Rejects.VALUE.name())));
    }
    return found;
  }

  private Path copyOfGolden() throws IOException {
    return TestLake.copy(GOLDEN, folder.resolve("in"));
  }
}
