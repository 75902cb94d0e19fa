/**
 * The commands that learn from order history and score open lines. Start with {@link
 * io.duecast.analytics.AnalyticsProgram}; the work is done in {@code history}, {@code train},
 * {@code score} and {@code backtest}. No feature, no model formula and no connector enters here.
 */
@NullMarked
package io.duecast.analytics;

import org.jspecify.annotations.NullMarked;
