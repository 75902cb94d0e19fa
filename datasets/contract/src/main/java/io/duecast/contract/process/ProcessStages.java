package io.duecast.contract.process;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** Process definitions as the lake keeps them, so that every module reads the same one. */
public final class ProcessStages {

  private static final TableSpec.Builder T =
      TableSpec.in(
          Zone.ORDERS,
          "process_stages",
          "One row per stage of a process definition, in order; and one for the whole delivery, number 0, where the process names a due rule for it.");

  public static final Column PROCESS =
      T.required(1, "process", ColumnType.STRING, "Process definition, such as purchase.");
  public static final Column DIRECTION =
      T.required(2, "direction", ColumnType.STRING, "Direction of the orders that follow it.");
  public static final Column STAGE =
      T.required(3, "stage", ColumnType.STRING, "Stage code, or delivery.");
  public static final Column STAGE_ORDER =
      T.required(
          4, "stage_order", ColumnType.INT, "Position in the process, from 1; 0 for delivery.");
  public static final Column NAME_ZH = T.required(5, "name_zh", ColumnType.STRING, "Chinese name.");
  public static final Column NAME_EN = T.required(6, "name_en", ColumnType.STRING, "English name.");
  public static final Column OWNER_ROLE =
      T.required(7, "owner_role", ColumnType.STRING, "Role whose turn it is during the stage.");
  public static final Column DUE_KIND =
      T.required(
          8,
          "due_kind",
          ColumnType.STRING,
          "How the due time is found: field, offset, norm, none.");
  public static final Column DUE_FIELD =
      T.optional(9, "due_field", ColumnType.STRING, "Date field of the line, for kind field.");
  public static final Column DUE_AFTER_STAGE =
      T.optional(
          10,
          "due_after_stage",
          ColumnType.STRING,
          "Earlier stage, for kind offset; null counts from the order day.");
  public static final Column DUE_WORKING_DAYS =
      T.optional(
          11, "due_working_days", ColumnType.INT, "working days", "Working days after that stage.");
  public static final Column NORM_PERCENTILE =
      T.optional(
          12,
          "norm_percentile",
          ColumnType.DOUBLE,
          "Percentile of the achieved times, for kind norm.");
  public static final Column NORM_MINIMUM =
      T.optional(
          13, "norm_minimum", ColumnType.INT, "Least number of earlier outcomes for a norm.");
  public static final Column IS_OPTIONAL =
      T.required(14, "is_optional", ColumnType.BOOLEAN, "Whether the stage may be skipped.");
  public static final Column REPEATS =
      T.required(15, "repeats", ColumnType.BOOLEAN, "Whether the stage may happen more than once.");
  public static final Column IS_DELIVERY =
      T.required(
          16,
          "is_delivery",
          ColumnType.BOOLEAN,
          "Whether this stage fulfils the delivery promise.");
  public static final Column DUE_CALENDAR_DAYS =
      T.optional(
          17,
          "due_calendar_days",
          ColumnType.INT,
          "days",
          "Calendar days after that stage, in place of working days.");

  public static final TableSpec TABLE = T.key(PROCESS, STAGE);

  private ProcessStages() {}
}
