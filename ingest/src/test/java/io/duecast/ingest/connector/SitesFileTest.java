package io.duecast.ingest.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.duecast.contract.Text;
import io.duecast.contract.calendar.LinePlaces;
import io.duecast.contract.calendar.Sites;
import io.duecast.contract.calendar.WorkCalendar;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SitesFileTest {

  private static List<Sites.Site> read(String text) {
    return SitesFile.read(
        "sites.csv",
        text,
        file ->
            switch (file) {
              case "tet.csv" -> Optional.of("from,to,kind,name\n\n2026-02-16,2026-02-20,off,Tet\n");
              case "wrong.csv" -> Optional.of("2026-02-16,2026-02-20,free,Tet\n");
              default -> Optional.empty();
            });
  }

  @Test
  void anOrderIsDueByTheDaysOfTheSitesThatTheFileNames() {
    Sites sites =
        Sites.of(
            "china",
            "Asia/Shanghai",
            Sites.text(
                read(
                    """
                    \uFEFFkind,code,calendar,zone,own_days
                    org,2000,DE-BY,Europe/Berlin,
                    country, Việt Nam ,weekdays,Asia/Ho_Chi_Minh,tet.csv
                    """)));
    LinePlaces line = sites.line("purchase", "2000", "Việt Nam");

    assertThat(line.ours().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(fiveDaysAfter(line.ours().calendar(), "2025-12-30"))
        .as("over New Year's Day and Epiphany")
        .isEqualTo("2026-01-08");
    assertThat(line.partners().zone()).isEqualTo(ZoneId.of("Asia/Ho_Chi_Minh"));
    assertThat(fiveDaysAfter(line.partners().calendar(), "2026-02-12"))
        .as("over Tet")
        .isEqualTo("2026-02-26");
  }

  private static LocalDate fiveDaysAfter(WorkCalendar calendar, String day) {
    return calendar.plusWorkdays(LocalDate.parse(day), 5);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    Fault fault =
        catchThrowableOfType(
            Fault.class,
            () ->
                read(
                    """
                    kind,code,calendar,zone,own_days
                    plant,2000,DE-BY,Europe/Berlin,
                    org,,DE-BX,Europe/Berln,
                    country,VN,VN,Asia/Ho_Chi_Minh,
                    country,DE,DE,Europe/Berlin,gone.csv
                    country,FR,FR,Europe/Paris,../tet.csv
                    country,AT,AT,Europe/Vienna,
                    country,AT,AT,Europe/Vienna,
                    """));

    assertThat(fault.code()).isEqualTo(FaultCode.CONFIG_INVALID);
    assertThat(fault.text().in(Text.Language.EN))
        .startsWith("The file of sites sites.csv has 8 problem(s)")
        .contains(
            "row 2: kind is org or country, not \"plant\"",
            "row 3: code is one line of text",
            "row 3: there is no zone \"Europe/Berln\"; did you mean Europe/Berlin?",
            "row 3: DE has no part DE-BX, only DE-BB",
            "row 4: VN is no calendar; use china, weekdays",
            "row 5: there is no file gone.csv beside it",
            "row 6: there is no file ../tet.csv beside it",
            "row 8: country AT is there twice");
    assertThat(fault.text().in(Text.Language.ZH))
        .startsWith("地点文件 sites.csv 有 8 处错误")
        .contains("第 3 行：没有时区“Europe/Berln”，您是指 Europe/Berlin 吗？");
  }

  @Test
  void aWrongLineOfASitesOwnDaysIsNamed() {
    Fault fault =
        catchThrowableOfType(
            Fault.class,
            () ->
                read("kind,code,calendar,zone,own_days\norg,1,weekdays,Asia/Shanghai,wrong.csv\n"));

    assertThat(fault).hasMessageContaining("Line 1 of the calendar wrong.csv is wrong");
  }
}
