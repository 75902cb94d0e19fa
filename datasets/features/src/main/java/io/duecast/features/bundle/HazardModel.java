package io.duecast.features.bundle;

import java.util.Arrays;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;

/**
 * The booster inside a Tribuo model, fed with whole matrices. Gives the bits that Tribuo's own
 * prediction gives, without an object per value.
 */
final class HazardModel {

  private final Booster booster;
  private final int completed;
  private final int open;
  private final int width;

  /** Column of the booster for each of our columns, -1 where training never saw a value. */
  private final int[] columns;

  private final int boosterWidth;

  HazardModel(XGBoostModel<Label> model, List<String> names, int threads) {
    this.booster = model.getInnerModels().get(0);
    this.completed = model.getOutputIDInfo().getID(TribuoHazards.COMPLETED);
    this.open = model.getOutputIDInfo().getID(TribuoHazards.OPEN);
    this.width = names.size();
    this.columns = names.stream().mapToInt(name -> model.getFeatureIDMap().getID(name)).toArray();
    this.boosterWidth = model.getFeatureIDMap().size();
    long known = Arrays.stream(columns).filter(column -> column >= 0).count();
    if (completed < 0 || open < 0 || known != boosterWidth) {
      throw new IllegalArgumentException(
          "The model has " + boosterWidth + " features, " + known + " of them known.");
    }
    try {
      booster.setParam("nthread", threads);
    } catch (XGBoostError e) {
      throw new IllegalStateException("The booster refuses " + threads + " threads.", e);
    }
  }

  /** Probability of completion for each row of {@code matrix}, which holds {@code rows} vectors. */
  float[] hazards(float[] matrix, int rows) {
    try {
      DMatrix data = data(matrix, rows);
      try {
        float[][] predicted = booster.predict(data);
        float[] hazards = new float[rows];
        for (int i = 0; i < rows; i++) {
          hazards[i] = predicted[i][completed];
        }
        return hazards;
      } finally {
        data.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("The booster cannot predict " + rows + " rows.", e);
    }
  }

  /** Probability of the first label for each vector of {@code rows}. */
  double[] probabilities(float[][] rows) {
    float[] matrix = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, matrix, i * width, width);
    }
    double[] probabilities = new double[rows.length];
    if (rows.length > 0) {
      float[] predicted = hazards(matrix, rows.length);
      for (int i = 0; i < rows.length; i++) {
        probabilities[i] = predicted[i];
      }
    }
    return probabilities;
  }

  /**
   * TreeSHAP contributions to the log-odds of completion: per row one value for each of our columns
   * and the base value last.
   */
  float[][] contributions(float[] matrix, int rows) {
    try {
      DMatrix data = data(matrix, rows);
      try {
        float[][] raw = booster.predictContrib(data, 0);
        float[][] contributions = new float[rows][width + 1];
        int group = boosterWidth + 1;
        for (int i = 0; i < rows; i++) {
          for (int column = 0; column < width; column++) {
            int at = columns[column];
            contributions[i][column] =
                at < 0 ? 0 : raw[i][completed * group + at] - raw[i][open * group + at];
          }
          contributions[i][width] =
              raw[i][completed * group + boosterWidth] - raw[i][open * group + boosterWidth];
        }
        return contributions;
      } finally {
        data.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("The booster cannot explain " + rows + " rows.", e);
    }
  }

  private DMatrix data(float[] matrix, int rows) throws XGBoostError {
    float[] ordered = new float[rows * boosterWidth];
    for (int row = 0; row < rows; row++) {
      int from = row * width;
      int to = row * boosterWidth;
      for (int column = 0; column < width; column++) {
        int at = columns[column];
        if (at >= 0) {
          ordered[to + at] = matrix[from + column];
        }
      }
    }
    return new DMatrix(ordered, rows, boosterWidth, Float.NaN);
  }
}
