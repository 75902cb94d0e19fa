package io.duecast.contract.order;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** Companies we sell to. */
public final class Customers {

  private static final TableSpec.Builder T =
      TableSpec.in(Zone.ORDERS, "customers", "One row per customer and source organisation.");

  public static final Column CUSTOMER_KEY =
      T.required(
          1,
          "customer_key",
          ColumnType.STRING,
          "Identity of the customer: source system, instance and code.");
  public static final Column CODE =
      T.required(2, "code", ColumnType.STRING, "Code as the source shows it, leading zeros kept.");
  public static final Column NAME = T.optional(3, "name", ColumnType.STRING, "Full name.");
  public static final Column SHORT_NAME =
      T.optional(4, "short_name", ColumnType.STRING, "Short name.");
  public static final Column TAX_ID =
      T.optional(5, "tax_id", ColumnType.STRING, "Tax or registration number.");
  public static final Column CATEGORY =
      T.optional(6, "category", ColumnType.STRING, "Category that the source groups by.");
  public static final Column GRADE =
      T.optional(7, "grade", ColumnType.STRING, "Grade the company gave.");
  public static final Column COUNTRY =
      T.optional(8, "country", ColumnType.STRING, "Country as the source writes it.");
  public static final Column REGION =
      T.optional(9, "region", ColumnType.STRING, "Province or region.");
  public static final Column CITY = T.optional(10, "city", ColumnType.STRING, "City.");
  public static final Column PAY_TERMS =
      T.optional(11, "pay_terms", ColumnType.STRING, "Payment terms.");
  public static final Column CURRENCY =
      T.optional(12, "currency", ColumnType.STRING, "Settlement currency.");
  public static final Column DEFAULT_LEAD_TIME_DAYS =
      T.optional(
          13, "default_lead_time_days", ColumnType.INT, "days", "Lead time agreed in the master.");
  public static final Column STATUS =
      T.required(
          14,
          "status",
          ColumnType.STRING,
          "One of active, frozen, forbidden, draft, deleted, unknown.");
  public static final Column STATUS_RAW =
      T.optional(15, "status_raw", ColumnType.STRING, "Status code of the source, unchanged.");
  public static final Column ORG =
      T.optional(16, "org", ColumnType.STRING, "Organisation the master belongs to.");
  public static final Column MASTER_KEY =
      T.optional(
          17, "master_key", ColumnType.STRING, "Groups the copies of one master per organisation.");
  public static final Column CREATED_AT =
      T.optional(21, "created_at", ColumnType.INSTANT, "When the master was created.");
  public static final Column MODIFIED_AT =
      T.optional(22, "modified_at", ColumnType.INSTANT, "When the master was last changed.");

  static {
    Lineage.addTo(T);
  }

  public static final TableSpec TABLE = T.key(CUSTOMER_KEY);

  private Customers() {}
}
