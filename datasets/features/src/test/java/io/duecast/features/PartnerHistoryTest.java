package io.duecast.features;

import static io.duecast.features.Company.PLACES;
import static io.duecast.features.Company.PROCESS;
import static io.duecast.features.Company.START;
import static io.duecast.features.Company.ZONE;
import static io.duecast.features.Company.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.duecast.contract.calendar.WorkCalendar;
import io.duecast.contract.order.OrderRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartnerHistoryTest {

  private static final Instant LATER = end(START.plusYears(3));
  private static final List<OrderRecord> ORDERS = Company.orders(2_000, 7);

  @Test
  void theLedgerAsOfADayEqualsTheLedgerOfWhatWasKnownThatDay() {
    LocalDate day = START.plusDays(250);
    PartnerHistory all = history(LATER);
    PartnerHistory then = history(end(day));

    for (String stage : List.of("approved", "confirmed", "stocked", "delivery")) {
      for (int supplier = 0; supplier < 20; supplier++) {
        assertThat(all.asOf("purchase", "S" + supplier, "machining", stage, day))
            .isEqualTo(then.asOf("purchase", "S" + supplier, "machining", stage, day));
      }
    }
    WorkCalendar calendar = WorkCalendar.china();
    for (int supplier = 0; supplier < 20; supplier++) {
      assertThat(all.shutdown("S" + supplier, List.of("confirmed"), calendar, day))
          .isEqualTo(then.shutdown("S" + supplier, List.of("confirmed"), calendar, day));
    }
  }

  @Test
  void theOrderOfTheRowsDoesNotMatterToAnyScope() {
    LocalDate day = START.plusDays(600);
    List<LedgerRow> rows = new ArrayList<>(LedgerBuilder.ledger(outcomes(LATER), ZONE));
    PartnerHistory sorted = PartnerHistory.of(rows);
    Collections.shuffle(rows, new Random(5));
    PartnerHistory shuffled = PartnerHistory.of(rows);

    for (OrderRecord order : ORDERS.subList(0, 200)) {
      assertThat(shuffled.pairsAsOf(order, day)).isEqualTo(sorted.pairsAsOf(order, day));
      assertThat(shuffled.keysAsOf(order, "delivery", day))
          .isEqualTo(sorted.keysAsOf(order, "delivery", day));
      String item = order.itemKey();
      assertThat(shuffled.itemDuration("purchase", item, day))
          .isEqualTo(sorted.itemDuration("purchase", item, day));
      assertThat(shuffled.usualQtyLog("purchase", item, day))
          .isEqualTo(sorted.usualQtyLog("purchase", item, day));
      assertThat(shuffled.asOf("purchase", order.partnerKey(), "machining", "delivery", day))
          .isEqualTo(sorted.asOf("purchase", order.partnerKey(), "machining", "delivery", day));
    }
  }

  @Test
  void countsAreThoseOfTheOutcomes() {
    LocalDate day = START.plusDays(400);
    long late = 0;
    long known = 0;
    for (StageOutcome outcome : outcomes(LATER)) {
      Instant at = outcome.outcomeKnownAt();
      if (outcome.stage().equals("delivery")
          && "S17".equals(outcome.partnerKey())
          && at != null
          && !Days.known(at, ZONE).isAfter(day)
          && Days.known(at, ZONE).isAfter(day.minusDays(90))) {
        known++;
        late += Boolean.TRUE.equals(outcome.late()) ? 1 : 0;
      }
    }

    HistoryFacts facts = history(LATER).asOf("purchase", "S17", "machining", "delivery", day);

    assertThat(known).isPositive();
    assertThat(facts.known90()).isEqualTo(known);
    assertThat(facts.late90()).isEqualTo(late);
  }

  @Test
  void anUnknownPartnerHasTheGroupsRate() {
    LocalDate day = START.plusDays(500);
    HistoryFacts facts = history(LATER).asOf("purchase", "new", "machining", "delivery", day);

    assertThat(facts.known365()).isZero();
    assertThat(facts.rate())
        .isEqualTo((double) facts.groupLate365() / facts.groupKnown365(), within(0.01));
    assertThat(facts.duration()).isPositive();
  }

  @Test
  void withoutAnyHistoryTheRateIsThePriorAndTimesAreMissing() {
    HistoryFacts facts = PartnerHistory.empty().asOf("purchase", "S1", null, "delivery", START);

    assertThat(facts.rate()).isEqualTo(0.15);
    assertThat(facts.duration()).isNaN();
  }

  @Test
  void theOrderOfOutcomesDoesNotMatter() {
    List<StageOutcome> outcomes = outcomes(LATER);
    List<StageOutcome> shuffled = new ArrayList<>(outcomes);
    Collections.shuffle(shuffled, new Random(3));

    assertThat(LedgerBuilder.ledger(shuffled, ZONE))
        .containsExactlyInAnyOrderElementsOf(LedgerBuilder.ledger(outcomes, ZONE));
  }

  @Test
  void normsArePercentilesOfWhatWasAchieved() {
    PartnerHistory history = history(LATER);

    assertThat(
            history.days("purchase", "S3", "machining", "approved", START.plusDays(600), 0.8, 10))
        .hasValue(3);
    assertThat(history.days("purchase", "S3", "machining", "approved", START.plusDays(1), 0.8, 10))
        .isEmpty();
  }

  private static List<StageOutcome> outcomes(Instant asOf) {
    return ORDERS.stream()
        .flatMap(
            order -> StageTimeline.outcomes(order, PROCESS, PLACES, Norms.none(), asOf).stream())
        .toList();
  }

  private static PartnerHistory history(Instant asOf) {
    return PartnerHistory.of(LedgerBuilder.ledger(outcomes(asOf), ZONE));
  }
}
