package io.duecast.ingest;

/** The golden scenario as documents of ERPNext and their log of changes tell it. */
class ErpnextGoldenTest extends GoldenScenario {

  ErpnextGoldenTest() {
    super("erpnext");
  }

  /** A purchase receipt puts goods into stock at once. */
  @Override
  boolean booksArrivals() {
    return false;
  }
}
