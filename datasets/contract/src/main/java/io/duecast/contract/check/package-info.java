/**
 * Why a row or a cell was refused, and how wrong a source is. Start with {@link
 * io.duecast.contract.check.RejectRule}; the error rate has its home in {@link
 * io.duecast.contract.check.QualityRates}. Failures of a whole command are faults, not rejects.
 */
@NullMarked
package io.duecast.contract.check;

import org.jspecify.annotations.NullMarked;
