package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.order.DateRevisions;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What documents of ERPNext hold beyond the golden scenario. */
class ErpnextCasesTest extends ConnectorCases {

  ErpnextCasesTest() {
    super("erpnext");
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
        Receipts.LINK_QUALITY);
  }

  @Test
  void onlySubmittedOrdersCount() {
    assertThat(
            lines(
                OrderHeaders.TABLE,
                OrderHeaders.PROCESS,
                "purchase",
                OrderHeaders.ORDER_NO,
                OrderHeaders.STATUS,
                OrderHeaders.EFFECTIVE))
        .contains(
            "PO-1 | draft | false",
            "PO-2 | pending | false",
            "PO-3 | rejected | false",
            "PO-4 | cancelled | false",
            "PO-5 | approved | true",
            "PO-6 | unknown | true");
    assertThat(rejects()).contains("STATUS_UNKNOWN | 1/Frobnicated");
    assertThat(lines("PO-5", OrderLines.LINE_STATUS)).containsExactly("frozen");
  }

  @Test
  void anAmendedOrderGoesOnFromTheOneItReplaces() {
    assertThat(
            lines(
                OrderHeaders.TABLE,
                OrderHeaders.ORDER_NO,
                "PO-7",
                OrderHeaders.EFFECTIVE,
                OrderHeaders.IS_LATEST_VERSION))
        .containsExactly("false | false");
    assertThat(
            lines(
                "PO-7-1",
                OrderLines.LINE_ID,
                OrderLines.PROMISED_DATE_FIRST,
                OrderLines.PROMISED_DATE,
                OrderLines.PROMISE_SOURCE))
        .containsExactly(
            "c1 | 2026-06-20 | 2026-06-27 | version", "c2 | 2026-06-28 | 2026-06-28 | version");
    assertThat(
            lines(
                DateRevisions.TABLE,
                DateRevisions.ORDER_LINE_KEY,
                "|purchase|PO-7-1",
                DateRevisions.OLD_VALUE,
                DateRevisions.NEW_VALUE,
                DateRevisions.CHANGED_AT,
                DateRevisions.EVIDENCE))
        .containsExactly("2026-06-20 | 2026-06-27 | 2026-06-05T02:00:00Z | version");
  }

  @Test
  void aBoxOfTwelveIsAlsoTwelvePieces() {
    assertThat(receipts("PO-8")).containsExactly("stock_in | 4 | exact_id");
    assertThat(
            lines(
                "PO-8",
                OrderLines.QTY,
                OrderLines.UOM,
                OrderLines.QTY_BASE,
                OrderLines.BASE_UOM,
                OrderLines.LINE_STATUS))
        .containsExactly("10 | 箱 | 120 | 件 | partial");
  }

  @Test
  void aReturnFindsItsLineThroughTheReceiptAndReopensNothing() {
    assertThat(receipts("PO-9"))
        .containsExactly("return | -60 | via_doc", "stock_in | 105 | exact_id");
    assertThat(lines("PO-9", OrderLines.CURRENCY, OrderLines.LINE_STATUS))
        .containsExactly("USD | complete");
    assertThat(
            lines(
                OrderHeaders.TABLE,
                OrderHeaders.ORDER_NO,
                "PO-9",
                OrderHeaders.DIRECTION,
                OrderHeaders.FX_RATE))
        .containsExactly("subcontract | 7.1");
  }

  @Test
  void ofCopiesThatDifferTheLastSavedSpeaks() {
    assertThat(receipts("PO-10")).containsExactly("stock_in | 3 | doc_item");
    assertThat(lines("PO-10", OrderLines.LINE_STATUS, OrderLines.CLOSED_AT))
        .containsExactly("closed_short | 2026-06-25T01:00:00Z");
    assertThat(rejects()).noneMatch(found -> found.startsWith("DUPLICATE_KEY"));
  }

  @Test
  void linesMayBeListedOnTheirOwnAndInvoicesMayStock() {
    assertThat(receipts("PO-12")).containsExactly("stock_in | 4 | exact_id");
    assertThat(lines("PO-12", OrderLines.QTY, OrderLines.LINE_STATUS))
        .containsExactly("20 | partial");
  }

  @Test
  void aReceiptWithoutItsOrderIsKeptAndNoted() {
    assertThat(
            lines(Receipts.TABLE, Receipts.RECEIPT_NO, "PR-5", Receipts.QTY, Receipts.LINK_QUALITY))
        .containsExactly("3 | none");
    assertThat(rejects()).contains("RECEIPT_WITHOUT_ORDER | PR-5");
  }

  @Test
  void aReceiptIsKnownWhenItIsPostedEvenIfDraftedBefore() {
    assertThat(lines(Receipts.TABLE, Receipts.RECEIPT_NO, "PR-4", Receipts.KNOWN_AT))
        .containsExactly("2026-06-16T03:00:00Z");
  }

  @Test
  void textsThatLookLikeFormulasOrAreRareStayAsTheyAre() {
    assertThat(lines("PO-11", OrderLines.ITEM_CODE_RAW, OrderLines.ITEM_NAME_RAW))
        .containsExactly("=1+1 | 𠮷🔧ＡＢ");
  }
}
