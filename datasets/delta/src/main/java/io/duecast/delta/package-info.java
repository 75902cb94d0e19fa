/**
 * The lake's tables as Spark sees them: one session, one way to read, merge and replace a table.
 *
 * <p>Start with {@link io.duecast.delta.DeltaTables}. What a table means is the contract's
 * business, and nothing that computes a row enters here.
 */
@NullMarked
package io.duecast.delta;

import org.jspecify.annotations.NullMarked;
