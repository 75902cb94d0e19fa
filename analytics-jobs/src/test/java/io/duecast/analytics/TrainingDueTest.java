package io.duecast.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrainingDueTest {

  private static final Instant NOW = Instant.parse("2026-06-30T16:00:00Z");
  private static final AnalyticsSettings PROPOSE =
      new AnalyticsSettings(1, 2, 3, 4, 5, "", 30, "propose", 7, 8, 0, 0);
  private static final AnalyticsSettings TRAIN =
      new AnalyticsSettings(1, 2, 3, 4, 5, "", 30, "train", 7, 8, 0, 0);
  private static final Optional<Text> DRIFTED = Optional.of(Text.of("采购：漂移。", "Purchase: drift."));

  private static Instant before(int days) {
    return NOW.minus(Duration.ofDays(days));
  }

  private static String why(
      @Nullable Instant champion,
      @Nullable Instant lastTrained,
      AnalyticsSettings settings,
      Optional<Text> proposal) {
    Text why = TrainingDue.why(champion, lastTrained, NOW, settings, () -> proposal);
    return why == null ? "not due" : why.en();
  }

  @Test
  void withoutAChampionTrainingIsDue() {
    assertThat(why(null, null, PROPOSE, Optional.empty())).contains("no champion");
  }

  @Test
  void anOldChampionAndOneOfTheFutureAreReplaced() {
    assertThat(why(before(30), before(30), PROPOSE, Optional.empty())).contains("30 days old");
    assertThat(why(before(29), before(29), PROPOSE, Optional.empty())).isEqualTo("not due");
    assertThat(why(before(-1), before(-1), PROPOSE, Optional.empty())).contains("came later");
  }

  @Test
  void driftTrainsOnlyWhereTheSettingsSaySo() {
    assertThat(why(before(10), before(10), PROPOSE, DRIFTED)).isEqualTo("not due");
    assertThat(why(before(10), before(10), TRAIN, DRIFTED))
        .isEqualTo("Training because the last run drifted. Purchase: drift.");
    assertThat(why(before(10), before(10), TRAIN, Optional.empty())).isEqualTo("not due");
  }

  @Test
  void aModelThatTheGateKeptBackIsNotTrainedAgainTheNextDay() {
    assertThat(why(before(20), before(6), TRAIN, DRIFTED)).isEqualTo("not due");
    assertThat(why(before(20), before(7), TRAIN, DRIFTED)).contains("drifted");
  }
}
