package io.duecast.features;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Hazards that know nothing of an order but the time: the curve behind cells that are served by a
 * rate. Daily completion rates by days after the due day, or since entry without due day.
 *
 * @param afterDue daily hazard by bucket of {@link #bucket}
 * @param sinceEntry daily hazard likewise
 */
public record BaselineHazards(List<Double> afterDue, List<Double> sinceEntry) {

  private static final int[] BOUNDS = {
    -120, -75, -45, -28, -17, -10, -5, -2, 0, 1, 3, 7, 14, 28, 50, 90, 150
  };

  public BaselineHazards {
    afterDue = List.copyOf(afterDue);
    sinceEntry = List.copyOf(sinceEntry);
  }

  /** Collects exposure and completions. */
  public static final class Builder {
    private final double[][] exposure = new double[2][BOUNDS.length + 1];
    private final double[][] completions = new double[2][BOUNDS.length + 1];

    /** Adds one person-period row; {@code target} at the snapshot day {@code facts.day()}. */
    public Builder add(
        OrderFacts facts, StageFacts target, Period period, boolean completed, double weight) {
      return add(target.dueOn() != null, shift(facts, target), period, completed, weight);
    }

    /**
     * Adds one person-period row by its place in time.
     *
     * @param shift days from the due day to the snapshot day; without due day, days since entry
     */
    public Builder add(
        boolean hasDueDay, double shift, Period period, boolean completed, double weight) {
      int table = hasDueDay ? 0 : 1;
      int bucket = bucket(middle(shift, period));
      // A completion ends the exposure half way on average.
      exposure[table][bucket] += weight * period.days() * (completed ? 0.5 : 1);
      completions[table][bucket] += completed ? weight : 0;
      return this;
    }

    public BaselineHazards build() {
      return new BaselineHazards(rates(0), rates(1));
    }

    private List<Double> rates(int table) {
      double events = 0;
      double days = 0;
      for (int i = 0; i < exposure[table].length; i++) {
        events += completions[table][i];
        days += exposure[table][i];
      }
      double mean = (events + 1) / (days + 30);
      List<Double> rates = new ArrayList<>();
      for (int i = 0; i < exposure[table].length; i++) {
        // Five completions at the mean rate stand behind thin buckets.
        rates.add(Math.min(0.9, (completions[table][i] + 5) / (exposure[table][i] + 5 / mean)));
      }
      return Collections.unmodifiableList(rates);
    }
  }

  /** Probability of completion in each of {@code periods}, given none before. */
  public double[] hazards(OrderFacts facts, StageFacts target, List<Period> periods) {
    double[] hazards = new double[periods.size()];
    List<Double> daily = target.dueOn() == null ? sinceEntry : afterDue;
    for (int i = 0; i < hazards.length; i++) {
      Period period = periods.get(i);
      double rate = daily.get(bucket(middle(shift(facts, target), period)));
      hazards[i] = 1 - StrictMath.exp(-rate * period.days());
    }
    return hazards;
  }

  private static double shift(OrderFacts facts, StageFacts target) {
    return target.dueOn() == null
        ? target.elapsedDays(facts.day())
        : -target.daysToDue(facts.day());
  }

  private static double middle(double shift, Period period) {
    double middle = (period.startDay() + period.endDay()) / 2.0;
    return Double.isNaN(shift) ? middle : middle + shift;
  }

  private static int bucket(double day) {
    int bucket = 0;
    while (bucket < BOUNDS.length && day > BOUNDS[bucket]) {
      bucket++;
    }
    return bucket;
  }
}
