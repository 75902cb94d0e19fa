package io.duecast.contract.score;

import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** What a scoring run was like beside what its model was trained on. */
public final class DriftChecks {

  /** {@link #KIND} of a feature; {@link #SUBJECT} is its name. */
  public static final String FEATURE = "feature";

  /** {@link #KIND} and {@link #SUBJECT} of the late probability. */
  public static final String SCORE = "score";

  /** {@link #KIND} of past probabilities beside outcomes; {@link #SUBJECT} is the model version. */
  public static final String CALIBRATION = "calibration";

  /** {@link #KIND} and {@link #SUBJECT} of the verdict on all of a direction. */
  public static final String ALL = "all";

  public static final String STEADY = "steady";
  public static final String DRIFTED = "drifted";
  public static final String TOO_FEW = "too_few";

  /** {@link #VERDICT} of {@link #ALL} that proposes to train again. */
  public static final String RETRAIN = "retrain";

  private static final TableSpec.Builder T =
      TableSpec.in(
          Zone.SCORES,
          "drift_checks",
          "One row per run, direction and thing compared with the model's reference: every feature, the late probability, the calibration of each model that gave scores lately, and all of it together.");

  public static final Column RUN_ID = T.same(1, Runs.RUN_ID);
  public static final Column DIRECTION = T.same(2, OrderHeaders.DIRECTION);
  public static final Column KIND =
      T.required(3, "kind", ColumnType.STRING, "feature, score, calibration or all.");
  public static final Column SUBJECT =
      T.required(
          4,
          "subject",
          ColumnType.STRING,
          "Name of the feature, model version of the calibration, else the kind.");
  public static final Column TEST =
      T.optional(
          5,
          "test",
          ColumnType.STRING,
          "ks, chi_squared or z up to 1,000 reference rows; wasserstein or jensen_shannon beyond; null where too few.");
  public static final Column STATISTIC =
      T.optional(
          6,
          "statistic",
          ColumnType.DOUBLE,
          "Figure of the test; of all: number of features that drifted.");
  public static final Column P_VALUE =
      T.optional(
          7,
          "p_value",
          ColumnType.DOUBLE,
          "Of values alone; for features corrected for their number by Benjamini-Hochberg. Null for distances.");
  public static final Column DISTANCE =
      T.optional(
          8,
          "distance",
          ColumnType.DOUBLE,
          "How far apart: largest gap of the distributions (ks), Jensen-Shannon distance, or Wasserstein distance in standard deviations; of calibration: share late minus mean probability; of all: share of features that drifted.");
  public static final Column DISTANCE_USUAL =
      T.optional(
          9,
          "distance_usual",
          ColumnType.DOUBLE,
          "Farthest that the months before training were from the reference: what moves by itself, such as the season.");
  public static final Column MISSING_REFERENCE =
      T.optional(
          10, "missing_reference", ColumnType.DOUBLE, "share", "Missing values in the reference.");
  public static final Column MISSING =
      T.optional(11, "missing", ColumnType.DOUBLE, "share", "Missing values in the run.");
  public static final Column MISSING_P_VALUE =
      T.optional(
          12,
          "missing_p_value",
          ColumnType.DOUBLE,
          "Z test of the two shares, corrected like p_value; null beyond 1,000 reference rows.");
  public static final Column ROWS_REFERENCE =
      T.required(13, "rows_reference", ColumnType.LONG, "lines", "Lines of the reference.");
  public static final Column ROWS_COMPARED =
      T.required(14, "rows_compared", ColumnType.LONG, "lines", "Lines of the run, or outcomes.");
  public static final Column MEAN_REFERENCE =
      T.optional(
          15,
          "mean_reference",
          ColumnType.DOUBLE,
          "Mean in the reference; of calibration: mean probability given.");
  public static final Column MEAN =
      T.optional(
          16, "mean", ColumnType.DOUBLE, "Mean in the run; of calibration: share that was late.");
  public static final Column DISTANCE_LOW =
      T.optional(
          17, "distance_low", ColumnType.DOUBLE, "Of calibration: low end of 99 % for distance.");
  public static final Column DISTANCE_HIGH =
      T.optional(
          18, "distance_high", ColumnType.DOUBLE, "Of calibration: high end of 99 % for distance.");
  public static final Column BRIER_REFERENCE =
      T.optional(
          19,
          "brier_reference",
          ColumnType.DOUBLE,
          "Of calibration: Brier score on the outcomes held out in training.");
  public static final Column BRIER =
      T.optional(20, "brier", ColumnType.DOUBLE, "Of calibration: Brier score of the outcomes.");
  public static final Column VERDICT =
      T.required(
          21,
          "verdict",
          ColumnType.STRING,
          "steady, drifted or too_few; of all also retrain, which proposes to train again.");
  public static final Column SENTENCE_ZH =
      T.optional(22, "sentence_zh", ColumnType.STRING, "Of all: the finding, Chinese.");
  public static final Column SENTENCE_EN =
      T.optional(23, "sentence_en", ColumnType.STRING, "Of all: the finding, English.");

  public static final TableSpec TABLE = T.key(RUN_ID, DIRECTION, KIND, SUBJECT);

  private DriftChecks() {}
}
