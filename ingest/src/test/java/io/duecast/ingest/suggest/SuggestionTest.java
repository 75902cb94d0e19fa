package io.duecast.ingest.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.Connectors;
import io.duecast.ingest.connector.SheetShape;
import io.duecast.ingest.land.Extract;
import io.duecast.ingest.land.Inspection;
import io.duecast.ingest.suggest.Suggestion.Certainty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuggestionTest {

  @TempDir private Path folder;

  private Suggestion suggest(String text, Map<String, String> answers) throws IOException {
    return Suggestion.of(
        Files.writeString(folder.resolve("list.csv"), text), "", answers, Map.of());
  }

  private static String chosen(Suggestion suggestion, String question) {
    return Objects.requireNonNull(suggestion.open().get(question)).chosen();
  }

  private static Suggestion.Found column(Suggestion suggestion, String heading) {
    return suggestion.columns().stream()
        .filter(found -> found.heading().equals(heading))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void headingsInEitherLanguageAreRecognisedWhateverTheirWidthCaseAndUnit() throws IOException {
    Suggestion suggestion =
        suggest(
            "＊采购订单号,PO LINE,Vendor Code,数量（件）,promised date\nP1,1,0017,5,2026-03-02\n", Map.of());

    assertThat(suggestion.columns())
        .extracting(Suggestion.Found::name)
        .containsExactly("order_no", "line_no", "supplier_code", "qty", "promised_date");
    assertThat(suggestion.columns())
        .extracting(Suggestion.Found::certainty)
        .containsOnly(Certainty.SURE);
  }

  @Test
  void aHeadingWithSeveralMeaningsIsAskedAboutAndMappedOnlyByTheAnswer() throws IOException {
    String text = "订单号,序号,数量,单价,交货日期,状态\nP1,1,5,10,2026-03-02,已审核\n";
    Suggestion suggestion = suggest(text, Map.of());

    assertThat(List.of("序号", "单价", "交货日期", "状态"))
        .allSatisfy(
            heading ->
                assertThat(column(suggestion, heading).certainty()).isEqualTo(Certainty.ASKED));
    assertThat(suggestion.open().keySet())
        .containsExactly("counter", "price", "delivery_date", "state", "grain", "received_qty");
    assertThat(chosen(suggestion, "price")).isEqualTo(Suggestion.NONE);

    Suggestion answered =
        suggest(text, Map.of("price", "price_gross", "delivery_date", "promised_date"));
    Path out = folder.resolve("own");
    SuggestedFolder.write(answered, out, "suzhou");
    Connector connector = Connectors.find(out.toString());

    assertThat(connector.sourceInstance()).isEqualTo("suzhou");
    assertThat(connector.settings())
        .containsEntry("price", "price_gross")
        .containsEntry("counter", "none")
        .containsEntry("delivery_date", "promised_date");
    assertThat(Files.readString(out.resolve("order_rows.sql")))
        .contains("CASE WHEN :price = 'price_gross' THEN asked_price END AS price_gross")
        .contains("CASE WHEN :price = 'price_net' THEN asked_price END AS price_net")
        .contains(
            "CASE WHEN :delivery_date = 'required_date' THEN asked_delivery_date END AS required_date")
        .contains("CAST(NULL AS DATE) AS shipped_on");
  }

  @Test
  void whatCannotBeReadMakesAMeaningDoubtful() throws IOException {
    Suggestion suggestion =
        suggest("订单号,数量,订单日期,单据状态\nP1,5,03/04/2026,已审核\nP2,五,2026-03-02,老板同意\n", Map.of());

    assertThat(column(suggestion, "数量").certainty()).isEqualTo(Certainty.DOUBTFUL);
    assertThat(column(suggestion, "数量").remark().orElseThrow().en())
        .isEqualTo("1 of 2 values would be refused, such as \"五\": Not a number");
    assertThat(column(suggestion, "订单日期").remark().orElseThrow().zh()).contains("日和月无法区分");
    assertThat(column(suggestion, "单据状态").remark().orElseThrow().en()).contains("老板同意");
  }

  @Test
  void whatResemblesIsNotMappedAndWhatUsersWorkedOutIsNotLoaded() throws IOException {
    Suggestion suggestion =
        suggest("订单号,数量,供应商承诺日期备注,延期天数,联系电话,颜色,入库状态,订单状态\nP1,5,x,3,138,红,y,部分入库\n", Map.of());

    assertThat(column(suggestion, "供应商承诺日期备注").certainty()).isEqualTo(Certainty.ALIKE);
    assertThat(column(suggestion, "延期天数").certainty()).isEqualTo(Certainty.LEFT_OUT);
    assertThat(column(suggestion, "联系电话").certainty()).isEqualTo(Certainty.LEFT_OUT);
    assertThat(column(suggestion, "颜色").certainty()).isEqualTo(Certainty.KEPT);
    assertThat(column(suggestion, "订单状态").remark().orElseThrow().en())
        .contains("not the state of the document");
    assertThat(suggestion.assumptions())
        .anySatisfy(text -> assertThat(text.en()).contains("every order counts"));
    Path out = folder.resolve("own");
    SuggestedFolder.write(suggestion, out, "default");
    assertThat(Connectors.find(out.toString()).sources().get(0).attrs())
        .contains("颜色")
        .doesNotContain("延期天数", "联系电话");
  }

  @Test
  void ofTwoHeadingsThatMeanTheSameTheMoreExactOneIsTaken() throws IOException {
    Suggestion suggestion = suggest("单据编号,采购订单号,数量\nRK1,P1,5\n", Map.of());

    assertThat(column(suggestion, "采购订单号").name()).isEqualTo("order_no");
    assertThat(column(suggestion, "单据编号").certainty()).isEqualTo(Certainty.SPARE);
  }

  /** Keys above the headings, and parts of the document in brackets before them. */
  @Test
  void aTemplateWithTwoRowsOfHeadingsIsReadByTheLowerOneAndItsOrdersAreFilledDown()
      throws IOException {
    String text =
        """
        FBillHead(PUR_PurchaseOrder),FBillNo,FDate,FSupplierId,FSupplierId#Name,FPOOrderEntry,FMaterialId,FMaterialId#Name,FUnitId,FQty,FEntryDeliveryPlan,FDeliveryDate_Plan
        *基本信息(序号),(基本信息)单据编号,*(基本信息)采购日期,*(基本信息)供应商#编码,(基本信息)供应商#名称,*明细信息(序号),*(明细信息)物料编码#编码,(明细信息)物料编码#名称,*(明细信息)采购单位#编码,(明细信息)采购数量,*交货明细(序号),*(交货明细)交货日期
        1,CGDD000123,2026-03-02,S0017,苏州恒精密件有限公司,1,M-1001,伺服电机支架,Pcs,100,1,2026-03-20
        ,,,,,2,M-2005,直线导轨,gen,20,1,2026-03-26
        2,CGDD000131,2026-03-06,S0018,无锡,1,M-1001,伺服电机支架,Pcs,30,1,2026-04-03
        """;
    Suggestion suggestion =
        suggest(text, Map.of("delivery_date", "promised_date", "counter", "line_no"));
    Path out = folder.resolve("own");
    SuggestedFolder.write(suggestion, out, "default");
    Connector connector = Connectors.find(out.toString());

    assertThat(column(suggestion, "*(基本信息)供应商#编码").name()).isEqualTo("supplier_code");
    assertThat(column(suggestion, "*(明细信息)物料编码#编码").name()).isEqualTo("item_code");
    assertThat(suggestion.open().keySet()).contains("counter", "delivery_date");
    assertThat(connector.sources().get(0).sheet().groups())
        .containsExactly(
            new SheetShape.Group(
                "order_no", List.of("order_date", "supplier_code", "supplier_name")));
    assertThat(
            Files.readAllLines(
                Inspection.inspect(connector, Extract.of(folder.resolve("list.csv")))
                    .get(0)
                    .utf8()))
        .contains(
            "\"\",\"CGDD000123\",\"2026-03-02\",\"S0017\",\"苏州恒精密件有限公司\",\"2\",\"M-2005\",\"直线导轨\",\"gen\",\"20\",\"1\",\"2026-03-26\"");
    assertThatThrownBy(
            () ->
                Inspection.inspect(
                    Connectors.find("kingdee"),
                    Extract.of(Files.writeString(folder.resolve("PUR_PurchaseOrder.csv"), text))))
        .hasMessageContaining("INPUT_COLUMN_MISSING")
        .hasMessageContaining("FID, FDocumentStatus");
  }

  @Test
  void aListThatRepeatsItsLinesWithReceiptsHasARowForEachReceipt() throws IOException {
    String head = "订单号,行号,数量,入库日期,入库数量\nP1,1,9,2026-03-02,5\n";

    assertThat(chosen(suggest(head + "P1,2,9,2026-03-03,4\n", Map.of()), "grain"))
        .isEqualTo("line");
    assertThat(chosen(suggest(head + "P1,1,9,2026-03-03,4\n", Map.of()), "grain"))
        .isEqualTo("receipt");
  }

  @Test
  void withoutOrderNumberOrQuantityTheUserHasToSay() throws IOException {
    Path file = Files.writeString(folder.resolve("list.csv"), "采购单,要多少\nP1,5\n");

    assertThatThrownBy(() -> Suggestion.of(file, "", Map.of(), Map.of()))
        .hasMessageContaining("INPUT_COLUMN_MISSING")
        .hasMessageContaining("order_no, qty");
    assertThatThrownBy(() -> Suggestion.of(file, "", Map.of(), Map.of("采购", "order_no")))
        .hasMessageContaining("no heading \"采购\"; did you mean 采购单?");
    assertThatThrownBy(() -> Suggestion.of(file, "", Map.of(), Map.of("采购单", "order_number")))
        .hasMessageContaining("no column order_number; did you mean");
    assertThat(Suggestion.of(file, "", Map.of(), Map.of("采购单", "order_no", "要多少", "qty")).columns())
        .extracting(Suggestion.Found::certainty)
        .containsOnly(Certainty.TOLD);
  }

  @Test
  void anAnswerHasToFitAQuestion() {
    assertThatThrownBy(() -> suggest("订单号,数量\nP1,5\n", Map.of("price", "price_net")))
        .hasMessageContaining("There is no question price. Questions are: grain, received_qty.");
    assertThatThrownBy(() -> suggest("订单号,数量,单价\nP1,5,1\n", Map.of("price", "gross")))
        .hasMessageContaining("price cannot be gross; it is one of: price_net, price_gross, none.");
  }

  @Test
  void aFolderThatHoldsSomethingIsNotWrittenOver() throws IOException {
    Suggestion suggestion = suggest("订单号,数量\nP1,5\n", Map.of());

    assertThatThrownBy(() -> SuggestedFolder.write(suggestion, folder, "default"))
        .hasMessageContaining("holds something already");
  }

  /** The dictionary must not say two things of one heading. */
  @Test
  void everyHeadingOfTheDictionaryHasOneHome() {
    HeadingDictionary dictionary = HeadingDictionary.shipped();

    assertThat(dictionary.columns().values())
        .allSatisfy(
            meaning ->
                assertThat(meaning.headings())
                    .allSatisfy(
                        heading -> {
                          assertThat(dictionary.column(heading)).contains(meaning);
                          assertThat(dictionary.question(heading)).isEmpty();
                        }));
    assertThat(dictionary.questions().values())
        .allSatisfy(
            question -> {
              assertThat(question.headings())
                  .allSatisfy(
                      heading -> assertThat(dictionary.question(heading)).contains(question));
              assertThat(dictionary.columns().keySet()).containsAll(question.means());
            });
  }
}
