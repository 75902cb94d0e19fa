package io.duecast.contract.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HolidayCalendarTest {

  private final HolidayCalendar china = WorkCalendar.china();

  @ParameterizedTest
  @CsvSource({
    "2024-02-09, true, last working day before the Spring Festival",
    "2024-02-10, false, Spring Festival",
    "2024-02-17, false, end of the Spring Festival",
    "2024-02-04, true, a Sunday worked for it",
    "2024-02-18, true, the other Sunday worked for it",
    "2025-10-08, false, National Day and Mid-Autumn",
    "2025-10-11, true, a Saturday worked for it",
    "2024-10-12, true, the Saturday worked for National Day of 2024",
    "2024-09-29, true, the Sunday worked for National Day of 2024",
    "2025-09-28, true, the Sunday worked for National Day of 2025",
    "2025-10-09, true, the first working day behind National Day of 2025",
    "2025-01-26, true, the Sunday worked for the Spring Festival of 2025",
    "2025-02-08, true, the Saturday worked for the Spring Festival of 2025",
    "2020-01-31, false, the Spring Festival that was made longer in 2020",
    "2026-02-23, false, the longer Spring Festival of 2026",
    "2026-03-07, false, a plain Saturday",
    "2026-03-09, true, a plain Monday"
  })
  void followsTheNoticesOfTheStateCouncil(LocalDate day, boolean workday, String why) {
    assertThat(china.isWorkday(day)).as(why).isEqualTo(workday);
  }

  @ParameterizedTest
  @ValueSource(ints = {2015, 2016, 2017, 2018, 2019, 2021, 2022, 2023, 2024})
  void aYearHasElevenStatutoryDaysOffBeyondItsWeekends(int year) {
    int weekdays =
        WorkCalendar.weekdays()
            .workdaysBetween(LocalDate.of(year - 1, 12, 31), LocalDate.of(year, 12, 31));
    int workdays =
        china.workdaysBetween(LocalDate.of(year - 1, 12, 31), LocalDate.of(year, 12, 31));

    assertThat(weekdays - workdays).isBetween(9, 13);
  }

  @Test
  void yearsWithoutAListAreKnownAsSuch() {
    assertThat(china.covers(2026)).isTrue();
    assertThat(china.covers(2031)).isFalse();
    assertThat(china.isWorkday(LocalDate.of(2031, 10, 1))).isTrue();
  }

  @Test
  void countsLikeTheDayByDayDefinition() {
    WorkCalendar slow = china::isWorkday;
    LocalDate from = LocalDate.of(2023, 12, 20);
    for (int days = -400; days <= 400; days += 7) {
      assertThat(china.workdaysBetween(from, from.plusDays(days)))
          .isEqualTo(slow.workdaysBetween(from, from.plusDays(days)));
    }
    assertThat(china.plusWorkdays(LocalDate.of(2024, 2, 9), 1)).isEqualTo("2024-02-18");
    assertThat(china.plusWorkdays(LocalDate.of(2024, 2, 18), -1)).isEqualTo("2024-02-09");
  }

  @Test
  void aCompanysOwnDaysLieOverTheOfficialOnes() {
    HolidayCalendar own =
        china.with(
            new StringReader("from,to,kind,name\n2026-08-03,2026-08-07,off,shutdown\n"), "own");

    assertThat(own.isWorkday(LocalDate.of(2026, 8, 5))).isFalse();
    assertThat(china.isWorkday(LocalDate.of(2026, 8, 5))).isTrue();
  }

  @Test
  void aShutdownIsNoListOfTheYearsHolidays() {
    HolidayCalendar shutdown =
        china.with(new StringReader("2031-08-03,2031-08-07,off,shutdown\n"), "own");
    HolidayCalendar year =
        china.with(new StringReader("2031-01-01,2031-01-01,off,New Year\n"), "own");

    assertThat(shutdown.yearsWithoutHolidays(2026, 2031))
        .containsExactly(2027, 2028, 2029, 2030, 2031);
    assertThat(year.yearsWithoutHolidays(2031, 2031)).isEmpty();
    assertThat(china.yearsWithoutHolidays(2015, 2026)).isEmpty();
    assertThat(HolidayCalendar.weekdays().yearsWithoutHolidays(2031, 2031))
        .as("it never claimed to know them")
        .isEmpty();
  }

  @Test
  void aSourcesOwnDaysTravelBehindTheNameOfItsCalendar() {
    WorkCalendar own =
        WorkCalendar.named(
            "weekdays\n2026-08-03,2026-08-07,off,shutdown\n2026-08-08,2026-08-08,work,");

    assertThat(own.workdaysBetween(LocalDate.of(2026, 7, 31), LocalDate.of(2026, 8, 9)))
        .isEqualTo(1);
    assertThat(own.isWorkday(LocalDate.of(2026, 10, 1))).isTrue();
    assertThatThrownBy(() -> WorkCalendar.named("china\n2026-08-03,2026-08-07"))
        .hasMessageContaining("Line 1 of the calendar china + own days is wrong");
  }

  @Test
  void aCountryTravelsAsItsWeekTheYearsItKnowsAndItsDaysOff() {
    String heading =
        HolidayCalendar.heading("SA", EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.FRIDAY), 2000, 2027);
    HolidayCalendar country =
        (HolidayCalendar)
            WorkCalendar.named(
                heading
                    + "\n2026-09-23,2026-09-23,holiday,\n2028-01-01,2028-01-01,holiday,"
                    + "\n2026-09-25,2026-09-25,work,own");

    assertThat(heading).isEqualTo("SA weekend 56 years 2000-2027");
    assertThat(List.of(20, 21, 22, 23, 24, 25, 26))
        .filteredOn(day -> country.isWorkday(LocalDate.of(2026, 9, day)))
        .as("from Sunday to Thursday without the 23rd, and a Friday worked")
        .containsExactly(20, 21, 22, 24, 25);
    assertThat(country.yearsWithoutHolidays(1999, 2028)).containsExactly(1999, 2028);
    assertThatThrownBy(() -> WorkCalendar.named("SA weekend 8 years 2000-2027"))
        .hasMessageContaining("There is no calendar SA weekend 8");
  }

  @Test
  void aWrongLineIsNamed() {
    assertThatThrownBy(
            () -> china.with(new StringReader("2026-08-03,2026-08-07,free,x\n"), "own.csv"))
        .hasMessageContaining("Line 1 of the calendar own.csv is wrong");
    assertThatThrownBy(() -> WorkCalendar.named("mars")).hasMessageContaining("china or weekdays");
  }
}
