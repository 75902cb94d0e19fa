package io.duecast.features.bundle;

import io.duecast.features.OrderFacts;
import io.duecast.features.OrderFeatures;
import io.duecast.features.Period;
import io.duecast.features.PeriodGrid;
import io.duecast.features.StageFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;

/** The measure of the benchmarks: the bare booster on the very matrix that a scorer feeds it. */
public final class RawBooster {

  private final Map<String, Booster> boosters = new HashMap<>();
  private final Map<String, int[]> columns = new HashMap<>();

  /** The boosters inside {@code bundle}. */
  public RawBooster(ModelBundle bundle, int threads) throws XGBoostError {
    for (Map.Entry<String, XGBoostModel<Label>> model : bundle.models().entrySet()) {
      Booster booster = model.getValue().getInnerModels().get(0);
      booster.setParam("nthread", threads);
      boosters.put(model.getKey(), booster);
      columns.put(
          model.getKey(),
          OrderFeatures.names().stream()
              .mapToInt(name -> model.getValue().getFeatureIDMap().getID(name))
              .toArray());
    }
  }

  /** Rows in the order of the booster's columns, by model. */
  public Map<String, float[]> matrices(List<OrderFacts> facts) {
    Map<String, List<float[]>> parts = new HashMap<>();
    for (OrderFacts one : facts) {
      add(parts, one, one.delivery());
      one.current().ifPresent(stage -> add(parts, one, stage));
    }
    Map<String, float[]> matrices = new HashMap<>();
    parts.forEach(
        (key, rows) -> {
          int[] to = java.util.Objects.requireNonNull(columns.get(key));
          int width = (int) java.util.Arrays.stream(to).filter(column -> column >= 0).count();
          float[] matrix = new float[rows.size() * width];
          for (int row = 0; row < rows.size(); row++) {
            for (int i = 0; i < to.length; i++) {
              if (to[i] >= 0) {
                matrix[row * width + to[i]] = rows.get(row)[i];
              }
            }
          }
          matrices.put(key, matrix);
        });
    return matrices;
  }

  private void add(Map<String, List<float[]>> parts, OrderFacts facts, StageFacts target) {
    String key = TargetCard.fileOf(facts.direction(), target.stage());
    if (!boosters.containsKey(key)) {
      return;
    }
    for (Period period : PeriodGrid.ahead(facts, target)) {
      parts
          .computeIfAbsent(key, name -> new ArrayList<>())
          .add(OrderFeatures.vector(facts, target, period));
    }
  }

  /** Predicts every matrix; returns the number of rows. */
  public int predict(Map<String, float[]> matrices) throws XGBoostError {
    int rows = 0;
    for (Map.Entry<String, float[]> matrix : matrices.entrySet()) {
      Booster booster = java.util.Objects.requireNonNull(boosters.get(matrix.getKey()));
      int width = (int) booster.getNumFeature();
      int count = matrix.getValue().length / width;
      DMatrix data = new DMatrix(matrix.getValue(), count, width, Float.NaN);
      rows += booster.predict(data).length;
      data.dispose();
    }
    return rows;
  }

  /** Trains a bare booster on the same rows and settings as {@link TribuoHazards}. */
  public static void train(
      float[][] rows, boolean[] completed, float[] weights, TribuoHazards.Settings settings)
      throws XGBoostError {
    int width = rows[0].length;
    float[] flat = new float[rows.length * width];
    float[] labels = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * width, width);
      labels[i] = completed[i] ? 1 : 0;
    }
    DMatrix data = new DMatrix(flat, rows.length, width, Float.NaN);
    data.setLabel(labels);
    data.setWeight(weights);
    Map<String, Object> parameters =
        Map.ofEntries(
            Map.entry("objective", "binary:logistic"),
            Map.entry("tree_method", "hist"),
            Map.entry("eta", settings.rate()),
            Map.entry("max_depth", settings.depth()),
            Map.entry("min_child_weight", settings.minChildWeight()),
            Map.entry("subsample", settings.rowShare()),
            Map.entry("colsample_bytree", settings.columnShare()),
            Map.entry("lambda", settings.lambda()),
            Map.entry("nthread", 1),
            Map.entry("seed", settings.seed()));
    XGBoost.train(data, parameters, settings.trees(), Map.of(), null, null).dispose();
    data.dispose();
  }
}
