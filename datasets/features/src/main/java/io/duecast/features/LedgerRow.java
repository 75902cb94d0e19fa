package io.duecast.features;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * One row of the contract's {@code SupplierLedger}, in its column order: cumulative counts up to
 * the end of {@code day}.
 *
 * @param scope one of {@link LedgerBuilder#PARTNER} and its siblings
 */
public record LedgerRow(
    String scope,
    String scopeKey,
    String stage,
    LocalDate day,
    long outcomes,
    long lateOutcomes,
    long completions,
    long daysLateTotal,
    long durationDaysTotal,
    long plannedDaysTotal,
    long entered,
    long exited,
    long promiseMoves,
    String durationCounts,
    long qtyLogTotal,
    long amountLogTotal)
    implements Serializable {}
