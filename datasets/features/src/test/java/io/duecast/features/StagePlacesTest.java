package io.duecast.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.calendar.LinePlaces;
import io.duecast.contract.calendar.Place;
import io.duecast.contract.calendar.WorkCalendar;
import io.duecast.contract.order.OrderRecord;
import io.duecast.contract.process.DueRule;
import io.duecast.contract.process.OwnerRole;
import io.duecast.contract.process.ProcessDefinition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stage counts the days of the place where it happens. */
class StagePlacesTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");
  private static final LocalDate ORDERED = LocalDate.of(2026, 2, 12);
  private static final Instant LATER = Instant.parse("2026-06-01T00:00:00Z");

  private static final WorkCalendar TET =
      WorkCalendar.named("weekdays\n2026-02-16,2026-02-20,off,Tet");
  private static final WorkCalendar CARNIVAL =
      WorkCalendar.named("weekdays\n2026-02-16,2026-02-16,off,Rosenmontag");

  private static final ProcessDefinition PROCESS =
      new ProcessDefinition(
          "purchase",
          "purchase",
          List.of(
              Company.stage("confirmed", 1, OwnerRole.SUPPLIER, DueRule.offset(null, 5), false),
              Company.stage("planned", 2, OwnerRole.BUYER, DueRule.offset(null, 5), false),
              Company.stage("stocked", 3, OwnerRole.WAREHOUSE, DueRule.none(), true)),
          DueRule.offset(null, 5));

  private static OrderRecord order() {
    return new Company.Line("A").ordered(ORDERED).promise(null, null).record();
  }

  private static LinePlaces places(Place ours, Place partners) {
    return new LinePlaces(SHANGHAI, ours, partners, OwnerRole.SUPPLIER);
  }

  private static StageTimeline at(LinePlaces places, Instant asOf) {
    return StageTimeline.at(order(), PROCESS, places, Norms.none(), asOf);
  }

  @Test
  void fiveWorkingDaysOfASupplierPassOverItsHolidaysAndOursOverOurs() {
    LinePlaces apart = places(new Place(CARNIVAL, SHANGHAI), new Place(TET, SHANGHAI));
    StageTimeline line = at(apart, LATER);

    assertThat(line.find("confirmed").orElseThrow().dueOn()).isEqualTo("2026-02-26");
    assertThat(line.find("planned").orElseThrow().dueOn()).isEqualTo("2026-02-20");
    assertThat(line.delivery().dueOn()).as("goods come to us").isEqualTo("2026-02-20");

    StageTimeline together = at(LinePlaces.at(WorkCalendar.weekdays(), SHANGHAI), LATER);
    assertThat(together.find("confirmed").orElseThrow().dueOn()).isEqualTo("2026-02-19");
  }

  @Test
  void aStageIsKnownToBeLateWhenTheDayHasEndedWhereItHappens() {
    LinePlaces abroad =
        places(
            new Place(WorkCalendar.weekdays(), SHANGHAI),
            new Place(WorkCalendar.weekdays(), LOS_ANGELES));
    Instant endThere = LocalDate.of(2026, 2, 20).atStartOfDay(LOS_ANGELES).toInstant();

    assertThat(confirmed(abroad, endThere.minusNanos(1)).late()).isNull();
    assertThat(confirmed(abroad, endThere).late()).isTrue();
    assertThat(confirmed(abroad, endThere).outcomeKnownAt())
        .isEqualTo("2026-02-20T08:00:00Z")
        .isEqualTo(endThere);
    assertThat(delivery(abroad).outcomeKnownAt())
        .as("goods come to us")
        .isEqualTo("2026-02-19T16:00:00Z");
  }

  @Test
  void factsOfAStageCountWhereItHappensAndThoseOfTheLineAtOurSite() {
    Instant asOf = LocalDate.of(2026, 2, 23).atStartOfDay(SHANGHAI).toInstant();
    OrderFacts facts =
        OrderFacts.of(
            order(),
            PROCESS,
            places(new Place(CARNIVAL, SHANGHAI), new Place(TET, SHANGHAI)),
            PartnerHistory.of(List.of()),
            asOf);

    StageFacts confirmed = facts.find("confirmed").orElseThrow();
    assertThat(confirmed.elapsedWorkdays()).as("the 13th and the 23rd").isEqualTo(2);
    assertThat(confirmed.workdaysToDue()).isEqualTo(3);
    assertThat(facts.delivery().elapsedWorkdays()).as("without the 16th").isEqualTo(6);
    assertThat(facts.silentWorkdays()).isEqualTo(6);
  }

  private static StageOutcome confirmed(LinePlaces places, Instant asOf) {
    return StageTimeline.outcomes(order(), PROCESS, places, Norms.none(), asOf).get(0);
  }

  private static StageOutcome delivery(LinePlaces places) {
    List<StageOutcome> outcomes =
        StageTimeline.outcomes(order(), PROCESS, places, Norms.none(), LATER);
    return outcomes.get(outcomes.size() - 1);
  }
}
