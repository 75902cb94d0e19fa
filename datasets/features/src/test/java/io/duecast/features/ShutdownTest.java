package io.duecast.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.duecast.contract.calendar.WorkCalendar;
import java.time.LocalDate;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ShutdownTest {

  private static final WorkCalendar CHINA = WorkCalendar.china();

  @Test
  void aBusyPartnersClosingDaysAreSeen() {
    Shutdown seen = Shutdown.of(active(1, 3, 5), CHINA, 2025);

    assertThat(seen.before()).isEqualTo(3, within(0.2));
    assertThat(seen.after()).isEqualTo(5, within(0.2));
  }

  @Test
  void aPartnerThatNeverClosesIsSeenToo() {
    Shutdown seen = Shutdown.of(active(1, 0, 0), CHINA, 2025);

    assertThat(seen.before()).isLessThan(0.2);
    assertThat(seen.after()).isLessThan(0.2);
  }

  @Test
  void whoeverShowsUpSeldomLeansOnWhatIsUsual() {
    Shutdown often = Shutdown.of(active(2, 0, 0), CHINA, 2025);
    Shutdown seldom = Shutdown.of(active(12, 0, 0), CHINA, 2025);

    assertThat(often.after()).isLessThan(2);
    assertThat(seldom.after()).isEqualTo(Shutdown.UNKNOWN.after(), within(2.0));
  }

  @Test
  void nothingIsKnownOfAPartnerWithoutAYearBehindIt() {
    assertThat(Shutdown.of(new TreeSet<>(), CHINA, 2025)).isEqualTo(Shutdown.UNKNOWN);
    assertThat(Shutdown.of(active(1, 3, 5), CHINA, 2022)).isEqualTo(Shutdown.UNKNOWN);
    assertThat(Shutdown.of(active(1, 3, 5), WorkCalendar.weekdays(), 2025))
        .isEqualTo(Shutdown.UNKNOWN);
  }

  @Test
  void aBreakCountsOnceWhatFollowsItIsOver() {
    assertThat(Shutdown.lastYear(LocalDate.of(2025, 4, 14))).isEqualTo(2024);
    assertThat(Shutdown.lastYear(LocalDate.of(2025, 4, 15))).isEqualTo(2025);
    TreeSet<LocalDate> active = active(1, 3, 5);
    TreeSet<LocalDate> known = new TreeSet<>(active.headSet(LocalDate.of(2025, 4, 15)));

    assertThat(Shutdown.of(active, CHINA, 2025)).isEqualTo(Shutdown.of(known, CHINA, 2025));
    assertThat(Shutdown.of(active, CHINA, 2024))
        .isEqualTo(
            Shutdown.of(new TreeSet<>(active.headSet(LocalDate.of(2024, 4, 15))), CHINA, 2024));
  }

  /**
   * Every {@code every}th working day from 2023 to 2025, without those before and after the breaks
   * of 2024 and 2025.
   */
  private static TreeSet<LocalDate> active(int every, int before, int after) {
    TreeSet<LocalDate> closed = new TreeSet<>();
    for (int year : new int[] {2024, 2025}) {
      WinterBreak around = Objects.requireNonNull(WinterBreak.of(CHINA, year));
      for (int i = 1; i <= before; i++) {
        closed.add(CHINA.plusWorkdays(around.first(), -i));
      }
      for (int i = 1; i <= after; i++) {
        closed.add(CHINA.plusWorkdays(around.last(), i));
      }
    }
    TreeSet<LocalDate> active = new TreeSet<>();
    LocalDate day = LocalDate.of(2023, 3, 1);
    while (day.isBefore(LocalDate.of(2025, 12, 1))) {
      if (!closed.contains(day)) {
        active.add(day);
      }
      day = CHINA.plusWorkdays(day, every);
    }
    return active;
  }
}
