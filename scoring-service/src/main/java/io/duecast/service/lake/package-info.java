/**
 * The lake as the service reads it: Delta Kernel names the current files of each table, DuckDB
 * answers over exactly those files.
 *
 * <p>Start with {@link io.duecast.service.lake.LakeReader}. What a query means is the business of
 * its caller; nothing that knows HTTP enters here.
 */
@NullMarked
package io.duecast.service.lake;

import org.jspecify.annotations.NullMarked;
