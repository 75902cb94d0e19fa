package io.duecast.features;

/**
 * A beta-binomial prior: small cells lean on the whole.
 *
 * @param mean rate of the whole, 0 to 1
 * @param strength outcomes that the mean counts for in each cell, 2 to 200
 */
public record ShrunkenRate(double mean, double strength) {

  private static final double LEAST = 2;
  private static final double MOST = 200;

  /** Maximum likelihood of the strength over cells of {@code late} in {@code known} outcomes. */
  public static ShrunkenRate fit(long[] late, long[] known) {
    long lates = 0;
    long all = 0;
    for (int i = 0; i < late.length; i++) {
      lates += late[i];
      all += known[i];
    }
    double mean = (lates + 0.5) / (all + 1.0);
    double low = StrictMath.log(LEAST);
    double high = StrictMath.log(MOST);
    double golden = (StrictMath.sqrt(5) - 1) / 2;
    for (int step = 0; step < 40; step++) {
      double one = high - golden * (high - low);
      double two = low + golden * (high - low);
      if (likelihood(late, known, mean, StrictMath.exp(one))
          < likelihood(late, known, mean, StrictMath.exp(two))) {
        low = one;
      } else {
        high = two;
      }
    }
    return new ShrunkenRate(mean, StrictMath.exp((low + high) / 2));
  }

  /** Rate of a cell with {@code late} of {@code known} outcomes. */
  public double of(long late, long known) {
    return (late + strength * mean) / (known + strength);
  }

  private static double likelihood(long[] late, long[] known, double mean, double strength) {
    double a = mean * strength;
    double b = (1 - mean) * strength;
    double sum = 0;
    for (int i = 0; i < late.length; i++) {
      sum +=
          logGamma(late[i] + a)
              - logGamma(a)
              + logGamma(known[i] - late[i] + b)
              - logGamma(b)
              - logGamma(known[i] + strength)
              + logGamma(strength);
    }
    return sum;
  }

  /** Logarithm of the gamma function for positive {@code x}: recurrence to 8, then Stirling. */
  private static double logGamma(double x) {
    double shift = 0;
    double at = x;
    while (at < 8) {
      shift -= StrictMath.log(at);
      at += 1;
    }
    double square = 1 / (at * at);
    return shift
        + (at - 0.5) * StrictMath.log(at)
        - at
        + 0.5 * StrictMath.log(2 * StrictMath.PI)
        + (1.0 / 12 - square * (1.0 / 360 - square / 1260)) / at;
  }
}
