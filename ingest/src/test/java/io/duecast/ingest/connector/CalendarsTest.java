package io.duecast.ingest.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.calendar.HolidayCalendar;
import io.duecast.contract.calendar.WorkCalendar;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarsTest {

  @ParameterizedTest
  @CsvSource({
    "DE, 2026-10-02, true, a Friday",
    "DE, 2026-12-25, false, Christmas Day",
    "DE, 2026-01-06, true, Epiphany is none of all Germany",
    "DE-BY, 2026-01-06, false, but of Bavaria",
    "DE-BY, 2026-12-25, false, with the holidays of the country",
    "DE-BY, 2026-06-04, false, Corpus Christi moves with Easter",
    "DE-BE, 2026-06-04, true, and is none in Berlin",
    "US, 2026-07-03, false, the fourth is a Saturday and is kept the day before",
    "US, 2021-12-31, false, New Year's Day of 2022 is kept in 2021",
    "US, 2026-11-26, false, Thanksgiving",
    "GB, 2026-05-04, false, a bank holiday",
    "JP, 2026-05-04, false, in Golden Week",
    "AT, 2026-12-08, false, the Immaculate Conception",
    "AT, 2026-12-24, true, only observed",
    "SA, 2026-03-06, false, Friday is no working day there",
    "SA, 2026-03-08, true, Sunday is one",
    "AE, 2026-03-06, true, Friday is one in the Emirates",
    "china, 2026-02-20, false, our own list",
    "weekdays, 2026-12-25, true, no holidays"
  })
  void aCountryHasItsOwnDaysOff(String name, LocalDate day, boolean workday, String why) {
    assertThat(calendar(name).isWorkday(day)).as(why).isEqualTo(workday);
  }

  @Test
  void aCountryKnowsFortyYearsAndTellsWhereItsListEnds() {
    assertThat(calendar("DE-BY").yearsWithoutHolidays(1999, 2041)).containsExactly(1999, 2041);
    assertThat(calendar("HK").yearsWithoutHolidays(2020, 2026))
        .as("the lunar holidays are listed year by year")
        .containsExactly(2025, 2026);
    assertThat(calendar("VG").yearsWithoutHolidays(2019, 2026))
        .as("where holidays got other names, no list ended")
        .isEmpty();
  }

  @Test
  void anUnknownNameIsAnsweredWithWhatThereIs() {
    assertThat(Calendars.text("DE-XX")).isEmpty();
    assertThat(Calendars.text("de-by")).isEmpty();
    assertThat(Calendars.unknown("DE-BX").en())
        .startsWith("DE has no part DE-BX, only DE-BB, DE-BE, DE-BW, DE-BY, ")
        .contains("; did you mean DE-B");
    assertThat(Calendars.unknown("VN").en())
        .startsWith("VN is no calendar; use china, weekdays, or a country")
        .contains("AD, AE, AL, ");
    assertThat(Calendars.unknown("chna").zh()).endsWith("，您是指 china 吗？");
  }

  private static HolidayCalendar calendar(String name) {
    return (HolidayCalendar) WorkCalendar.named(Calendars.text(name).orElseThrow());
  }
}
