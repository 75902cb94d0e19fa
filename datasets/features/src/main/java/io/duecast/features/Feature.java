package io.duecast.features;

import io.duecast.contract.Text;

/**
 * One input of the models.
 *
 * @param name lower-case, part of the fingerprint
 * @param unit what the number counts, or empty
 * @param perPeriod whether it depends on the period and not only on facts and target
 * @param value the one definition
 */
public record Feature(
    String name, Text meaning, String unit, Cause cause, boolean perPeriod, Value value) {

  /** A feature's body; NaN means missing. */
  @FunctionalInterface
  public interface Value {
    double of(OrderFacts facts, StageFacts target, Period period);
  }

  /** Value for {@code target} (a stage of {@code facts} or its delivery) in {@code period}. */
  public double of(OrderFacts facts, StageFacts target, Period period) {
    return value.of(facts, target, period);
  }
}
