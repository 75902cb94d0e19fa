package io.duecast.ingest;

/** The golden scenario as the web interface of Yonyou U8 answers it. */
class YonyouU8OpenApiGoldenTest extends GoldenScenario {

  YonyouU8OpenApiGoldenTest() {
    super("yonyou-u8-openapi");
  }

  /** The planned day is overwritten, and the answers do not even tell that it was. */
  @Override
  boolean knowsMovedPromises() {
    return false;
  }

  /** The answers name who closed an order, and nobody of a line. */
  @Override
  boolean knowsClosedLines() {
    return false;
  }
}
