package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.StageEvents;
import io.duecast.contract.order.Suppliers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Event logs beyond the scenario: poor ones, odd ones, and what is wrong in them. */
class XesCasesTest extends ConnectorCases {

  XesCasesTest() {
    super("xes");
  }

  @Test
  void aLogWithoutQuantitiesDeliversALineWholeByItsFirstReceipt() {
    assertThat(lines(Receipts.TABLE, Receipts.ORDER_LINE_KEY, Receipts.QTY, Receipts.RECEIPT_DATE))
        .as("the last second of March in UTC is a day of April here")
        .contains(
            "xes|default|purchase|0007|0007 | 1 | 2026-04-01",
            "xes|default|purchase|0007|0007 | 0 | 2026-04-03");
  }

  @Test
  void whatNoStageStandsForIsKeptUnderItsOwnName() {
    assertThat(lines(StageEvents.TABLE, StageEvents.ORDER_LINE_KEY, StageEvents.STAGE))
        .contains("xes|default|purchase|0007|0007 | change_price");
  }

  @Test
  void linesStandAsTheirReceiptsSay() {
    assertThat(
            lines(
                OrderLines.TABLE,
                OrderLines.LINE_ID,
                OrderLines.QTY,
                OrderLines.QTY_STOCKED,
                OrderLines.QTY_RETURNED,
                OrderLines.LINE_STATUS))
        .as("more than ordered, all of it returned; and an event told twice counts once")
        .containsExactly(
            "0007 | 1 |  |  | complete",
            "A-1 | 100 | 105 | 110 | complete",
            "A-2 | 50 | 20 |  | partial");
  }

  @Test
  void aPromiseThatOnlyItsTraceTellsIsNotTheFirst() {
    assertThat(
            lines(
                OrderLines.TABLE,
                OrderLines.LINE_ID,
                OrderLines.PROMISED_DATE_FIRST,
                OrderLines.PROMISED_DATE,
                OrderLines.PROMISE_SOURCE))
        .contains("A-1 |  | 2026-04-01 | none");
  }

  @Test
  void aDayIsAsWrittenWhereItIsMidnightAndElseOfItsInstant() {
    assertThat(lines(OrderLines.TABLE, OrderLines.LINE_ID, OrderLines.REQUIRED_DATE))
        .contains("A-2 | 2026-04-01");
  }

  @Test
  void namesStayAsTheyAre() {
    assertThat(lines(OrderHeaders.TABLE, OrderHeaders.ORDER_NO, OrderHeaders.STATUS))
        .as("a status that nobody knows is no reason to lose the order")
        .containsExactly("0007 | approved", "ＰＯ—７ | unknown");
    assertThat(lines(Suppliers.TABLE, Suppliers.CODE, Suppliers.NAME))
        .containsExactly("00012 | 𠮷田🔩");
    assertThat(lines(OrderLines.TABLE, OrderLines.ITEM_CODE_RAW)).contains("=1+1");
  }

  @Test
  void whatCannotCountIsRefusedAndToldOf() {
    assertThat(rejectsByRule())
        .as("an event at no time, and a receipt without its quantity among others that have one")
        .containsOnly(Map.entry("REQUIRED_MISSING", 2L), Map.entry("STATUS_UNKNOWN", 1L));
  }
}
