package io.duecast.features.bundle;

import java.util.Arrays;
import java.util.List;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;

/**
 * The trees inside a Tribuo model, fed with whole matrices: what Tribuo's own prediction says,
 * without an object per value.
 */
final class HazardModel {

  private final int width;
  private final Forest forest;

  /**
   * Reads the trees of {@code model}.
   *
   * @param names of the columns of a row
   */
  HazardModel(XGBoostModel<Label> model, List<String> names) {
    this.width = names.size();
    int[] columns = new int[model.getFeatureIDMap().size()];
    for (int id = 0; id < columns.length; id++) {
      String name = model.getFeatureIDMap().get(id).getName();
      columns[id] = names.indexOf(name);
      if (columns[id] < 0) {
        throw new IllegalArgumentException("The model asks for " + name + ", which nobody knows.");
      }
    }
    this.forest = Forest.of(model.getInnerModels().get(0), columns);
  }

  /** Probability of completion for each row of {@code matrix}, which holds {@code rows} vectors. */
  float[] hazards(float[] matrix, int rows) {
    return forest.probabilities(matrix, rows);
  }

  /** Probability of the second label for each vector of {@code rows}. */
  double[] probabilities(float[][] rows) {
    return Arrays.stream(rows).mapToDouble(row -> forest.probabilities(row, 1)[0]).toArray();
  }

  /**
   * Contributions to the log-odds of completion: per row one value for each of our columns and the
   * base value last.
   */
  float[][] contributions(float[] matrix, int rows) {
    float[][] contributions = new float[rows][width + 1];
    for (int i = 0; i < rows; i++) {
      forest.contributions(matrix, i * width, contributions[i]);
    }
    return contributions;
  }
}
