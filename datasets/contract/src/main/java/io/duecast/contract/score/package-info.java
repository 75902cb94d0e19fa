/**
 * The tables of zones 4 and 5: model cards, scoring runs, scores, their stages and reasons, and
 * drift. Start with {@link io.duecast.contract.score.Scores}.
 */
@NullMarked
package io.duecast.contract.score;

import org.jspecify.annotations.NullMarked;
