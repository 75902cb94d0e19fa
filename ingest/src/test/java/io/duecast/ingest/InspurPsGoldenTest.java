package io.duecast.ingest;

/** The golden scenario, from the tables of Inspur PS. */
class InspurPsGoldenTest extends GoldenScenario {

  InspurPsGoldenTest() {
    super("inspur-ps");
  }

  /** A date that moves is overwritten, and no table is known that keeps the earlier one. */
  @Override
  boolean knowsMovedPromises() {
    return false;
  }

  /** No field is known in which a line is closed or cancelled. */
  @Override
  boolean knowsClosedLines() {
    return false;
  }

  /** A red document undoes the blue one that it names. */
  @Override
  boolean booksReversals() {
    return true;
  }
}
