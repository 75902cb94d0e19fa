package io.duecast.ingest;

/** The golden scenario from tables of Yonyou U8. */
class YonyouU8GoldenTest extends GoldenScenario {

  YonyouU8GoldenTest() {
    super("yonyou-u8");
  }

  /** The planned day is overwritten, and the head says only that something was changed. */
  @Override
  boolean knowsMovedPromises() {
    return false;
  }
}
