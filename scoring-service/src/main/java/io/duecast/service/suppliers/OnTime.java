package io.duecast.service.suppliers;

import org.jspecify.annotations.Nullable;

/**
 * On time by quantity against one promise.
 *
 * @param rate mean share of quantity on time, 0 to 1; null without lines, never 0
 * @param lines lines that were due
 * @param late lines of which some quantity missed the due day
 */
public record OnTime(@Nullable Double rate, long lines, long late) {}
