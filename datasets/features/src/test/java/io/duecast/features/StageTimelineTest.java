package io.duecast.features;

import static io.duecast.features.Company.CALENDAR;
import static io.duecast.features.Company.PLACES;
import static io.duecast.features.Company.PROCESS;
import static io.duecast.features.Company.START;
import static io.duecast.features.Company.ZONE;
import static io.duecast.features.Company.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.duecast.contract.Text;
import io.duecast.contract.order.OrderRecord;
import io.duecast.contract.process.DueRule;
import io.duecast.contract.process.OwnerRole;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.contract.process.StageDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StageTimelineTest {

  private static final Instant LATER = end(START.plusYears(2));

  /** Stages behind the delivery, limits in calendar days, and a norm for the delivery. */
  private static final ProcessDefinition THREE_WAY =
      new ProcessDefinition(
          "three-way",
          "purchase",
          List.of(
              Company.stage(
                  "received", 1, OwnerRole.SUPPLIER, DueRule.calendarOffset(null, 15), true),
              Company.stage(
                  "invoiced",
                  2,
                  OwnerRole.SUPPLIER,
                  DueRule.calendarOffset("received", 45),
                  false)),
          DueRule.norm(0.8, 10));

  @Test
  void aStageBeginsWhenTheOneBeforeIsDone() {
    OrderRecord order = new Company.Line("A").event("approved", START.plusDays(1)).record();

    StageTimeline timeline = at(order, end(START.plusDays(1)));

    assertThat(timeline.stages())
        .extracting(StageTimeline.StageAt::state)
        .containsExactly(
            StageTimeline.State.DONE, StageTimeline.State.CURRENT, StageTimeline.State.AHEAD);
    StageTimeline.StageAt current = timeline.stages().get(1);
    assertThat(timeline.current()).isEqualTo(current);
    assertThat(current.stage()).isEqualTo("confirmed");
    assertThat(current.enteredOn()).isEqualTo(START.plusDays(1));
    assertThat(current.dueOn()).isEqualTo(CALENDAR.plusWorkdays(START.plusDays(1), 3));
    assertThat(current.ownerRole()).isEqualTo("supplier");
  }

  @Test
  void nothingIsKnownBeforeItsInstant() {
    OrderRecord order = new Company.Line("A").event("approved", START.plusDays(1)).record();

    assertThat(at(order, end(START.plusDays(1)).minusNanos(1)).current())
        .extracting(StageTimeline.StageAt::stage)
        .isEqualTo("approved");
  }

  @Test
  void aStageWithoutBookingIsSkippedOnceALaterOneHappened() {
    OrderRecord order = new Company.Line("A").receipt(START.plusDays(9), 40).record();

    assertThat(at(order, LATER).stages())
        .extracting(StageTimeline.StageAt::state)
        .containsExactly(
            StageTimeline.State.SKIPPED, StageTimeline.State.SKIPPED, StageTimeline.State.CURRENT);
  }

  @Test
  void aDeliveryIsDoneOnTheDayTheWholeQuantityIsThere() {
    OrderRecord order =
        new Company.Line("A")
            .receipt(START.plusDays(18), 60)
            .receipt(START.plusDays(24), 40)
            .receiptOf("return", START.plusDays(30), -5)
            .record();

    assertThat(at(order, end(START.plusDays(20))).qtyFulfilled())
        .isEqualByComparingTo(BigDecimal.valueOf(60));
    assertThat(at(order, end(START.plusDays(20))).delivery().actualOn()).isNull();
    StageTimeline whole = at(order, LATER);
    assertThat(whole.delivery().actualOn()).isEqualTo(START.plusDays(24));
    assertThat(whole.exit()).isEqualTo("completed");

    StageOutcome outcome = delivery(order, LATER);
    assertThat(outcome.late()).isTrue();
    assertThat(outcome.daysLate()).isEqualTo(4);
    assertThat(outcome.qtyOnTime()).isEqualByComparingTo(BigDecimal.valueOf(60));
  }

  @Test
  void aRepeatingStageStaysOpenForPartsAndClosesWithTheWhole() {
    ProcessDefinition process =
        new ProcessDefinition(
            "purchase",
            "purchase",
            List.of(
                new StageDefinition(
                    "arrived",
                    1,
                    Text.of("到货", "Arrival"),
                    OwnerRole.CARRIER,
                    DueRule.none(),
                    true,
                    true,
                    false),
                Company.stage("stocked", 2, OwnerRole.WAREHOUSE, DueRule.none(), true)));
    OrderRecord order =
        new Company.Line("A")
            .receiptOf("arrival", START.plusDays(8), 60)
            .receipt(START.plusDays(9), 60)
            .receipt(START.plusDays(12), 40)
            .record();

    assertThat(
            StageTimeline.at(order, process, PLACES, Norms.none(), end(START.plusDays(9))).stages())
        .extracting(StageTimeline.StageAt::state)
        .containsExactly(StageTimeline.State.CURRENT, StageTimeline.State.AHEAD);
    assertThat(StageTimeline.at(order, process, PLACES, Norms.none(), LATER).stages())
        .extracting(StageTimeline.StageAt::state)
        .containsExactly(StageTimeline.State.SKIPPED, StageTimeline.State.DONE);
  }

  @Test
  void aReversalTakesTheDeliveryBack() {
    OrderRecord order =
        new Company.Line("A")
            .receipt(START.plusDays(10), 100)
            .receiptOf("stock_in", START.plusDays(11), -100)
            .receipt(START.plusDays(30), 100)
            .record();

    assertThat(at(order, LATER).delivery().actualOn()).isEqualTo(START.plusDays(30));
  }

  @Test
  void aLineTheSourceCallsCompleteIsDoneWithItsLastReceipt() {
    OrderRecord order =
        new Company.Line("A")
            .receipt(START.plusDays(18), 98)
            .closed("complete", end(START.plusDays(19)))
            .record();

    assertThat(at(order, end(START.plusDays(18))).delivery().actualOn()).isNull();
    assertThat(at(order, LATER).delivery().actualOn()).isEqualTo(START.plusDays(18));
  }

  @Test
  void promisesAreThoseInForceAtTheInstant() {
    LocalDate first = START.plusDays(20);
    OrderRecord order =
        new Company.Line("A")
            .promise(first, first.plusDays(9))
            .revisions(
                List.of(
                    new OrderRecord.Revision(
                        "promised", first, first.plusDays(5), end(START.plusDays(8))),
                    new OrderRecord.Revision(
                        "promised", first.plusDays(5), first.plusDays(9), end(START.plusDays(15)))))
            .record();

    StageTimeline early = at(order, end(START.plusDays(5)));
    assertThat(early.promiseNow()).isEqualTo(first);
    assertThat(early.promiseMoves()).isEmpty();
    StageTimeline middle = at(order, end(START.plusDays(10)));
    assertThat(middle.promiseNow()).isEqualTo(first.plusDays(5));
    assertThat(middle.promiseMoves())
        .extracting(StageTimeline.PromiseMove::days)
        .containsExactly(5);
    assertThat(at(order, LATER).promiseNow()).isEqualTo(first.plusDays(9));
    assertThat(at(order, LATER).delivery().dueOn()).isEqualTo(first);
    assertThat(at(order, LATER).delivery().dueBasis()).isEqualTo("first_promise");
    assertThat(delivery(order, LATER).promiseMoved()).isEqualTo("2024-01-09+5 2024-01-16+4");
  }

  @Test
  void aPromiseGivenLaterIsUnknownBefore() {
    LocalDate promise = START.plusDays(20);
    OrderRecord order =
        new Company.Line("A")
            .revisions(
                List.of(
                    new OrderRecord.Revision("promised", null, promise, end(START.plusDays(3)))))
            .record();

    StageTimeline before = at(order, end(START.plusDays(1)));
    assertThat(before.promiseFirst()).isNull();
    assertThat(before.delivery().dueBasis()).isEqualTo("required_date");
    assertThat(at(order, end(START.plusDays(3))).delivery().dueOn()).isEqualTo(promise);
  }

  @Test
  void lateIsKnownTheDayAfterTheDueDayDeliveredOrNot() {
    OrderRecord order = new Company.Line("A").record();
    Instant known = START.plusDays(21).atStartOfDay(ZONE).toInstant();

    assertThat(delivery(order, known.minusNanos(1)).late()).isNull();
    StageOutcome late = delivery(order, known);
    assertThat(late.late()).isTrue();
    assertThat(late.outcomeKnownAt()).isEqualTo(known);
    assertThat(late.exit()).isEqualTo("open");
  }

  @Test
  void onTimeIsKnownAtReceipt() {
    OrderRecord order = new Company.Line("A").receipt(START.plusDays(20), 100).record();

    StageOutcome outcome = delivery(order, LATER);

    assertThat(outcome.late()).isFalse();
    assertThat(outcome.outcomeKnownAt()).isEqualTo(end(START.plusDays(20)));
  }

  @Test
  void aCancelledLineIsNeitherOnTimeNorLate() {
    Instant closed = end(START.plusDays(5));
    OrderRecord order = new Company.Line("A").closed("cancelled", closed).record();

    StageOutcome outcome = delivery(order, LATER);

    assertThat(outcome.exit()).isEqualTo("cancelled");
    assertThat(outcome.exitKnownAt()).isEqualTo(closed);
    assertThat(outcome.late()).isNull();
    assertThat(at(order, closed.minusNanos(1)).isOpen()).isTrue();
  }

  @Test
  void aLineClosedShortAfterItsDueDayWasLate() {
    OrderRecord order =
        new Company.Line("A")
            .receipt(START.plusDays(18), 12)
            .closed("closed_short", end(START.plusDays(40)))
            .record();

    assertThat(delivery(order, LATER).late()).isTrue();
    assertThat(delivery(order, LATER).exit()).isEqualTo("closed_short");
  }

  @Test
  void aNormIsFixedWhenTheStageBegins() {
    ProcessDefinition process =
        new ProcessDefinition(
            "purchase",
            "purchase",
            List.of(
                Company.stage("approved", 1, OwnerRole.APPROVER, DueRule.norm(0.8, 10), false),
                Company.stage("stocked", 2, OwnerRole.SUPPLIER, DueRule.none(), true)));
    OrderRecord order = new Company.Line("A").record();
    Norms norms =
        (direction, partner, group, stage, day, percentile, minimum) ->
            day.equals(START.minusDays(1)) ? OptionalInt.of(6) : OptionalInt.empty();

    StageTimeline timeline = StageTimeline.at(order, process, PLACES, norms, LATER);

    assertThat(timeline.stages().get(0).dueOn()).isEqualTo(START.plusDays(6));
    assertThat(timeline.stages().get(0).dueBasis()).isEqualTo("norm");
    assertThat(StageTimeline.at(order, process, PLACES, Norms.none(), LATER).stages())
        .first()
        .extracting(StageTimeline.StageAt::dueOn)
        .isNull();
  }

  @Test
  void anOffsetMayCountCalendarDays() {
    OrderRecord order = received().record();

    StageTimeline timeline = at(THREE_WAY, order, Norms.none(), LATER);

    assertThat(timeline.stages().get(0).dueOn()).isEqualTo(START.plusDays(15));
    assertThat(timeline.stages().get(1).dueOn()).isEqualTo(START.plusDays(20 + 45));
    assertThat(timeline.stages().get(1).dueBasis()).isEqualTo("offset");
  }

  @Test
  void theWholeDeliveryIsDueByItsOwnRuleWhereNothingWasPromised() {
    OrderRecord order = received().record();
    Norms norms =
        (direction, partner, group, stage, day, percentile, minimum) ->
            stage.equals(ProcessDefinition.DELIVERY) && day.equals(START.minusDays(1))
                ? OptionalInt.of(25)
                : OptionalInt.empty();

    List<StageOutcome> outcomes = StageTimeline.outcomes(order, THREE_WAY, PLACES, norms, LATER);

    assertThat(outcomes)
        .extracting(StageOutcome::stage, StageOutcome::dueOn, StageOutcome::dueBasis)
        .contains(
            tuple("received", START.plusDays(15), "offset"),
            tuple("delivery", START.plusDays(25), "norm"));
    assertThat(outcomes)
        .filteredOn(outcome -> outcome.completedOn() != null)
        .extracting(StageOutcome::stage, StageOutcome::late)
        .as("received on day 20: past the limit of all, within the supplier's norm")
        .containsExactly(tuple("received", true), tuple("delivery", false));
    assertThat(at(THREE_WAY, order, Norms.none(), LATER).delivery().dueOn())
        .as("too little history for a norm")
        .isNull();
  }

  @Test
  void aPromiseGoesBeforeTheRuleOfTheWholeDelivery() {
    OrderRecord order = new Company.Line("A").record();

    assertThat(at(THREE_WAY, order, Norms.none(), LATER).delivery())
        .extracting(StageTimeline.StageAt::dueOn, StageTimeline.StageAt::dueBasis)
        .containsExactly(START.plusDays(20), "first_promise");
  }

  @Test
  void theWholeDeliveryMayBeDueAnOffsetAfterTheOrder() {
    ProcessDefinition process =
        new ProcessDefinition(
            "purchase", "purchase", THREE_WAY.stages(), DueRule.calendarOffset(null, 30));

    assertThat(at(process, received().record(), Norms.none(), LATER).delivery())
        .extracting(StageTimeline.StageAt::dueOn, StageTimeline.StageAt::dueBasis)
        .containsExactly(START.plusDays(30), "offset");
  }

  @Test
  void aStageBehindTheDeliveryIsAwaitedAfterIt() {
    OrderRecord order = received().record();

    StageOutcome soon = outcome(order, "invoiced", end(START.plusDays(30)));
    assertThat(soon.enteredOn()).isEqualTo(START.plusDays(20));
    assertThat(soon.exit()).isEqualTo("open");
    assertThat(soon.late()).isNull();

    StageOutcome never = outcome(order, "invoiced", LATER);
    assertThat(never.exit()).isEqualTo("open");
    assertThat(never.late()).isTrue();
    assertThat(never.outcomeKnownAt()).isEqualTo(end(START.plusDays(65)));

    StageOutcome done =
        outcome(received().event("invoiced", START.plusDays(40)).record(), "invoiced", LATER);
    assertThat(done.exit()).isEqualTo("completed");
    assertThat(done.late()).isFalse();
  }

  @Test
  void aLineGivenUpAfterItsDeliveryLeavesTheStagesBehindIt() {
    OrderRecord order = received().closed("cancelled", end(START.plusDays(30))).record();

    assertThat(outcome(order, "delivery", LATER).exit()).isEqualTo("completed");
    assertThat(outcome(order, "invoiced", LATER).exit()).isEqualTo("cancelled");
    assertThat(outcome(order, "invoiced", LATER).late()).isNull();
    assertThat(outcome(order, "invoiced", end(START.plusDays(29))).exit()).isEqualTo("open");
  }

  @Test
  void outcomesCoverEnteredStagesAndTheDelivery() {
    OrderRecord order = new Company.Line("A").event("approved", START.plusDays(1)).record();

    assertThat(StageTimeline.outcomes(order, PROCESS, PLACES, Norms.none(), LATER))
        .extracting(StageOutcome::stage)
        .containsExactly("approved", "confirmed", "delivery");
    assertThat(
            StageTimeline.outcomes(order, PROCESS, PLACES, Norms.none(), end(START).minusNanos(1)))
        .isEmpty();
  }

  private static Company.Line received() {
    return new Company.Line("A").promise(null, null).receiptOf("arrival", START.plusDays(20), 100);
  }

  private static StageOutcome outcome(OrderRecord order, String stage, Instant asOf) {
    return StageTimeline.outcomes(order, THREE_WAY, PLACES, Norms.none(), asOf).stream()
        .filter(outcome -> outcome.stage().equals(stage))
        .findFirst()
        .orElseThrow();
  }

  private static StageTimeline at(
      ProcessDefinition process, OrderRecord order, Norms norms, Instant asOf) {
    return StageTimeline.at(order, process, PLACES, norms, asOf);
  }

  private static StageTimeline at(OrderRecord order, Instant asOf) {
    return StageTimeline.at(order, PROCESS, PLACES, Norms.none(), asOf);
  }

  private static StageOutcome delivery(OrderRecord order, Instant asOf) {
    List<StageOutcome> outcomes =
        StageTimeline.outcomes(order, PROCESS, PLACES, Norms.none(), asOf);
    return outcomes.get(outcomes.size() - 1);
  }
}
