package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.order.Customers;
import io.duecast.contract.order.DateRevisions;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.StageEvents;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tables of SAP Business One hold beyond the golden scenario. */
class SapB1CasesTest extends ConnectorCases {

  SapB1CasesTest() {
    super("sap-b1");
  }

  private List<String> lines(String order, Column... shown) {
    return lines(OrderLines.TABLE, OrderLines.ORDER_LINE_KEY, "|" + order, shown);
  }

  private List<String> receipts(String order) {
    return lines(
        Receipts.TABLE,
        Receipts.ORDER_LINE_KEY,
        "|" + order,
        Receipts.KIND,
        Receipts.QTY,
        Receipts.EFFECTIVE,
        Receipts.LINK_QUALITY);
  }

  @Test
  void draftsAndCancelledOrdersDoNotCount() {
    assertThat(
            lines(
                OrderHeaders.TABLE,
                OrderHeaders.DIRECTION,
                "purchase",
                OrderHeaders.ORDER_KEY,
                OrderHeaders.STATUS,
                OrderHeaders.EFFECTIVE))
        .contains(
            "b1|default|purchase|510 | cancelled | false",
            "b1|default|purchase|512 | unknown | false",
            "b1|default|purchase|514 | approved | true",
            "b1|default|purchase|517 | closed | true",
            "b1|default|purchase|draft|501 | pending | false",
            "b1|default|purchase|draft|502 | rejected | false",
            "b1|default|purchase|draft|503 | draft | false")
        .noneMatch(line -> line.contains("|draft|504") || line.contains("|draft|505"));
    assertThat(rejects())
        .contains("STATUS_UNKNOWN | N/X/-", "ORDER_WITHOUT_LINES | b1|default|purchase|513");
  }

  @Test
  void aCancelledOrderTellsWhenItWas() {
    assertThat(lines("510", OrderLines.LINE_STATUS, OrderLines.CLOSED_AT))
        .containsExactly("cancelled | 2026-06-03T16:00:00Z");
  }

  @Test
  void anInvoiceMadeFromTheOrderIsAReceiptUnlessItIsInReserve() {
    assertThat(receipts("514")).containsExactly("stock_in | 105 | true | exact_id");
    assertThat(lines("514", OrderLines.LINE_STATUS)).containsExactly("complete");
    assertThat(receipts("515")).isEmpty();
    assertThat(receipts("522")).containsExactly("stock_in | 40 | true | exact_id");
  }

  @Test
  void aLineClosedWithoutAnyReceiptWasCancelled() {
    assertThat(lines("522", OrderLines.LINE_NO, OrderLines.LINE_STATUS, OrderLines.CLOSED_AT))
        .containsExactly(
            "1 | closed_short | 2026-06-02T01:30:00Z", "2 | cancelled | 2026-06-02T01:30:00Z");
  }

  @Test
  void theSameItemTwiceIsTwoLinesInForeignMoneyWithTheirOwnFields() {
    assertThat(
            lines(
                "516",
                OrderLines.LINE_ID,
                OrderLines.LINE_NO,
                OrderLines.AMOUNT_NET,
                OrderLines.CURRENCY,
                OrderLines.ATTRS))
        .containsExactly(
            "0 | 2 | 500 | USD | {U_Grade=B, U_Route=海运}", "5 | 1 | 500 | USD | {U_Grade=A}");
  }

  @Test
  void aReturnBiggerThanOneReceiptAndACancelledReturn() {
    assertThat(receipts("517"))
        .containsExactly(
            "return | -3 | false | via_doc",
            "return | -45 | true | via_doc",
            "return | 3 | false | via_doc",
            "stock_in | 30 | true | exact_id",
            "stock_in | 30 | true | exact_id");
    assertThat(lines("517", OrderLines.LINE_STATUS)).containsExactly("complete");
  }

  @Test
  void aLineThatWasReopenedIsOpenAndItsDateMovedOnTheWay() {
    assertThat(
            lines(
                "518",
                OrderLines.LINE_STATUS,
                OrderLines.CLOSED_AT,
                OrderLines.PROMISED_DATE_FIRST,
                OrderLines.PROMISED_DATE,
                OrderLines.PROMISE_SOURCE))
        .containsExactly("open |  | 2026-06-25 | 2026-06-30 | change_doc");
    assertThat(
            lines(
                DateRevisions.TABLE,
                DateRevisions.ORDER_LINE_KEY,
                "|518",
                DateRevisions.OLD_VALUE,
                DateRevisions.NEW_VALUE,
                DateRevisions.CHANGED_AT))
        .containsExactly("2026-06-25 | 2026-06-30 | 2026-06-09T02:00:00Z");
  }

  @Test
  void aReceiptWithoutOrderIsKeptAndKnownWhenItWasEntered() {
    assertThat(
            lines(
                Receipts.TABLE,
                Receipts.RECEIPT_KEY,
                "|20|902",
                Receipts.ORDER_LINE_KEY,
                Receipts.LINK_QUALITY,
                Receipts.RECEIPT_DATE,
                Receipts.KNOWN_AT))
        .containsExactly(" | none | 2026-06-30 | 2026-06-30T16:15:00Z");
    assertThat(rejects()).contains("RECEIPT_WITHOUT_ORDER | 1902");
  }

  @Test
  void aBoxOfTwelveIsAlsoTwelvePieces() {
    assertThat(lines("520", OrderLines.QTY, OrderLines.UOM, OrderLines.QTY_BASE))
        .containsExactly("10 | 箱 | 120");
    assertThat(
            lines(Receipts.TABLE, Receipts.ORDER_LINE_KEY, "|520", Receipts.QTY, Receipts.QTY_BASE))
        .containsExactly("4 | 48");
  }

  @Test
  void aServiceOrderWithoutADateHasNoPromise() {
    assertThat(
            lines(
                "521", OrderLines.IS_SERVICE, OrderLines.PROMISED_DATE, OrderLines.PROMISE_SOURCE))
        .containsExactly("true |  | none");
  }

  @Test
  void codesKeepTheirZerosAndTextsStayAsTheyAre() {
    assertThat(
            lines(
                Suppliers.TABLE,
                Suppliers.SUPPLIER_KEY,
                "b1",
                Suppliers.CODE,
                Suppliers.NAME,
                Suppliers.TAX_ID,
                Suppliers.STATUS))
        .containsExactly(
            "0017 | 𠮷田精工（株）ＡＢＣ🔧 | T5010401 | active", "17 | 另一家 | 0312345678 | frozen");
    assertThat(lines(Customers.TABLE, Customers.CUSTOMER_KEY, "b1", Customers.CODE, Customers.NAME))
        .containsExactly("C-1 | @客户");
    assertThat(lines("514", OrderLines.ITEM_CODE_RAW, OrderLines.ITEM_NAME_RAW))
        .containsExactly("0012 | =1+1");
  }

  @Test
  void salesOrdersAreShippedAndReturned() {
    assertThat(receipts("sales|600"))
        .containsExactly("return | -10 | true | via_doc", "shipment | 60 | true | exact_id");
    assertThat(lines("sales|600", OrderLines.LINE_STATUS)).containsExactly("partial");
    assertThat(
            lines(
                StageEvents.TABLE,
                StageEvents.ORDER_LINE_KEY,
                "sales|600",
                StageEvents.STAGE,
                StageEvents.ACTUAL_ON,
                StageEvents.QTY))
        .containsExactly("shipped | 2026-06-10 | 60");
  }
}
