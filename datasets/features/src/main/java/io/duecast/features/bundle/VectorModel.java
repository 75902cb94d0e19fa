package io.duecast.features.bundle;

import java.util.List;

/** A plain classifier of feature vectors, trained like the hazards: for baselines and checks. */
public final class VectorModel {

  private final HazardModel model;

  private VectorModel(HazardModel model) {
    this.model = model;
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
            TribuoHazards.train(source, names, rows, positive, weights, settings), names));
  }

  /** Probability of the positive class for each row. */
  public double[] probabilities(float[][] rows) {
    return model.probabilities(rows);
  }
}
