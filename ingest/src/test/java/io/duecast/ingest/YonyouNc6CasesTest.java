package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.order.DateRevisions;
import io.duecast.contract.order.Items;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.StageEvents;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.TableSpec;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What happens in a database of Yonyou NC6 beside the golden scenario, one case a test. */
class YonyouNc6CasesTest extends ConnectorCases {

  YonyouNc6CasesTest() {
    super("yonyou-nc6");
  }

  private List<String> of(String order, TableSpec table, Column key, Column... columns) {
    List<Row> found =
        rows(table).stream()
            .filter(
                row -> {
                  String value = row.getAs(key.name());
                  return value != null && (value + "|").contains("|purchase|" + order + "|");
                })
            .toList();
    return TestLake.lines(found, columns);
  }

  private List<String> head(String order, Column... columns) {
    return of(order, OrderHeaders.TABLE, OrderHeaders.ORDER_KEY, columns);
  }

  private List<String> line(String order, Column... columns) {
    return of(order, OrderLines.TABLE, OrderLines.ORDER_KEY, columns);
  }

  private List<String> receipts(String order, Column... columns) {
    return of(order, Receipts.TABLE, Receipts.ORDER_LINE_KEY, columns);
  }

  @Test
  void everyCodeOfTheOrderHasItsMeaning() {
    assertThat(
            TestLake.lines(
                rows(OrderHeaders.TABLE),
                OrderHeaders.DOC_ID,
                OrderHeaders.STATUS,
                OrderHeaders.EFFECTIVE))
        .startsWith(
            "O01 | draft | false",
            "O02 | pending | false",
            "O03 | pending | false",
            "O04 | rejected | false",
            "O05 | approved | true",
            "O06 | unknown | false",
            "O07 | cancelled | false");
    assertThat(line("O07", OrderLines.LINE_STATUS)).containsExactly("cancelled");
  }

  @Test
  void oneCodeInTwoOrganisationsIsOneSupplierOfTheGroup() {
    assertThat(
            TestLake.lines(
                rows(Suppliers.TABLE),
                Suppliers.SUPPLIER_KEY,
                Suppliers.NAME,
                Suppliers.ORG,
                Suppliers.STATUS))
        .containsExactly("nc6|default|0017 | 恒精密（苏州） | 100 | active");
    assertThat(
            head("O08", OrderHeaders.PARTNER_KEY, OrderHeaders.PARTNER_NAME_RAW, OrderHeaders.ORG))
        .containsExactly("nc6|default|0017 | 恒精密（东莞） | 200");
  }

  @Test
  void versionsOfAMaterialAreOneItem() {
    assertThat(TestLake.lines(rows(Items.TABLE), Items.ITEM_KEY, Items.STATUS))
        .containsExactly("nc6|default|M-1001 | active");
    assertThat(line("O16", OrderLines.ITEM_KEY, OrderLines.LINE_STATUS, OrderLines.ATTRS))
        .containsExactly(
            "nc6|default|M-1001 | cancelled | ", "nc6|default|M-1001 | open | {VBDEF3==1+1}");
  }

  @Test
  void everyVersionTellsWhatItChangedAndWhenThatWasKnown() {
    assertThat(
            of(
                "O09",
                DateRevisions.TABLE,
                DateRevisions.ORDER_LINE_KEY,
                DateRevisions.FIELD,
                DateRevisions.OLD_VALUE,
                DateRevisions.NEW_VALUE,
                DateRevisions.CHANGED_AT))
        .containsExactly(
            "price | 47.46 | 46 | 2026-03-12T06:22:00Z",
            "promised | 2026-03-25 | 2026-03-28 | 2026-03-08T16:00:00Z",
            "promised | 2026-03-28 | 2026-04-02 | 2026-03-12T06:22:00Z",
            "qty | 100 | 120 | 2026-03-12T06:22:00Z");
    assertThat(
            line(
                "O09",
                OrderLines.PROMISED_DATE_FIRST,
                OrderLines.PROMISED_DATE,
                OrderLines.PROMISE_SOURCE))
        .containsExactly("2026-03-25 | 2026-04-02 | version");
    assertThat(head("O10")).as("an older version is no order").isEmpty();
  }

  @Test
  void documentsOfAnOlderVersionBelongToTheNewest() {
    assertThat(
            receipts(
                "O09",
                Receipts.KIND,
                Receipts.QTY,
                Receipts.EFFECTIVE,
                Receipts.LINK_QUALITY,
                Receipts.RECEIPT_DATE))
        .containsExactly(
            "arrival | 4 | false | exact_id | 2026-03-24",
            "arrival | 5 | false | exact_id | 2026-03-23",
            "arrival | 70 | true | exact_id | 2026-03-21",
            "return | -6 | true | exact_id | 2026-03-22",
            "return | -90 | true | exact_id | 2026-04-02",
            "stock_in | 61 | true | exact_id | 2026-04-01",
            "stock_in | 64 | true | via_doc | 2026-03-31");
    assertThat(line("O09", OrderLines.LINE_STATUS)).containsExactly("complete");
  }

  @Test
  void theWayOfGoodsIsToldOnceAndPlansAreNoEvents() {
    assertThat(
            of(
                "O05",
                StageEvents.TABLE,
                StageEvents.ORDER_LINE_KEY,
                StageEvents.STAGE,
                StageEvents.SEQ,
                StageEvents.ACTUAL_ON))
        .containsExactly(
            "approved | 1 | 2026-03-03",
            "arrived | 1 | 2026-03-24",
            "customs | 1 | 2026-03-18",
            "customs | 2 | 2026-03-20",
            "shipped | 1 | 2026-03-10");
    assertThat(
            of(
                "O09",
                StageEvents.TABLE,
                StageEvents.ORDER_LINE_KEY,
                StageEvents.STAGE,
                StageEvents.SEQ,
                StageEvents.ACTUAL_ON))
        .containsExactly(
            "approved | 1 | 2026-03-03",
            "arrived | 1 | 2026-03-21",
            "loaded | 1 | 2026-03-21",
            "shipped | 1 | 2026-03-20",
            "stocked | 1 | 2026-03-31",
            "stocked | 2 | 2026-04-01");
  }

  @Test
  void frozenAndClosedOrdersSayHowTheirLinesStand() {
    assertThat(line("O12", OrderLines.LINE_STATUS)).containsExactly("frozen");
    assertThat(line("O13", OrderLines.LINE_STATUS, OrderLines.CLOSED_AT))
        .containsExactly("closed_short | 2026-04-09T16:00:00Z");
  }

  @Test
  void whatDoesNotFitIsNotedAndNothingElseIs() {
    assertThat(line("O14", OrderLines.LINE_NO)).containsExactly("10", "20");
    assertThat(rejectsByRule())
        .containsOnly(
            Map.entry("ORDER_WITHOUT_LINES", 1L),
            Map.entry("RECEIPT_WITHOUT_ORDER", 1L),
            Map.entry("STATUS_UNKNOWN", 1L));
  }
}
