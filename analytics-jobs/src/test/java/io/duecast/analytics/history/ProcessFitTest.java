package io.duecast.analytics.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.analytics.order.PlacedOrder;
import io.duecast.contract.Text;
import io.duecast.contract.calendar.LinePlaces;
import io.duecast.contract.calendar.WorkCalendar;
import io.duecast.contract.order.LineStatus;
import io.duecast.contract.order.OrderRecord;
import io.duecast.contract.process.DueRule;
import io.duecast.contract.process.OwnerRole;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.contract.process.StageDefinition;
import io.duecast.features.Norms;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProcessFitTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Instant AS_OF = Instant.parse("2026-06-30T16:00:00Z");

  /** A Monday. */
  private static final LocalDate ORDERED = LocalDate.of(2026, 3, 2);

  private static final ProcessDefinition PROCESS =
      new ProcessDefinition(
          "made-up",
          "purchase",
          List.of(
              stage("approved", 1, DueRule.offset(null, 1), false),
              stage("inspected", 2, DueRule.none(), false),
              stage("stocked", 3, DueRule.field("promised_date_first"), true)));

  private final List<PlacedOrder> lines = new ArrayList<>();

  private static StageDefinition stage(String code, int order, DueRule due, boolean delivery) {
    return new StageDefinition(
        code, order, Text.of(code, code), OwnerRole.BUYER, due, !delivery, false, delivery);
  }

  /** A line on which each stage was done so many calendar days after the order. */
  private void line(LineStatus status, Map<String, Integer> daysByStage) {
    List<OrderRecord.Event> events = new ArrayList<>();
    new TreeMap<>(daysByStage)
        .forEach(
            (stage, days) -> {
              LocalDate on = ORDERED.plusDays(days);
              events.add(
                  new OrderRecord.Event(
                      stage, 1, null, on, on.atStartOfDay(ZONE).toInstant(), null, null));
            });
    String key = "L" + lines.size();
    Instant closed = status.isOpen() ? null : Instant.parse("2026-05-01T00:00:00Z");
    OrderRecord order =
        new OrderRecord(
            key,
            "O" + key,
            "purchase",
            "S1",
            null,
            null,
            null,
            null,
            null,
            null,
            ORDERED,
            ORDERED.atStartOfDay(ZONE).toInstant(),
            null,
            LocalDate.of(2026, 3, 31),
            null,
            BigDecimal.ONE,
            null,
            null,
            status.code(),
            closed,
            null,
            Map.of(),
            events,
            List.of(),
            List.of());
    lines.add(
        new PlacedOrder(
            order,
            PROCESS,
            LinePlaces.at(WorkCalendar.weekdays(), ZONE),
            new PlacedOrder.Labels("N" + key, "1", null, null, null, null)));
  }

  private ProcessFit fit() {
    return ProcessFit.of(PROCESS, lines, Norms.none(), AS_OF);
  }

  private static StageFit of(ProcessFit fit, String stage) {
    return fit.fit(PROCESS.find(stage).orElseThrow());
  }

  @Test
  void aLineCountsWhereItGotToOrPassedBy() {
    line(LineStatus.COMPLETE, Map.of("approved", 1, "inspected", 7, "stocked", 9));
    line(LineStatus.COMPLETE, Map.of("approved", 1, "stocked", 9, "painted", 5));
    line(LineStatus.COMPLETE, Map.of("approved", 8, "inspected", 7, "stocked", 9, "painted", 5));
    line(LineStatus.OPEN, Map.of("approved", 1));
    line(LineStatus.CANCELLED, Map.of("approved", 1));
    ProcessFit fit = fit();

    StageFit approved = of(fit, "approved");
    StageFit inspected = of(fit, "inspected");
    StageFit stocked = of(fit, "stocked");
    assertThat(fit.lines()).isEqualTo(5);
    assertThat(List.of(approved.lines(), approved.done(), approved.planned()))
        .as("all lines were approved, all by a due day")
        .containsExactly(5L, 5L, 5L);
    assertThat(
            List.of(inspected.lines(), inspected.done(), inspected.skipped(), inspected.waiting()))
        .as("one skipped it, one waits for it, and the cancelled one waits no more")
        .containsExactly(4L, 2L, 1L, 1L);
    assertThat(inspected.planned()).as("no rule gives it a day").isZero();
    assertThat(inspected.outOfOrder()).as("one inspected before it was approved").isEqualTo(1);
    assertThat(List.of(stocked.lines(), stocked.done(), stocked.planned(), stocked.outOfOrder()))
        .containsExactly(3L, 3L, 3L, 0L);
    assertThat(fit.unknown()).containsExactly(Map.entry("painted", 2L));
  }

  @Test
  void aNormIsTheDaysInWhichFourOfFiveMadeIt() {
    // From Monday: 1, 2, 3, 4 working days; Saturday counts like Friday, the next Monday is the
    // 5th.
    for (int days : new int[] {1, 1, 1, 2, 2, 3, 4, 4, 7}) {
      line(LineStatus.OPEN, Map.of("approved", days));
    }
    assertThat(of(fit(), "approved").proposedWorkingDays()).as("nine are too few").isEmpty();

    line(LineStatus.OPEN, Map.of("approved", 5));
    assertThat(of(fit(), "approved").proposedWorkingDays()).hasValue(4);
    assertThat(of(fit(), "approved").outcomes()).isEqualTo(10);
  }

  @Test
  void whatWasNotKnownYetDoesNotCount() {
    line(LineStatus.COMPLETE, Map.of("approved", 1, "stocked", 300));

    assertThat(of(fit(), "stocked").done()).isZero();
    assertThat(of(fit(), "inspected").waiting()).isEqualTo(1);
  }
}
