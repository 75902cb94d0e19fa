package io.duecast.ingest;

import java.nio.file.Path;

/** The golden scenario as an object-centric event log in JSON. */
class OcelGoldenTest extends GoldenScenario {

  OcelGoldenTest() {
    super("ocel");
  }

  @Override
  Path input() {
    return TestLake.resource("golden/ocel-json");
  }
}
