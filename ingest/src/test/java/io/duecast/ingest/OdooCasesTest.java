package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.PartnerContacts;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Odoo's models hold beyond the golden scenario. */
class OdooCasesTest extends ConnectorCases {

  OdooCasesTest() {
    super("odoo");
  }

  private List<String> headers(int order, Column... shown) {
    return lines(OrderHeaders.TABLE, OrderHeaders.ORDER_KEY, "|purchase|" + order, shown);
  }

  private List<String> lines(int order, Column... shown) {
    return lines(OrderLines.TABLE, OrderLines.ORDER_LINE_KEY, "|purchase|" + order, shown);
  }

  private List<String> receipts(int order) {
    return lines(
        Receipts.TABLE,
        Receipts.ORDER_LINE_KEY,
        "|purchase|" + order,
        Receipts.KIND,
        Receipts.QTY,
        Receipts.LINK_QUALITY);
  }

  @Test
  void onlyConfirmedOrdersCount() {
    assertThat(
            lines(
                OrderHeaders.TABLE,
                OrderHeaders.DIRECTION,
                "purchase",
                OrderHeaders.ORDER_NO,
                OrderHeaders.STATUS,
                OrderHeaders.EFFECTIVE))
        .contains(
            "P00001 | draft | false",
            "P00002 | draft | false",
            "P00003 | pending | false",
            "P00004 | cancelled | false",
            "P00005 | approved | true",
            "P00006 | approved | true",
            "P00007 | unknown | false");
    assertThat(rejects()).contains("STATUS_UNKNOWN | waiting vendor");
    assertThat(headers(4, OrderHeaders.CANCELLED_AT)).containsExactly("2026-06-05T03:00:00Z");
    assertThat(lines(4, OrderLines.LINE_STATUS)).containsExactly("cancelled");
  }

  @Test
  void overDeliveryIsComplete() {
    assertThat(receipts(8)).containsExactly("stock_in | 105 | exact_id");
    assertThat(lines(8, OrderLines.LINE_STATUS)).containsExactly("complete");
  }

  @Test
  void aReturnBiggerThanOneReceiptDoesNotReopenTheLine() {
    assertThat(receipts(9))
        .containsExactly(
            "return | -45 | exact_id", "stock_in | 30 | exact_id", "stock_in | 30 | exact_id");
    assertThat(lines(9, OrderLines.LINE_STATUS)).containsExactly("complete");
  }

  @Test
  void returnedGoodsThatComeBackLessenTheReturn() {
    assertThat(receipts(20))
        .containsExactly(
            "return | -10 | exact_id", "return | 10 | exact_id", "stock_in | 40 | exact_id");
  }

  @Test
  void theSameProductTwiceInAnOrderIsTwoLines() {
    assertThat(lines(10, OrderLines.LINE_NO, OrderLines.PROMISED_DATE, OrderLines.LINE_STATUS))
        .containsExactly("1 | 2026-06-20 | open", "2 | 2026-06-30 | complete");
  }

  @Test
  void anOrderWithoutLinesIsNoted() {
    assertThat(rejects()).contains("ORDER_WITHOUT_LINES | odoo|default|purchase|11");
  }

  @Test
  void pricesAreInTheOrdersCurrency() {
    assertThat(headers(12, OrderHeaders.CURRENCY)).containsExactly("USD");
    assertThat(lines(12, OrderLines.PRICE_NET, OrderLines.AMOUNT_NET))
        .containsExactly("1.25 | 125");
  }

  @Test
  void aBoxOfTwelveIsAlsoTwelvePieces() {
    assertThat(
            lines(
                13,
                OrderLines.QTY,
                OrderLines.UOM,
                OrderLines.QTY_BASE,
                OrderLines.BASE_UOM,
                OrderLines.LINE_STATUS))
        .containsExactly("10 | 箱 | 120 | 件 | partial");
    assertThat(
            lines(
                Receipts.TABLE,
                Receipts.ORDER_LINE_KEY,
                "|purchase|13",
                Receipts.QTY,
                Receipts.UOM,
                Receipts.QTY_BASE))
        .containsExactly("4 | 箱 | 48");
  }

  @Test
  void aReceiptWithoutItsOrderIsKeptAndNoted() {
    assertThat(
            lines(
                Receipts.TABLE,
                Receipts.RECEIPT_NO,
                "WH/IN/00050",
                Receipts.ORDER_LINE_KEY,
                Receipts.LINK_QUALITY,
                Receipts.QTY))
        .containsExactly(" | none | 7");
    assertThat(rejects()).contains("RECEIPT_WITHOUT_ORDER | WH/IN/00050");
  }

  @Test
  void textsThatLookLikeFormulasOrAreRareStayAsTheyAre() {
    assertThat(lines(14, OrderLines.ITEM_CODE_RAW, OrderLines.ITEM_NAME_RAW))
        .containsExactly("=1+1 | 🔧𠮷＠ＡＢ");
  }

  @Test
  void aContactStandsForItsCompanyAndCodesAreNoKeys() {
    assertThat(
            headers(
                14,
                OrderHeaders.PARTNER_KEY,
                OrderHeaders.PARTNER_CODE_RAW,
                OrderHeaders.PARTNER_NAME_RAW))
        .containsExactly("odoo|default|21 | B-2 | 乙公司");
    assertThat(
            lines(
                Suppliers.TABLE,
                Suppliers.SUPPLIER_KEY,
                "odoo",
                Suppliers.SUPPLIER_KEY,
                Suppliers.CODE,
                Suppliers.ORG,
                Suppliers.STATUS))
        .containsExactly(
            "odoo|default|20 | 0017 | 1 | active",
            "odoo|default|21 | B-2 |  | active",
            "odoo|default|24 | 0017 | 2 | active",
            "odoo|default|25 | 25 |  | forbidden");
    assertThat(rejects()).noneMatch(found -> found.startsWith("PARTNER_UNKNOWN"));
  }

  @Test
  void contactsAreInATableOfTheirOwn() {
    assertThat(
            lines(
                PartnerContacts.TABLE,
                PartnerContacts.KIND,
                PartnerContacts.PARTNER_KEY,
                PartnerContacts.CONTACT_NAME,
                PartnerContacts.PHONE,
                PartnerContacts.EMAIL))
        .containsExactly("supplier | odoo|default|21 |  | 010-5550-0102 | b@example.com");
    assertThat(rows(Suppliers.TABLE).get(0).schema().fieldNames())
        .doesNotContain(PartnerContacts.PHONE.name(), PartnerContacts.EMAIL.name());
  }

  @Test
  void daysAreThoseOfTheCompanysZone() {
    assertThat(lines(16, OrderLines.PROMISED_DATE_FIRST, OrderLines.PROMISED_DATE))
        .containsExactly("2026-03-31 | 2026-04-01");
  }

  @Test
  void aLineThatWasReopenedWaitsForItsRest() {
    assertThat(lines(17, OrderLines.LINE_ID, OrderLines.LINE_STATUS, OrderLines.CLOSED_AT))
        .contains("1170 | partial | ");
  }

  @Test
  void olderVersionsDoNotKnowTheFirstPromise() {
    assertThat(
            lines(
                17,
                OrderLines.LINE_ID,
                OrderLines.UOM,
                OrderLines.PROMISED_DATE_FIRST,
                OrderLines.PROMISED_DATE,
                OrderLines.PROMISE_SOURCE))
        .contains("1110 | 件 |  | 2026-06-20 | none");
  }

  @Test
  void ofExtractsThatOverlapTheLastSpeaks() {
    assertThat(headers(17, OrderHeaders.SOURCE_DOC_NO)).containsExactly("S00077");
    assertThat(rejects()).noneMatch(found -> found.startsWith("DUPLICATE_KEY"));
  }

  @Test
  void goodsAtTheDockAreNotInStock() {
    assertThat(receipts(18)).containsExactly("arrival | 30 | exact_id");
    assertThat(lines(18, OrderLines.LINE_STATUS)).containsExactly("open");
  }

  @Test
  void aStepThatTookTwoLinesTogetherLeavesThemStockedAtTheFirst() {
    assertThat(receipts(21))
        .containsExactly("stock_in | 10 | exact_id", "stock_in | 15 | exact_id");
  }

  @Test
  void servicesAreCountedByHandAndSectionsAreNoLines() {
    assertThat(lines(19, OrderLines.LINE_ID, OrderLines.IS_SERVICE, OrderLines.LINE_STATUS))
        .containsExactly("1190 | true | complete");
  }
}
