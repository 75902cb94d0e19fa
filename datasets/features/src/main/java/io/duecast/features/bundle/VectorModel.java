package io.duecast.features.bundle;

import java.util.List;

/** A plain classifier of feature vectors, trained like the hazards: for baselines and checks. */
public final class VectorModel {

  private final HazardModel model;
  private final int width;

  private VectorModel(HazardModel model, int width) {
    this.model = model;
    this.width = width;
  }

  /**
   * A classifier of {@code rows}; NaN is missing.
   *
   * @throws io.duecast.contract.fault.Fault NOT_ENOUGH_HISTORY when all rows are of one class
   */
  public static VectorModel train(
      String source,
      List<String> names,
      float[][] rows,
      boolean[] positive,
      float[] weights,
      TribuoHazards.Settings settings) {
    return new VectorModel(
        new HazardModel(
            TribuoHazards.train(source, names, rows, positive, weights, settings),
            names,
            settings.threads()),
        names.size());
  }

  /** Probability of the positive class for each row. */
  public double[] probabilities(float[][] rows) {
    float[] matrix = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, matrix, i * width, width);
    }
    double[] probabilities = new double[rows.length];
    if (rows.length > 0) {
      float[] predicted = model.hazards(matrix, rows.length);
      for (int i = 0; i < rows.length; i++) {
        probabilities[i] = predicted[i];
      }
    }
    return probabilities;
  }
}
