package io.duecast.service.page;

import io.duecast.service.quality.SourceWarning;
import io.duecast.service.suppliers.SupplierRow;
import java.util.List;

/** The ranking of partners. */
public record SuppliersPage(Frame frame, List<SourceWarning> warnings, List<SupplierRow> rows) {

  public Words words() {
    return frame.words();
  }

  /** Whether suppliers and customers stand in one list and must be told apart. */
  public boolean isMixed() {
    return rows.stream().map(SupplierRow::direction).distinct().count() > 1;
  }

  public String href(SupplierRow row) {
    return Link.ofKey("/suppliers", row.partnerKey());
  }
}
