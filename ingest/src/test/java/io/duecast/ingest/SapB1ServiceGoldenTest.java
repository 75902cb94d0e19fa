package io.duecast.ingest;

/** The golden scenario, from answers of the Service Layer of SAP Business One. */
class SapB1ServiceGoldenTest extends GoldenScenario {

  SapB1ServiceGoldenTest() {
    super("sap-b1", "sap-b1-service");
  }

  /** The change log is in the database only. */
  @Override
  boolean knowsMovedPromises() {
    return false;
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
