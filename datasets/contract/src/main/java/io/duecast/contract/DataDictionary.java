package io.duecast.contract;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.PersonalData;
import io.duecast.contract.table.TableSpec;

/** The tables as a page for people. */
public final class DataDictionary {

  private DataDictionary() {}

  /** Markdown: a section for each table, a row for each column. */
  public static String markdown() {
    StringBuilder page = new StringBuilder();
    for (TableSpec table : Tables.ALL) {
      page.append("### `")
          .append(table.zone().folder())
          .append('/')
          .append(table.name())
          .append("`\n\n");
      page.append(table.grain());
      if (!table.key().isEmpty()) {
        page.append(" Key: `").append(String.join("`, `", table.keyNames())).append("`.");
      }
      if (table.restricted()) {
        page.append(
            " Restricted: folder for its owner only, shown by no page, interface or query.");
      }
      page.append("\n\n| column | type | unit | null | meaning |\n|---|---|---|---|---|\n");
      for (Column column : table.columns()) {
        page.append("| `").append(column.name()).append("` | ").append(column.type().sparkName());
        page.append(" | ").append(column.unit()).append(" | ");
        page.append(column.required() ? "no" : "yes").append(" | ");
        page.append(column.meaning());
        if (column.personal() != PersonalData.NONE) {
          page.append(' ').append(column.personal().remark());
        }
        page.append(" |\n");
      }
      page.append('\n');
    }
    return page.toString();
  }
}
