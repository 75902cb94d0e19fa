package io.duecast.ingest;

/** The golden scenario as forms of 简道云 and the log of its webhook tell it. */
class JiandaoyunGoldenTest extends GoldenScenario {

  JiandaoyunGoldenTest() {
    super("jiandaoyun");
  }
}
