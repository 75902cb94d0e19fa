package io.duecast.simulator;

import java.util.ArrayList;
import java.util.List;

/** Goods that travel together: a line, a part of it, or its replacement after refusal. */
final class Lot {

  final PurchaseLine line;
  final int quantity;
  final int shipped;
  final int arrived;
  final int inspected;
  final int stocked;
  final boolean refused;

  /** Day on which the warehouse last wrote something about it. */
  int written;

  /** Entry and number of the receiving note; 0 and empty without one. */
  long receiveEntry;

  String receiveNumber = "";

  private Lot(
      PurchaseLine line,
      int quantity,
      int shipped,
      int arrived,
      int inspected,
      int stocked,
      boolean refused) {
    this.line = line;
    this.quantity = quantity;
    this.shipped = shipped;
    this.arrived = arrived;
    this.inspected = inspected;
    this.stocked = stocked;
    this.refused = refused;
    this.written = arrived;
  }

  /** The lots of a line that leave the supplier before the line is given up. */
  static List<Lot> of(PurchaseLine line) {
    Journey journey = line.journey();
    List<Lot> lots = new ArrayList<>();
    int last = line.quantity();
    if (journey.split() && line.firstLot() < line.quantity()) {
      lots.add(
          new Lot(
              line,
              line.firstLot(),
              journey.end(Phase.MAKING),
              journey.firstArrived(),
              journey.firstInspected(),
              journey.firstStocked(),
              false));
      last -= line.firstLot();
    }
    lots.add(
        new Lot(
            line,
            last,
            journey.end(Phase.SECOND_LOT),
            journey.end(Phase.TRANSIT),
            journey.end(Phase.INSPECTION),
            journey.refused() ? Journey.NEVER : journey.delivered(),
            journey.refused()));
    if (journey.refused()) {
      lots.add(
          new Lot(
              line,
              last,
              journey.end(Phase.REMAKING),
              journey.end(Phase.SECOND_TRANSIT),
              journey.end(Phase.SECOND_INSPECTION),
              journey.delivered(),
              false));
    }
    lots.removeIf(lot -> lot.shipped >= journey.exit());
    return lots;
  }
}
