package io.duecast.simulator;

/**
 * A change of the promised day, decided on what is known that day, never on what will come.
 *
 * @param day day of the change document
 */
record PromiseMove(int day, int before, int after, String reason) {}
