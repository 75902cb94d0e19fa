package io.duecast.simulator;

import java.util.List;

/**
 * One line of a purchase order.
 *
 * @param price net, in fen
 * @param due first promise, since 1970
 * @param firstLot quantity of the first of two lots; the whole quantity where there is one
 */
record PurchaseLine(
    long entryId,
    int sequence,
    Item item,
    int quantity,
    int price,
    int due,
    Chances chances,
    Journey journey,
    int firstLot,
    List<PromiseMove> moves) {

  /** Net amount in fen. */
  long amount() {
    return (long) quantity * price;
  }
}
