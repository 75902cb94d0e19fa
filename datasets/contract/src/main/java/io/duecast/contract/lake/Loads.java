package io.duecast.contract.lake;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** Loads and their row counts. */
public final class Loads {

  private static final TableSpec.Builder T =
      TableSpec.in(Zone.RAW, "loads", "One row per load of one connector.");

  public static final Column LOAD_ID =
      T.required(
          1,
          "load_id",
          ColumnType.STRING,
          "Identity of the load, from the bytes of its files and the connector.");
  public static final Column CONNECTOR =
      T.required(2, "connector", ColumnType.STRING, "Connector folder.");
  public static final Column SOURCE_SYSTEM =
      T.required(3, "source_system", ColumnType.STRING, "Source system.");
  public static final Column SOURCE_INSTANCE =
      T.required(
          4, "source_instance", ColumnType.STRING, "Tenant, account set or company of the source.");
  public static final Column ZONE =
      T.required(5, "zone", ColumnType.STRING, "Business time zone of the source.");
  public static final Column CALENDAR =
      T.required(
          6,
          "calendar",
          ColumnType.STRING,
          "Working calendar of the source: china, weekdays, or a country with its weekend, the years known and its days off; own days off on lines behind it.");
  public static final Column STARTED_AT = T.required(7, "started_at", ColumnType.INSTANT, "Start.");
  public static final Column FINISHED_AT = T.optional(8, "finished_at", ColumnType.INSTANT, "End.");
  public static final Column STATUS =
      T.required(9, "status", ColumnType.STRING, "One of published, failed.");

  /** {@link #STATUS} of a load whose tables are all there. */
  public static final String PUBLISHED = "published";

  public static final Column FILES = T.required(10, "files", ColumnType.INT, "Files read.");
  public static final Column BYTES =
      T.required(11, "bytes", ColumnType.LONG, "bytes", "Bytes read.");
  public static final Column ROWS_IN =
      T.required(12, "rows_in", ColumnType.LONG, "Rows read from the files.");
  public static final Column ROWS_OUT =
      T.required(
          13, "rows_out", ColumnType.LONG, "Rows that entered the canonical tables' sources.");
  public static final Column ROWS_REJECTED =
      T.required(14, "rows_rejected", ColumnType.LONG, "Rows left out, each with a reject.");
  public static final Column CELLS_REJECTED =
      T.required(15, "cells_rejected", ColumnType.LONG, "Cells left empty, each with a reject.");
  public static final Column CONTRACT_VERSION =
      T.required(
          16, "contract_version", ColumnType.INT, "Version of the contract that wrote the load.");

  public static final Column PEOPLE =
      T.optional(
          17,
          "people",
          ColumnType.STRING,
          "What was done with the names of people: keep, drop, or hash and the mark of its key; null in loads that did not note it yet.");

  public static final Column SITES =
      T.optional(
          18,
          "sites",
          ColumnType.STRING,
          "Organisations of ours and countries of partners with another calendar or zone than the source, each with both; null for none.");

  public static final TableSpec TABLE = T.key(LOAD_ID);

  private Loads() {}
}
