package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.StageEvents;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.TableSpec;
import io.duecast.ingest.connector.Choices;
import io.duecast.ingest.connector.Connectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the web interface of Yonyou U8 answers beside the golden scenario, one case a test. */
class YonyouU8OpenApiCasesTest extends ConnectorCases {

  private static final String CONNECTOR = "yonyou-u8-openapi";

  YonyouU8OpenApiCasesTest() {
    super(CONNECTOR);
  }

  private static String key(int order) {
    return "u8|default|purchase|0000000" + order;
  }

  private List<String> order(int order, Column... columns) {
    return lines(OrderHeaders.TABLE, OrderHeaders.ORDER_KEY, key(order), columns);
  }

  private List<String> line(int order, Column... columns) {
    return lines(OrderLines.TABLE, OrderLines.ORDER_KEY, key(order), columns);
  }

  private List<String> received(int order, Column... columns) {
    return lines(Receipts.TABLE, Receipts.ORDER_LINE_KEY, key(order), columns);
  }

  private List<String> linked(String receipt) {
    return lines(
        Receipts.TABLE,
        Receipts.RECEIPT_NO,
        receipt,
        Receipts.RECEIPT_LINE_ID,
        Receipts.LINK_QUALITY,
        Receipts.ORDER_LINE_KEY);
  }

  @Test
  void anOrderCountsOnceSomebodyApprovedItWhateverItsStateIsCalled() {
    assertThat(order(512, OrderHeaders.STATUS, OrderHeaders.STATUS_RAW, OrderHeaders.EFFECTIVE))
        .containsExactly("draft | 审核中 | false");
    assertThat(order(505, OrderHeaders.STATUS, OrderHeaders.EFFECTIVE, OrderHeaders.CLOSED_BY))
        .containsExactly("closed | true | 李敏");
  }

  @Test
  void aReceiptBelongsToTheOneLineOfItsOrderThatHasTheItem() {
    assertThat(linked("RK001")).containsExactly("1 | doc_item | " + key(501) + "|1");
    assertThat(linked("RK005"))
        .as("named by the head")
        .containsExactly("1 | doc_item | " + key(505) + "|1");
    assertThat(linked("RK002"))
        .as("one document of two orders, in one of which the item stands twice")
        .containsExactly("1 | none | ", "2 | doc_item | " + key(503) + "|1");
  }

  @Test
  void aReceiptStaysWithoutALineWhereNoneOrMoreThanOneFits() {
    assertThat(linked("RK006")).as("names no order").containsExactly("1 | none | ");
    assertThat(linked("RK007")).as("item twice in the order").containsExactly("1 | none | ");
    assertThat(linked("RK009")).as("item not in the order").containsExactly("1 | none | ");
    assertThat(linked("RK010")).as("order not read").containsExactly("1 | none | ");
    assertThat(rejectsByRule()).containsEntry("RECEIPT_WITHOUT_ORDER", 5L);
    assertThat(
            line(
                502,
                OrderLines.LINE_NO,
                OrderLines.QTY,
                OrderLines.PRICE_NET,
                OrderLines.LINE_STATUS))
        .as("nothing is spread over them")
        .containsExactly("1 | 100 | 42 | open", "2 | 10 | 0 | open");
  }

  @Test
  void moreThanOrderedIsComplete() {
    assertThat(line(501, OrderLines.LINE_STATUS)).containsExactly("complete");
    assertThat(received(501, Receipts.QTY)).containsExactly("105");
  }

  @Test
  void aReturnBiggerThanOneReceiptIsToldOnceByItsRedStockIn() {
    assertThat(received(503, Receipts.KIND, Receipts.QTY, Receipts.RECEIPT_NO, Receipts.IS_RED))
        .containsExactly(
            "arrival | 70 | DH001 | false",
            "return | -50 | RK004 | true",
            "stock_in | 30 | RK002 | false",
            "stock_in | 40 | RK003 | false");
    assertThat(line(503, OrderLines.LINE_STATUS)).containsExactly("complete");
  }

  @Test
  void goodsThatWentBackBeforeTheyWereStockedAreReturnedByTheirNote() {
    assertThat(received(511, Receipts.KIND, Receipts.QTY, Receipts.EFFECTIVE))
        .containsExactly("arrival | 4 | false", "arrival | 9 | true", "return | -2 | true");
    assertThat(
            lines(
                StageEvents.TABLE,
                StageEvents.ORDER_LINE_KEY,
                key(511),
                StageEvents.STAGE,
                StageEvents.SEQ,
                StageEvents.ACTUAL_ON))
        .containsExactly("arrived | 1 | 2026-03-19");
  }

  @Test
  void linesCloseWithTheirOrderAndAreCancelledOnlyWhereNothingCanHaveCome() {
    assertThat(
            line(
                505,
                OrderLines.ITEM_CODE_RAW,
                OrderLines.LINE_STATUS,
                OrderLines.CLOSED_BY,
                OrderLines.CLOSED_AT))
        .containsExactly(
            "M-2005 | closed_short | 李敏 | ",
            "M-3009 | cancelled | 李敏 | ",
            // Five of its item came under no order's number.
            "M-4001 | closed_short | 李敏 | ");
    assertThat(line(506, OrderLines.LINE_STATUS))
        .as("twenty came, of which line cannot be told")
        .containsExactly("closed_short", "closed_short");
  }

  @Test
  void whatNobodyApprovedDoesNotCount() {
    assertThat(received(510, Receipts.QTY, Receipts.STATUS_RAW, Receipts.EFFECTIVE))
        .containsExactly("20 | 未审核 | false");
    assertThat(
            line(510, OrderLines.LINE_STATUS, OrderLines.REQUIRED_DATE, OrderLines.PROMISED_DATE))
        .containsExactly("open |  | ");
  }

  @Test
  void aHeadWithoutLinesIsReported() {
    assertThat(order(504, OrderHeaders.ORDER_NO)).containsExactly("0000000504");
    assertThat(line(504, OrderLines.QTY)).isEmpty();
    assertThat(rejects()).contains("ORDER_WITHOUT_LINES | " + key(504));
    assertThat(rejectsByRule()).containsOnlyKeys("ORDER_WITHOUT_LINES", "RECEIPT_WITHOUT_ORDER");
  }

  @Test
  void foreignMoneyCodesAndTextsSurviveAsTheyWereTyped() {
    assertThat(order(507, OrderHeaders.PARTNER_KEY, OrderHeaders.CURRENCY, OrderHeaders.FX_RATE))
        .containsExactly("u8|default|0018 | USD | 7.12");
    assertThat(
            line(
                507,
                OrderLines.ITEM_CODE_RAW,
                OrderLines.ITEM_NAME_RAW,
                OrderLines.ITEM_SPEC_RAW,
                OrderLines.QTY,
                OrderLines.PRICE_NET,
                OrderLines.CURRENCY,
                OrderLines.PROMISED_DATE,
                OrderLines.ATTRS))
        .containsExactly(
            "0017 | =1+1 | 加急🚚 全角ＡＢＣ　１２ | 12.5 | 6.5 | USD | 2026-03-31 | {entry.define22=𠮷, entry.free1=@x}");
    assertThat(lines(Suppliers.TABLE, Suppliers.CODE, Suppliers.NAME, Suppliers.SHORT_NAME))
        .containsExactly("0018 | 𠮷野精工（上海）ＡＢＣ | 吉野", "S0017 | 苏州恒精密件有限公司 | 苏州恒精");
  }

  @Test
  void workGivenOutIsSubcontracted() {
    assertThat(order(508, OrderHeaders.DIRECTION, OrderHeaders.PROCESS))
        .containsExactly("subcontract | purchase");
  }

  @Test
  void answersThatOverlapCountNothingTwice() {
    assertThat(line(509, OrderLines.QTY, OrderLines.LINE_STATUS)).containsExactly("50 | complete");
    assertThat(
            lines(
                StageEvents.TABLE,
                StageEvents.ORDER_LINE_KEY,
                key(509),
                StageEvents.STAGE,
                StageEvents.SEQ))
        .containsExactly("stocked | 1");
    assertThat(repeated(OrderLines.TABLE)).isEqualTo(1L);
    assertThat(repeated(Receipts.TABLE)).isEqualTo(1L);
  }

  @Test
  void theFirstPromiseIsNotKnownUnlessTheAnswersTellWhoChangedAnOrder() {
    assertThat(line(503, OrderLines.PROMISED_DATE_FIRST, OrderLines.PROMISE_SOURCE))
        .containsExactly(" | none");

    assertThat(
            TestLake.lines(
                where(
                    rowsWith("first_promise", "unchanged", OrderLines.TABLE),
                    OrderLines.ORDER_KEY,
                    List.of(key(501), key(503))),
                OrderLines.ORDER_KEY,
                OrderLines.PROMISED_DATE_FIRST,
                OrderLines.PROMISE_SOURCE))
        .containsExactly(key(501) + " |  | none", key(503) + " | 2026-03-20 | field");
  }

  @Test
  void aRedStockInMayBeABookingTakenBackUnlessAReturnNoteWentBefore() {
    assertThat(lines(Receipts.TABLE, Receipts.RECEIPT_NO, "RK012", Receipts.KIND, Receipts.QTY))
        .containsExactly("return | -10");
    assertThat(line(513, OrderLines.LINE_STATUS)).containsExactly("complete");

    assertThat(
            TestLake.lines(
                where(
                    rowsWith("red_stock_in", "reversal", Receipts.TABLE),
                    Receipts.IS_RED,
                    List.of(true)),
                Receipts.RECEIPT_NO,
                Receipts.KIND))
        .containsExactly("DH004 | return", "RK004 | return", "RK012 | stock_in");
  }

  private static List<Row> rowsWith(String setting, String value, TableSpec table) {
    Ingest.Trial trial =
        TestLake.tryOut(
            Connectors.find(
                CONNECTOR,
                new Choices(
                    Optional.empty(),
                    Map.of(setting, value),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())),
            TestLake.NO_KEY,
            TestLake.resource("golden/" + CONNECTOR + "-cases"),
            null);
    return TestLake.sound(trial).getOrDefault(table, List.of());
  }

  private static List<Row> where(List<Row> rows, Column column, List<Object> values) {
    return rows.stream().filter(row -> values.contains(row.<Object>getAs(column.name()))).toList();
  }

  @Test
  void anErrorAmongTheAnswersAndAFieldOfAnotherNameAreRefused(@TempDir Path folder)
      throws IOException {
    Path input =
        TestLake.copy(
            TestLake.resource("golden/" + CONNECTOR + "-cases"), folder.resolve("answers"));
    Path stockIn = input.resolve("purchasein-1.json");
    String answers = Files.readString(stockIn);

    Files.writeString(stockIn, answers + "{\"errcode\":\"30001\",\"errmsg\":\"没有查询权限\"}\n");
    assertThatThrownBy(() -> TestLake.tryOut(CONNECTOR, input))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.INPUT_REFUSED))
        .hasMessageContaining("purchasein-1.json")
        .hasMessageContaining("errcode = 30001")
        .hasMessageContaining("没有查询权限");

    Files.writeString(stockIn, answers.replace("\"handler\"", "\"auditor\""));
    assertThatThrownBy(() -> TestLake.tryOut(CONNECTOR, input))
        .as("or every stock-in would count for nothing")
        .isInstanceOf(Fault.class)
        .hasMessageContaining("verifier");
  }
}
