package io.duecast.contract.score;

import io.duecast.contract.order.OrderLines;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** Stages of scored lines: planned, actual, predicted. */
public final class ScoreStages {

  private static final TableSpec.Builder T =
      TableSpec.in(
          Zone.SCORES, "score_stages", "One row per run, order line and stage of its process.");

  public static final Column RUN_ID = T.same(1, Runs.RUN_ID);
  public static final Column ORDER_LINE_KEY = T.same(2, OrderLines.ORDER_LINE_KEY);
  public static final Column STAGE = T.required(3, "stage", ColumnType.STRING, "Stage code.");
  public static final Column STAGE_ORDER =
      T.required(4, "stage_order", ColumnType.INT, "Position in the process.");
  public static final Column OWNER_ROLE =
      T.required(5, "owner_role", ColumnType.STRING, "Role whose turn it is.");
  public static final Column STATE =
      T.required(6, "state", ColumnType.STRING, "done, skipped, current, ahead.");
  public static final Column PLANNED_ON =
      T.optional(7, "planned_on", ColumnType.DATE, "Day the stage is due.");
  public static final Column ACTUAL_ON =
      T.optional(8, "actual_on", ColumnType.DATE, "Day it was done.");
  public static final Column PREDICTED_ON =
      T.optional(9, "predicted_on", ColumnType.DATE, "Median day it will be done.");
  public static final Column LATE_PROBABILITY =
      T.optional(
          10,
          "late_probability",
          ColumnType.DOUBLE,
          "Probability that it misses its due day; null when done, passed or without due day.");
  public static final Column EXPECTED_DAYS_LATE =
      T.optional(
          11,
          "expected_days_late",
          ColumnType.DOUBLE,
          "days",
          "Share of the expected delay that falls to this stage.");

  public static final TableSpec TABLE = T.key(RUN_ID, ORDER_LINE_KEY, STAGE);

  private ScoreStages() {}
}
