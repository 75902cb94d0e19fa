/** Tests of what is learned from snapshots. */
@NullMarked
package io.duecast.analytics.train;

import org.jspecify.annotations.NullMarked;
