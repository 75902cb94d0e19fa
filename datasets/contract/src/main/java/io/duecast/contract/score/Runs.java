package io.duecast.contract.score;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** Scoring runs. */
public final class Runs {

  private static final TableSpec.Builder T =
      TableSpec.in(Zone.SCORES, "runs", "One row per scoring run.");

  public static final Column RUN_ID =
      T.required(1, "run_id", ColumnType.STRING, "Identity of the run.");
  public static final Column AS_OF =
      T.required(2, "as_of", ColumnType.INSTANT, "Nothing known later entered the scores.");
  public static final Column BUSINESS_DAY =
      T.required(
          3, "business_day", ColumnType.DATE, "Day of the planner: as-of in the business zone.");
  public static final Column MODEL_VERSION = T.same(4, ModelCards.MODEL_VERSION);
  public static final Column STARTED_AT = T.required(5, "started_at", ColumnType.INSTANT, "Start.");
  public static final Column FINISHED_AT = T.required(6, "finished_at", ColumnType.INSTANT, "End.");
  public static final Column LINES = T.required(7, "lines", ColumnType.LONG, "Lines scored.");
  public static final Column TABLE_VERSIONS =
      T.required(8, "table_versions", ColumnType.TEXT_MAP, "Version of each table read.");
  public static final Column CAPACITY =
      T.required(9, "capacity", ColumnType.INT, "lines", "Calls a day that the list is sized to.");

  public static final TableSpec TABLE = T.key(RUN_ID);

  private Runs() {}
}
