package io.duecast.ingest;

/** The golden scenario as an event log: its events tell all of it, moved promises included. */
class XesGoldenTest extends GoldenScenario {

  XesGoldenTest() {
    super("xes");
  }
}
