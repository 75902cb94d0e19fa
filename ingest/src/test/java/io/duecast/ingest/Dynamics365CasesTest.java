package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What entities of Dynamics 365 hold beyond the golden scenario. */
class Dynamics365CasesTest extends ConnectorCases {

  Dynamics365CasesTest() {
    super("dynamics365");
  }

  private List<String> lines(String order, Column... shown) {
    return lines(OrderLines.TABLE, OrderLines.ORDER_KEY, key(order), shown);
  }

  private static String key(String order) {
    return "d365fo|default|purchase|" + order;
  }

  private List<String> receipts(String order) {
    return lines(
        Receipts.TABLE,
        Receipts.ORDER_LINE_KEY,
        key(order),
        Receipts.KIND,
        Receipts.QTY,
        Receipts.QTY_BASE,
        Receipts.RECEIPT_DATE);
  }

  @Test
  void onlyOrdersThatAreApprovedAndNotCancelledCount() {
    assertThat(
            lines(
                OrderHeaders.TABLE,
                OrderHeaders.ORDER_NO,
                OrderHeaders.STATUS,
                OrderHeaders.EFFECTIVE))
        .contains(
            "PO-501 | pending | false",
            "PO-502 | rejected | false",
            "PO-503 | cancelled | false",
            "PO-504 | unknown | false",
            "PO-505 | approved | true",
            "PO-510 | pending | false",
            "PO-511 | closed | true");
    assertThat(lines("cn01|PO-503", OrderLines.LINE_STATUS)).containsExactly("cancelled");
  }

  @Test
  void whatIsWrongIsReportedAndLoadsAllTheSame() {
    assertThat(rejects())
        .contains(
            "STATUS_UNKNOWN | Posted?/Backorder",
            "ORDER_WITHOUT_LINES | " + key("cn01|PO-506"),
            "RECEIPT_WITHOUT_ORDER | RK-06");
  }

  @Test
  void theSameItemTwiceIsTwoLinesInForeignMoneyAndOtherUnits() {
    assertThat(
            lines(
                "cn01|PO-505",
                OrderLines.LINE_NO,
                OrderLines.QTY,
                OrderLines.UOM,
                OrderLines.PRICE_NET,
                OrderLines.AMOUNT_NET,
                OrderLines.CURRENCY,
                OrderLines.PROMISED_DATE,
                OrderLines.LINE_STATUS))
        .containsExactly(
            "1 | 100 | 件 | 2.5 | 250 | USD | 2026-05-31 | complete",
            "2 | 5 | 箱 | 3 | 15 | USD | 2026-05-20 | partial");
    assertThat(receipts("cn01|PO-505"))
        .containsExactly("stock_in | 105 | 105 | 2026-05-31", "stock_in | 2 | 24 | 2026-05-21");
  }

  @Test
  void aReturnBiggerThanOneReceiptLeavesTheLineComplete() {
    assertThat(receipts("cn01|PO-507"))
        .containsExactly(
            "return | -45 | -45 | 2026-05-25",
            "stock_in | 30 | 30 | 2026-05-19",
            "stock_in | 30 | 30 | 2026-05-20");
    assertThat(lines("cn01|PO-507", OrderLines.LINE_STATUS)).containsExactly("complete");
  }

  @Test
  void aReceiptThatWasTakenBackUnderItsNumberIsNotReceived() {
    assertThat(lines("cn01|PO-511", OrderLines.LINE_STATUS)).containsExactly("closed_short");
  }

  @Test
  void stoppedAndDeletedLinesAndThoseWithinTheirTolerance() {
    assertThat(
            lines(
                "cn01|PO-508",
                OrderLines.LINE_NO,
                OrderLines.LINE_STATUS,
                OrderLines.ITEM_NAME_RAW,
                OrderLines.IS_SERVICE,
                OrderLines.ATTRS))
        .containsExactly(
            "1 | frozen |  | false | ",
            "2 | cancelled |  | false | ",
            "3 | complete |  | false | ",
            "4 | open | =1+1 | true | {RouteCustom=🚚𠮷}");
  }

  @Test
  void pagesThatOverlapTellAReceiptOnce() {
    assertThat(receipts("cn01|PO-508")).containsExactly("stock_in | 92 | 92 | 2026-05-20");
  }

  @Test
  void oneAccountInTwoCompaniesIsTwoSuppliersOfOneParty() {
    assertThat(
            lines(Suppliers.TABLE, Suppliers.SUPPLIER_KEY, Suppliers.STATUS, Suppliers.MASTER_KEY))
        .containsExactly(
            "d365fo|default|cn01|S0017 | active | d365fo|default|000001207",
            "d365fo|default|cn02|S0017 | frozen | d365fo|default|000001207");
    assertThat(
            lines(
                "cn02|PO-509",
                OrderLines.ITEM_CODE_RAW,
                OrderLines.PRICE_NET,
                OrderLines.PRICE_GROSS,
                OrderLines.AMOUNT_GROSS))
        .containsExactly("０１Ａ |  | 42 | 420");
  }
}
