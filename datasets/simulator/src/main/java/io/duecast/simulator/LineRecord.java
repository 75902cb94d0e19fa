package io.duecast.simulator;

/** What the ERP's counters and marks say about one purchase line on the evening of the export. */
final class LineRecord {

  final PurchaseLine line;
  int promise;
  int received;
  int stocked;
  int returned;
  boolean terminated;
  long closedAt = Moment.NONE;

  LineRecord(PurchaseLine line) {
    this.line = line;
    this.promise = line.due();
  }

  boolean complete() {
    return stocked >= line.quantity();
  }

  boolean over() {
    return complete() || terminated;
  }
}
