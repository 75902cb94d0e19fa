/**
 * The protocol of honest measurement on rolling windows. Start with {@link
 * io.duecast.analytics.backtest.Backtest}. Reads the lake, writes files, changes no table.
 */
@NullMarked
package io.duecast.analytics.backtest;

import org.jspecify.annotations.NullMarked;
