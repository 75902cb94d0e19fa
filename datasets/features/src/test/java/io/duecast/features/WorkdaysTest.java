package io.duecast.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.calendar.WorkCalendar;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkdaysTest {

  /** The Spring Festival of 2024 was off from 10 to 17 February. */
  @ParameterizedTest
  @CsvSource({
    "2024-01-20, 2024-03-20, 20, nine before it with a Sunday worked and eleven after it",
    "2024-01-20, 2024-02-02, 3, the due day comes first",
    "2024-01-20, 2024-01-25, 0, due long before",
    "2024-02-08, 2024-02-12, 2, within the break there is no working day",
    "2024-02-22, 2024-03-23, 7, seen from behind it",
    "2024-03-05, 2024-03-23, 0, long over",
    "2024-07-01, 2024-10-20, 0, National Day is in autumn",
    "2023-12-01, 2024-02-05, 5, from the year before"
  })
  void slowDaysAroundTheSpringFestivalAreCounted(
      LocalDate day, LocalDate due, double expected, String why) {
    String text = Workdays.around(WorkCalendar.china(), day);

    assertThat(Workdays.nearWinterBreak(text, day, (int) (due.toEpochDay() - day.toEpochDay())))
        .as(why)
        .isEqualTo(expected);
  }

  /**
   * A partner closes three working days before the Spring Festival of 2024, which was off from 10
   * to 17 February, and six after it.
   */
  @ParameterizedTest
  @CsvSource({
    "2024-01-20, 2024-03-20, 9, all of it",
    "2024-01-20, 2024-02-07, 1, due on its first closed day",
    "2024-01-20, 2024-02-06, 0, due before",
    "2024-02-08, 2024-02-12, 2, two closed days are left before the break",
    "2024-02-12, 2024-02-20, 3, within the break",
    "2024-02-20, 2024-03-20, 4, two closed days have gone by",
    "2024-03-01, 2024-03-20, 0, it is open again",
    "2024-07-01, 2024-10-20, 0, National Day is in autumn",
    "2023-12-01, 2024-02-08, 2, from the year before"
  })
  void closedDaysAroundTheSpringFestivalAreCounted(
      LocalDate day, LocalDate due, double expected, String why) {
    String text = Workdays.around(WorkCalendar.china(), day);

    assertThat(
            Workdays.shut(
                text, day, (int) (due.toEpochDay() - day.toEpochDay()), new Shutdown(3, 6)))
        .as(why)
        .isEqualTo(expected);
  }

  @Test
  void aCalendarWithoutALongBreakHasNoSlowDays() {
    LocalDate day = LocalDate.of(2024, 1, 20);
    String text = Workdays.around(WorkCalendar.weekdays(), day);

    assertThat(Workdays.nearWinterBreak(text, day, 60)).isZero();
    assertThat(Workdays.shut(text, day, 60, Shutdown.UNKNOWN)).isZero();
  }

  @Test
  void countsLikeTheCalendar() {
    LocalDate day = LocalDate.of(2024, 1, 20);
    String text = Workdays.around(WorkCalendar.china(), day);
    for (int from = 0; from < 9; from++) {
      for (int to = from; to < 180; to++) {
        assertThat(Workdays.count(text, from, to))
            .isEqualTo(
                WorkCalendar.china().workdaysBetween(day.plusDays(from - 1L), day.plusDays(to)));
      }
    }
  }
}
