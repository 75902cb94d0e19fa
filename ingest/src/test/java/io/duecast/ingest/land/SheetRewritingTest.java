package io.duecast.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import io.duecast.ingest.connector.Connectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workbooks: what their cells say, and what is refused. */
class SheetRewritingTest {

  private static final String COLUMNS =
      """
      columns:
        order_no: {heading: 单号, required: true}
        day: {heading: 日期, type: date}
        qty: {heading: 数量, type: decimal}
        note: 备注
      """;

  @TempDir private Path folder;

  @BeforeEach
  void connector() throws IOException {
    Files.writeString(folder.resolve("order_lines.sql"), "SELECT 1");
  }

  private InspectedFile inspect(Extract extract, String source) throws IOException {
    Files.writeString(
        folder.resolve("connector.yaml"),
        """
        name: own
        label: {zh: 自己, en: own}
        source_system: own
        directions: [purchase]
        encodings: [utf-8, gb18030]
        sources:
          it:
            files: ["*.csv"]
        """
            + source.indent(4));
    return Inspection.inspect(Connectors.find(folder.toString()), extract).get(0);
  }

  private InspectedFile inspect(Path file, String source) throws IOException {
    return inspect(Extract.of(file), source);
  }

  private InspectedFile inspect(TestWorkbook workbook, String source) throws IOException {
    return inspect(workbook.write(folder.resolve("it.xlsx")), source);
  }

  private static List<String> rows(InspectedFile file) throws IOException {
    return Files.readAllLines(file.utf8());
  }

  private void assertRefused(TestWorkbook workbook, FaultCode code, String... texts) {
    assertThatThrownBy(() -> inspect(workbook, COLUMNS))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(code);
              assertThat(fault.text().en()).contains(texts);
              assertThat(fault.text().zh()).isNotEmpty();
            });
  }

  private static String heading(int row) {
    String cells = "";
    List<String> names = List.of("单号", "日期", "数量", "备注");
    for (int cell = 0; cell < names.size(); cell++) {
      cells += TestWorkbook.text(TestWorkbook.address(cell, row), names.get(cell));
    }
    return "<row r=\"" + row + "\">" + cells + "</row>";
  }

  private static String row(int number, String... cells) {
    return "<row r=\"" + number + "\">" + String.join("", cells) + "</row>";
  }

  @Test
  void cellsAreTheTextThatPeopleSeeWithIsoDatesAndNoNoise() throws IOException {
    InspectedFile file =
        inspect(
            new TestWorkbook()
                .sheet(
                    "Sheet1",
                    heading(1)
                        + row(
                            2,
                            TestWorkbook.number("A2", TestWorkbook.ZEROS, "412"),
                            TestWorkbook.number("B2", TestWorkbook.DAY, "46083"),
                            TestWorkbook.number("C2", TestWorkbook.GENERAL, "350.30000000000001"),
                            TestWorkbook.text("D2", "  =1+1, \"𠮷\"\n第二行 "))
                        + row(
                            3,
                            TestWorkbook.number(
                                "A3", TestWorkbook.GENERAL, "2.0260302004123456E+17"),
                            TestWorkbook.number("B3", TestWorkbook.MOMENT, "46083.385474537034"),
                            TestWorkbook.number("C3", TestWorkbook.MONEY, "1E-4"),
                            "<c r=\"D3\" t=\"b\"><v>1</v></c>")
                        + row(
                            4,
                            TestWorkbook.number("A4", TestWorkbook.GENERAL, "17"),
                            TestWorkbook.number("B4", TestWorkbook.CHINESE_DAY, "46083"),
                            TestWorkbook.number("C4", TestWorkbook.PERCENT, "0.13"),
                            TestWorkbook.number("D4", TestWorkbook.MOMENT, "0.5"))
                        + row(
                            5,
                            TestWorkbook.number("B5", TestWorkbook.CHINESE_BUILT_IN, "46083"),
                            TestWorkbook.number("C5", TestWorkbook.GENERAL, "0.30000000000000004"))
                        + row(
                            6,
                            TestWorkbook.number("B6", TestWorkbook.GENERAL, "46083"),
                            TestWorkbook.number("C6", TestWorkbook.GENERAL, "46083"),
                            "<c r=\"D6\" t=\"e\"><v>#N/A</v></c>")),
            COLUMNS);

    assertThat(rows(file))
        .containsExactly(
            "单号,日期,数量,备注",
            "0000412,2026-03-02,350.3,\"  =1+1, \"\"𠮷\"\"",
            "第二行 \"",
            "2.02603020041235E+17,2026-03-02T09:15:05,0.0001,true",
            "17,2026-03-02,13%,12:00:00",
            ",2026-03-02,0.3,",
            ",2026-03-02,46083,#N/A");
    assertThat(file.notes()).hasSize(1);
    assertThat(file.notes().get(0).en()).contains("1 cells hold an error of a formula");
    assertThat(file.encoding()).isEqualTo("XLSX");
  }

  @Test
  void datesOfAnAppleWorkbookBeginIn1904() throws IOException {
    InspectedFile file =
        inspect(
            new TestWorkbook()
                .date1904()
                .sheet(
                    "Sheet1",
                    heading(1) + row(2, TestWorkbook.number("B2", TestWorkbook.DAY, "44621"))),
            COLUMNS);

    assertThat(rows(file)).endsWith(",2026-03-02,,");
  }

  @Test
  void sharedStringsAreJoinedWithoutTheirPhoneticHelp() throws IOException {
    InspectedFile file =
        inspect(
            new TestWorkbook()
                .part(
                    "xl/sharedStrings.xml",
                    "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>单号</t></si>"
                        + "<si><r><t>A</t></r><r><t xml:space=\"preserve\"> 1</t></r><rPh><t>x</t></rPh></si></sst>")
                .sheet(
                    "Sheet1",
                    row(1, "<c r=\"A1\" t=\"s\"><v>0</v></c>")
                        + row(2, "<c r=\"A2\" t=\"s\"><v>1</v></c>")),
            COLUMNS);

    assertThat(rows(file)).containsExactly("单号", "A 1");
  }

  @Test
  void rowsKeepTheNumbersOfTheSheetAndWhatStandsBesideTheTableIsLeftOut() throws IOException {
    InspectedFile file =
        inspect(
            new TestWorkbook()
                .sheet(
                    "Sheet1",
                    row(2, TestWorkbook.text("B2", "采购订单列表"))
                        + heading(4)
                        + row(7, TestWorkbook.text("A7", "P1"), TestWorkbook.text("K7", "随手记"))),
            COLUMNS);

    assertThat(rows(file))
        .containsExactly(",,,", ",采购订单列表,,", ",,,", "单号,日期,数量,备注", ",,,", ",,,", "P1,,,");
    assertThat(file.layout().headingRow()).isEqualTo(4);
  }

  @Test
  void rowsWithoutNumbersAreCounted() throws IOException {
    InspectedFile file =
        inspect(
            new TestWorkbook()
                .sheet(
                    "Sheet1",
                    "<row><c t=\"inlineStr\"><is><t>单号</t></is></c></row>"
                        + "<row><c t=\"inlineStr\"><is><t>P1</t></is></c></row>"),
            COLUMNS);

    assertThat(rows(file)).containsExactly("单号", "P1");
  }

  @Test
  void theSheetWithMostHeadingsIsReadAndTheOthersAreNamed() throws IOException {
    TestWorkbook workbook =
        new TestWorkbook()
            .texts("说明", List.of(List.of("单号", "怎样填写"), List.of("x", "y")))
            .texts("数据", List.of(List.of("单号", "日期", "数量"), List.of("P1", "2026-03-02", "5")))
            .texts("旧", List.of(List.of("单号", "日期", "数量", "备注"), List.of("P0", "", "", "")))
            .hidden("旧");
    InspectedFile file = inspect(workbook, COLUMNS);

    assertThat(rows(file)).containsExactly("单号,日期,数量", "P1,2026-03-02,5");
    assertThat(file.notes().get(0).en()).isEqualTo("the sheet \"数据\" was read; not read: 说明, 旧");
    assertThat(rows(inspect(workbook, "sheet: 旧\n" + COLUMNS))).endsWith("P0,,,");
    assertThatThrownBy(() -> inspect(workbook, "sheet: 新\n" + COLUMNS))
        .hasMessageContaining("has no sheet \"新\". Its sheets are: 说明, 数据, 旧");
  }

  @Test
  void twoSheetsThatFitAlikeAreNotGuessedBetween() {
    List<List<String>> rows = List.of(List.of("单号", "日期"), List.of("P1", "2026-03-02"));

    assertRefused(
        new TestWorkbook().texts("2025", rows).texts("2026", rows),
        FaultCode.INPUT_REFUSED,
        "several sheets fit equally well: 2025, 2026");
  }

  @Test
  void formulasCountAsTheirStoredValueAndAreRefusedWithoutOne() throws IOException {
    InspectedFile file =
        inspect(
            new TestWorkbook()
                .sheet(
                    "Sheet1",
                    heading(1)
                        + row(
                            2,
                            "<c r=\"A2\" t=\"str\"><f>[1]Other!A1</f><v>P1</v></c>",
                            "<c r=\"B2\" s=\"1\"><f>TODAY()</f><v>46083</v></c>",
                            "<c r=\"C2\"><f>2*3</f><v>6</v></c>",
                            "<c r=\"D2\" t=\"str\"><f>\"\"</f><v></v></c>"))
                .part(
                    "xl/externalLinks/_rels/externalLink1.xml.rels",
                    "<Relationships><Relationship Id=\"rId1\" Target=\"file:///etc/passwd\" TargetMode=\"External\"/></Relationships>"),
            COLUMNS);

    assertThat(rows(file)).endsWith("P1,2026-03-02,6,");
    assertThat(file.notes().get(0).en()).startsWith("4 formula cells");
    assertRefused(
        new TestWorkbook().sheet("账", heading(1) + row(2, "<c r=\"C2\"><f>2*3</f></c>")),
        FaultCode.INPUT_REFUSED,
        "sheet \"账\", the cell C2 is a formula without a stored value");
  }

  /** As forms with a table within are exported: head cells are merged over the rows of a record. */
  @Test
  void headingsInTwoRowsAreJoinedAndMergedCellsFillDownWithinTheirRecord() throws IOException {
    List<List<String>> rows =
        List.of(
            List.of("单号", "申请人", "明细", "", "备注"),
            List.of("", "", "物料", "数量", ""),
            List.of("P1", "李敏", "M-1", "5", "急"),
            List.of("", "", "M-2", "6", ""),
            List.of("P2", "", "M-1", "7", ""),
            List.of("", "", "M-3", "8", ""),
            List.of("合计", "", "", "26", ""));
    String source =
        """
        heading_rows: 2
        fill_down: [{group: order_no, columns: [person]}]
        columns:
          order_no: {heading: 单号, required: true}
          person: 申请人
          item: 明细.物料
          qty: {heading: 数量, type: decimal}
          note: 备注
        """;
    InspectedFile file = inspect(new TestWorkbook().texts("Sheet1", rows), source);

    assertThat(rows(file))
        .containsExactly(
            "单号,申请人,明细,,备注",
            ",,物料,数量,",
            "P1,李敏,M-1,5,急",
            "\"P1\",\"李敏\",\"M-2\",\"6\",\"\"",
            "P2,,M-1,7,",
            "\"P2\",\"\",\"M-3\",\"8\",\"\"",
            "合计,,,26,");
    assertThat(file.layout().headingRow()).isEqualTo(2);
    assertThat(file.layout().positions()).containsExactly(0, 1, 2, 3, 4);
    Path text =
        Files.writeString(
            folder.resolve("it.csv"),
            String.join("\r\n", rows.stream().map(row -> String.join(",", row)).toList()) + "\r\n");
    assertThat(rows(inspect(text, source))).isEqualTo(rows(file));
  }

  /** As a template for exchange has it: keys above labels, three levels of rows. */
  @Test
  void eachLevelOfATemplateFillsDownUntilTheNextOneAboveBegins() throws IOException {
    InspectedFile file =
        inspect(
            new TestWorkbook()
                .texts(
                    "Sheet1",
                    List.of(
                        List.of(
                            "FBillHead", "FBillNo", "FEntry", "FMaterialId", "FPlan", "FPlanQty"),
                        List.of(
                            "*基本信息(序号)",
                            "(基本信息)单据编号",
                            "*明细信息(序号)",
                            "*(明细信息)物料编码#编码",
                            "*交货明细(序号)",
                            "*(交货明细)数量"),
                        List.of("1", "P1", "1", "M-1", "1", "60"),
                        List.of("", "", "", "", "2", "40"),
                        List.of("", "", "2", "M-2", "1", "20"),
                        List.of("2", "P2", "1", "", "1", "9"),
                        List.of("", "", "", "", "2", "8"))),
            """
            heading_rows: 2
            fill_down:
              - {group: bill, columns: [order_no]}
              - {group: entry, columns: [item]}
            columns:
              bill: {heading: FBillHead, required: true}
              order_no: {heading: 单据编号}
              entry: {heading: FEntry, required: true}
              item: {heading: "物料编码#编码"}
              qty: {heading: FPlanQty, type: decimal}
            """);

    assertThat(rows(file).subList(2, 7))
        .containsExactly(
            "1,P1,1,M-1,1,60",
            "\"1\",\"P1\",\"1\",\"M-1\",\"2\",\"40\"",
            "\"1\",\"P1\",\"2\",\"M-2\",\"1\",\"20\"",
            "2,P2,1,,1,9",
            "\"2\",\"P2\",\"1\",\"\",\"2\",\"8\"");
  }

  @Test
  void whatAGroupIsKnownByHasToBeThere() {
    assertThatThrownBy(
            () ->
                inspect(
                    new TestWorkbook().texts("Sheet1", List.of(List.of("单号"))),
                    "heading_rows: 3\nfill_down: [{group: note, columns: [ordr_no]}]\n" + COLUMNS))
        .hasMessageContaining("heading_rows is neither 1 nor 2")
        .hasMessageContaining("fill_down names no column: ordr_no; did you mean order_no?")
        .hasMessageContaining("the column note must be required");
  }

  @Test
  void aPackageThatUnpacksToTooMuchIsRefusedBeforeItIsParsed() {
    // Text, not tags: one cell of two megabytes packs to two kilobytes.
    assertRefused(
        new TestWorkbook()
            .sheet("Sheet1", heading(1) + row(2, TestWorkbook.text("A2", "x".repeat(2 << 20)))),
        FaultCode.INPUT_TOO_LARGE,
        "unpacks to too much (xl/worksheets/sheet1.xml: > 1 MB)");
    assertRefused(
        new TestWorkbook()
            .sheet("Sheet1", heading(1))
            .part("xl/media/a.bin", "0".repeat(201 << 20)),
        FaultCode.INPUT_TOO_LARGE,
        "unpacks to too much (> 200 MB)");
    TestWorkbook many = new TestWorkbook().sheet("Sheet1", heading(1));
    for (int part = 0; part < 10_000; part++) {
      many.part("xl/media/" + part, "");
    }
    assertRefused(many, FaultCode.INPUT_TOO_LARGE, "10,000 parts");
  }

  @Test
  void documentTypesEntitiesAndHiddenTagsAreRefused() {
    String bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>";
    for (String part :
        List.of("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml")) {
      assertRefused(
          new TestWorkbook().sheet("Sheet1", heading(1)).part(part, bomb + "<x>&b;</x>"),
          FaultCode.INPUT_REFUSED,
          "the part " + part + " declares a document type (DOCTYPE)");
    }
    assertRefused(
        new TestWorkbook()
            .part("xl/sharedStrings.xml", "<sst><si><t>单号</t></si></sst>")
            .sheet("Sheet1", "<row r=\"1\"><c t=\"s\" r=\"A1\"><v>1</v></c></row>"),
        FaultCode.INPUT_DAMAGED,
        "shared string 1 of 1");
    String utf16 =
        new String("<!DOCTYPE x>".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
    assertRefused(
        new TestWorkbook().sheet("Sheet1", heading(1)).part("xl/worksheets/sheet1.xml", utf16),
        FaultCode.INPUT_DAMAGED,
        "UTF-16");
  }

  @Test
  void aSheetThatNoSpreadsheetWouldWriteIsDamaged() {
    for (String rows :
        List.of(
            row(1, TestWorkbook.text("ZZZZZZ1", "x")),
            row(2_000_000_000, TestWorkbook.text("A1", "x")),
            heading(5) + heading(4),
            heading(1) + row(2, "<c r=\"B2\" t=\"d\"><v>2026-03-02</v></c>"),
            heading(1) + row(2, "<c r=\"A2\" t=\"s\"><v>99</v></c>"),
            heading(1) + "<row r=\"2\"><c")) {
      assertRefused(
          new TestWorkbook().sheet("Sheet1", rows),
          FaultCode.INPUT_DAMAGED,
          "The workbook it.xlsx is damaged");
    }
  }

  @Test
  void aWorkbookThatIsNotWholeIsDamaged() throws IOException {
    Path whole =
        new TestWorkbook()
            .texts("Sheet1", List.of(List.of("单号"), List.of("P1")))
            .write(folder.resolve("whole.xlsx"));
    byte[] bytes = Files.readAllBytes(whole);
    for (int cut = 10; cut < bytes.length; cut += 97) {
      Path file = folder.resolve("it.xlsx");
      Files.write(file, Arrays.copyOf(bytes, cut));
      assertThatThrownBy(() -> inspect(file, COLUMNS))
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.INPUT_DAMAGED));
    }
  }

  @Test
  void whatIsNoWorkbookIsNamed() throws IOException {
    Path archive = folder.resolve("it.csv");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("a.csv"));
    }
    assertThatThrownBy(() -> inspect(archive, COLUMNS))
        .hasMessageContaining("is an archive, not a workbook. Unpack it first.");
    Path old = folder.resolve("it.xls");
    Files.write(old, new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1});
    assertThatThrownBy(() -> inspect(old, COLUMNS)).hasMessageContaining("Excel 97-2003 (.xls)");
    Path text = Files.writeString(folder.resolve("text.csv"), "单号\nP1\n");
    assertThatThrownBy(() -> inspect(text, "format: xlsx\n" + COLUMNS))
        .hasMessageContaining("is no workbook (.xlsx)");
  }

  @Test
  void aFolderMayHoldAWorkbookWhereTextIsExpected() throws IOException {
    Path input = Files.createDirectory(folder.resolve("in"));
    Path file = input.resolve("anything.xlsx");
    new TestWorkbook().texts("Sheet1", List.of(List.of("单号"), List.of("P1"))).write(file);

    Extract found =
        new Extract(input.toString(), List.of(new Extract.Item(file, "anything.xlsx")), false);

    assertThat(rows(inspect(found, COLUMNS))).containsExactly("单号", "P1");
  }
}
