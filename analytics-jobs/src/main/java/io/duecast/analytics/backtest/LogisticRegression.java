package io.duecast.analytics.backtest;

import io.duecast.analytics.train.Snapshot;
import java.util.List;
import java.util.SplittableRandom;

/** Logistic regression on standardised features; missing values count as the mean. */
final class LogisticRegression {

  private static final int EPOCHS = 12;
  private static final double RATE = 0.1;
  private static final double RIDGE = 1e-4;

  private final double[] mean;
  private final double[] scale;
  private final double[] weights;

  private LogisticRegression(double[] mean, double[] scale, double[] weights) {
    this.mean = mean;
    this.scale = scale;
    this.weights = weights;
  }

  /** Fits by AdaGrad in an order that the seed fixes. */
  static LogisticRegression fit(List<Snapshot> rows, long seed) {
    int width = Snapshot.WIDTH;
    double[] mean = new double[width];
    double[] square = new double[width];
    long[] count = new long[width];
    for (Snapshot row : rows) {
      for (int i = 0; i < width; i++) {
        float value = row.vector()[i];
        if (Float.isFinite(value)) {
          mean[i] += value;
          square[i] += (double) value * value;
          count[i]++;
        }
      }
    }
    double[] scale = new double[width];
    for (int i = 0; i < width; i++) {
      if (count[i] > 0) {
        mean[i] /= count[i];
        double variance = square[i] / count[i] - mean[i] * mean[i];
        scale[i] = variance > 1e-9 ? 1 / StrictMath.sqrt(variance) : 0;
      }
    }
    double[] weights = new double[width + 1];
    double[] history = new double[width + 1];
    LogisticRegression model = new LogisticRegression(mean, scale, weights);
    double[] inputs = new double[width + 1];
    int[] order = new int[rows.size()];
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
        Snapshot row = rows.get(at);
        model.inputs(row.vector(), inputs);
        double miss = model.sigmoid(inputs) - (Boolean.TRUE.equals(row.late()) ? 1 : 0);
        for (int i = 0; i <= width; i++) {
          double gradient = miss * inputs[i] + RIDGE * weights[i];
          history[i] += gradient * gradient;
          weights[i] -= RATE * gradient / (1e-6 + StrictMath.sqrt(history[i]));
        }
      }
    }
    return model;
  }

  double probability(float[] vector) {
    double[] inputs = new double[weights.length];
    inputs(vector, inputs);
    return sigmoid(inputs);
  }

  private void inputs(float[] vector, double[] inputs) {
    for (int i = 0; i < vector.length; i++) {
      double standard = Float.isFinite(vector[i]) ? (vector[i] - mean[i]) * scale[i] : 0;
      inputs[i] = Math.max(-5, Math.min(5, standard));
    }
    inputs[vector.length] = 1;
  }

  private double sigmoid(double[] inputs) {
    double sum = 0;
    for (int i = 0; i < inputs.length; i++) {
      sum += weights[i] * inputs[i];
    }
    return 1 / (1 + StrictMath.exp(-sum));
  }
}
