package io.duecast.contract.calendar;

import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import java.io.StringReader;
import java.time.LocalDate;

/** Says which days people work, and counts them. */
public interface WorkCalendar {

  boolean isWorkday(LocalDate day);

  /** Monday to Friday, no holidays. */
  static WorkCalendar weekdays() {
    return day -> day.getDayOfWeek().getValue() <= 5;
  }

  /** Mainland China: statutory holidays with make-up working days. */
  static HolidayCalendar china() {
    return HolidayCalendar.china();
  }

  /**
   * The calendar that {@code loads.calendar} holds: {@code china}, {@code weekdays} or the {@link
   * HolidayCalendar#heading} of a country with its days off on the lines behind it, and a source's
   * own days off and working days behind these, written as {@link HolidayCalendar} reads them.
   *
   * @throws Fault CONFIG_INVALID for any other name, and for a wrong line
   */
  static WorkCalendar named(String text) {
    int line = text.indexOf('\n');
    String name = line < 0 ? text : text.substring(0, line);
    HolidayCalendar calendar =
        switch (name) {
          case "china" -> china();
          case "weekdays" -> HolidayCalendar.weekdays();
          default ->
              HolidayCalendar.headed(name)
                  .orElseThrow(
                      () ->
                          new Fault(
                              FaultCode.CONFIG_INVALID,
                              Text.of(
                                  "没有日历 %s。可用：china、weekdays。".formatted(name),
                                  "There is no calendar %s. Use china or weekdays."
                                      .formatted(name))));
        };
    return line < 0
        ? calendar
        : calendar.with(new StringReader(text.substring(line + 1)), name + " + own days");
  }

  /**
   * The day that lies {@code workdays} working days after {@code day}; zero gives {@code day}
   * itself, a negative count goes back.
   */
  default LocalDate plusWorkdays(LocalDate day, int workdays) {
    int step = workdays < 0 ? -1 : 1;
    LocalDate at = day;
    for (int left = Math.abs(workdays); left > 0; ) {
      at = at.plusDays(step);
      if (isWorkday(at)) {
        left--;
      }
    }
    return at;
  }

  /** Working days in {@code (from, to]}; negative when {@code to} lies before {@code from}. */
  default int workdaysBetween(LocalDate from, LocalDate to) {
    if (to.isBefore(from)) {
      return -workdaysBetween(to, from);
    }
    int count = 0;
    for (LocalDate day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
      if (isWorkday(day)) {
        count++;
      }
    }
    return count;
  }
}
