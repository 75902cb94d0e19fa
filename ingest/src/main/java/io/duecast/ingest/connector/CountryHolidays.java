package io.duecast.ingest.connector;

import com.ibm.icu.util.Calendar;
import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import io.duecast.contract.calendar.HolidayCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The days off of a country or a part of one, written out as {@link
 * io.duecast.contract.calendar.WorkCalendar#named} reads them: holidays from Jollyday, days of the
 * week off from CLDR. A load keeps what was written here, so nothing behind it needs either.
 */
final class CountryHolidays {

  /** Years whose holidays are written out. */
  static final int FIRST_YEAR = 2000;

  static final int LAST_YEAR = 2040;

  /**
   * So many holidays that never come again tell the end of a list that was kept year by year, as
   * those of lunar calendars are; one or two are holidays that were given up.
   */
  private static final int END_OF_LIST = 3;

  private static final Properties READER = new Properties();

  static {
    READER.setProperty(
        "configuration.service.impl", "de.focus_shift.jollyday.jaxb.JaxbConfigurationService");
  }

  private final HolidayManager holidays;
  private final String country;
  private final String[] part;

  private CountryHolidays(HolidayManager holidays, String country, String[] part) {
    this.holidays = holidays;
    this.country = country;
    this.part = part;
  }

  /** Codes of all countries, upper case. */
  static List<String> countries() {
    return HolidayManager.getSupportedCalendarCodes().stream()
        .filter(code -> code.length() == 2)
        .map(code -> code.toUpperCase(Locale.ROOT))
        .sorted()
        .toList();
  }

  /** Codes of the parts of a country with holidays of their own; none where it is not known. */
  static List<String> parts(String country) {
    if (!countries().contains(country)) {
      return List.of();
    }
    List<String> codes = new ArrayList<>();
    collect(country, manager(country).getCalendarHierarchy(), codes);
    return codes.stream().sorted().toList();
  }

  /** The calendar of {@code DE} or {@code DE-BY}; empty for a code that is not known. */
  static Optional<String> text(String code) {
    String[] words = code.split("-", -1);
    String country = words[0];
    if (!countries().contains(country) || (words.length > 1 && !parts(country).contains(code))) {
      return Optional.empty();
    }
    String[] part =
        Arrays.stream(words)
            .skip(1)
            .map(word -> word.toLowerCase(Locale.ROOT))
            .toArray(String[]::new);
    return Optional.of(new CountryHolidays(manager(country), country, part).write(code));
  }

  private static HolidayManager manager(String country) {
    return HolidayManager.getInstance(
        ManagerParameters.create(country.toLowerCase(Locale.ROOT), READER));
  }

  private static void collect(String code, CalendarHierarchy at, List<String> codes) {
    at.getChildren()
        .forEach(
            (id, child) -> {
              String below = code + "-" + id.toUpperCase(Locale.ROOT);
              codes.add(below);
              collect(below, child, codes);
            });
  }

  private String write(String code) {
    TreeSet<LocalDate> days = new TreeSet<>();
    Map<String, Integer> firstSeen = new HashMap<>();
    Map<String, Integer> lastSeen = new HashMap<>();
    // A holiday of a neighbouring year may be kept in this one.
    for (int year = FIRST_YEAR - 1; year <= LAST_YEAR + 1; year++) {
      for (Holiday holiday : holidays.getHolidays(Year.of(year), part)) {
        if (holiday.getType() != HolidayType.OBSERVANCE) {
          days.add(holiday.getDate());
          String name = String.valueOf(holiday.getPropertiesKey());
          firstSeen.putIfAbsent(name, year);
          lastSeen.put(name, year);
        }
      }
    }
    int first = FIRST_YEAR;
    int last = LAST_YEAR;
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
      // Those that merely got another name begin where others end.
      int more =
          Collections.frequency(firstSeen.values(), year)
              - Collections.frequency(lastSeen.values(), year - 1);
      if (more >= END_OF_LIST) {
        first = year;
      } else if (-more >= END_OF_LIST) {
        last = Math.min(last, year - 1);
      }
    }
    Set<DayOfWeek> weekend = weekend();
    StringBuilder text = new StringBuilder(HolidayCalendar.heading(code, weekend, first, last));
    for (LocalDate day :
        days.subSet(LocalDate.of(FIRST_YEAR, 1, 1), LocalDate.of(LAST_YEAR + 1, 1, 1))) {
      if (!weekend.contains(day.getDayOfWeek())) {
        text.append('\n').append(day).append(',').append(day).append(",holiday,");
      }
    }
    return text.toString();
  }

  /** Days of the week off in the country, as CLDR has them now. */
  private Set<DayOfWeek> weekend() {
    Calendar.WeekData week = Calendar.getWeekDataForRegion(country);
    Set<DayOfWeek> weekend = EnumSet.noneOf(DayOfWeek.class);
    DayOfWeek last = day(week.weekendCease);
    for (DayOfWeek day = day(week.weekendOnset); ; day = day.plus(1)) {
      weekend.add(day);
      if (day == last) {
        return weekend;
      }
    }
  }

  /** ICU counts from Sunday, 1. */
  private static DayOfWeek day(int ofIcu) {
    return DayOfWeek.SATURDAY.plus(ofIcu);
  }
}
