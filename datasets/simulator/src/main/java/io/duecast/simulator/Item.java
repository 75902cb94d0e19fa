package io.duecast.simulator;

/**
 * Something that is bought from one supplier, or made and sold.
 *
 * @param makingDays median working days of making an order of the usual quantity
 * @param leadDays calendar days of the item master, which the first promise is counted from
 * @param noticed whether a receiving note is written on arrival
 * @param price net price in fen
 */
record Item(
    int id,
    String code,
    String name,
    String specification,
    Trade trade,
    double makingDays,
    int leadDays,
    boolean inspected,
    boolean noticed,
    int price,
    int quantity) {}
