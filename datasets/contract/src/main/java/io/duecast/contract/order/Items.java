package io.duecast.contract.order;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** Things that are bought and sold. */
public final class Items {

  private static final TableSpec.Builder T =
      TableSpec.in(Zone.ORDERS, "items", "One row per item and source organisation.");

  public static final Column ITEM_KEY =
      T.required(
          1,
          "item_key",
          ColumnType.STRING,
          "Identity of the item: source system, instance and code.");
  public static final Column CODE =
      T.required(2, "code", ColumnType.STRING, "Item code as the source shows it.");
  public static final Column NAME = T.optional(3, "name", ColumnType.STRING, "Item name.");
  public static final Column SPEC =
      T.optional(4, "spec", ColumnType.STRING, "Specification or model.");
  public static final Column ITEM_GROUP =
      T.optional(5, "item_group", ColumnType.STRING, "Group that the source sorts items by.");
  public static final Column BASE_UOM =
      T.optional(6, "base_uom", ColumnType.STRING, "Base unit of measure.");
  public static final Column PURCHASE_LEAD_TIME_DAYS =
      T.optional(
          7, "purchase_lead_time_days", ColumnType.INT, "days", "Lead time in the item master.");
  public static final Column STATUS =
      T.required(
          8,
          "status",
          ColumnType.STRING,
          "One of active, frozen, forbidden, draft, deleted, unknown.");
  public static final Column STATUS_RAW =
      T.optional(9, "status_raw", ColumnType.STRING, "Status code of the source, unchanged.");
  public static final Column ORG =
      T.optional(10, "org", ColumnType.STRING, "Organisation the master belongs to.");
  public static final Column MASTER_KEY =
      T.optional(
          11, "master_key", ColumnType.STRING, "Groups the copies of one master per organisation.");

  static {
    Lineage.addTo(T);
  }

  public static final TableSpec TABLE = T.key(ITEM_KEY);

  private Items() {}
}
