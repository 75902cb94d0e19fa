package io.duecast.analytics.backtest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Draws whole units with all of their rows, the same draws for every model and figure, so that
 * differences are paired.
 */
final class Bootstrap {

  /** Rounds with a figure below which there is no interval. */
  private static final int LEAST = 20;

  private final int[] unit;
  private final int[][] taken;

  /** A 95 % interval. */
  record Interval(double low, double high) {}

  /** Draws units of {@code own} in {@code rounds} rounds. */
  Bootstrap(List<Prediction> own, int rounds, long seed) {
    Map<String, Integer> units = new HashMap<>();
    this.unit = new int[own.size()];
    for (int i = 0; i < unit.length; i++) {
      int next = units.size();
      unit[i] = units.computeIfAbsent(own.get(i).unit(), key -> next);
    }
    SplittableRandom random = new SplittableRandom(seed);
    this.taken = new int[rounds][units.size()];
    for (int[] round : taken) {
      for (int i = 0; i < round.length; i++) {
        round[random.nextInt(round.length)]++;
      }
    }
  }

  int rounds() {
    return taken.length;
  }

  /** How often each row counts in a round. */
  double[] weights(int round) {
    double[] weights = new double[unit.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = taken[round][unit[i]];
    }
    return weights;
  }

  /** Interval of {@code sum(above) / sum(below)}, one value a row in each. */
  @Nullable Interval ratio(double[] above, double[] below) {
    int units = taken.length == 0 ? 0 : taken[0].length;
    double[] aboves = new double[units];
    double[] belows = new double[units];
    for (int i = 0; i < unit.length && units > 0; i++) {
      aboves[unit[i]] += above[i];
      belows[unit[i]] += below[i];
    }
    return interval(
        round -> {
          double one = 0;
          double other = 0;
          for (int i = 0; i < units; i++) {
            one += round[i] * aboves[i];
            other += round[i] * belows[i];
          }
          return one / other;
        });
  }

  private @Nullable Interval interval(ToDoubleFunction<int[]> figure) {
    return interval(Arrays.stream(taken).mapToDouble(figure).toArray());
  }

  /** Interval of one figure's values over the rounds; null when too few are numbers. */
  static @Nullable Interval interval(double[] values) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    return sorted.length < LEAST
        ? null
        : new Interval(
            sorted[(int) (0.025 * sorted.length)],
            sorted[(int) Math.ceil(0.975 * sorted.length) - 1]);
  }
}
