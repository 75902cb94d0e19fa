package io.duecast.analytics;

import io.duecast.contract.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides whether the daily job trains, and says why. */
final class TrainingDue {

  /**
   * Days between two trainings for the sake of drift: a model that the gate kept back leaves the
   * drift as it was, and training again the next day would teach nothing new.
   */
  private static final int REST_DAYS = 7;

  private TrainingDue() {}

  /** Training that somebody asked for. */
  static Text asked(String with) {
    return Text.of(
        "训练原因：要求训练（%s）。".formatted(with),
        "Training because it was asked for (%s).".formatted(with));
  }

  /**
   * Why training is due: there is no champion that this program can open, it knows more than {@code
   * asOf}, it is old, or the last run drifted from it and the settings say to train then.
   *
   * @param champion its as-of instant; null without one
   * @param lastTrained as-of instant of the last training, champion or not
   * @param proposal of the last run of the champion, asked for only when it matters
   * @return null when nothing is due
   */
  static @Nullable Text why(
      @Nullable Instant champion,
      @Nullable Instant lastTrained,
      Instant asOf,
      AnalyticsSettings settings,
      Supplier<Optional<Text>> proposal) {
    if (champion == null) {
      return Text.of("训练原因：没有可用的模型。", "Training because there is no champion that can be opened.");
    }
    Duration age = Duration.between(champion, asOf);
    if (age.isNegative()) {
      return Text.of("训练原因：当前模型知道此时刻之后的事。", "Training because the champion knows what came later.");
    }
    if (age.toDays() >= settings.trainEveryDays()) {
      return Text.of(
          "训练原因：当前模型已有 %d 天。".formatted(age.toDays()),
          "Training because the champion is %d days old.".formatted(age.toDays()));
    }
    boolean rested =
        lastTrained == null || Duration.between(lastTrained, asOf).toDays() >= REST_DAYS;
    if (!settings.trainsOnDrift() || !rested) {
      return null;
    }
    return proposal
        .get()
        .map(
            found ->
                Text.of(
                    "训练原因：上次评分已漂移。" + found.zh(),
                    "Training because the last run drifted. " + found.en()))
        .orElse(null);
  }
}
