package io.duecast.features.bundle;

import java.util.Arrays;
import java.util.List;

/**
 * How inputs are standardised: a missing value counts as the mean, and no value counts for more
 * than five standard deviations.
 *
 * @param mean of each input
 * @param scale one over the standard deviation; 0 for an input that does not vary
 */
public record Scales(List<Double> mean, List<Double> scale) {

  private static final double FARTHEST = 5;

  /** Scales of no input. */
  static final Scales NONE = new Scales(List.of(), List.of());

  public Scales {
    mean = List.copyOf(mean);
    scale = List.copyOf(scale);
  }

  /**
   * Scales of {@code rows}.
   *
   * @param rows of one width; NaN is missing
   */
  static Scales of(float[][] rows) {
    int width = rows.length == 0 ? 0 : rows[0].length;
    double[] mean = new double[width];
    double[] square = new double[width];
    double[] scale = new double[width];
    long[] count = new long[width];
    for (float[] row : rows) {
      for (int i = 0; i < width; i++) {
        if (Float.isFinite(row[i])) {
          mean[i] += row[i];
          square[i] += (double) row[i] * row[i];
          count[i]++;
        }
      }
    }
    for (int i = 0; i < width; i++) {
      if (count[i] > 0) {
        mean[i] /= count[i];
        double variance = square[i] / count[i] - mean[i] * mean[i];
        scale[i] = variance > 1e-9 ? 1 / StrictMath.sqrt(variance) : 0;
      }
    }
    return new Scales(list(mean), list(scale));
  }

  /** These scales ready to be used many times. */
  Ready ready() {
    return new Ready(array(mean), array(scale));
  }

  static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** Copies a row into numbers of the kind that weights have, which vector instructions need. */
  static void widen(float[] row, double[] wide) {
    for (int i = 0; i < row.length; i++) {
      wide[i] = row[i];
    }
  }

  /** Sum of products, in four sums that do not wait for each other. */
  static double dot(double[] one, double[] other) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = 0;
    for (; i + 3 < one.length; i += 4) {
      first += one[i] * other[i];
      second += one[i + 1] * other[i + 1];
      third += one[i + 2] * other[i + 2];
      fourth += one[i + 3] * other[i + 3];
    }
    for (; i < one.length; i++) {
      first += one[i] * other[i];
    }
    return first + second + (third + fourth);
  }

  /** The numbers as arrays. */
  static final class Ready {
    private final double[] mean;
    private final double[] scale;

    private Ready(double[] mean, double[] scale) {
      this.mean = mean;
      this.scale = scale;
    }

    int width() {
      return mean.length;
    }

    /** Input {@code i} with {@code value}, in standard deviations from the mean. */
    double standard(int i, double value) {
      double standard = Double.isFinite(value) ? (value - mean[i]) * scale[i] : 0;
      return Math.max(-FARTHEST, Math.min(FARTHEST, standard));
    }

    /** All of {@code rows} in standard deviations, a constant one behind each. */
    float[][] standard(float[][] rows) {
      float[][] standard = new float[rows.length][];
      for (int row = 0; row < rows.length; row++) {
        float[] one = new float[width() + 1];
        for (int i = 0; i < width(); i++) {
          one[i] = (float) standard(i, rows[row][i]);
        }
        one[width()] = 1;
        standard[row] = one;
      }
      return standard;
    }

    /** How far input {@code i} with {@code value} lies above the mean, in its own unit. */
    double above(int i, double value) {
      return value - mean[i];
    }
  }
}
