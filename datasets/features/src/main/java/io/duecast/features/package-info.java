/**
 * The one definition of every feature and of the history behind it. Start with {@link
 * io.duecast.features.OrderFacts} (what is known of a line at an instant), then {@link
 * io.duecast.features.OrderFeatures}. No engine, no wall clock, no file enters here.
 */
@NullMarked
package io.duecast.features;

import org.jspecify.annotations.NullMarked;
