package io.duecast.contract.order;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.PersonalData;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** What happened to a line, stage by stage. */
public final class StageEvents {

  private static final TableSpec.Builder T =
      TableSpec.in(Zone.ORDERS, "stage_events", "One row per order line, stage and occurrence.");

  public static final Column ORDER_LINE_KEY = T.same(1, OrderLines.ORDER_LINE_KEY);
  public static final Column STAGE =
      T.required(2, "stage", ColumnType.STRING, "Stage code, see the process definitions.");
  public static final Column SEQ =
      T.required(
          3,
          "seq",
          ColumnType.INT,
          "Occurrence of the stage, from 1; more than one for partial deliveries.");
  public static final Column PLANNED_ON =
      T.optional(4, "planned_on", ColumnType.DATE, "Day planned for the stage.");
  public static final Column PLANNED_BASIS =
      T.optional(
          5,
          "planned_basis",
          ColumnType.STRING,
          "Where the plan comes from: required, promised, promised_first, schedule, lead_time.");
  public static final Column ACTUAL_ON =
      T.optional(6, "actual_on", ColumnType.DATE, "Business day the stage happened.");
  public static final Column ACTUAL_AT =
      T.optional(
          7,
          "actual_at",
          ColumnType.INSTANT,
          "Instant the stage happened, where the source keeps one.");
  public static final Column ACTUAL_PRECISION =
      T.optional(
          8,
          "actual_precision",
          ColumnType.STRING,
          "Precision of the source: day, minute, second, milli.");
  public static final Column ACTUAL_TZ_BASIS =
      T.optional(
          9,
          "actual_tz_basis",
          ColumnType.STRING,
          "How the instant was read: source_utc or assumed_local.");
  public static final Column KNOWN_AT =
      T.optional(
          10,
          "known_at",
          ColumnType.INSTANT,
          "When the company could know the event: entry or approval time, else the end of its day.");
  public static final Column OWNER_CODE =
      T.person(11, "owner_code", PersonalData.CODE, "Code of the owner.");
  public static final Column OWNER_NAME =
      T.person(12, "owner_name", PersonalData.NAME, "Name of the owner.");
  public static final Column OWNER_ROLE =
      T.optional(
          13,
          "owner_role",
          ColumnType.STRING,
          "Whether the owner did it or is responsible: doer, responsible.");
  public static final Column QTY =
      T.optional(14, "qty", ColumnType.DECIMAL, "order unit", "Quantity of the event, signed.");
  public static final Column DOC_TYPE =
      T.optional(15, "doc_type", ColumnType.STRING, "Kind of the evidence document.");
  public static final Column DOC_NO =
      T.optional(16, "doc_no", ColumnType.STRING, "Number of the evidence document.");
  public static final Column DOC_LINE_ID =
      T.optional(17, "doc_line_id", ColumnType.STRING, "Line of the evidence document.");
  public static final Column SOURCE_FIELD =
      T.required(
          18,
          "source_field",
          ColumnType.STRING,
          "Field of the source, such as STK_InStock.FApproveDate.");
  public static final Column DERIVED =
      T.required(
          19, "derived", ColumnType.BOOLEAN, "Whether the event is computed rather than recorded.");

  static {
    Lineage.addTo(T);
  }

  public static final TableSpec TABLE = T.key(ORDER_LINE_KEY, STAGE, SEQ);

  private StageEvents() {}
}
