/**
 * Warns of figures that rest on a source with too many wrong rows, and withholds rankings and
 * reports where there are far too many. Start with {@link io.duecast.service.quality.QualityGate}.
 * What counts as wrong is not decided here: loads note it, and {@code QualityRates} has the rule.
 */
@NullMarked
package io.duecast.service.quality;

import org.jspecify.annotations.NullMarked;
