/**
 * A sample manufacturer: seeded orders, suppliers and stages, written in the export shape of
 * Kingdee Cloud Galaxy, with the true probabilities beside them.
 *
 * <p>Start with {@link io.duecast.simulator.Simulation}, which walks through the days; {@link
 * io.duecast.simulator.Chances} says what is random about a line and {@link
 * io.duecast.simulator.Odds} computes the truth from it. No engine enters: millions of lines stream
 * through the JDK alone. Nothing here reads a clock.
 */
@NullMarked
package io.duecast.simulator;

import org.jspecify.annotations.NullMarked;
