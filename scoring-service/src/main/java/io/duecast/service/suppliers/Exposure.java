package io.duecast.service.suppliers;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Open lines in one currency.
 *
 * @param amount sum of open amounts; null where no line has one
 */
public record Exposure(
    @Nullable String currency,
    long lines,
    @Nullable BigDecimal amount,
    long highRisk,
    long lateAlready,
    @Nullable BigDecimal highRiskAmount) {}
