/**
 * Open orders of the current run: the ranked list, one order, and their exports.
 *
 * <p>Start with {@link io.duecast.service.orders.OpenOrders}. Scores are read as the run wrote
 * them; nothing is scored or re-ranked here, and nothing that knows HTTP enters.
 */
@NullMarked
package io.duecast.service.orders;

import org.jspecify.annotations.NullMarked;
