package io.duecast.ingest;

/** The golden scenario, from the lists that a user of Inspur's cloud ERP exported day by day. */
class InspurCloudGoldenTest extends GoldenScenario {

  InspurCloudGoldenTest() {
    super("inspur-cloud");
  }

  /** What was booked and taken back between two exports leaves no trace in a list. */
  @Override
  boolean exportsVoidedReceipts() {
    return false;
  }
}
