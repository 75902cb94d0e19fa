package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.duecast.contract.Tables;
import io.duecast.contract.table.TableSpec;
import io.duecast.ingest.land.TestWorkbook;
import io.duecast.ingest.quality.JudgedTable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden scenario from one list, through the connector that was suggested for it. */
class FilesGoldenTest extends GoldenScenario {

  @TempDir static Path folder;

  FilesGoldenTest() {
    super("files");
  }

  @Override
  Path input() {
    return super.input().resolve("list.csv");
  }

  @Override
  String connector() {
    Path out = folder.resolve("list");
    if (!Files.exists(out)) {
      TestLake.Answer answer =
          TestLake.run(
              "connectors", "suggest", input().toString(), "--out", out.toString(), "--lang", "en");
      assertThat(answer.exitCode()).as(answer.err()).isZero();
    }
    return out.toString();
  }

  /** A list holds the promise of today. */
  @Override
  boolean knowsMovedPromises() {
    return false;
  }

  /** A list shows what came, and no documents that were voided. */
  @Override
  boolean exportsVoidedReceipts() {
    return false;
  }

  @Test
  void theSameListTellsTheSameWithAByteOrderMarkInGbkAndAsWorkbook() throws IOException {
    String text = Files.readString(input());
    Path marked =
        TestLake.write(folder.resolve("marked.csv"), "\uFEFF" + text.replace("\n", "\r\n"));
    Path gbk = Files.write(folder.resolve("gbk.csv"), text.getBytes(Charset.forName("GB18030")));
    List<List<String>> cells =
        CsvReader.builder()
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(text)
            .stream()
            .map(record -> record.getFields())
            .toList();
    Path workbook =
        new TestWorkbook()
            .typed("采购执行明细", cells)
            .texts("填写说明", List.of(List.of("采购订单号", "按系统填写")))
            .write(folder.resolve("list.xlsx"));

    for (Path file : List.of(marked, gbk, workbook)) {
      Ingest.Trial trial = TestLake.tryOut(connector(), file);

      assertThat(trial.rejectsByRule()).as("%s", file).isEmpty();
      assertThat(trial.tables()).hasSize(6);
      for (JudgedTable judged : trial.tables()) {
        assertThat(TestLake.lines(judged.table(), judged.sound().collectAsList()))
            .as("%s of %s", judged.table().name(), file)
            .isEqualTo(TestLake.lines(judged.table(), rows(judged.table())));
      }
    }
  }

  @Test
  void everyTableIsFilledThatAListCanFill() {
    assertThat(
            Tables.CANONICAL.stream().filter(table -> !rows(table).isEmpty()).map(TableSpec::name))
        .containsExactlyInAnyOrder(
            "suppliers", "items", "order_headers", "order_lines", "receipts", "stage_events");
  }
}
