package io.duecast.simulator;

/** A company that buys the finished goods. */
record Customer(int id, String number, String name, String shortName, Province province) {}
