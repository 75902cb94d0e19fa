package io.duecast.features;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Which day of the ledger a fact belongs to, and which days an instant may read.
 *
 * <p>A fact known at 00:00 was known at the end of the day before; a ledger row counts up to the
 * end of its day. So an instant reads rows of days before its own.
 */
public final class Days {

  private Days() {}

  /** Ledger day of a fact known at {@code knownAt}. */
  public static LocalDate known(Instant knownAt, ZoneId zone) {
    return knownAt.minusNanos(1).atZone(zone).toLocalDate();
  }

  /** Last ledger day that is wholly known at {@code asOf}. */
  public static LocalDate lastKnown(Instant asOf, ZoneId zone) {
    return asOf.atZone(zone).toLocalDate().minusDays(1);
  }
}
