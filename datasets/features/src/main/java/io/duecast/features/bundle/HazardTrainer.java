package io.duecast.features.bundle;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.Dataset;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.common.xgboost.XGBoostTrainer;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * Tribuo's XGBoost for two classes: one tree a round by logistic loss, where Tribuo's own trainer
 * grows a tree for each class, and rows go to the booster as one matrix, where it makes two objects
 * of every value.
 */
final class HazardTrainer extends XGBoostTrainer<Label> {

  /** What is learned must not depend on the machine; models are trained side by side instead. */
  private static final int THREADS = 1;

  HazardTrainer(TribuoHazards.Settings settings) {
    super(
        BoosterType.GBTREE,
        TreeMethod.HIST,
        settings.trees(),
        settings.rate(),
        0,
        settings.depth(),
        settings.minChildWeight(),
        settings.rowShare(),
        settings.columnShare(),
        settings.lambda(),
        0,
        THREADS,
        LoggingVerbosity.SILENT,
        settings.seed());
    postConfig();
    parameters.put("objective", "binary:logistic");
  }

  @Override
  public XGBoostModel<Label> train(Dataset<Label> examples) {
    return train(examples, Map.of());
  }

  @Override
  public XGBoostModel<Label> train(Dataset<Label> examples, Map<String, Provenance> runProvenance) {
    return train(examples, runProvenance, INCREMENT_INVOCATION_COUNT);
  }

  /**
   * Trains on a {@link HazardDataset}.
   *
   * @throws ClassCastException for any other dataset
   */
  @Override
  public XGBoostModel<Label> train(
      Dataset<Label> examples, Map<String, Provenance> runProvenance, int invocationCount) {
    HazardDataset dataset = (HazardDataset) examples;
    if (invocationCount != INCREMENT_INVOCATION_COUNT) {
      setInvocationCount(invocationCount);
    }
    TrainerProvenance trainer = getProvenance();
    trainInvocationCounter++;
    Booster booster;
    try {
      DMatrix data =
          new DMatrix(
              dataset.matrix(), dataset.size(), dataset.getFeatureIDMap().size(), Float.NaN);
      try {
        data.setLabel(dataset.labels());
        data.setWeight(dataset.weights());
        booster = XGBoost.train(data, copyParams(parameters), numTrees, Map.of(), null, null);
      } finally {
        data.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException(
          "The booster cannot learn from " + dataset.size() + " rows.", e);
    }
    return createModel(
        "hazards",
        new ModelProvenance(
            XGBoostModel.class.getName(),
            HazardDataset.NO_DAY,
            dataset.getProvenance(),
            trainer,
            runProvenance),
        dataset.getFeatureIDMap(),
        dataset.getOutputIDInfo(),
        List.of(booster),
        new HazardConverter());
  }

  @Override
  public TrainerProvenance getProvenance() {
    return new TrainerProvenanceImpl(this);
  }
}
