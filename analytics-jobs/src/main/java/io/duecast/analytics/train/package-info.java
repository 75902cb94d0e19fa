/**
 * Landmarks, training rows, models, calibration and the gate. Start with {@link
 * io.duecast.analytics.train.Training}. No clock but the as-of instant; features come from the
 * features module.
 */
@NullMarked
package io.duecast.analytics.train;

import org.jspecify.annotations.NullMarked;
