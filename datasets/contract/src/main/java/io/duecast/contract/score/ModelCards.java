package io.duecast.contract.score;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** Model cards. */
public final class ModelCards {

  private static final TableSpec.Builder T =
      TableSpec.in(Zone.MODELS, "model_cards", "One row per model bundle that training wrote.");

  public static final Column MODEL_VERSION =
      T.required(
          1, "model_version", ColumnType.STRING, "Identity of the bundle: time and content.");
  public static final Column TRAINED_AT =
      T.required(2, "trained_at", ColumnType.INSTANT, "When training ended.");
  public static final Column AS_OF =
      T.required(3, "as_of", ColumnType.INSTANT, "Nothing known later entered training.");
  public static final Column DIRECTION =
      T.required(4, "direction", ColumnType.STRING, "Direction of the orders.");
  public static final Column TRAINING_ROWS =
      T.required(5, "training_rows", ColumnType.LONG, "Rows trained on.");
  public static final Column LINES =
      T.required(6, "lines", ColumnType.LONG, "Order lines behind the rows.");
  public static final Column FINGERPRINT =
      T.required(7, "fingerprint", ColumnType.STRING, "Fingerprint of the features.");
  public static final Column SEED = T.required(8, "seed", ColumnType.LONG, "Seed.");
  public static final Column TABLE_VERSIONS =
      T.required(9, "table_versions", ColumnType.TEXT_MAP, "Version of each table read.");
  public static final Column METRICS =
      T.required(
          10, "metrics", ColumnType.TEXT_MAP, "Figures on held-out windows, by target and metric.");
  public static final Column GATE =
      T.required(11, "gate", ColumnType.STRING, "passed, or why not.");

  public static final TableSpec TABLE = T.key(MODEL_VERSION);

  private ModelCards() {}
}
