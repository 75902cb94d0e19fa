package io.duecast.analytics.drift;

import io.duecast.features.bundle.Reference.Distribution;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.stat.inference.ChiSquareTest;
import org.hipparchus.stat.inference.KolmogorovSmirnovTest;

/** Tests and distances between two samples. */
final class DriftStatistics {

  /** Expected count below which a value is tested together with the other rare ones. */
  private static final double LEAST_EXPECTED = 5;

  private static final int SHARES = 200;

  private DriftStatistics() {}

  /**
   * A test of equal distributions.
   *
   * @param statistic the test's figure
   * @param pValue probability of at least this figure when nothing changed
   */
  record Test(String name, double statistic, double pValue) {}

  /**
   * Two-sample Kolmogorov-Smirnov test.
   *
   * @param share of {@code one} that speaks for itself, see {@link #effectiveShare}
   * @param otherShare of {@code other}
   */
  static Test kolmogorovSmirnov(float[] one, double share, float[] other, double otherShare) {
    double[] left = doubles(one);
    double[] right = doubles(other);
    KolmogorovSmirnovTest test = new KolmogorovSmirnovTest();
    double statistic = test.kolmogorovSmirnovStatistic(left, right);
    // Under many ties the p-value is too large: it errs on the quiet side.
    double pValue =
        share == 1 && otherShare == 1
            ? test.kolmogorovSmirnovTest(left, right, false)
            : test.approximateP(statistic, rows(one.length, share), rows(other.length, otherShare));
    return new Test("ks", statistic, Math.min(1, Math.max(0, pValue)));
  }

  private static int rows(int rows, double share) {
    return (int) Math.max(2, Math.round(rows * share));
  }

  /**
   * Test of equal shares: Z for two values, chi-squared for more. Values that are rare on both
   * sides are tested as one.
   *
   * @param one counts by value
   * @param other counts of the same values
   * @param share of all lines that speaks for itself: the statistic is that of so many lines (Rao
   *     and Scott's first correction)
   */
  static Test shares(long[] one, long[] other, double share) {
    long[][] merged = merged(one, other);
    if (merged[0].length < 2) {
      return new Test("z", 0, 1);
    }
    if (merged[0].length == 2) {
      return z(
          merged[0][0],
          merged[0][0] + merged[0][1],
          merged[1][0],
          merged[1][0] + merged[1][1],
          share);
    }
    double statistic =
        share * new ChiSquareTest().chiSquareDataSetsComparison(merged[0], merged[1]);
    return new Test(
        "chi_squared",
        statistic,
        1 - new ChiSquaredDistribution(merged[0].length - 1).cumulativeProbability(statistic));
  }

  /** Two-sided Z test of two shares with pooled variance; {@code share} as in {@link #shares}. */
  static Test z(long hits, long rows, long otherHits, long otherRows, double share) {
    double pooled = (double) (hits + otherHits) / (rows + otherRows);
    double variance = pooled * (1 - pooled) * (1.0 / rows + 1.0 / otherRows) / share;
    if (!(variance > 0)) {
      return new Test("z", 0, 1);
    }
    double z = ((double) otherHits / otherRows - (double) hits / rows) / StrictMath.sqrt(variance);
    return new Test("z", z, 2 * new NormalDistribution().cumulativeProbability(-Math.abs(z)));
  }

  /**
   * Share of known values that speak for themselves. Lines of one partner have its rates, loads and
   * habits in common; by the design effect of samples drawn in groups, {@code 1 + (m - 1) icc} of
   * them say what one independent line says, where {@code m} is the size of the group that a line
   * is in on average and {@code icc} how alike lines of a group are (one-way analysis of variance).
   *
   * @param values NaN where missing
   * @param groups of the same lines
   */
  static double effectiveShare(float[] values, String[] groups) {
    Map<String, double[]> sums = new HashMap<>();
    double rows = 0;
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Float.isNaN(values[i])) {
        double[] group = sums.computeIfAbsent(groups[i], key -> new double[2]);
        group[0]++;
        group[1] += values[i];
        rows++;
        total += values[i];
      }
    }
    if (sums.size() < 2 || sums.size() == rows) {
      return 1;
    }
    double mean = total / rows;
    double between = 0;
    double squares = 0;
    for (double[] group : sums.values()) {
      double off = group[1] / group[0] - mean;
      between += group[0] * off * off;
      squares += group[0] * group[0];
    }
    double within = 0;
    for (int i = 0; i < values.length; i++) {
      double[] group = sums.get(groups[i]);
      if (!Float.isNaN(values[i]) && group != null) {
        double off = values[i] - group[1] / group[0];
        within += off * off;
      }
    }
    double betweenMean = between / (sums.size() - 1);
    double withinMean = within / (rows - sums.size());
    double size = (rows - squares / rows) / (sums.size() - 1);
    double alike = (betweenMean - withinMean) / (betweenMean + (size - 1) * withinMean);
    return alike > 0 ? 1 / (1 + (squares / rows - 1) * Math.min(1, alike)) : 1;
  }

  private static long[][] merged(long[] one, long[] other) {
    double left = Arrays.stream(one).sum();
    double right = Arrays.stream(other).sum();
    double least = Math.min(left, right) / (left + right);
    long[][] merged = new long[2][one.length + 1];
    int size = 0;
    for (int i = 0; i < one.length; i++) {
      boolean rare = (one[i] + other[i]) * least < LEAST_EXPECTED;
      int at = rare ? one.length : size++;
      merged[0][at] += one[i];
      merged[1][at] += other[i];
    }
    if (merged[0][one.length] + merged[1][one.length] > 0) {
      merged[0][size] = merged[0][one.length];
      merged[1][size] = merged[1][one.length];
      size++;
    }
    return new long[][] {Arrays.copyOf(merged[0], size), Arrays.copyOf(merged[1], size)};
  }

  /**
   * Jensen-Shannon distance of two shares, the root of the divergence in bits: 0 for the same
   * shares, 1 for none in common.
   */
  static double jensenShannon(long[] one, long[] other) {
    double left = Arrays.stream(one).sum();
    double right = Arrays.stream(other).sum();
    if (left == 0 || right == 0) {
      return 0;
    }
    double divergence = 0;
    for (int i = 0; i < one.length; i++) {
      double p = one[i] / left;
      double q = other[i] / right;
      divergence += (term(p, (p + q) / 2) + term(q, (p + q) / 2)) / 2;
    }
    return StrictMath.sqrt(Math.max(0, divergence));
  }

  private static double term(double share, double middle) {
    return share == 0 ? 0 : share * StrictMath.log(share / middle) / StrictMath.log(2);
  }

  /**
   * First Wasserstein distance in standard deviations of {@code one}: how far values move on
   * average.
   *
   * @param one sorted values or equally spaced quantiles
   * @param other the same of the other sample
   */
  static double wasserstein(float[] one, float[] other, double deviation) {
    double sum = 0;
    for (int i = 0; i < SHARES; i++) {
      double share = (i + 0.5) / SHARES;
      sum += Math.abs(quantile(other, share) - quantile(one, share)) / SHARES;
    }
    // A reference without spread has no scale of its own: any move counts in full.
    return deviation > 0 ? sum / deviation : sum == 0 ? 0 : 1;
  }

  private static double quantile(float[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int low = (int) at;
    int high = Math.min(sorted.length - 1, low + 1);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }

  /**
   * Counts of {@code sample} by the values of {@code reference}, the last for all others, beside
   * those of the reference.
   */
  static long[][] counts(Distribution reference, float[] sample) {
    int size = reference.values().length;
    long[][] counts = {Arrays.copyOf(reference.counts(), size + 1), new long[size + 1]};
    for (float value : sample) {
      int at = Arrays.binarySearch(reference.values(), value);
      counts[1][at < 0 ? size : at]++;
    }
    return counts;
  }

  /**
   * P-values corrected for their number by Benjamini and Hochberg: calling those at most 0.05
   * changed, at most a twentieth of the calls is expected to be wrong.
   */
  static double[] corrected(double[] pValues) {
    int[] order =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] corrected = new double[pValues.length];
    double least = 1;
    for (int i = 0; i < order.length; i++) {
      int rank = pValues.length - i;
      least = Math.min(least, pValues[order[i]] * pValues.length / rank);
      corrected[order[i]] = least;
    }
    return corrected;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
