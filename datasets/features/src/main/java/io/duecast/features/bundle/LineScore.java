package io.duecast.features.bundle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The score of one open line. All figures of the delivery come from one curve.
 *
 * @param state {@link #PREDICTED}, {@link #LATE_ALREADY} or {@link #NO_DUE_DATE}
 * @param stageLateProbability that the current stage misses its due day; null when that day has
 *     passed or is missing
 * @param lateProbability that delivery misses its due day; null when it has passed or is missing
 * @param deliveryP10 day by which delivery has 10 % chance; null when nothing can be said
 * @param expectedDaysLate expected calendar days after the due day, days already lost included;
 *     null without due day
 * @param expectedRemainingDays expected calendar days until delivery
 * @param level code of what answered: own, group, pooled, rate or none
 * @param support known outcomes behind it
 * @param stages every stage of the process, in order
 * @param reasons strongest first, at most three; empty where not asked for
 */
public record LineScore(
    String orderLineKey,
    String modelVersion,
    Instant asOf,
    LocalDate day,
    String state,
    @Nullable LocalDate dueOn,
    @Nullable String dueBasis,
    @Nullable String currentStage,
    @Nullable String ownerRole,
    @Nullable LocalDate stageEnteredOn,
    @Nullable LocalDate stageDueOn,
    @Nullable Double stageLateProbability,
    @Nullable Double lateProbability,
    @Nullable LocalDate deliveryP10,
    @Nullable LocalDate deliveryP50,
    @Nullable LocalDate deliveryP80,
    @Nullable LocalDate deliveryP90,
    @Nullable Double expectedDaysLate,
    @Nullable Double expectedRemainingDays,
    String level,
    long support,
    List<StageScore> stages,
    List<Reason> reasons,
    Action action) {

  public static final String PREDICTED = "predicted";
  public static final String LATE_ALREADY = "late_already";
  public static final String NO_DUE_DATE = "no_due_date";

  public LineScore {
    stages = List.copyOf(stages);
    reasons = List.copyOf(reasons);
  }
}
