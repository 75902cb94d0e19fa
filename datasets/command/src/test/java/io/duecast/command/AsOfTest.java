package io.duecast.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class AsOfTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @Test
  void aDayMeansItsEndInTheBusinessZone() {
    assertThat(AsOf.parse("2026-03-02", SHANGHAI)).isEqualTo(Instant.parse("2026-03-02T16:00:00Z"));
  }

  @Test
  void anInstantIsTakenAsItIs() {
    assertThat(AsOf.parse("2026-03-02T08:00:00Z", SHANGHAI))
        .isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
  }

  @Test
  void anythingElseIsRefusedWithAnExample() {
    assertThatThrownBy(() -> AsOf.parse("02.03.2026", SHANGHAI))
        .hasMessageContaining("02.03.2026")
        .hasMessageContaining("2026-03-02");
  }
}
