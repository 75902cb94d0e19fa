package io.duecast.contract.order;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.PersonalData;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** Changes of what was promised or ordered. */
public final class DateRevisions {

  private static final TableSpec.Builder T =
      TableSpec.in(
          Zone.ORDERS,
          "date_revisions",
          "One row per change of a date, quantity or price of an order line.");

  public static final Column ORDER_LINE_KEY = T.same(1, OrderLines.ORDER_LINE_KEY);
  public static final Column FIELD =
      T.required(2, "field", ColumnType.STRING, "What changed: required, promised, qty, price.");
  public static final Column OLD_VALUE =
      T.optional(3, "old_value", ColumnType.STRING, "Value before, ISO form.");
  public static final Column NEW_VALUE =
      T.optional(4, "new_value", ColumnType.STRING, "Value after, ISO form.");
  public static final Column CHANGED_AT =
      T.required(5, "changed_at", ColumnType.INSTANT, "When the company could know the change.");
  public static final Column CHANGED_BY =
      T.person(6, "changed_by", PersonalData.NAME, "Who changed it.");
  public static final Column REASON = T.optional(7, "reason", ColumnType.STRING, "Reason given.");
  public static final Column EVIDENCE =
      T.required(
          8,
          "evidence",
          ColumnType.STRING,
          "How it is known: change_doc, version, audit_log, snapshot_diff.");

  static {
    Lineage.addTo(T);
  }

  public static final TableSpec TABLE = T.key(ORDER_LINE_KEY, FIELD, CHANGED_AT);

  private DateRevisions() {}
}
