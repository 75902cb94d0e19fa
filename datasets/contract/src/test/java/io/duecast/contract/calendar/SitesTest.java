package io.duecast.contract.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.process.OwnerRole;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class SitesTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  /** As a load keeps it: two sites of one calendar, a country with days of its own. */
  private static final String TEXT =
      Sites.text(
          List.of(
              new Sites.Site(Sites.Kind.ORG, "2000", "Europe/Berlin", "weekdays"),
              new Sites.Site(
                  Sites.Kind.COUNTRY,
                  "Viet|nam",
                  "Asia/Ho_Chi_Minh",
                  "weekdays\n2026-02-16,2026-02-20,off,Tet | 2026"),
              new Sites.Site(Sites.Kind.COUNTRY, "DE", "Europe/Berlin", "weekdays")));

  private final Sites sites = Sites.of("china", SHANGHAI.getId(), TEXT);

  @Test
  void whoeverHasTheTurnSaysWhereAStageHappens() {
    LinePlaces bought = sites.line("purchase", "2000", "Viet|nam");
    LinePlaces sold = sites.line("sales", "2000", "Viet|nam");

    assertThat(bought.of(OwnerRole.SUPPLIER).zone()).isEqualTo(ZoneId.of("Asia/Ho_Chi_Minh"));
    assertThat(bought.of(OwnerRole.SUPPLIER).calendar().isWorkday(LocalDate.of(2026, 2, 18)))
        .isFalse();
    assertThat(bought.of(OwnerRole.CARRIER).zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(bought.of(OwnerRole.CARRIER).calendar().isWorkday(LocalDate.of(2026, 2, 18)))
        .isTrue();
    assertThat(sold.of(OwnerRole.CUSTOMER)).isEqualTo(bought.of(OwnerRole.SUPPLIER));
    assertThat(sold.of(OwnerRole.SUPPLIER)).as("who delivers to us").isEqualTo(sold.ours());
    assertThat(bought.zone()).as("of the line as a whole").isEqualTo(SHANGHAI);
  }

  @Test
  void withoutAnEntryTheSourcesOwnPlaceHolds() {
    LinePlaces line = sites.line("purchase", "1000", "FR");

    assertThat(line.ours()).isSameAs(sites.home());
    assertThat(line.partners()).isSameAs(sites.home());
    assertThat(sites.line("purchase", null, null).partners()).isSameAs(sites.home());
    assertThat(Sites.of("china", "UTC", null).line("purchase", "2000", "DE").ours().zone())
        .isEqualTo(ZoneId.of("UTC"));
    assertThat(Sites.text(List.of())).isEmpty();
    assertThat(Sites.of("china", "UTC", "").tellCountriesApart()).isFalse();
  }

  @Test
  void sitesThatShareACalendarKeepItOnce() {
    assertThat(TEXT)
        .isEqualTo(
            """
            org|Europe/Berlin|2000
            country|Europe/Berlin|DE
            weekdays

            country|Asia/Ho_Chi_Minh|Viet|nam
            weekdays
            2026-02-16,2026-02-20,off,Tet | 2026""");
    assertThat(sites.all()).hasSize(4);
  }
}
