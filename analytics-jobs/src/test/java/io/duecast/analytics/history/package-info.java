/** Statistics of drift against values from elsewhere, and comparisons over planted shifts. */
@NullMarked
package io.duecast.analytics.history;

import org.jspecify.annotations.NullMarked;
