/**
 * Files as they came: found, hashed, their encoding, delimiter and headings settled, cut into
 * chunks, kept in the lake.
 *
 * <p>Start with {@link io.duecast.ingest.land.Inspection}. No cell is interpreted here.
 */
@NullMarked
package io.duecast.ingest.land;

import org.jspecify.annotations.NullMarked;
