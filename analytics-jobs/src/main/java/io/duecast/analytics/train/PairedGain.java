package io.duecast.analytics.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Mean difference of two losses on the same rows with a 95 % interval from a paired bootstrap over
 * units, because lines of one order hang together.
 *
 * @param mean loss of the first minus loss of the second; negative when the first is better
 */
public record PairedGain(double mean, double low, double high, int rows) {

  private static final int ROUNDS = 400;

  /** Compares {@code one} with {@code other}. */
  public static PairedGain of(List<String> units, double[] one, double[] other, long seed) {
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (int i = 0; i < one.length; i++) {
      double[] sum = sums.computeIfAbsent(units.get(i), key -> new double[2]);
      sum[0] += one[i] - other[i];
      sum[1]++;
    }
    List<double[]> clusters = new ArrayList<>(sums.values());
    if (clusters.isEmpty()) {
      return new PairedGain(0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      double sum = 0;
      double count = 0;
      for (int i = 0; i < clusters.size(); i++) {
        double[] cluster = clusters.get(random.nextInt(clusters.size()));
        sum += cluster[0];
        count += cluster[1];
      }
      means[round] = sum / count;
    }
    java.util.Arrays.sort(means);
    double total = clusters.stream().mapToDouble(cluster -> cluster[0]).sum();
    return new PairedGain(
        total / one.length,
        means[(int) (0.025 * ROUNDS)],
        means[(int) (0.975 * ROUNDS) - 1],
        one.length);
  }

  /**
   * Whether {@code one} is worse than {@code other} beyond doubt on all rows, and better in none of
   * {@code parts}: a loss that comes from a part of the rows alone may not be there next time.
   *
   * @param parts rows by their place
   */
  static boolean worseThroughout(
      List<String> units, double[] one, double[] other, List<List<Integer>> parts, long seed) {
    for (List<Integer> part : parts) {
      double gain = 0;
      for (int i : part) {
        gain += one[i] - other[i];
      }
      if (gain < 0) {
        return false;
      }
    }
    return of(units, one, other, seed).worse();
  }

  /** Whether the first is worse beyond doubt. */
  public boolean worse() {
    return rows > 0 && low > 0;
  }
}
