package io.duecast.simulator;

import java.util.List;
import java.util.Map;

/**
 * A supplier with its hidden habits.
 *
 * @param weight share of the orders while it is active
 * @param firstDay first day on which it gets orders, since 1970
 * @param capacity lines it handles at a time without running slower
 * @param slowness logarithm of the factor on making times
 * @param steadiness shape of the making time: higher is more predictable
 * @param confirmation time it takes to confirm an order
 * @param drift change of the slowness that builds up over {@link #DRIFT_DAYS} from driftDay on
 * @param confirms probability that a confirmation is recorded
 * @param reports probability that a shipping day is recorded
 * @param candour probability of moving a promise that looks lost
 * @param transits transport times by route
 * @param works its working days
 */
record Supplier(
    int index,
    int id,
    String number,
    String name,
    String shortName,
    Trade trade,
    Province province,
    String creditCode,
    String grade,
    String sizeClass,
    double weight,
    int firstDay,
    double capacity,
    double slowness,
    double steadiness,
    StageTime confirmation,
    double drift,
    int driftDay,
    double splits,
    double refuses,
    double confirms,
    double reports,
    double candour,
    Route route,
    Map<Route, StageTime> transits,
    WorkAxis works,
    Buyer buyer,
    List<Item> items) {

  private static final double DRIFT_DAYS = 150;

  StageTime transit(Route by) {
    StageTime time = transits.get(by);
    if (time == null) {
      throw new IllegalStateException("no transport by " + by);
    }
    return time;
  }

  /** Logarithm of the factor on making times on a day. */
  double slownessOn(int day) {
    return slowness + drift * Math.min(1, Math.max(0, (day - driftDay) / DRIFT_DAYS));
  }
}
