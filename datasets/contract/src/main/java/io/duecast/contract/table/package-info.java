/**
 * How a table is described: columns with type, unit and meaning, a grain, and the DDL text that
 * each engine reads. Start with {@link io.duecast.contract.table.TableSpec}. No table's own columns
 * live here.
 */
@NullMarked
package io.duecast.contract.table;

import org.jspecify.annotations.NullMarked;
