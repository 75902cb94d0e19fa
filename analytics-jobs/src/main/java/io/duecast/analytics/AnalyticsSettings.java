package io.duecast.analytics;

import io.duecast.analytics.fault.AnalyticsFaults;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settings of this module, section {@code duecast.analytics}.
 *
 * @param trainingRows person-period rows that training keeps at most, and looks; beyond, they are
 *     sampled, the rows with weights
 * @param evaluationRows snapshots kept at most for calibration, gate and backtest
 * @param trees boosting rounds of a model
 * @param holdoutDays days, beyond the usual plan of a target, of the recent span that blend,
 *     calibration and gate are learned on
 * @param recencyHalfLifeDays days after which a training row counts half; 0 for no decay
 * @param trainFrom first order day that enters training, ISO form; empty for all. For sources whose
 *     early promises were filled in afterwards
 * @param trainEveryDays age of the champion at which {@code run} trains again
 * @param retrainOnDrift {@code propose} to say so when the last run drifted from what the champion
 *     was trained on, {@code train} to let {@code run} train again
 * @param minimumOutcomes delivery outcomes below which nothing is trained
 * @param callsADay capacity that the list is sized to
 * @param callCost cost of a call, in any unit; 0 to size the bands by capacity
 * @param lateCost cost of a late line in the same unit; 0 to size the bands by capacity
 */
public record AnalyticsSettings(
    int trainingRows,
    int evaluationRows,
    int trees,
    int holdoutDays,
    int recencyHalfLifeDays,
    String trainFrom,
    int trainEveryDays,
    String retrainOnDrift,
    int minimumOutcomes,
    int callsADay,
    long callCost,
    long lateCost)
    implements Serializable {

  /** Section of the configuration. */
  public static final String SECTION = "analytics";

  /** Whether {@code run} trains again when the last run drifted. */
  public boolean trainsOnDrift() {
    return switch (retrainOnDrift) {
      case "train" -> true;
      case "propose" -> false;
      default ->
          throw AnalyticsFaults.badChoice(
              "retrain-on-drift", retrainOnDrift, List.of("propose", "train"));
    };
  }

  /** Plans longer than this do not lengthen spans that wait for due days. */
  public static final int LONGEST_PLAN = 150;

  /** Days before a cut-off from which looks may be needed with all of their facts. */
  public int factsDays() {
    return holdoutDays + LONGEST_PLAN;
  }

  /** Whether cost sizes the bands, not capacity. */
  public boolean bandsByCost() {
    if (callCost < 0 || lateCost < 0 || callCost == 0 != (lateCost == 0)) {
      throw AnalyticsFaults.badCosts(callCost, lateCost);
    }
    return lateCost > 0;
  }

  /** What training reads, by key, for a model's own record. */
  public Map<String, String> training() {
    Map<String, String> read = new TreeMap<>();
    read.put("training-rows", Integer.toString(trainingRows));
    read.put("evaluation-rows", Integer.toString(evaluationRows));
    read.put("trees", Integer.toString(trees));
    read.put("holdout-days", Integer.toString(holdoutDays));
    read.put("recency-half-life-days", Integer.toString(recencyHalfLifeDays));
    read.put("train-from", trainFrom);
    read.put("minimum-outcomes", Integer.toString(minimumOutcomes));
    return read;
  }

  /** These settings with what {@link #training} recorded. */
  AnalyticsSettings trainedWith(Map<String, String> read) {
    return new AnalyticsSettings(
        number(read, "training-rows"),
        number(read, "evaluation-rows"),
        number(read, "trees"),
        number(read, "holdout-days"),
        number(read, "recency-half-life-days"),
        read.getOrDefault("train-from", ""),
        trainEveryDays,
        retrainOnDrift,
        number(read, "minimum-outcomes"),
        callsADay,
        callCost,
        lateCost);
  }

  private static int number(Map<String, String> read, String key) {
    return Integer.parseInt(java.util.Objects.requireNonNull(read.get(key), key));
  }

  /** {@link #trainFrom} as a day; null for all. */
  public @Nullable LocalDate trainFromDay() {
    try {
      return trainFrom.isBlank() ? null : LocalDate.parse(trainFrom);
    } catch (DateTimeException e) {
      throw AnalyticsFaults.badDay("train-from", trainFrom);
    }
  }
}
