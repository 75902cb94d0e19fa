/**
 * Why a row or a cell was refused. Start with {@link io.duecast.contract.check.RejectRule}.
 * Failures of a whole command are faults, not rejects.
 */
@NullMarked
package io.duecast.contract.check;

import org.jspecify.annotations.NullMarked;
