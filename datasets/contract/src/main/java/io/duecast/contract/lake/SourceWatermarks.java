package io.duecast.contract.lake;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** How far the sources of running systems have been read. */
public final class SourceWatermarks {

  private static final TableSpec.Builder T =
      TableSpec.in(
          Zone.RAW,
          "source_watermarks",
          "One row per reading of a running system that goes on where the load before ended.");

  public static final Column SOURCE_SYSTEM = T.same(1, Loads.SOURCE_SYSTEM);
  public static final Column SOURCE_INSTANCE = T.same(2, Loads.SOURCE_INSTANCE);
  public static final Column SOURCE =
      T.required(
          3,
          "source",
          ColumnType.STRING,
          "Source, as the connector names it; of one that is read in parts source/part.");
  public static final Column CONNECTOR = T.same(4, Loads.CONNECTOR);
  public static final Column CONNECTOR_VERSION =
      T.required(
          5,
          "connector_version",
          ColumnType.STRING,
          "Digest of the connector; another one reads everything again.");
  public static final Column WATERMARK =
      T.required(
          6,
          "watermark",
          ColumnType.STRING,
          "Largest value that was read, by it or by those it goes on with, as the source has it.");
  public static final Column LOAD_ID = T.same(7, Loads.LOAD_ID);

  public static final TableSpec TABLE = T.key(SOURCE_SYSTEM, SOURCE_INSTANCE, SOURCE);

  private SourceWatermarks() {}
}
