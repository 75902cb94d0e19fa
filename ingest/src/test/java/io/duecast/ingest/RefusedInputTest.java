package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot be loaded at all: one clear sentence each, before any engine starts. */
class RefusedInputTest {

  private static final String WORKSHOP = TestLake.resource("workshop").toString();

  @TempDir private Path folder;
  private String text = "";

  @BeforeEach
  void readSample() throws IOException {
    text = Files.readString(Path.of(WORKSHOP, "ledger.txt"));
  }

  @Test
  void anUnknownConnectorNamesTheOneThatWasProbablyMeant() {
    assertAnswer(
        TestLake.run("ingest", "--connector", "kingde", "--input", "x", "--lang", "en"),
        2,
        "CONNECTOR_UNKNOWN: There is no connector kingde; did you mean kingdee? Shipped connectors: adventureworks, bpi2019, ");
    assertAnswer(
        TestLake.run("ingest", "--connector", "kingde", "--input", "x", "--lang", "zh"),
        2,
        "CONNECTOR_UNKNOWN: 没有连接器 kingde，您是指 kingdee 吗？");
  }

  @Test
  void anInputThatIsNotThere() {
    assertAnswer(
        ingest("en", folder.resolve("none.csv")), 2, "INPUT_MISSING: The input", "does not exist");
  }

  @Test
  void aFolderWithoutAFileTheConnectorKnows() throws IOException {
    TestLake.write(folder.resolve("in/readme.md"), "x");

    assertAnswer(
        ingest("en", folder.resolve("in")),
        2,
        "INPUT_MISSING:",
        "holds no file that the connector workshop knows. It reads: *.csv.");
    assertAnswer(ingest("zh", folder.resolve("in")), 2, "中没有连接器 workshop 认识的文件");
  }

  @Test
  void aFolderWithoutTheFileThatIsNeeded() throws IOException {
    TestLake.write(folder.resolve("in/BD_Supplier.csv"), "FSupplierId,FNumber\n1,S1\n");

    assertAnswer(
        TestLake.run(
            "ingest",
            "--connector",
            "kingdee",
            "--input",
            folder.resolve("in").toString(),
            "--lang",
            "en"),
        2,
        "INPUT_MISSING:",
        "lacks the file purchase_order (PUR_PurchaseOrder.csv");
  }

  @Test
  void anEmptyFile() throws IOException {
    assertAnswer(
        ingest("en", TestLake.write(folder.resolve("a.csv"), "\n\n")),
        3,
        "INPUT_EMPTY: The file a.csv is empty.");
    assertAnswer(
        ingest("zh", TestLake.write(folder.resolve("a.csv"), "")), 3, "INPUT_EMPTY: 文件 a.csv 是空的");
  }

  @Test
  void aMissingColumnNamesFileColumnNearestAndWhatIsThere() throws IOException {
    Path file = TestLake.write(folder.resolve("a.csv"), text.replace(",行号,", ",行号码,"));

    assertAnswer(
        ingest("en", file),
        3,
        "INPUT_COLUMN_MISSING: The file a.csv lacks the column(s) 行号.",
        "Nearest: 行号 → 行号码.",
        "采购订单号 | 行号码 | 供应商编码");
    assertAnswer(ingest("zh", file), 3, "文件 a.csv 缺少列：行号", "最接近的列：行号 → 行号码");
  }

  @Test
  void aRenamedColumnIsFoundUnderItsOtherName() throws IOException {
    Path file = TestLake.write(folder.resolve("a.csv"), text.replace("采购订单号,", " 订单号＊ ,"));

    assertThat(TestLake.tryOut(WORKSHOP, file).tables()).hasSize(3);
  }

  @Test
  void twoColumnsOfOneName() throws IOException {
    Path file = TestLake.write(folder.resolve("a.csv"), text.replace("含税单价", "数量"));

    assertAnswer(ingest("en", file), 3, "INPUT_DAMAGED: The file a.csv has two columns named 数量");
  }

  @Test
  void bytesOfNoDeclaredEncoding() throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length / 2] = (byte) 0xFF;
    Files.write(folder.resolve("a.csv"), bytes);

    assertAnswer(
        ingest("en", folder.resolve("a.csv")),
        3,
        "INPUT_ENCODING: The file a.csv does not decode as utf-8",
        "is broken");
    assertAnswer(ingest("zh", folder.resolve("a.csv")), 3, "INPUT_ENCODING: 文件 a.csv 无法按 utf-8 解码");
  }

  @Test
  void textThatWasSavedInTheWrongEncodingOnce() throws IOException {
    String garbled =
        new String(
            "Côte d'Ivoire".getBytes(StandardCharsets.UTF_8), Charset.forName("windows-1252"));
    Path file =
        TestLake.write(
            folder.resolve("a.csv"),
            Files.readString(TestLake.resource("scms/sample.csv"))
                .replace("Côte d'Ivoire", garbled));

    assertAnswer(
        TestLake.run("ingest", "--connector", "scms", "--input", file.toString(), "--lang", "en"),
        3,
        "INPUT_ENCODING: The file a.csv holds garbled text (such as \"Ã´\")");
  }

  @Test
  void aQuoteThatSwallowsTheRestOfTheFile() throws IOException {
    StringBuilder file = new StringBuilder(text.lines().findFirst().orElseThrow()).append('\n');
    file.append("A1,1,\"").append("S1,x\n".repeat(200));
    Path path = TestLake.write(folder.resolve("a.csv"), file.toString());

    assertAnswer(
        ingest("en", path),
        3,
        "INPUT_DAMAGED: The file a.csv is damaged: a quote opened in row 2 never closes.");
    assertAnswer(ingest("zh", path), 3, "第 2 行打开的引号到文件末尾也没有关闭");
  }

  @Test
  void aLakeOfAnotherVersionIsLeftAlone() throws IOException {
    Path lake = folder.resolve("lake");
    TestLake.write(lake.resolve("duecast-lake"), "contract-version=99\n");
    Path file = TestLake.write(folder.resolve("a.csv"), text);

    TestLake.Answer answer =
        TestLake.run(
            "ingest",
            "--connector",
            WORKSHOP,
            "--input",
            file.toString(),
            "--lake",
            lake.toString(),
            "--master",
            "local[2]",
            "--lang",
            "en");

    assertAnswer(answer, 4, "LAKE_VERSION: The lake", "contract-version=99");
  }

  private static TestLake.Answer ingest(String language, Path input) {
    return TestLake.run(
        "ingest", "--connector", WORKSHOP, "--input", input.toString(), "--lang", language);
  }

  private static void assertAnswer(TestLake.Answer answer, int exitCode, String... texts) {
    assertThat(answer.err()).contains(texts);
    assertThat(answer.exitCode()).isEqualTo(exitCode);
  }
}
