package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.order.DateRevisions;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.StageEvents;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tables of SAP ECC hold beyond the golden scenario. */
class SapEccCasesTest extends ConnectorCases {

  SapEccCasesTest() {
    super("sap-ecc");
  }

  private List<String> headers(String order, Column... shown) {
    return lines(OrderHeaders.TABLE, OrderHeaders.ORDER_KEY, "|" + order, shown);
  }

  private List<String> lines(String order, Column... shown) {
    return lines(OrderLines.TABLE, OrderLines.ORDER_LINE_KEY, "|" + order, shown);
  }

  private List<String> receipts(String order) {
    return lines(
        Receipts.TABLE,
        Receipts.RECEIPT_KEY,
        "|" + order,
        Receipts.STATUS_RAW,
        Receipts.KIND,
        Receipts.QTY,
        Receipts.EFFECTIVE);
  }

  private List<String> stages(String order) {
    return lines(
        StageEvents.TABLE,
        StageEvents.ORDER_LINE_KEY,
        "|" + order,
        StageEvents.STAGE,
        StageEvents.SEQ,
        StageEvents.ACTUAL_ON,
        StageEvents.QTY);
  }

  @Test
  void ordersThatAreHeldUnreleasedRejectedOrDeletedDoNotCount() {
    assertThat(
            lines(
                OrderHeaders.TABLE,
                OrderHeaders.DIRECTION,
                "purchase",
                OrderHeaders.ORDER_NO,
                OrderHeaders.STATUS,
                OrderHeaders.EFFECTIVE))
        .contains(
            "4500001001 | approved | true",
            "4500001002 | draft | false",
            "4500001003 | pending | false",
            "4500001004 | rejected | false",
            "4500001005 | cancelled | false",
            "4500001006 | cancelled | false",
            "4500001007 | unknown | false",
            "4500001008 | approved | true");
    assertThat(rejects()).contains("STATUS_UNKNOWN | 77");
    assertThat(headers("4500001006", OrderHeaders.CANCELLED_AT))
        .containsExactly("2026-06-08T08:00:00Z");
    assertThat(lines("4500001008", OrderLines.LINE_STATUS)).containsExactly("frozen");
  }

  @Test
  void theReleaseIndicatorTellsTheApprovalWhereNothingElseDoes() {
    assertThat(headers("4500001001", OrderHeaders.APPROVED_AT, OrderHeaders.APPROVED_BY))
        .containsExactly("2026-06-02T00:00:00Z | LIMIN");
  }

  @Test
  void aReversalOfAPartLessensItsReceipt() {
    assertThat(receipts("4500001011"))
        .containsExactly("101 | stock_in | 50 | true", "102 | stock_in | -20 | true");
    assertThat(stages("4500001011")).containsExactly("stocked | 1 | 2026-06-20 | 30");
  }

  @Test
  void aReversalWithoutReferenceUndoesTheEarlierReceiptOfItsSize() {
    assertThat(receipts("4500001012"))
        .containsExactly(
            "101 | stock_in | 50 | false",
            "101 | stock_in | 50 | true",
            "102 | stock_in | -50 | false");
    assertThat(stages("4500001012")).containsExactly("stocked | 1 | 2026-06-20 | 50");
  }

  @Test
  void blockedStockIsAnArrivalAndItsReleaseTheStockIn() {
    assertThat(receipts("4500001013"))
        .containsExactly(
            "103 | arrival | 100 | true",
            "105 | stock_in | 30 | false",
            "105 | stock_in | 60 | true",
            "106 | stock_in | -30 | false",
            "124 | rejection | -40 | true");
    assertThat(stages("4500001013"))
        .containsExactly("arrived | 1 | 2026-06-20 | 100", "stocked | 1 | 2026-06-22 | 60");
    assertThat(lines("4500001013", OrderLines.LINE_STATUS)).containsExactly("partial");
  }

  @Test
  void aReturnBiggerThanOneReceiptDoesNotReopenTheLine() {
    assertThat(receipts("4500001014"))
        .containsExactly(
            "101 | stock_in | 30 | true",
            "101 | stock_in | 30 | true",
            "122 | return | -45 | true",
            "122 | return | -5 | false",
            "123 | return | 5 | false");
    assertThat(lines("4500001014", OrderLines.LINE_STATUS)).containsExactly("complete");
  }

  @Test
  void overDeliveryAndDeliveryWithinToleranceAreComplete() {
    assertThat(lines("4500001015", OrderLines.LINE_NO, OrderLines.LINE_STATUS))
        .containsExactly("10 | complete", "20 | complete");
  }

  @Test
  void aReceiptWithoutItsOrderIsKeptAndNoted() {
    assertThat(
            lines(
                Receipts.TABLE,
                Receipts.RECEIPT_NO,
                "5000009999",
                Receipts.ORDER_LINE_KEY,
                Receipts.LINK_QUALITY,
                Receipts.QTY))
        .containsExactly(" | none | 7");
    assertThat(rejects()).contains("RECEIPT_WITHOUT_ORDER | 5000009999");
  }

  @Test
  void theSameMaterialTwiceInAnOrderIsTwoLines() {
    assertThat(lines("4500001016", OrderLines.LINE_NO, OrderLines.LINE_STATUS))
        .containsExactly("10 | open", "20 | complete");
  }

  @Test
  void anOrderWithoutItemsIsNoted() {
    assertThat(rejects()).contains("ORDER_WITHOUT_LINES | ecc|default|purchase|4500001017");
  }

  @Test
  void pricesAreForOneUnitAndInTheirCurrency() {
    assertThat(
            lines("4500001018", OrderLines.PRICE_NET, OrderLines.AMOUNT_NET, OrderLines.CURRENCY))
        .containsExactly("1.25 | 125 | USD");
  }

  @Test
  void aBoxOfTwelveIsAlsoTwelvePieces() {
    assertThat(
            lines(
                "4500001019",
                OrderLines.QTY,
                OrderLines.UOM,
                OrderLines.QTY_BASE,
                OrderLines.BASE_UOM,
                OrderLines.PRICE_NET))
        .containsExactly("10 | KAR | 120 | ST | 24");
    assertThat(
            lines(
                Receipts.TABLE,
                Receipts.RECEIPT_KEY,
                "|4500001019",
                Receipts.QTY,
                Receipts.QTY_BASE))
        .containsExactly("4 | 48");
  }

  @Test
  void textsThatLookLikeFormulasOrAreRareStayAsTheyAre() {
    assertThat(lines("4500001020", OrderLines.ITEM_CODE_RAW, OrderLines.ITEM_NAME_RAW))
        .containsExactly("@x | =1+1", "𠮷-01 | ＡＢ－１２🔧");
    assertThat(headers("4500001020", OrderHeaders.PARTNER_KEY, OrderHeaders.PARTNER_NAME_RAW))
        .containsExactly("ecc|default|𠮷田 | 𠮷田精工（株）ＡＢＣ🔧");
  }

  @Test
  void keysAreAlikeWithAndWithoutPadding() {
    assertThat(headers("4500001001", OrderHeaders.PARTNER_KEY, OrderHeaders.PARTNER_CODE_RAW))
        .containsExactly("ecc|default|100017 | 0000100017");
    assertThat(lines(Suppliers.TABLE, Suppliers.CODE, "100017", Suppliers.SUPPLIER_KEY))
        .containsExactly("ecc|default|100017");
    assertThat(lines("4500001001", OrderLines.ITEM_KEY, OrderLines.ITEM_CODE_RAW))
        .containsExactly("ecc|default|12345 | 000000000000012345");
    assertThat(rejects()).noneMatch(found -> found.startsWith("PARTNER_UNKNOWN"));
  }

  @Test
  void theTaxNumberIsReadFromTheFieldThatHasIt() {
    assertThat(
            lines(Suppliers.TABLE, Suppliers.SUPPLIER_KEY, "ecc", Suppliers.CODE, Suppliers.TAX_ID))
        .contains("100017 | 91320505MA1XXXX17K", "VN-88 | VN0312345678");
  }

  @Test
  void datesAndNumbersAreReadAsScreensWriteThem() {
    assertThat(
            lines(
                "4500001021", OrderLines.QTY, OrderLines.PROMISED_DATE, OrderLines.PROMISE_SOURCE))
        .containsExactly("1000 |  | none");
    assertThat(headers("4500001021", OrderHeaders.ORDER_DATE, OrderHeaders.CREATED_AT))
        .containsExactly("2026-06-01 | 2026-06-01T16:00:00Z");
    assertThat(
            lines(
                Receipts.TABLE,
                Receipts.RECEIPT_KEY,
                "|4500001021",
                Receipts.QTY,
                Receipts.RECEIPT_DATE,
                Receipts.KNOWN_AT))
        .containsExactly("-5 | 2026-06-30 | 2026-06-30T16:30:00Z");
  }

  @Test
  void aLineThatWasReopenedIsNotClosed() {
    assertThat(lines("4500001022", OrderLines.LINE_STATUS, OrderLines.CLOSED_AT))
        .containsExactly("partial | ");
  }

  @Test
  void nobodyWaitsForItemsThatReturnGoodsOrBookNoReceipt() {
    assertThat(
            headers(
                "4500001023",
                OrderHeaders.ORDER_KEY,
                OrderHeaders.EFFECTIVE,
                OrderHeaders.IS_RETURN))
        .containsExactly(
            "ecc|default|purchase|4500001023 | true | false",
            "ecc|default|purchase|4500001023|no_receipt | false | false",
            "ecc|default|purchase|4500001023|return | true | true");
    assertThat(lines("4500001023", OrderLines.LINE_NO, OrderLines.LINE_STATUS))
        .containsExactly("10 | open", "20 | complete", "30 | open");
    assertThat(receipts("4500001023")).containsExactly("161 | return | -8 | true");
  }

  @Test
  void subcontractOrdersOfAnotherOrganisationShareTheSupplier() {
    assertThat(
            headers(
                "4500001024", OrderHeaders.DIRECTION, OrderHeaders.ORG, OrderHeaders.PARTNER_KEY))
        .containsExactly("subcontract | 2000 | ecc|default|100017");
  }

  @Test
  void schedulingAgreementsDoNotCountAndContractsAreNoOrders() {
    assertThat(headers("5500000001", OrderHeaders.EFFECTIVE)).containsExactly("false");
    assertThat(headers("4600000001", OrderHeaders.EFFECTIVE)).isEmpty();
    assertThat(lines("4600000001", OrderLines.LINE_NO)).isEmpty();
  }

  @Test
  void anItemsPromiseMovesOnlyWithItsLastScheduleLine() {
    assertThat(
            lines(
                "4500001025",
                OrderLines.REQUIRED_DATE,
                OrderLines.PROMISED_DATE_FIRST,
                OrderLines.PROMISED_DATE))
        .containsExactly("2026-06-30 | 2026-06-30 | 2026-07-10");
    assertThat(revisions("4500001025"))
        .containsExactly("2026-06-30 | 2026-07-10 | 2026-06-20T02:00:00Z | change_doc");
  }

  private List<String> revisions(String order) {
    return lines(
        DateRevisions.TABLE,
        DateRevisions.ORDER_LINE_KEY,
        "|" + order,
        DateRevisions.OLD_VALUE,
        DateRevisions.NEW_VALUE,
        DateRevisions.CHANGED_AT,
        DateRevisions.EVIDENCE);
  }

  @Test
  void withoutChangeDocumentsThePreviousDateTellsTheMove() {
    assertThat(lines("4500001026", OrderLines.PROMISED_DATE_FIRST, OrderLines.PROMISE_SOURCE))
        .containsExactly("2026-06-28 | change_doc");
    assertThat(revisions("4500001026"))
        .containsExactly("2026-06-28 | 2026-07-05 | 2026-06-18T16:00:00Z | version");
  }

  @Test
  void theFirstAcknowledgementConfirmsAndTheNoticeShips() {
    assertThat(stages("4500001027"))
        .containsExactly("confirmed | 1 | 2026-06-03 | 100", "shipped | 1 | 2026-07-06 | 100");
    assertThat(
            lines(
                StageEvents.TABLE,
                StageEvents.ORDER_LINE_KEY,
                "|4500001027",
                StageEvents.ACTUAL_PRECISION,
                StageEvents.KNOWN_AT,
                StageEvents.OWNER_NAME))
        .containsExactly(
            "day | 2026-07-06T16:00:00Z | 苏州恒精密件有限公司",
            "second | 2026-06-03T01:00:00Z | 苏州恒精密件有限公司");
  }

  @Test
  void theReceiptThatCompletesALineClosesIt() {
    assertThat(
            lines(
                "4500001028",
                OrderLines.LINE_STATUS,
                OrderLines.CLOSED_AT,
                OrderLines.QTY_INVOICED))
        .containsExactly("closed_short | 2026-06-20T02:15:00Z | 80");
  }

  @Test
  void filesThatOverlapCountOnce() {
    assertThat(receipts("4500001011")).hasSize(2);
    assertThat(rejects()).noneMatch(found -> found.startsWith("DUPLICATE_KEY"));
  }
}
