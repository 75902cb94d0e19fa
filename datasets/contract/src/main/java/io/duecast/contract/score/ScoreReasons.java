package io.duecast.contract.score;

import io.duecast.contract.order.OrderLines;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** Why a line has its score. */
public final class ScoreReasons {

  private static final TableSpec.Builder T =
      TableSpec.in(
          Zone.SCORES,
          "score_reasons",
          "One row per run, order line and reason, the strongest first.");

  public static final Column RUN_ID = T.same(1, Runs.RUN_ID);
  public static final Column ORDER_LINE_KEY = T.same(2, OrderLines.ORDER_LINE_KEY);
  public static final Column REASON_RANK =
      T.required(3, "reason_rank", ColumnType.INT, "1 is the strongest.");
  public static final Column CAUSE =
      T.required(4, "cause", ColumnType.STRING, "Business cause the features belong to.");
  public static final Column EFFECT =
      T.required(5, "effect", ColumnType.STRING, "raises or lowers the risk.");
  public static final Column CONTRIBUTION =
      T.required(6, "contribution", ColumnType.DOUBLE, "Sum of contributions in log-odds.");
  public static final Column FACT_ZH =
      T.required(7, "fact_zh", ColumnType.STRING, "The fact behind it, Chinese.");
  public static final Column FACT_EN =
      T.required(8, "fact_en", ColumnType.STRING, "The fact behind it, English.");

  public static final TableSpec TABLE = T.key(RUN_ID, ORDER_LINE_KEY, REASON_RANK);

  private ScoreReasons() {}
}
