package io.duecast.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.command.CommonOptions;
import io.duecast.contract.fault.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class AnalyticsSettingsTest {

  @TempDir private Path folder;

  @Command
  static final class Options {
    @Mixin private CommonOptions common;
  }

  private static AnalyticsSettings settings(String... args) {
    Options options = new Options();
    new CommandLine(options).parseArgs(args);
    return options.common.settings(AnalyticsSettings.class, AnalyticsSettings.SECTION);
  }

  @Test
  void defaultsHold() {
    AnalyticsSettings settings = settings();

    assertThat(settings.callsADay()).isEqualTo(40);
    assertThat(settings.trainFromDay()).isNull();
    assertThat(settings.trainsOnDrift()).isFalse();
  }

  @Test
  void everyKeyCanBeSet() throws Exception {
    Path file = folder.resolve("duecast.conf");
    Files.writeString(
        file,
        """
        duecast.analytics {
          training-rows = 1
          evaluation-rows = 2
          trees = 3
          holdout-days = 4
          recency-half-life-days = 5
          train-from = "2009-01-01"
          train-every-days = 6
          retrain-on-drift = train
          minimum-outcomes = 7
          calls-a-day = 8
          call-cost = 9
          late-cost = 10
        }
        """);

    AnalyticsSettings settings = settings("--config", file.toString());

    assertThat(settings)
        .isEqualTo(new AnalyticsSettings(1, 2, 3, 4, 5, "2009-01-01", 6, "train", 7, 8, 9, 10));
    assertThat(settings.trainFromDay()).isEqualTo(LocalDate.of(2009, 1, 1));
    assertThat(settings.trainsOnDrift()).isTrue();
  }

  @Test
  void costsAreSetTogetherOrNotAtAll() {
    assertThat(settings().bandsByCost()).isFalse();
    assertThat(new AnalyticsSettings(1, 2, 3, 4, 5, "", 6, "train", 7, 8, 30, 400).bandsByCost())
        .isTrue();
    assertThatThrownBy(
            () -> new AnalyticsSettings(1, 2, 3, 4, 5, "", 6, "train", 7, 8, 30, 0).bandsByCost())
        .isInstanceOf(Fault.class)
        .hasMessage(
            "CONFIG_INVALID: The settings duecast.analytics.call-cost and late-cost are 30 and 0. Write two positive numbers, or 0 for both (by capacity).");
  }

  @Test
  void whatTrainingReadIsReadBackWhateverIsSetNow() {
    AnalyticsSettings then =
        new AnalyticsSettings(11, 12, 13, 14, 15, "2009-01-01", 1, "train", 17, 1, 0, 0);
    AnalyticsSettings now = new AnalyticsSettings(1, 2, 3, 4, 5, "", 6, "propose", 7, 8, 9, 10);

    assertThat(now.trainedWith(then.training()))
        .isEqualTo(
            new AnalyticsSettings(11, 12, 13, 14, 15, "2009-01-01", 6, "propose", 17, 8, 9, 10));
  }

  @Test
  void anAnswerToDriftThatIsNoneIsRefusedWithWhatThereIs() {
    assertThatThrownBy(
            () -> new AnalyticsSettings(1, 2, 3, 4, 5, "", 6, "maybe", 7, 8, 0, 0).trainsOnDrift())
        .isInstanceOf(Fault.class)
        .hasMessage(
            "CONFIG_INVALID: The setting duecast.analytics.retrain-on-drift is maybe. Write one of: propose, train.");
  }

  @Test
  void aDayThatIsNoneIsRefusedWithItsValue() {
    assertThatThrownBy(
            () ->
                new AnalyticsSettings(1, 2, 3, 4, 5, "spring", 6, "propose", 7, 8, 0, 0)
                    .trainFromDay())
        .isInstanceOf(Fault.class)
        .hasMessage(
            "CONFIG_INVALID: The setting duecast.analytics.train-from is spring, not a date. Write 2009-01-01, or leave it empty.");
  }
}
