package io.duecast.ingest;

/** The golden scenario from tables of Yonyou U8 cloud. */
class YonyouU8CloudGoldenTest extends GoldenScenario {

  YonyouU8CloudGoldenTest() {
    super("yonyou-u8cloud");
  }

  /** A revision overwrites the planned day, and no table was found that keeps what it was. */
  @Override
  boolean knowsMovedPromises() {
    return false;
  }
}
