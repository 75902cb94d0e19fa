package io.duecast.features;

import static io.duecast.features.Company.PLACES;
import static io.duecast.features.Company.PROCESS;
import static io.duecast.features.Company.START;
import static io.duecast.features.Company.ZONE;
import static io.duecast.features.Company.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.contract.fault.Fault;
import io.duecast.contract.order.OrderRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderFactsTest {

  private static final List<OrderRecord> ORDERS = Company.orders(800, 11);
  private static final Instant NOW = end(START.plusDays(420));

  @Test
  void deletingEverythingAfterTheInstantChangesNothing() {
    PartnerHistory whole = history(ORDERS, end(START.plusYears(3)));
    PartnerHistory then = history(ORDERS.stream().map(order -> cut(order, NOW)).toList(), NOW);
    int open = 0;
    for (OrderRecord order : ORDERS) {
      if (!order.createdKnownAt().isAfter(NOW)) {
        assertThat(facts(cut(order, NOW), then).toJson()).isEqualTo(facts(order, whole).toJson());
        open += facts(order, whole).exit().equals("open") ? 1 : 0;
      }
    }
    assertThat(open).isGreaterThan(10);
  }

  @Test
  void factsComeBackFromJsonInEveryBit() {
    PartnerHistory history = history(ORDERS, NOW);
    for (OrderRecord order : ORDERS.subList(0, 200)) {
      OrderFacts facts = facts(order, history);
      OrderFacts again = OrderFacts.fromJson(facts.toJson());
      assertThat(again).isEqualTo(facts);
      assertThat(again.toJson()).isEqualTo(facts.toJson());
      List<Period> periods = PeriodGrid.ahead(facts, facts.delivery());
      assertThat(bits(OrderFeatures.matrix(again, again.delivery(), periods)))
          .isEqualTo(bits(OrderFeatures.matrix(facts, facts.delivery(), periods)));
    }
  }

  @Test
  void damagedFactsAreRefusedWithTheReason() {
    String json = facts(ORDERS.get(0), PartnerHistory.empty()).toJson();
    assertThatThrownBy(() -> OrderFacts.fromJson(json.replaceFirst("\\{", "{\"colour\":1,")))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("colour")
        .hasMessageContaining("unchanged");
    assertThatThrownBy(() -> OrderFacts.fromJson(json.replaceFirst("\"itemRate\":[^,]+,", "")))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("itemRate");
  }

  @Test
  void aMatrixHoldsTheVectorsOfItsPeriods() {
    PartnerHistory history = history(ORDERS, NOW);
    OrderFacts facts = facts(ORDERS.get(3), history);
    List<Period> periods = PeriodGrid.ahead(facts, facts.delivery());
    float[] matrix = OrderFeatures.matrix(facts, facts.delivery(), periods);
    int width = OrderFeatures.ALL.size();
    for (int i = 0; i < periods.size(); i++) {
      assertThat(bits(Arrays.copyOfRange(matrix, i * width, (i + 1) * width)))
          .isEqualTo(bits(OrderFeatures.vector(facts, facts.delivery(), periods.get(i))));
    }
  }

  @Test
  void featureNamesAreUniqueAndExplained() {
    assertThat(OrderFeatures.names())
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z0-9_]+"));
    assertThat(OrderFeatures.ALL)
        .allSatisfy(
            feature -> {
              assertThat(feature.meaning().zh()).isNotBlank();
              assertThat(feature.meaning().en()).isNotBlank();
            });
  }

  @Test
  void aChangedBodyOrNameChangesTheFingerprint() {
    List<Feature> changed = new ArrayList<>(OrderFeatures.ALL);
    Feature silence =
        changed.stream()
            .filter(one -> one.name().equals("silent_workdays"))
            .findFirst()
            .orElseThrow();
    changed.set(
        changed.indexOf(silence),
        new Feature(
            silence.name(),
            silence.meaning(),
            silence.unit(),
            silence.cause(),
            false,
            (facts, target, period) -> facts.silentWorkdays() + 1));

    Fingerprint other = Fingerprint.of(changed);

    assertThat(other.hash()).isNotEqualTo(Fingerprint.current().hash());
    assertThat(other.byFeature().get("silent_workdays"))
        .isNotEqualTo(Fingerprint.current().byFeature().get("silent_workdays"));
    assertThat(other.byFeature().get("qty_to_usual"))
        .isEqualTo(Fingerprint.current().byFeature().get("qty_to_usual"));
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }

  private static OrderFacts facts(OrderRecord order, PartnerHistory history) {
    return OrderFacts.of(order, PROCESS, PLACES, history, NOW);
  }

  private static PartnerHistory history(List<OrderRecord> orders, Instant asOf) {
    return PartnerHistory.of(
        LedgerBuilder.ledger(
            orders.stream()
                .flatMap(
                    order ->
                        StageTimeline.outcomes(order, PROCESS, PLACES, Norms.none(), asOf).stream())
                .toList(),
            ZONE));
  }

  /** The order as the source would have shown it at {@code asOf}. */
  private static OrderRecord cut(OrderRecord order, Instant asOf) {
    return new OrderRecord(
        order.orderLineKey(),
        order.orderKey(),
        order.direction(),
        order.partnerKey(),
        order.partnerGroup(),
        order.itemKey(),
        order.itemGroup(),
        order.itemLeadTimeDays(),
        order.buyerCode(),
        order.org(),
        order.orderDate(),
        order.createdKnownAt(),
        order.requiredDate(),
        order.promisedDateFirst(),
        order.revisions().stream()
            .filter(revision -> revision.changedAt().isAfter(asOf))
            .findFirst()
            .map(OrderRecord.Revision::oldDate)
            .orElse(order.promisedDate()),
        order.qty(),
        order.amount(),
        order.currency(),
        order.lineStatus(),
        order.closedAt(),
        order.shipmentRef(),
        order.attrs(),
        order.events().stream()
            .filter(event -> event.knownAt() != null && !event.knownAt().isAfter(asOf))
            .toList(),
        order.revisions().stream().filter(revision -> !revision.changedAt().isAfter(asOf)).toList(),
        order.receipts().stream().filter(receipt -> !receipt.knownAt().isAfter(asOf)).toList());
  }
}
