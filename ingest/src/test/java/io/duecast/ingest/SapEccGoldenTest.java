package io.duecast.ingest;

/** The golden scenario, from the tables of SAP ECC. */
class SapEccGoldenTest extends GoldenScenario {

  SapEccGoldenTest() {
    super("sap-ecc");
  }

  /** Goods are booked straight to stock; only receipts into blocked stock are arrivals. */
  @Override
  boolean booksArrivals() {
    return false;
  }

  /** A material document is never deleted: 102 undoes 101. */
  @Override
  boolean booksReversals() {
    return true;
  }
}
