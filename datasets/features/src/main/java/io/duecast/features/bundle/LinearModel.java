package io.duecast.features.bundle;

import io.duecast.features.Calibration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Logistic regression on standardised features.
 *
 * @param scales of the features, in vector order
 * @param weights of each standardised feature, the constant last
 */
public record LinearModel(Scales scales, List<Double> weights) {

  private static final int EPOCHS = 12;
  private static final double RATE = 0.1;
  private static final double RIDGE = 1e-4;

  public LinearModel {
    weights = List.copyOf(weights);
  }

  /** A model that learned nothing. */
  public static LinearModel nothing() {
    return new LinearModel(Scales.NONE, List.of());
  }

  /**
   * Fits by AdaGrad in an order that the seed fixes.
   *
   * @param rows one vector each; NaN is missing
   * @param importance of each row, around one
   */
  public static LinearModel fit(float[][] rows, boolean[] late, float[] importance, long seed) {
    Scales scales = Scales.of(rows);
    Scales.Ready ready = scales.ready();
    int width = ready.width();
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
        inputs(rows[at], ready, inputs);
        double miss = importance[at] * (sigmoid(inputs, weights) - (late[at] ? 1 : 0));
        for (int i = 0; i <= width; i++) {
          double gradient = miss * inputs[i] + RIDGE * weights[i];
          history[i] += gradient * gradient;
          weights[i] -= RATE * gradient / (1e-6 + StrictMath.sqrt(history[i]));
        }
      }
    }
    return new LinearModel(scales, Scales.list(weights));
  }

  /** Probability of late for each of {@code rows}; a half where nothing was learned. */
  public double[] probabilities(float[][] rows) {
    return ready().probabilities(rows);
  }

  /** This model ready to be asked many times. */
  Ready ready() {
    return new Ready(scales.ready(), Scales.array(weights));
  }

  /** The numbers of a model as arrays. */
  static final class Ready {
    private final Scales.Ready scales;
    private final double[] weights;

    private Ready(Scales.Ready scales, double[] weights) {
      this.scales = scales;
      this.weights = weights;
    }

    double[] probabilities(float[][] rows) {
      double[] inputs = new double[weights.length];
      double[] probabilities = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        if (scales.width() == 0) {
          probabilities[i] = 0.5;
        } else {
          inputs(rows[i], scales, inputs);
          probabilities[i] = sigmoid(inputs, weights);
        }
      }
      return probabilities;
    }

    /** What each feature of {@code row} adds to the log-odds of late; all zero without a model. */
    double[] contributions(float[] row) {
      double[] added = new double[row.length];
      if (scales.width() > 0) {
        double[] inputs = new double[weights.length];
        inputs(row, scales, inputs);
        for (int i = 0; i < added.length; i++) {
          added[i] = inputs[i] * weights[i];
        }
      }
      return added;
    }
  }

  private static void inputs(float[] row, Scales.Ready scales, double[] inputs) {
    for (int i = 0; i < row.length; i++) {
      inputs[i] = scales.standard(i, row[i]);
    }
    inputs[row.length] = 1;
  }

  private static double sigmoid(double[] inputs, double[] weights) {
    double sum = 0;
    for (int i = 0; i < inputs.length; i++) {
      sum += weights[i] * inputs[i];
    }
    return Calibration.sigmoid(sum);
  }
}
