package io.duecast.ingest;

/** The golden scenario as the data entities of Dynamics 365 tell it. */
class Dynamics365GoldenTest extends GoldenScenario {

  Dynamics365GoldenTest() {
    super("dynamics365");
  }

  /** The confirmed date is overwritten, and no entity keeps what it was. */
  @Override
  boolean knowsMovedPromises() {
    return false;
  }

  /** A product receipt puts goods into stock; what came before it is in no entity of purchasing. */
  @Override
  boolean booksArrivals() {
    return false;
  }

  /** How the entity shows a cancelled product receipt is not known; the scenario here has none. */
  @Override
  boolean exportsVoidedReceipts() {
    return false;
  }
}
