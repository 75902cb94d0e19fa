package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.order.DateRevisions;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.table.Column;
import io.duecast.ingest.connector.Connectors;
import io.duecast.ingest.land.Inspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What forms of 简道云 and its webhook's log hold beyond the golden scenario. */
class JiandaoyunCasesTest extends ConnectorCases {

  JiandaoyunCasesTest() {
    super("jiandaoyun");
  }

  private List<String> headers(String order, Column... shown) {
    return lines(OrderHeaders.TABLE, OrderHeaders.ORDER_KEY, "|purchase|" + order, shown);
  }

  private List<String> lines(String order, Column... shown) {
    return lines(OrderLines.TABLE, OrderLines.ORDER_LINE_KEY, "|purchase|" + order, shown);
  }

  private List<String> receipts(String order) {
    return lines(
        Receipts.TABLE,
        Receipts.ORDER_LINE_KEY,
        "|purchase|" + order,
        Receipts.KIND,
        Receipts.QTY,
        Receipts.EFFECTIVE,
        Receipts.LINK_QUALITY);
  }

  private List<String> revisions(String order) {
    return lines(
        DateRevisions.TABLE,
        DateRevisions.ORDER_LINE_KEY,
        "|purchase|" + order,
        DateRevisions.FIELD,
        DateRevisions.OLD_VALUE,
        DateRevisions.NEW_VALUE,
        DateRevisions.CHANGED_AT);
  }

  @Test
  void anOrderCountsWhenItsFlowEndedWell() {
    assertThat(
            lines(
                OrderHeaders.TABLE,
                OrderHeaders.DIRECTION,
                "purchase",
                OrderHeaders.ORDER_NO,
                OrderHeaders.STATUS,
                OrderHeaders.EFFECTIVE))
        .contains(
            "CG-01 | pending | false",
            "CG-02 | approved | true",
            "CG-03 | rejected | false",
            "CG-04 | unknown | false",
            "CG-05 | approved | true",
            "CG-06 | cancelled | false");
    assertThat(rejects()).contains("STATUS_UNKNOWN | 9");
  }

  @Test
  void overDeliveryIsCompleteAndReceiptsUnderWayDoNotCount() {
    assertThat(receipts("o10"))
        .containsExactly(
            "stock_in | 105 | true | doc_item",
            "stock_in | 50 | false | doc_item",
            "stock_in | 9 | false | doc_item");
    assertThat(lines("o10", OrderLines.QTY, OrderLines.LINE_STATUS))
        .containsExactly("100 | complete");
  }

  @Test
  void aReturnBiggerThanOneReceiptDoesNotReopenTheLine() {
    assertThat(receipts("o11"))
        .containsExactly(
            "return | -45 | true | doc_item",
            "stock_in | 30 | true | doc_item",
            "stock_in | 30 | true | doc_item");
    assertThat(lines("o11", OrderLines.LINE_STATUS)).containsExactly("complete");
  }

  @Test
  void theSameItemTwiceInAnOrderIsTwoLinesToldApartByTheirNumber() {
    assertThat(lines("o12", OrderLines.LINE_ID, OrderLines.QTY, OrderLines.LINE_STATUS))
        .containsExactly("M-1 | 10 | open", "M-1#2 | 20 | complete");
    assertThat(receipts("o12")).containsExactly("stock_in | 20 | true | doc_line");
    assertThat(rejects()).contains("RECEIPT_WITHOUT_ORDER | RK-06");
  }

  @Test
  void aReceiptWithoutItsOrderIsKeptAndNoted() {
    assertThat(
            lines(
                Receipts.TABLE, Receipts.RECEIPT_NO, "RK-05", Receipts.QTY, Receipts.LINK_QUALITY))
        .containsExactly("7 | none");
    assertThat(rejects()).contains("RECEIPT_WITHOUT_ORDER | RK-05");
  }

  @Test
  void aReceiptThatOnlyNamesTheOrdersNumberFindsIt() {
    assertThat(receipts("o24")).containsExactly("stock_in | 2 | true | doc_item");
  }

  @Test
  void anOrderWithoutLinesIsNoted() {
    assertThat(rejects()).contains("ORDER_WITHOUT_LINES | jdy|default|purchase|o13");
  }

  @Test
  void textsThatLookLikeFormulasOrAreRareStayAsTheyAre() {
    assertThat(
            lines("o14", OrderLines.ITEM_CODE_RAW, OrderLines.ITEM_NAME_RAW, OrderLines.CURRENCY))
        .containsExactly("@x | =1+1 | USD", "𠮷-01 | ＡＢ－１２🔧 | USD");
  }

  @Test
  void daysAreThoseOfTheCompanysZone() {
    assertThat(headers("o15", OrderHeaders.ORDER_DATE)).containsExactly("2026-04-01");
    assertThat(lines("o15", OrderLines.REQUIRED_DATE, OrderLines.PROMISED_DATE))
        .containsExactly("2026-04-01 | 2026-04-01");
  }

  @Test
  void linesKeepTheirKeysWhenRowsAreWrittenAnewAndPutInBetween() {
    assertThat(
            lines(
                "o20",
                OrderLines.LINE_ID,
                OrderLines.LINE_NO,
                OrderLines.QTY,
                OrderLines.LINE_STATUS,
                OrderLines.CLOSED_AT))
        .containsExactly(
            "M-1 | 1 | 5 | open | ",
            "M-2 | 2 | 6 | open | ",
            "M-3 | 2 | 5 | cancelled | 2026-06-08T01:00:00Z");
    assertThat(headers("o20", OrderHeaders.APPROVED_AT)).containsExactly("2026-06-02T01:00:00Z");
  }

  @Test
  void theFirstPromiseIsTheFirstThatWasMade() {
    assertThat(
            lines(
                "o20",
                OrderLines.LINE_ID,
                OrderLines.PROMISED_DATE_FIRST,
                OrderLines.PROMISED_DATE,
                OrderLines.PROMISE_SOURCE))
        .contains("M-2 | 2026-06-22 | 2026-06-28 | version");
    assertThat(revisions("o20"))
        .containsExactly(
            "promised | 2026-06-22 | 2026-06-28 | 2026-06-08T01:00:00Z",
            "qty | 5.000 | 6.000 | 2026-06-03T01:00:00Z");
  }

  @Test
  void aLogThatBeginsLateKnowsMovesButNotTheFirstPromise() {
    assertThat(lines("o25", OrderLines.PROMISED_DATE_FIRST, OrderLines.PROMISE_SOURCE))
        .containsExactly(" | none");
    assertThat(revisions("o25"))
        .containsExactly("promised | 2026-06-20 | 2026-06-25 | 2026-06-09T01:00:00Z");
  }

  @Test
  void whatWasDeletedIsKnownFromTheLog() {
    assertThat(
            headers("o21", OrderHeaders.STATUS, OrderHeaders.EFFECTIVE, OrderHeaders.CANCELLED_AT))
        .containsExactly("cancelled | false | 2026-06-05T01:00:00Z");
    assertThat(lines("o21", OrderLines.LINE_STATUS)).containsExactly("cancelled");
  }

  @Test
  void aLineThatWasReopenedIsNotClosed() {
    assertThat(lines("o24", OrderLines.LINE_STATUS, OrderLines.CLOSED_AT))
        .containsExactly("partial | ");
  }

  @Test
  void anUnknownStatusOfASupplierIsKeptAsItIs() {
    assertThat(
            lines(
                Suppliers.TABLE,
                Suppliers.CODE,
                "0017",
                Suppliers.SUPPLIER_KEY,
                Suppliers.STATUS,
                Suppliers.STATUS_RAW))
        .containsExactly("jdy|default|0017 | unknown | 考察");
  }

  @Test
  void aCopyWithOwnFieldNamesReadsAFormWithoutAliases(@TempDir Path folder) throws IOException {
    Path shipped = Path.of("src/main/resources/connectors/jiandaoyun");
    Path copy = TestLake.copy(shipped, folder.resolve("own"));
    Path yaml = copy.resolve("connector.yaml");
    Files.writeString(
        yaml,
        Files.readString(yaml)
            .replace("unfold: items", "unfold: _widget_1709600000100")
            .replace("items.qty", "_widget_1709600000100._widget_1709600000104"));
    String form =
        Files.readString(TestLake.resource("golden/jiandaoyun/order-00001.json"))
            .replace("\"items\":", "\"_widget_1709600000100\":")
            .replace("\"qty\":", "\"_widget_1709600000104\":");
    String others = "_widget_1709600000100.";
    Files.writeString(
        yaml,
        Files.readString(yaml)
            .replace("[items.", "[" + others)
            .replace("[\"items.", "[\"" + others));
    Path input = folder.resolve("order.json");
    Files.writeString(input, form);

    assertThat(Inspection.inspect(Connectors.find(copy.toString()), input))
        .filteredOn(file -> file.source().name().equals("order_line"))
        .singleElement()
        .satisfies(file -> assertThat(Files.readString(file.utf8())).contains(",M-1001,"))
        .satisfies(
            file -> assertThat(file.missing()).doesNotContain(others + "_widget_1709600000104"));
  }

  @Test
  void pagesThatOverlapCountOnce() {
    assertThat(rejects()).noneMatch(found -> found.startsWith("DUPLICATE_KEY"));
  }
}
