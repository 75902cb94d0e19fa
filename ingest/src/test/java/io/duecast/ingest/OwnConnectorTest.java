package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.duecast.contract.check.Rejects;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own connector folder, and the commands that help to write one. */
class OwnConnectorTest {

  private static final Path WORKSHOP = TestLake.resource("workshop");

  @TempDir private Path folder;

  @Test
  void aFolderOfTheUserLoadsLikeAShippedConnectorInAnyChineseEncoding() throws IOException {
    String text = Files.readString(WORKSHOP.resolve("ledger.txt"));
    Path marked = TestLake.write(folder.resolve("marked.csv"), "\uFEFF" + text);
    Path gbk = folder.resolve("gbk.csv");
    Files.write(gbk, text.getBytes(Charset.forName("GB18030")));
    TestLake first = new TestLake(folder.resolve("a"));
    first.load(WORKSHOP.toString(), marked);
    TestLake second = new TestLake(folder.resolve("b"));
    second.load(WORKSHOP.toString(), gbk);

    assertThat(
            first.lines(
                OrderLines.TABLE,
                OrderLines.LINE_ID,
                OrderLines.QTY,
                OrderLines.AMOUNT_GROSS,
                OrderLines.REQUIRED_DATE,
                OrderLines.PROMISED_DATE,
                OrderLines.LINE_STATUS,
                OrderLines.ITEM_NAME_RAW))
        .containsExactly(
            "1 | 100 | 4746 | 2026-03-20 | 2026-03-25 | complete | 伺服电机支架",
            "2 | 20 | 7006 | 2026-03-25 | 2026-03-25 | partial | 直线导轨",
            "3 | 50 | 339 | 2026-03-25 |  | open | 防尘罩𠮷");
    assertThat(first.lines(Receipts.TABLE, Receipts.QTY, Receipts.RECEIPT_DATE))
        .containsExactly("12 | 2026-03-26", "40 | 2026-03-30", "60 | 2026-03-24");
    assertThat(second.lines(OrderLines.TABLE)).isEqualTo(first.lines(OrderLines.TABLE));
    assertThat(second.lines(Receipts.TABLE)).isEqualTo(first.lines(Receipts.TABLE));
    assertThat(first.lines(Rejects.TABLE, Rejects.RULE, Rejects.ROW_NUMBER))
        .containsExactly("TOTAL_ROW | 6");
  }

  @Test
  void checkShowsTheFirstRowsAndRejectsAndLoadsNothing() throws IOException {
    Path input =
        TestLake.write(
            folder.resolve("ledger.csv"),
            Files.readString(WORKSHOP.resolve("ledger.txt")).replace(",50,6.78", ",viele,6.78"));

    TestLake.Answer answer =
        TestLake.run(
            "connectors",
            "check",
            WORKSHOP.toString(),
            "--input",
            input.toString(),
            "--lang",
            "en",
            "--rows",
            "2",
            "--master",
            "local[2]",
            "--json");

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    JsonNode document = new ObjectMapper().readTree(answer.out());
    assertThat(document.at("/tables/order_lines")).hasSize(2);
    assertThat(document.at("/rejects_by_rule/NUMBER_INVALID").asInt()).isEqualTo(1);
    assertThat(document.at("/rejects_by_rule/REQUIRED_MISSING").asInt()).isEqualTo(1);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(input);
    }
  }

  @Test
  void aTypingErrorInTheFolderIsNamedWithWhatWasMeant() throws IOException {
    Path own = copy();
    Path yaml = own.resolve("connector.yaml");
    Files.writeString(
        yaml,
        Files.readString(yaml)
            .replace("encodings:", "encodngs:")
            .replace("type: decimal}\n      required", "type: decimel}\n      required")
            .replace("calendar: china", "calendar: chine"));
    Files.move(own.resolve("receipts.sql"), own.resolve("receipt.sql"));

    TestLake.Answer answer =
        TestLake.run("ingest", "--connector", own.toString(), "--input", "x", "--lang", "en");

    assertThat(answer.exitCode()).isEqualTo(4);
    assertThat(answer.err())
        .startsWith("CONNECTOR_INVALID: The connector " + own + " has 4 problem(s)")
        .contains("unknown key encodngs; did you mean encodings?")
        .contains("calendar: chine is no calendar; use china, weekdays, or a country")
        .contains("; did you mean china?")
        .contains("type: decimel is none of")
        .contains(
            "receipt.sql fills no canonical table and is not named under views; did you mean receipts.sql?");
  }

  @Test
  void aColumnThatTheContractDoesNotHaveIsNamed() throws IOException {
    Path own = copy();
    Path sql = own.resolve("order_lines.sql");
    Files.writeString(sql, Files.readString(sql).replace("AS amount_gross", "AS amount_grss"));
    Path input =
        TestLake.write(folder.resolve("ledger.csv"), Files.readString(own.resolve("ledger.txt")));

    TestLake.Answer answer =
        TestLake.run(
            "connectors",
            "check",
            own.toString(),
            "--input",
            input.toString(),
            "--lang",
            "zh",
            "--master",
            "local[2]");

    assertThat(answer.exitCode()).isEqualTo(4);
    assertThat(answer.err())
        .contains("CONNECTOR_INVALID: 连接器")
        .contains(
            "order_lines.sql: the table has no column amount_grss; did you mean amount_gross?");
  }

  @Test
  void theShippedConnectorsAreListed() throws IOException {
    TestLake.Answer answer = TestLake.run("connectors", "--json", "--lang", "en");

    JsonNode listed = new ObjectMapper().readTree(answer.out());
    List<String> folders;
    try (Stream<Path> paths = Files.list(Path.of("src/main/resources/connectors"))) {
      folders =
          paths
              .filter(path -> Files.exists(path.resolve("connector.yaml")))
              .map(path -> String.valueOf(path.getFileName()))
              .sorted()
              .toList();
    }
    assertThat(listed.findValuesAsText("name")).isEqualTo(folders).contains("kingdee");
    assertThat(TestLake.run("connectors", "--lang", "zh").out()).contains("金蝶云星空");
  }

  private Path copy() throws IOException {
    return TestLake.copy(WORKSHOP, folder.resolve("own"));
  }
}
