package io.duecast.service.suppliers;

import org.jspecify.annotations.Nullable;

/**
 * A partner in the ranking.
 *
 * @param first on time against the first promise, last 365 days
 * @param current the same against the current promise
 * @param expectedLate sum of late probabilities of open lines, lines already late count as one
 */
public record SupplierRow(
    int rank,
    String partnerKey,
    @Nullable String partnerName,
    @Nullable String direction,
    OnTime first,
    OnTime current,
    long openLines,
    long highRisk,
    long lateAlready,
    @Nullable Double expectedLate) {}
