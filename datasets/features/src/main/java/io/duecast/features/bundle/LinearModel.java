package io.duecast.features.bundle;

import io.duecast.features.Calibration;
import java.util.List;

/**
 * Logistic regression on standardised features.
 *
 * @param scales of the features, in vector order
 * @param weights of each standardised feature, the constant last
 */
public record LinearModel(Scales scales, List<Double> weights) {

  private static final int ROUNDS = 12;

  /** Rounds in which the curvature is computed anew; an older one only makes shorter steps. */
  private static final int FRESH = 2;

  /** A move of the weights that changes no probability. */
  private static final double STILL = 1e-3;

  /** Weight of the belief that an input says nothing, in rows. */
  private static final double RIDGE = 10;

  public LinearModel {
    weights = List.copyOf(weights);
  }

  /** A model that learned nothing. */
  public static LinearModel nothing() {
    return new LinearModel(Scales.NONE, List.of());
  }

  /**
   * Fits by Newton's method.
   *
   * @param rows one vector each; NaN is missing
   * @param importance of each row, around one
   */
  public static LinearModel fit(float[][] rows, boolean[] late, float[] importance) {
    if (rows.length == 0) {
      return nothing();
    }
    Scales scales = Scales.of(rows);
    float[][] inputs = scales.ready().standard(rows);
    double[] weights = new double[scales.mean().size() + 1];
    double[] curved = new double[rows.length];
    double[] wide = new double[weights.length];
    Curvature curvature = null;
    for (int round = 0; round < ROUNDS; round++) {
      double[] slope = new double[weights.length];
      for (int i = 0; i < inputs.length; i++) {
        Scales.widen(inputs[i], wide);
        double p = Calibration.sigmoid(Scales.dot(wide, weights));
        double miss = importance[i] * ((late[i] ? 1 : 0) - p);
        curved[i] = importance[i] * p * (1 - p);
        for (int k = 0; k < slope.length; k++) {
          slope[k] += miss * wide[k];
        }
      }
      if (curvature == null || round < FRESH) {
        curvature = new Curvature(inputs, curved, RIDGE);
      }
      if (curvature.step(weights, slope) < STILL) {
        break;
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
    return Calibration.sigmoid(Scales.dot(inputs, weights));
  }
}
