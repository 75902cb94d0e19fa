/**
 * Canonical rows as orders in their place: which process, zone and calendar. Start with {@link
 * io.duecast.analytics.order.OrderBook}. The only place that turns rows of zone 2 into records;
 * nothing is filtered by time here.
 */
@NullMarked
package io.duecast.analytics.order;

import org.jspecify.annotations.NullMarked;
