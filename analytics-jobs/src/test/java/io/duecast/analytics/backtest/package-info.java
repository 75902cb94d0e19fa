/** Tests of the figures of a backtest. */
@NullMarked
package io.duecast.analytics.backtest;

import org.jspecify.annotations.NullMarked;
