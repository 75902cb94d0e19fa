/**
 * What may not enter the tables, and what is worth a look: missing keys, repeated rows, lines
 * without orders, unknown partners and codes, cells that contradict one another; and how wrong each
 * source is by that.
 *
 * <p>Start with {@link io.duecast.ingest.quality.Judgement}. Nothing is written here.
 */
@NullMarked
package io.duecast.ingest.quality;

import org.jspecify.annotations.NullMarked;
