package io.duecast.contract.calendar;

import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A working calendar read from a list of days off and make-up working days; every other day follows
 * the week. Years outside the list count weekends only: see {@link #covers}.
 *
 * <p>The list is a text of {@code from,to,kind,name} rows, {@code kind} being {@code off} or {@code
 * work}; lines that begin with {@code #} and the heading are passed over.
 *
 * <p>A calendar of a country travels as such a list of the kind {@code holiday}, behind a line that
 * {@link #heading} writes: whoever counts its days needs no library that knows the country.
 */
public final class HolidayCalendar implements WorkCalendar {

  private static final LocalDate ORIGIN = LocalDate.of(1990, 1, 1);
  private static final int DAYS =
      (int) (LocalDate.of(2100, 1, 1).toEpochDay() - ORIGIN.toEpochDay());

  private static final String OFF = "off";

  /** A day off of a country, which does not tell that its year is known: the heading does. */
  private static final String HOLIDAY = "holiday";

  /** What {@link #heading} writes. */
  private static final Pattern HEADING =
      Pattern.compile("\\S+ weekend ([1-7]{0,6}) years (\\d{4})-(\\d{4})");

  private static final Set<DayOfWeek> SATURDAY_AND_SUNDAY =
      Collections.unmodifiableSet(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));

  private static final HolidayCalendar WEEKDAYS =
      new HolidayCalendar(week(SATURDAY_AND_SUNDAY), new TreeSet<>(), false);
  private static final HolidayCalendar CHINA = shipped("china.csv");

  private final BitSet workdays;
  private final int[] before;
  private final TreeSet<Integer> years;
  private final boolean knowsHolidays;

  private HolidayCalendar(BitSet workdays, TreeSet<Integer> years, boolean knowsHolidays) {
    this.workdays = workdays;
    this.years = years;
    this.knowsHolidays = knowsHolidays;
    this.before = new int[DAYS + 1];
    for (int day = 0; day < DAYS; day++) {
      before[day + 1] = before[day] + (workdays.get(day) ? 1 : 0);
    }
  }

  /** Mainland China, statutory holidays with make-up days. */
  static HolidayCalendar china() {
    return CHINA;
  }

  /** Monday to Friday; it claims to know no holidays. */
  static HolidayCalendar weekdays() {
    return WEEKDAYS;
  }

  /**
   * The line before the days off of a country, which {@link WorkCalendar#named} reads.
   *
   * @param code of the country or its part, without blanks
   * @param weekend days of every week off
   * @param first first year whose holidays the list holds
   * @param last last such year
   */
  public static String heading(String code, Set<DayOfWeek> weekend, int first, int last) {
    String days =
        weekend.stream()
            .sorted()
            .map(day -> String.valueOf(day.getValue()))
            .collect(Collectors.joining());
    return "%s weekend %s years %d-%d".formatted(code, days, first, last);
  }

  /** The week of a country and the years it knows, still without holidays; empty for other text. */
  static Optional<HolidayCalendar> headed(String heading) {
    Matcher parts = HEADING.matcher(heading);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Set<DayOfWeek> weekend =
        parts
            .group(1)
            .chars()
            .mapToObj(digit -> DayOfWeek.of(digit - '0'))
            .collect(Collectors.toSet());
    TreeSet<Integer> years = new TreeSet<>();
    IntStream.rangeClosed(Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)))
        .forEach(years::add);
    return Optional.of(new HolidayCalendar(week(weekend), years, true));
  }

  /**
   * This calendar with the days of another list laid over it, such as a company's own shutdowns.
   *
   * @param name of the list, for messages
   */
  public HolidayCalendar with(Reader list, String name) {
    BitSet days = (BitSet) workdays.clone();
    TreeSet<Integer> covered = new TreeSet<>(years);
    read(list, name, days, covered);
    return new HolidayCalendar(days, covered, knowsHolidays);
  }

  /**
   * Whether the holidays of a year are known: its New Year's Day is on a list, or the heading of a
   * country names it; otherwise only its weekends are. A company's shutdown alone tells nothing of
   * the year's holidays.
   */
  public boolean covers(int year) {
    return years.contains(year);
  }

  /**
   * Years from {@code first} to {@code last} whose holidays this calendar should know and does not;
   * none for a calendar of weekdays.
   */
  public List<Integer> yearsWithoutHolidays(int first, int last) {
    return knowsHolidays
        ? IntStream.rangeClosed(first, last).filter(year -> !covers(year)).boxed().toList()
        : List.of();
  }

  @Override
  public boolean isWorkday(LocalDate day) {
    long index = index(day);
    return index < 0 || index >= DAYS
        ? day.getDayOfWeek().getValue() <= 5
        : workdays.get((int) index);
  }

  @Override
  public int workdaysBetween(LocalDate from, LocalDate to) {
    long start = index(from) + 1;
    long end = index(to) + 1;
    if (start < 0 || end < 0 || start > DAYS || end > DAYS) {
      return WorkCalendar.super.workdaysBetween(from, to);
    }
    return before[(int) end] - before[(int) start];
  }

  private static long index(LocalDate day) {
    return day.toEpochDay() - ORIGIN.toEpochDay();
  }

  private static BitSet week(Set<DayOfWeek> weekend) {
    BitSet days = new BitSet(DAYS);
    for (int day = 0; day < DAYS; day++) {
      days.set(day, !weekend.contains(ORIGIN.plusDays(day).getDayOfWeek()));
    }
    return days;
  }

  private static HolidayCalendar shipped(String file) {
    BitSet days = week(SATURDAY_AND_SUNDAY);
    TreeSet<Integer> covered = new TreeSet<>();
    try (InputStream stream = HolidayCalendar.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("The calendar " + file + " is not on the class path.");
      }
      read(new InputStreamReader(stream, StandardCharsets.UTF_8), file, days, covered);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new HolidayCalendar(days, covered, true);
  }

  private static void read(Reader list, String name, BitSet days, TreeSet<Integer> covered) {
    int number = 0;
    try (BufferedReader lines = new BufferedReader(list)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank() || line.startsWith("#") || line.startsWith("from,")) {
          continue;
        }
        String[] cells = line.split(",", 4);
        LocalDate to = LocalDate.parse(cells[1]);
        boolean work = isWork(cells[2]);
        for (LocalDate day = LocalDate.parse(cells[0]); !day.isAfter(to); day = day.plusDays(1)) {
          days.set((int) index(day), work);
          if (cells[2].equals(OFF) && day.getDayOfYear() == 1) {
            covered.add(day.getYear());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DateTimeException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new Fault(
          FaultCode.CONFIG_INVALID,
          Text.of(
              "日历 %s 第 %d 行有误。每行写 开始,结束,off 或 work,名称，如 2026-10-01,2026-10-07,off,国庆。"
                  .formatted(name, number),
              "Line %d of the calendar %s is wrong. Write from,to,off or work,name, such as 2026-10-01,2026-10-07,off,National Day."
                  .formatted(number, name)),
          e);
    }
  }

  private static boolean isWork(String kind) {
    return switch (kind) {
      case "work" -> true;
      case OFF, HOLIDAY -> false;
      default -> throw new IllegalArgumentException(kind);
    };
  }
}
