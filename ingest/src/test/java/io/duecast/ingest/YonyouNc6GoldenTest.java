package io.duecast.ingest;

/**
 * The golden scenario from tables of Yonyou NC6, whose revisions leave the versions they replaced.
 */
class YonyouNc6GoldenTest extends GoldenScenario {

  YonyouNc6GoldenTest() {
    super("yonyou-nc6");
  }
}
