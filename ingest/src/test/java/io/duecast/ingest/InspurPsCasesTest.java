package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.order.Customers;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.StageEvents;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tables of Inspur PS hold beyond the golden scenario. */
class InspurPsCasesTest extends ConnectorCases {

  InspurPsCasesTest() {
    super("inspur-ps");
  }

  private List<String> lines(String order, Column... shown) {
    return lines(OrderLines.TABLE, OrderLines.ORDER_KEY, "inspur_ps|default|" + order, shown);
  }

  private List<String> receipts(String line) {
    return lines(
        Receipts.TABLE,
        Receipts.ORDER_LINE_KEY,
        "inspur_ps|default|" + line,
        Receipts.KIND,
        Receipts.QTY,
        Receipts.EFFECTIVE,
        Receipts.LINK_QUALITY);
  }

  @Test
  void onlyApprovedOrdersCount() {
    assertThat(
            lines(
                OrderHeaders.TABLE,
                OrderHeaders.ORDER_NO,
                OrderHeaders.STATUS,
                OrderHeaders.EFFECTIVE))
        .contains("CG501 | pending | false", "CG502 | unknown | false", "CG504 | approved | true");
    assertThat(rejects())
        .contains(
            "STATUS_UNKNOWN | 9",
            "ORDER_WITHOUT_LINES | inspur_ps|default|purchase|503",
            "RECEIPT_WITHOUT_ORDER | RK915");
  }

  @Test
  void theSameItemTwiceIsTwoLinesInForeignMoneyAndMoreThanOrderedCompletesOne() {
    assertThat(
            lines("purchase|504", OrderLines.LINE_NO, OrderLines.CURRENCY, OrderLines.LINE_STATUS))
        .containsExactly("1 | USD | complete", "2 | USD | open");
    assertThat(receipts("purchase|504|1")).containsExactly("stock_in | 105 | true | exact_id");
  }

  @Test
  void aReturnBiggerThanOneReceiptIsToldOnceByItsArrival() {
    assertThat(receipts("purchase|505|1"))
        .containsExactly(
            "arrival | 30 | true | exact_id",
            "arrival | 30 | true | exact_id",
            "return | -45 | false | via_doc",
            "return | -45 | true | exact_id",
            "stock_in | 30 | true | via_doc",
            "stock_in | 30 | true | via_doc");
    assertThat(lines("purchase|505", OrderLines.LINE_STATUS)).containsExactly("complete");
  }

  @Test
  void aStockInThatWasReversedAndAnArrivalThatNobodyApprovedDoNotCount() {
    assertThat(receipts("purchase|506|1"))
        .containsExactly(
            "arrival | 7 | false | exact_id",
            "stock_in | -40 | false | exact_id",
            "stock_in | 40 | false | exact_id");
    assertThat(lines("purchase|506", OrderLines.LINE_STATUS)).containsExactly("open");
  }

  @Test
  void aDayOfZerosIsNoDayAndCodesSurviveAsTheyAre() {
    assertThat(lines("purchase|507", OrderLines.REQUIRED_DATE, OrderLines.PROMISED_DATE))
        .containsExactly(" | ");
    assertThat(lines("purchase|508", OrderLines.ITEM_CODE_RAW, OrderLines.LINE_STATUS))
        .containsExactly("007Ａ | complete");
    assertThat(lines(Suppliers.TABLE, Suppliers.CODE, Suppliers.NAME))
        .containsExactly("S0017 | 苏州恒精密件有限公司", "００17 | =HYPERLINK(\"x\")𠮷");
  }

  @Test
  void salesAreNoticedAndShippedToCustomers() {
    assertThat(receipts("sales|601|1")).containsExactly("shipment | 50 | true | via_doc");
    assertThat(
            lines(
                StageEvents.TABLE,
                StageEvents.ORDER_LINE_KEY,
                "inspur_ps|default|sales|601|1",
                StageEvents.STAGE,
                StageEvents.ACTUAL_ON,
                StageEvents.KNOWN_AT))
        .containsExactly(
            "notified | 2026-05-26 | 2026-05-26T16:00:00Z",
            "shipped | 2026-05-27 | 2026-05-28T16:00:00Z");
    assertThat(lines(Customers.TABLE, Customers.CODE)).containsExactly("K0009");
  }
}
