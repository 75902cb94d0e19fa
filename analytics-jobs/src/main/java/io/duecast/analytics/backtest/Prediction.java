package io.duecast.analytics.backtest;

import io.duecast.analytics.train.Target;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What every model said of one snapshot of a test window, and what became of it.
 *
 * @param snapshot code of the landmark's kind
 * @param window first day of the month
 * @param lateKnownOn ledger day on which the label was known
 * @param probabilities in the order of {@link Rival}
 * @param p10 days from the snapshot by which delivery has 10 % chance; null for single stages
 * @param medianDays what the supplier's median duration says, days from the snapshot
 * @param daysToDone null while not delivered
 * @param outcomes the partner's outcomes known at the snapshot
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
    boolean late,
    LocalDate lateKnownOn,
    int daysToDue,
    double[] probabilities,
    @Nullable Integer p10,
    @Nullable Integer p50,
    @Nullable Integer p80,
    @Nullable Integer p90,
    @Nullable Double medianDays,
    @Nullable Integer daysToDone,
    long outcomes,
    String level) {

  Target target() {
    return new Target(direction, stage);
  }

  double of(Rival rival) {
    return probabilities[rival.ordinal()];
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
