/**
 * What became of each stage, and what was known of each partner on each day. Start with {@link
 * io.duecast.analytics.history.History}. Writes zone 3; knows no model.
 */
@NullMarked
package io.duecast.analytics.history;

import org.jspecify.annotations.NullMarked;
