package io.duecast.ingest;

import java.nio.file.Path;

/** The golden scenario as an object-centric event log in XML: the same rows. */
class OcelXmlGoldenTest extends GoldenScenario {

  OcelXmlGoldenTest() {
    super("ocel");
  }

  @Override
  Path input() {
    return TestLake.resource("golden/ocel-xml");
  }
}
