package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.order.DateRevisions;
import org.junit.jupiter.api.Test;

/** The golden scenario as Odoo's models tell it, received in two steps. */
class OdooGoldenTest extends GoldenScenario {

  OdooGoldenTest() {
    super("odoo");
  }

  /** A transfer that is done can only be returned; one that is cancelled never moved anything. */
  @Override
  boolean exportsVoidedReceipts() {
    return false;
  }

  /** The promise made at confirmation is kept beside the current one, but not when it moved. */
  @Test
  @Override
  void thePromiseMovedOnceWhereTheErpKeepsIt() {
    assertThat(rows(DateRevisions.TABLE)).isEmpty();
  }
}
