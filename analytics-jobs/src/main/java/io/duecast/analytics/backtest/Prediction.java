package io.duecast.analytics.backtest;

import io.duecast.analytics.train.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What every model said of one snapshot of a test window, and what became of it.
 *
 * @param snapshot code of the landmark's kind
 * @param window first day of the month
 * @param label whether the due day was missed; null when the line was cancelled or closed before
 *     it, which is neither late nor on time
 * @param dueOn day that the label is measured against
 * @param labelKnownOn ledger day on which the label was known; null without label
 * @param daysToDue days from the snapshot to {@code dueOn}, never negative
 * @param probabilities to be late, in the order of {@link Rival}
 * @param p10 days from the snapshot by which completion has 10 % chance; null where the models give
 *     no dates for the target
 * @param medianDays what the supplier's median duration says, days from the snapshot; null likewise
 * @param daysToDone days from the snapshot to completion; null while open and when the line left
 * @param daysWatched days from the snapshot to the last day of the data
 * @param outcomes the partner's outcomes known at the snapshot
 * @param level what answered: own, group, pooled, rate or none
 */
record Prediction(
    String direction,
    String stage,
    String lineKey,
    String unit,
    @Nullable String partnerKey,
    String snapshot,
    Instant at,
    LocalDate window,
    @Nullable Boolean label,
    LocalDate dueOn,
    @Nullable LocalDate labelKnownOn,
    int daysToDue,
    double[] probabilities,
    @Nullable Integer p10,
    @Nullable Integer p50,
    @Nullable Integer p80,
    @Nullable Integer p90,
    @Nullable Double medianDays,
    @Nullable Integer daysToDone,
    int daysWatched,
    long outcomes,
    String level) {

  Target target() {
    return new Target(direction, stage);
  }

  double of(Rival rival) {
    return probabilities[rival.ordinal()];
  }

  /** Whether there is a label: figures of lateness count these rows alone. */
  boolean judged() {
    return label != null;
  }

  boolean late() {
    return Boolean.TRUE.equals(label);
  }

  /** Ledger day of the snapshot. */
  LocalDate day() {
    return dueOn.minus(daysToDue, ChronoUnit.DAYS);
  }

  /** Whether all dates are there, ours and the supplier's median. */
  boolean dated() {
    return p10 != null && p50 != null && p80 != null && p90 != null && medianDays != null;
  }

  /** Calendar quarter of the window, such as {@code 2014-Q1}. */
  String quarter() {
    return "%d-Q%d".formatted(window.getYear(), (window.getMonthValue() + 2) / 3);
  }

  /** Known outcomes of the partner as a slice of the report. */
  String slice() {
    if (outcomes < 5) {
      return "suppliers <5";
    }
    if (outcomes < 20) {
      return "suppliers 5-20";
    }
    return outcomes < 100 ? "suppliers 20-100" : "suppliers >100";
  }
}
