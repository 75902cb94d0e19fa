package io.duecast.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.contract.fault.Fault;
import io.duecast.ingest.connector.Connectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonRewritingTest {

  private static final String ORDERS =
      """
      {"errcode": "0", "page": {"value": [
        {"id": 7, "code": "0007", "partner": [17, "苏州恒精"], "f.x": "p", "U_lot": "甲", "done": false,
         "lines": [{"item": "M-1", "qty": 100.00, "days": [{"on": "2026-03-20"}, {"on": "2026-03-25"}]},
                   {"item": "M-2", "qty": 1E2, "U_box": 12, "days": []}]},
        {"id": 8, "code": "0008", "tags": ["a", "b"], "lines": null}
      ]}}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void connector() throws IOException {
    Files.writeString(folder.resolve("order_lines.sql"), "SELECT 1");
  }

  private String rows(String document, String source) throws IOException {
    return Files.readString(inspect(document, source).utf8());
  }

  private InspectedFile inspect(String document, String source) throws IOException {
    Files.writeString(
        folder.resolve("connector.yaml"),
        """
        name: own
        label: {zh: 自己, en: own}
        source_system: own
        directions: [purchase]
        sources:
          it:
            files: ["*.json"]
            format: json
        """
            + source.indent(4));
    Path file = Files.writeString(folder.resolve("it.json"), document);
    List<InspectedFile> files =
        Inspection.inspect(Connectors.find(folder.toString()), Extract.of(file));
    return files.get(0);
  }

  @Test
  void aRecordIsARowAndColumnsAreFoundByTheirWay() throws IOException {
    assertThat(
            rows(
                ORDERS,
                """
                records: page.value
                columns: {id: id, code: code, partner_id: partner.0, partner: partner.1, dotted: f.x, tags: tags, done: done}
                """))
        .isEqualTo(
            """
            id,code,partner.0,partner.1,f.x,done,tags
            7,0007,17,苏州恒精,p,false,
            8,0008,,,,,"a,b"
            """);
  }

  @Test
  void anUnfoldedArrayGivesARowForEachElementAndNoneWithout() throws IOException {
    assertThat(
            rows(
                ORDERS,
                """
                records: page.value
                unfold: lines
                attrs: ["U_*"]
                columns: {id: id, item: lines.item, qty: {heading: lines.qty, type: decimal}, place: lines.#}
                """))
        .isEqualTo(
            """
            id,lines.item,lines.qty,lines.#,U_lot,lines.U_box
            7,M-1,100.00,1,甲,
            7,M-2,100,2,甲,12
            """);
  }

  @Test
  void arraysWithinArraysUnfoldToo() throws IOException {
    assertThat(
            rows(
                ORDERS,
                """
                records: page.value
                unfold: lines.days
                columns: {item: lines.item, day: lines.days.on, place: "lines.days.#"}
                """))
        .isEqualTo(
            """
            lines.item,lines.days.on,lines.days.#
            M-1,2026-03-20,1
            M-1,2026-03-25,2
            """);
  }

  @Test
  void theWayToAnArrayMayLeadThroughObjects() throws IOException {
    assertThat(
            rows(
                "{\"data\": {\"id\": 7, \"lines\": [{\"item\": \"M-1\"}, {\"item\": \"M-2\"}]}}",
                """
                unfold: data.lines
                columns: {id: data.id, item: data.lines.item, place: "data.lines.#"}
                """))
        .isEqualTo("data.id,data.lines.item,data.lines.#\n7,M-1,1\n7,M-2,2\n");
  }

  @Test
  void recordsMayBeArraysWhoseValuesTheConnectorNames() throws IOException {
    assertThat(
            rows(
                "[[1, \"CGDD1\", 100.0], [2, \"CGDD2\", null]]",
                """
                fields: [FID, FBillNo, FQty]
                columns: {id: FID, code: FBillNo, qty: FQty}
                """))
        .isEqualTo("FID,FBillNo,FQty\n1,CGDD1,100.0\n2,CGDD2,\n");
  }

  @Test
  void namesThatComeAsTheFirstRecordAreNoRecord() throws IOException {
    assertThat(
            rows(
                "[[\"FID\", \"FBillNo\"], [1, \"CGDD1\"]]",
                "fields: [FID, FBillNo]\ncolumns: {id: FID, code: FBillNo}"))
        .isEqualTo("FID,FBillNo\n1,CGDD1\n");
  }

  @Test
  void valuesThatCannotBeToldApartAreRefused() {
    assertThatThrownBy(
            () -> rows("[[1, \"CGDD1\", 5]]", "fields: [FID, FBillNo]\ncolumns: {id: FID}"))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("A record of it.json has 3 values where the connector names 2")
        .hasMessageContaining("FID,FBillNo");
  }

  @Test
  void anAnswerAndTheRecordsTakenOutOfItReadAlike() throws IOException {
    String source = "records: result?\ncolumns: {id: id}";

    assertThat(rows("{\"jsonrpc\": \"2.0\", \"result\": [{\"id\": 1}]}", source))
        .isEqualTo("id\n1\n");
    assertThat(rows("[{\"id\": 1}]", source)).isEqualTo("id\n1\n");
  }

  @Test
  void documentsMayFollowOneAnotherAsInALog() throws IOException {
    assertThat(rows("{\"op\": \"a\"}\n{\"op\": \"b\"}", "columns: {op: op}"))
        .isEqualTo("op\na\nb\n");
  }

  @Test
  void aPageWithoutRecordsIsNoError() throws IOException {
    InspectedFile file =
        inspect("{\"data\": []}", "records: data\ncolumns: {id: {heading: _id, required: true}}");

    assertThat(Files.readString(file.utf8())).isEqualTo("_id\n");
  }

  @Test
  void recordsCountFromOneAsInTheDocument() throws IOException {
    InspectedFile.Layout layout = inspect("[{\"id\": 1}]", "columns: {id: id}").layout();

    assertThat(layout.headingRow()).isZero();
    assertThat(layout.chunks().get(0).firstRow()).isZero();
  }

  @Test
  void anErrorInPlaceOfDataIsToldWithItsWords() {
    String lost =
        "[[{\"Result\": {\"ResponseStatus\": {\"IsSuccess\": false, \"Errors\": [{\"Message\": \"会话信息已丢失，请重新登录\"}]}}}]]";

    assertThatThrownBy(
            () ->
                rows(
                    lost,
                    """
                    fields: [FID]
                    errors:
                      - {at: 0.0.Result.ResponseStatus.IsSuccess, equal_to: "false", message: 0.0.Result.ResponseStatus.Errors.0.Message}
                    columns: {id: FID}
                    """))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("IsSuccess = false")
        .hasMessageContaining("会话信息已丢失，请重新登录");
    assertThatThrownBy(
            () ->
                rows(
                    "{\"errcode\": \"40001\", \"errmsg\": \"token expired\"}",
                    """
                    records: data
                    errors: [{at: errcode, other_than: "0", message: errmsg}]
                    columns: {id: id}
                    """))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("errcode = 40001")
        .hasMessageContaining("token expired");
  }

  @Test
  void aCutDocumentIsRefusedWithItsLine() {
    assertThatThrownBy(() -> rows("[{\"id\": 1},\n{\"id\":", "columns: {id: id}"))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("it.json is no whole JSON (line 2");
  }

  @Test
  void aRequiredKeyThatNoRecordHasIsMissedByName() {
    assertThatThrownBy(
            () -> rows("[{\"nr\": 1}]", "columns: {code: {heading: code, required: true}, nr: nr}"))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("lacks the column(s) code");
  }
}
