package io.duecast.features;

import static io.duecast.features.Company.START;
import static io.duecast.features.Company.ZONE;
import static io.duecast.features.Company.end;
import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.order.OrderRecord;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodGridTest {

  @Test
  void periodsAreFewGaplessAndEndOnTheDueDay() {
    for (int due = -400; due <= 400; due += 7) {
      List<Period> periods = PeriodGrid.ahead(START, START.plusDays(due), START, 180);
      assertThat(periods).hasSizeBetween(1, 17);
      int start = 0;
      for (Period period : periods) {
        assertThat(period.startDay()).isEqualTo(start);
        start = period.endDay() + 1;
      }
      assertThat(start).isGreaterThan(180);
      int day = due;
      assertThat(due < 0 || periods.stream().anyMatch(period -> period.endDay() == day)).isTrue();
    }
    assertThat(PeriodGrid.ahead(START, null, START.minusDays(9), 180)).hasSizeBetween(5, 17);
  }

  @Test
  void theDueDayIsAPeriodOfItsOwn() {
    for (int due = 0; due <= 200; due += 5) {
      assertThat(PeriodGrid.ahead(START, START.plusDays(due), START, 180))
          .contains(new Period(due, due));
    }
  }

  @Test
  void onlyPeriodsThatEndedBeforeTheCutOffAreObserved() {
    LocalDate due = START.plusDays(20);
    List<Period> periods = PeriodGrid.ahead(START, due, START, 180);
    StageOutcome open = outcome(new Company.Line("A").record(), START.plusDays(19));
    List<PeriodGrid.Observed> observed =
        PeriodGrid.observed(START, periods, open, end(START.plusDays(19)), ZONE);

    assertThat(observed).isNotEmpty().noneMatch(PeriodGrid.Observed::completed);
    assertThat(observed.get(observed.size() - 1).period().endDay()).isEqualTo(19);
  }

  @Test
  void theLastPeriodIsTheOneOfTheCompletion() {
    List<Period> periods = PeriodGrid.ahead(START, START.plusDays(20), START, 180);
    StageOutcome done =
        outcome(
            new Company.Line("A").receipt(START.plusDays(22), 100).record(), START.plusDays(90));
    List<PeriodGrid.Observed> observed =
        PeriodGrid.observed(START, periods, done, end(START.plusDays(90)), ZONE);

    PeriodGrid.Observed last = observed.get(observed.size() - 1);
    assertThat(last.completed()).isTrue();
    assertThat(last.period()).isEqualTo(new Period(22, 23));
    assertThat(observed.stream().filter(PeriodGrid.Observed::completed)).hasSize(1);
  }

  @Test
  void aCancelledLineIsCensoredAtItsExit() {
    List<Period> periods = PeriodGrid.ahead(START, START.plusDays(20), START, 180);
    StageOutcome cancelled =
        outcome(
            new Company.Line("A").closed("cancelled", end(START.plusDays(12))).record(),
            START.plusDays(90));

    assertThat(PeriodGrid.observed(START, periods, cancelled, end(START.plusDays(90)), ZONE))
        .noneMatch(PeriodGrid.Observed::completed)
        .allMatch(one -> one.period().endDay() < 12);
  }

  private static StageOutcome outcome(OrderRecord order, LocalDate day) {
    List<StageOutcome> outcomes =
        StageTimeline.outcomes(order, Company.PROCESS, Company.PLACES, Norms.none(), end(day));
    return outcomes.get(outcomes.size() - 1);
  }
}
