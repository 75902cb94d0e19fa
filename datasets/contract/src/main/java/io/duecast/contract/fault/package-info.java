/**
 * Failures with a code, a blame, and what to do. Start with {@link
 * io.duecast.contract.fault.Fault}. Bad rows are values, never faults.
 */
@NullMarked
package io.duecast.contract.fault;

import org.jspecify.annotations.NullMarked;
