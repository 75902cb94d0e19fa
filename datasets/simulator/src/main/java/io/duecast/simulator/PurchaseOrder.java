package io.duecast.simulator;

import java.util.List;

/**
 * One purchase order.
 *
 * @param confirms whether the supplier's confirmation is recorded
 * @param reports whether the supplier's shipping days are recorded
 */
record PurchaseOrder(
    long id,
    String number,
    Fate fate,
    Supplier supplier,
    Buyer buyer,
    Company.Approver approver,
    Route route,
    int created,
    int approved,
    int confirmed,
    boolean confirms,
    boolean reports,
    List<PurchaseLine> lines) {

  /** What becomes of a document. */
  enum Fate {
    NORMAL,
    /** Voided before it was approved. */
    VOIDED,
    /** Written and left. */
    DRAFT
  }
}
