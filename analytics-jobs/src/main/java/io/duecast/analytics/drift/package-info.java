/**
 * Whether the orders of a scoring run are still like those that its model was trained on, and
 * whether past probabilities came true. Start with {@link io.duecast.analytics.drift.DriftStep}; a
 * reference is made by {@link io.duecast.analytics.drift.References}. No model is trained or asked
 * here but for the reference, and no alias moves.
 */
@NullMarked
package io.duecast.analytics.drift;

import org.jspecify.annotations.NullMarked;
