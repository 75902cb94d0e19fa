package io.duecast.contract.table;

/** The lake's folders in the order that an order flows through them. */
public enum Zone {
  RAW("1-raw"),
  ORDERS("2-orders"),
  HISTORY("3-history"),
  MODELS("4-models"),
  SCORES("5-scores");

  private final String folder;

  Zone(String folder) {
    this.folder = folder;
  }

  public String folder() {
    return folder;
  }
}
