package io.duecast.analytics.train;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Simple ways to tell late lines; a model that is worse than one of them is not needed. */
@FunctionalInterface
public interface Yardsticks {

  /**
   * Probabilities of {@code test} by the name of the way, each learned from what was judged before
   * {@code cutoff}; empty where nothing was.
   */
  Map<String, double[]> of(Target target, List<Snapshot> test, LocalDate cutoff);
}
