package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.order.DateRevisions;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.StageEvents;
import io.duecast.contract.order.Suppliers;
import org.junit.jupiter.api.Test;

/**
 * Object-centric logs beyond the scenario: few relations, shared events, and what is wrong in them.
 */
class OcelCasesTest extends ConnectorCases {

  OcelCasesTest() {
    super("ocel");
  }

  @Test
  void anEventAboutALineAndAnOrderRelatesThem() {
    assertThat(lines(OrderLines.TABLE, OrderLines.ORDER_LINE_KEY, OrderLines.LINE_STATUS))
        .containsExactly(
            "ocel|default|purchase|L3|L3 | open",
            "ocel|default|purchase|PO1|L1 | partial",
            "ocel|default|purchase|PO1|L2 | complete");
    assertThat(lines(OrderHeaders.TABLE, OrderHeaders.ORDER_NO, OrderHeaders.PARTNER_NAME_RAW))
        .containsExactly("L3 | ", "PO1 | 𠮷田🔩");
    assertThat(lines(Suppliers.TABLE, Suppliers.CODE, Suppliers.NAME))
        .containsExactly("V1 | 𠮷田🔩");
  }

  @Test
  void anEventAboutSeveralReceiptsBringsEachLineWhatItsReceiptSays() {
    assertThat(
            lines(
                Receipts.TABLE,
                Receipts.RECEIPT_DOC_ID,
                Receipts.KIND,
                Receipts.QTY,
                Receipts.RECEIPT_DATE,
                Receipts.EFFECTIVE))
        .as("a cancelled receipt counts for nothing; one without an event is there all the same")
        .containsExactly(
            "R1 | stock_in | 10 | 2026-03-24 | true",
            "R2 | stock_in | 20.5 | 2026-03-24 | true",
            "R3 | stock_in | 10 | 2026-03-25 | false",
            "R4 | arrival | 4 | 2026-03-29 | true");
  }

  @Test
  void aQuantityThatNobodyCanDivideIsRefusedAndSoIsOneThatIsNone() {
    assertThat(rejectsByRule())
        .containsOnly(
            java.util.Map.entry("REQUIRED_MISSING", 2L), java.util.Map.entry("NUMBER_INVALID", 1L));
  }

  @Test
  void aPromiseThatMovedAndCameBackMovedTwice() {
    assertThat(
            lines(
                DateRevisions.TABLE,
                DateRevisions.OLD_VALUE,
                DateRevisions.NEW_VALUE,
                DateRevisions.CHANGED_AT))
        .containsExactly(
            "2026-03-20 | 2026-03-27 | 2026-03-06T00:00:00Z",
            "2026-03-27 | 2026-03-20 | 2026-03-07T00:00:00Z");
    assertThat(
            lines(
                OrderLines.TABLE,
                OrderLines.LINE_ID,
                OrderLines.PROMISED_DATE_FIRST,
                OrderLines.PROMISED_DATE,
                OrderLines.REQUIRED_DATE))
        .contains("L1 | 2026-03-20 | 2026-03-20 | ", "L2 |  |  | 2026-04-01");
  }

  @Test
  void anEventAboutNoLineIsNobodysStage() {
    assertThat(lines(StageEvents.TABLE, StageEvents.STAGE, StageEvents.DOC_LINE_ID))
        .contains("ordered | e1", "receipt_cancelled | e4")
        .noneMatch(line -> line.contains("e7"));
  }
}
