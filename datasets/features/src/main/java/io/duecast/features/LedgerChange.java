package io.duecast.features;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * What one outcome adds to the ledger on one day; changes of one scope, key, stage and day add up.
 *
 * @param durationBucket bucket of {@link DurationCounts}, -1 without a completion
 * @param qtyLog millionths of ln(1 + quantity) of a line that entered
 * @param amountLog millionths of ln(1 + amount) of a line that entered
 */
public record LedgerChange(
    String scope,
    String scopeKey,
    String stage,
    LocalDate day,
    long outcomes,
    long lateOutcomes,
    long completions,
    long daysLate,
    long durationDays,
    long plannedDays,
    long entered,
    long exited,
    long promiseMoves,
    int durationBucket,
    long qtyLog,
    long amountLog)
    implements Serializable {}
