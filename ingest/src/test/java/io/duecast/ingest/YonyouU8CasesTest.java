package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.StageEvents;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.TableSpec;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What happens in an account set of Yonyou U8 beside the golden scenario, one case a test. */
class YonyouU8CasesTest extends ConnectorCases {

  YonyouU8CasesTest() {
    super("yonyou-u8");
  }

  /** The rows whose key begins like this, after system and instance. */
  private List<String> rows(TableSpec table, Column key, String start, Column... columns) {
    List<Row> found =
        rows(table).stream()
            .filter(
                row -> {
                  String value = row.getAs(key.name());
                  return value != null && value.startsWith("u8|default|" + start);
                })
            .toList();
    return TestLake.lines(found, columns);
  }

  private List<String> order(int id, Column... columns) {
    return rows(OrderHeaders.TABLE, OrderHeaders.ORDER_KEY, "purchase|" + id, columns);
  }

  private List<String> line(int id, Column... columns) {
    return rows(OrderLines.TABLE, OrderLines.ORDER_KEY, "purchase|" + id, columns);
  }

  private List<String> receipt(String start, Column... columns) {
    return rows(Receipts.TABLE, Receipts.RECEIPT_KEY, start, columns);
  }

  @Test
  void draftPendingRejectedAndUnknownOrdersLoadWithoutCounting() {
    assertThat(order(101, OrderHeaders.STATUS, OrderHeaders.EFFECTIVE))
        .containsExactly("draft | false");
    assertThat(order(102, OrderHeaders.STATUS, OrderHeaders.EFFECTIVE))
        .containsExactly("pending | false");
    assertThat(order(103, OrderHeaders.STATUS, OrderHeaders.EFFECTIVE))
        .containsExactly("rejected | false");
    assertThat(order(104, OrderHeaders.STATUS, OrderHeaders.STATUS_RAW, OrderHeaders.EFFECTIVE))
        .containsExactly("unknown | 7/0 | false");
  }

  @Test
  void anOrderClosedBeforeAnythingCameIsCancelledLineByLine() {
    assertThat(order(105, OrderHeaders.STATUS, OrderHeaders.EFFECTIVE, OrderHeaders.CLOSED_BY))
        .containsExactly("closed | true | 李敏");
    assertThat(line(105, OrderLines.LINE_STATUS, OrderLines.CLOSED_AT))
        .containsExactly("cancelled | 2026-03-20T08:00:00Z");
  }

  @Test
  void anOrderOpenedAgainKeepsNothingOfItsClosing() {
    assertThat(order(115, OrderHeaders.STATUS, OrderHeaders.CLOSED_AT))
        .containsExactly("approved | ");
    assertThat(line(115, OrderLines.LINE_STATUS, OrderLines.CLOSED_AT)).containsExactly("open | ");
  }

  @Test
  void aReturnBiggerThanOneReceiptIsToldOnceByItsRedStockIn() {
    assertThat(line(106, OrderLines.LINE_STATUS)).containsExactly("complete");
    assertThat(
            rows(
                Receipts.TABLE,
                Receipts.ORDER_LINE_KEY,
                "purchase|106|",
                Receipts.KIND,
                Receipts.QTY,
                Receipts.RECEIPT_NO,
                Receipts.IS_RED,
                Receipts.VIA_RECEIPT_KEY))
        .containsExactly(
            "arrival | 70 | DH001 | false | ",
            "rejection | -4 | DH002 | true | u8|default|purchase|arrival|40001|41001",
            "return | -50 | RK003 | true | u8|default|purchase|arrival|40001|41001",
            "stock_in | 30 | RK001 | false | u8|default|purchase|arrival|40001|41001",
            "stock_in | 40 | RK002 | false | u8|default|purchase|arrival|40001|41001");
  }

  @Test
  void goodsThatWentBackBeforeTheyWereStockedAreReturnedByTheirNote() {
    assertThat(
            rows(
                Receipts.TABLE,
                Receipts.ORDER_LINE_KEY,
                "purchase|115|",
                Receipts.KIND,
                Receipts.QTY,
                Receipts.EFFECTIVE))
        .containsExactly("arrival | 20 | true", "arrival | 9 | false", "return | -2 | true");
  }

  @Test
  void approvedInspectionsJudgeTheArrivalTheyWereAskedFor() {
    assertThat(receipt("purchase|arrival|40001", Receipts.QTY_ACCEPTED, Receipts.QTY_REJECTED))
        .containsExactly("65 | 5");
    assertThat(
            rows(
                StageEvents.TABLE,
                StageEvents.ORDER_LINE_KEY,
                "purchase|106|",
                StageEvents.STAGE,
                StageEvents.SEQ,
                StageEvents.ACTUAL_ON,
                StageEvents.QTY))
        .containsExactly(
            "approved | 1 | 2026-03-03 | 70",
            "arrived | 1 | 2026-03-20 | 70",
            "inspected | 1 | 2026-03-21 | 70",
            "stocked | 1 | 2026-03-24 | 30",
            "stocked | 2 | 2026-03-26 | 40");
  }

  @Test
  void moreThanOrderedIsComplete() {
    assertThat(line(107, OrderLines.LINE_STATUS)).containsExactly("complete");
  }

  @Test
  void receiptsWithoutALineOfTheirOwnAreLinkedOnlyWhereOneLineFits() {
    assertThat(receipt("purchase|stock_in|20005", Receipts.LINK_QUALITY, Receipts.ORDER_LINE_KEY))
        .as("opening balance")
        .containsExactly("none | ");
    assertThat(receipt("purchase|stock_in|20006", Receipts.LINK_QUALITY, Receipts.ORDER_LINE_KEY))
        .as("the item stands twice in the order")
        .containsExactly("none | ");
    assertThat(receipt("purchase|stock_in|20007", Receipts.LINK_QUALITY, Receipts.ORDER_LINE_KEY))
        .containsExactly("doc_item | u8|default|purchase|110|10001");
    assertThat(receipt("purchase|stock_in|20008", Receipts.LINK_QUALITY, Receipts.ORDER_LINE_KEY))
        .as("a subcontract order of the same number")
        .containsExactly("none | ");
    assertThat(rejectsByRule()).containsEntry("RECEIPT_WITHOUT_ORDER", 3L);
  }

  @Test
  void theSameItemTwiceInOneOrderStaysTwoLines() {
    assertThat(line(108, OrderLines.LINE_ID, OrderLines.PRICE_NET, OrderLines.PROMISED_DATE))
        .containsExactly("8001 | 42 | 2026-03-25", "8002 | 0 | 2026-04-08");
  }

  @Test
  void aHeadWithoutLinesAndASupplierWithoutMasterAreNoted() {
    assertThat(order(109, OrderHeaders.ORDER_NO)).containsExactly("0000000009");
    assertThat(rejectsByRule())
        .containsEntry("ORDER_WITHOUT_LINES", 1L)
        .containsEntry("PARTNER_UNKNOWN", 1L)
        .containsEntry("STATUS_UNKNOWN", 1L)
        .containsOnlyKeys(
            "ORDER_WITHOUT_LINES",
            "PARTNER_UNKNOWN",
            "STATUS_UNKNOWN",
            "RECEIPT_WITHOUT_ORDER",
            "PROMISE_BEFORE_ORDER");
  }

  @Test
  void foreignMoneyKeepsItsCurrencyAndRate() {
    assertThat(order(110, OrderHeaders.CURRENCY, OrderHeaders.FX_RATE))
        .containsExactly("USD | 7.12");
    assertThat(line(110, OrderLines.CURRENCY, OrderLines.PRICE_NET)).containsExactly("USD | 6.5");
  }

  @Test
  void tenBoxesOfTwelveAreCountedInPieces() {
    assertThat(line(111, OrderLines.QTY, OrderLines.UOM, OrderLines.ATTRS))
        .containsExactly("120 | 件 | {iNum=10.0000000000}");
  }

  @Test
  void codesAndTextsSurviveAsTheyWereTyped() {
    assertThat(
            rows(
                Suppliers.TABLE,
                Suppliers.SUPPLIER_KEY,
                "",
                Suppliers.CODE,
                Suppliers.NAME,
                Suppliers.STATUS))
        .containsExactly(
            "0018 | 𠮷野精工（上海）ＡＢＣ | active", "18 | 十八号五金店 | frozen", "S0017 | 苏州恒精密件有限公司 | active");
    assertThat(order(112, OrderHeaders.PARTNER_KEY, OrderHeaders.PARTNER_NAME_RAW))
        .containsExactly("u8|default|0018 | 𠮷野精工（上海）ＡＢＣ");
    assertThat(line(112, OrderLines.ITEM_CODE_RAW, OrderLines.NOTE, OrderLines.ATTRS))
        .containsExactly(
            "0017 | =1+1 | {cDefine22=@x, cDefine3=公路}",
            "M-1001 | 加急🚚 全角ＡＢＣ　１２ | {cDefine22=𠮷, cDefine3=公路}");
  }

  @Test
  void emptyDatesOfTheDatabaseAreNoDates() {
    assertThat(line(113, OrderLines.REQUIRED_DATE, OrderLines.PROMISED_DATE, OrderLines.CLOSED_AT))
        .containsExactly(" |  | ");
  }

  @Test
  void aNightAtTheEndOfAMonthBelongsToTheDayOnTheWall() {
    assertThat(order(114, OrderHeaders.ORDER_DATE, OrderHeaders.CREATED_AT))
        .containsExactly("2026-03-31 | 2026-03-31T15:30:00Z");
    assertThat(
            rows(
                StageEvents.TABLE,
                StageEvents.ORDER_LINE_KEY,
                "purchase|114|",
                StageEvents.ACTUAL_ON,
                StageEvents.ACTUAL_AT))
        .containsExactly("2026-04-01 | 2026-03-31T16:10:00Z");
  }

  @Test
  void anApprovalWithoutTimeIsKnownWhenItsDayIsOver() {
    assertThat(
            rows(
                StageEvents.TABLE,
                StageEvents.ORDER_LINE_KEY,
                "purchase|120|",
                StageEvents.ACTUAL_ON,
                StageEvents.ACTUAL_AT,
                StageEvents.ACTUAL_PRECISION,
                StageEvents.KNOWN_AT))
        .containsExactly("2026-03-05 |  | day | 2026-03-05T16:00:00Z");
  }

  @Test
  void workGivenOutIsSubcontracted() {
    assertThat(order(116, OrderHeaders.DIRECTION, OrderHeaders.PROCESS))
        .containsExactly("subcontract | purchase");
  }

  @Test
  void theFirstPromiseIsKnownWhereTheOrderWasNeverChanged() {
    assertThat(line(116, OrderLines.PROMISED_DATE_FIRST, OrderLines.PROMISE_SOURCE))
        .containsExactly("2026-03-25 | field");
    assertThat(
            line(
                117,
                OrderLines.PROMISED_DATE_FIRST,
                OrderLines.PROMISED_DATE,
                OrderLines.PROMISE_SOURCE))
        .containsExactly(" | 2026-03-25 | none");
  }

  @Test
  void timesWithoutSecondsAreReadAndWhatNobodyApprovedDoesNotCount() {
    assertThat(
            rows(
                Receipts.TABLE,
                Receipts.ORDER_LINE_KEY,
                "purchase|117|",
                Receipts.RECEIPT_DATE,
                Receipts.CREATED_AT,
                Receipts.EFFECTIVE))
        .containsExactly(
            "2026-03-24 | 2026-03-24T00:05:00Z | true",
            "2026-03-24 | 2026-03-24T07:00:00Z | false");
    assertThat(line(117, OrderLines.LINE_STATUS)).containsExactly("partial");
  }

  @Test
  void aServiceThatWasInvoicedIsNotCancelledForWantOfGoods() {
    assertThat(line(118, OrderLines.LINE_STATUS, OrderLines.IS_SERVICE, OrderLines.CLOSED_AT))
        .containsExactly("closed_short | true | 2026-04-01T16:00:00Z");
  }

  @Test
  void exportsThatOverlapCountNothingTwice() {
    assertThat(line(119, OrderLines.QTY, OrderLines.LINE_STATUS)).containsExactly("50 | complete");
    assertThat(
            rows(
                StageEvents.TABLE,
                StageEvents.ORDER_LINE_KEY,
                "purchase|119|",
                StageEvents.STAGE,
                StageEvents.SEQ))
        .containsExactly("approved | 1", "stocked | 1");
    assertThat(repeated(OrderLines.TABLE)).isEqualTo(1L);
    assertThat(repeated(Receipts.TABLE)).isEqualTo(1L);
  }

  @Test
  void salesLinesAreFollowedByTheIdThatOtherDocumentsUse() {
    assertThat(
            rows(
                OrderLines.TABLE,
                OrderLines.ORDER_LINE_KEY,
                "sales|",
                OrderLines.LINE_ID,
                OrderLines.QTY,
                OrderLines.LINE_STATUS))
        .containsExactly("6101 | 80 | partial", "6102 | 5 | cancelled", "6201 | 8 | open");
    assertThat(
            receipt(
                "sales|",
                Receipts.KIND,
                Receipts.QTY,
                Receipts.LINK_QUALITY,
                Receipts.ORDER_LINE_KEY))
        .containsExactly(
            "return | -10 | exact_id | u8|default|sales|61|6101",
            "shipment | 60 | via_doc | u8|default|sales|61|6101");
    assertThat(
            rows(
                StageEvents.TABLE,
                StageEvents.ORDER_LINE_KEY,
                "sales|61|6101",
                StageEvents.STAGE,
                StageEvents.ACTUAL_ON))
        .containsExactly("approved | 2026-03-05", "notified | 2026-03-31", "shipped | 2026-04-01");
    assertThat(
            rows(
                OrderHeaders.TABLE,
                OrderHeaders.ORDER_KEY,
                "sales|",
                OrderHeaders.ORDER_NO,
                OrderHeaders.STATUS,
                OrderHeaders.EFFECTIVE))
        .containsExactly("XS0001 | approved | true", "XS0002 | draft | false");
  }
}
