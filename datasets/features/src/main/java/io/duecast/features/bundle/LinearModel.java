package io.duecast.features.bundle;

import io.duecast.features.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Logistic regression on standardised features; a missing value counts as the mean, and no value
 * counts for more than five standard deviations.
 *
 * @param mean of each feature, in vector order
 * @param scale one over the standard deviation; 0 for a feature that does not vary
 * @param weights of each standardised feature, the constant last
 */
public record LinearModel(List<Double> mean, List<Double> scale, List<Double> weights) {

  private static final int EPOCHS = 12;
  private static final double RATE = 0.1;
  private static final double RIDGE = 1e-4;
  private static final double FARTHEST = 5;

  public LinearModel {
    mean = List.copyOf(mean);
    scale = List.copyOf(scale);
    weights = List.copyOf(weights);
  }

  /** A model that learned nothing. */
  public static LinearModel nothing() {
    return new LinearModel(List.of(), List.of(), List.of());
  }

  /**
   * Fits by AdaGrad in an order that the seed fixes.
   *
   * @param rows one vector each; NaN is missing
   * @param importance of each row, around one
   */
  public static LinearModel fit(float[][] rows, boolean[] late, float[] importance, long seed) {
    int width = rows.length == 0 ? 0 : rows[0].length;
    double[] mean = new double[width];
    double[] scale = new double[width];
    standardise(rows, mean, scale);
    double[] weights = new double[width + 1];
    double[] history = new double[width + 1];
    double[] inputs = new double[width + 1];
    int[] order = new int[rows.length];
    java.util.Arrays.setAll(order, i -> i);
    SplittableRandom random = new SplittableRandom(seed);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      for (int i = order.length - 1; i > 0; i--) {
        int other = random.nextInt(i + 1);
        int kept = order[i];
        order[i] = order[other];
        order[other] = kept;
      }
      for (int at : order) {
        inputs(rows[at], mean, scale, inputs);
        double miss = importance[at] * (sigmoid(inputs, weights) - (late[at] ? 1 : 0));
        for (int i = 0; i <= width; i++) {
          double gradient = miss * inputs[i] + RIDGE * weights[i];
          history[i] += gradient * gradient;
          weights[i] -= RATE * gradient / (1e-6 + StrictMath.sqrt(history[i]));
        }
      }
    }
    return new LinearModel(list(mean), list(scale), list(weights));
  }

  private static void standardise(float[][] rows, double[] mean, double[] scale) {
    double[] square = new double[mean.length];
    long[] count = new long[mean.length];
    for (float[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        if (Float.isFinite(row[i])) {
          mean[i] += row[i];
          square[i] += (double) row[i] * row[i];
          count[i]++;
        }
      }
    }
    for (int i = 0; i < mean.length; i++) {
      if (count[i] > 0) {
        mean[i] /= count[i];
        double variance = square[i] / count[i] - mean[i] * mean[i];
        scale[i] = variance > 1e-9 ? 1 / StrictMath.sqrt(variance) : 0;
      }
    }
  }

  /** Probability of late for each of {@code rows}; a half where nothing was learned. */
  public double[] probabilities(float[][] rows) {
    return ready().probabilities(rows);
  }

  /** This model ready to be asked many times. */
  Ready ready() {
    return new Ready(array(mean), array(scale), array(weights));
  }

  /** The numbers of a model as arrays. */
  static final class Ready {
    private final double[] mean;
    private final double[] scale;
    private final double[] weights;

    private Ready(double[] mean, double[] scale, double[] weights) {
      this.mean = mean;
      this.scale = scale;
      this.weights = weights;
    }

    double[] probabilities(float[][] rows) {
      double[] inputs = new double[weights.length];
      double[] probabilities = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        if (mean.length == 0) {
          probabilities[i] = 0.5;
        } else {
          inputs(rows[i], mean, scale, inputs);
          probabilities[i] = sigmoid(inputs, weights);
        }
      }
      return probabilities;
    }

    /** What each feature of {@code row} adds to the log-odds of late; all zero without a model. */
    double[] contributions(float[] row) {
      double[] added = new double[row.length];
      if (mean.length > 0) {
        double[] inputs = new double[weights.length];
        inputs(row, mean, scale, inputs);
        for (int i = 0; i < added.length; i++) {
          added[i] = inputs[i] * weights[i];
        }
      }
      return added;
    }
  }

  private static void inputs(float[] row, double[] mean, double[] scale, double[] inputs) {
    for (int i = 0; i < mean.length; i++) {
      double standard = Float.isFinite(row[i]) ? (row[i] - mean[i]) * scale[i] : 0;
      inputs[i] = Math.max(-FARTHEST, Math.min(FARTHEST, standard));
    }
    inputs[mean.length] = 1;
  }

  private static double sigmoid(double[] inputs, double[] weights) {
    double sum = 0;
    for (int i = 0; i < inputs.length; i++) {
      sum += weights[i] * inputs[i];
    }
    return Calibration.sigmoid(sum);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Double> list(double[] values) {
    List<Double> list = new ArrayList<>(values.length);
    for (double value : values) {
      list.add(value);
    }
    return list;
  }
}
