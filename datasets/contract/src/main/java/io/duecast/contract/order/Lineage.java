package io.duecast.contract.order;

import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;

/** The columns every canonical table ends with: where a row comes from. */
public final class Lineage {

  public static final String SOURCE_SYSTEM = "source_system";
  public static final String SOURCE_INSTANCE = "source_instance";
  public static final String EXTRACT_ID = "extract_id";
  public static final String EXTRACTED_AT = "extracted_at";
  public static final String RAW_REF = "raw_ref";
  public static final String SOURCE_MODIFIED_AT = "source_modified_at";

  private Lineage() {}

  static void addTo(TableSpec.Builder table) {
    table.required(101, SOURCE_SYSTEM, ColumnType.STRING, "Source system, such as k3cloud.");
    table.required(102, SOURCE_INSTANCE, ColumnType.STRING, "Tenant, account set or company.");
    table.required(103, EXTRACT_ID, ColumnType.STRING, "Load that last wrote the row.");
    table.required(104, EXTRACTED_AT, ColumnType.INSTANT, "When that extract was taken.");
    table.required(105, RAW_REF, ColumnType.STRING, "File and row the values come from.");
    table.optional(
        106, SOURCE_MODIFIED_AT, ColumnType.INSTANT, "Last change according to the source.");
  }
}
