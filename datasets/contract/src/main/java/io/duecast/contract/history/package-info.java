/**
 * The tables of zone 3: what happened to each stage of each line, and what was known of each
 * partner on each day. Start with {@link io.duecast.contract.history.StageOutcomes}.
 */
@NullMarked
package io.duecast.contract.history;

import org.jspecify.annotations.NullMarked;
