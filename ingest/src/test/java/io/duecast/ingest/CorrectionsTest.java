package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.contract.check.Rejects;
import io.duecast.contract.order.OrderLines;
import io.duecast.ingest.quality.JudgedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells mended in a file of corrections enter as if the source had been right. */
class CorrectionsTest {

  @TempDir private Path folder;

  @Test
  void mendedCellsReEnterAreNotedAndAreNoLongerWrong() throws IOException {
    Path input = TestLake.copy(TestLake.resource("golden/kingdee"), folder.resolve("in"));
    Path orders = input.resolve("PUR_PurchaseOrder.csv");
    Files.writeString(
        orders,
        Files.readString(orders)
            .replace(",20.0,310.0", ",二十,310.0")
            .replace("2026-04-03T08:31:40.02", "月底"));
    Path corrections =
        TestLake.write(
            folder.resolve("mended.csv"),
            """
            source,key,column,value,by,why
            purchase_order,101391|201002,FQty,20,李敏,合同写 20
            purchase_order,101402|201040,delivery_date,2026-04-03,李敏,"供应商电话, 已确认"
            purchase_order,101402|999999,FQty,1,李敏,没有这一行
            """);

    Ingest.Trial trial = TestLake.tryOut("kingdee", input, corrections);

    JudgedTable lines =
        trial.tables().stream()
            .filter(table -> table.table().equals(OrderLines.TABLE))
            .findFirst()
            .orElseThrow();
    assertThat(
            TestLake.lines(
                lines.sound().collectAsList(),
                OrderLines.LINE_ID,
                OrderLines.QTY,
                OrderLines.LINE_STATUS,
                OrderLines.PROMISED_DATE))
        .as("the status that follows from the quantity is right too")
        .contains("201002 | 20 | closed_short | 2026-03-25", "201040 | 30 | open | 2026-04-03");
    assertThat(
            TestLake.lines(
                trial.rejects().orElseThrow().collectAsList(),
                Rejects.FILE,
                Rejects.ROW_NUMBER,
                Rejects.COLUMN_NAME,
                Rejects.RULE,
                Rejects.VALUE))
        .containsExactly(
            "PUR_PurchaseOrder.csv | 3 | FQty | CORRECTED | null → 20 (李敏: 合同写 20)",
            "PUR_PurchaseOrder.csv | 5 | FDeliveryDate | CORRECTED | null → 2026-04-03 (李敏: 供应商电话, 已确认)",
            "mended.csv | 4 | FQty | CORRECTION_UNMATCHED | 101402|999999");
  }

  @Test
  void aFileOfCorrectionsThatCannotBeUnderstoodIsRefusedWithAllThatIsWrong() throws IOException {
    Path input = TestLake.resource("golden/kingdee");
    Path corrections =
        TestLake.write(
            folder.resolve("bad.csv"),
            """
            source,key,column,value,by,why
            purchase,101391|201002,FQty,20,,
            purchase_order,101391|201002,Quantity,20,,
            purchase_order,101391|201002,FQty,twenty,,
            purchase_order,101391|201002,FID,7,,
            """);

    assertThatThrownBy(() -> TestLake.tryOut("kingdee", input, corrections))
        .hasMessageContainingAll(
            List.of(
                    "has 4 problem(s)",
                    "#2: source=purchase",
                    "#3: column=Quantity",
                    "#4: qty=twenty NUMBER_INVALID",
                    "#5: column=FID (key)")
                .toArray(String[]::new));
  }
}
