/**
 * Scores of open lines with the champion. Start with {@link io.duecast.analytics.score.Scoring}.
 * Ranks and writes; predicts nothing itself.
 */
@NullMarked
package io.duecast.analytics.score;

import org.jspecify.annotations.NullMarked;
