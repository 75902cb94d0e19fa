package io.duecast.ingest;

/** The golden scenario, from the tables of SAP Business One. */
class SapB1GoldenTest extends GoldenScenario {

  SapB1GoldenTest() {
    super("sap-b1");
  }

  /** A goods receipt is the only physical document. */
  @Override
  boolean booksArrivals() {
    return false;
  }

  /** Cancelling makes a second document. */
  @Override
  boolean booksReversals() {
    return true;
  }
}
