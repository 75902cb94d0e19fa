package io.duecast.features.bundle;

import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;

/** Trains hazards of person-period rows with Tribuo's XGBoost. */
public final class TribuoHazards {

  /** Label of a period in which the stage was completed. */
  static final Label COMPLETED = new Label("completed");

  static final Label OPEN = new Label("open");

  private TribuoHazards() {}

  /**
   * How trees are grown.
   *
   * @param trees number of boosting rounds
   * @param rate learning rate
   * @param rowShare share of rows that each tree sees
   * @param columnShare share of features that each tree sees
   * @param minChildWeight least sum of p (1 - p) in a leaf, p being the probability so far
   * @param lambda ridge on the values of leaves
   */
  public record Settings(
      int trees,
      double rate,
      int depth,
      double minChildWeight,
      double rowShare,
      double columnShare,
      double lambda,
      long seed) {

    /**
     * 80 trees of depth 4, rate 0.08, half of the features each. Deeper trees remember single
     * shipments: the rows of one line hang together.
     */
    public static Settings defaults(long seed) {
      return new Settings(80, 0.08, 4, 30, 0.8, 0.5, 2.5, seed);
    }

    /** Trees of depth 3 for the fewer rows of lines whose due day has passed. */
    public static Settings cohort(long seed) {
      return new Settings(100, 0.06, 3, 10, 0.8, 0.5, 2.5, seed);
    }

    /** Few shallow trees for the few hundred lines of one partner. */
    public static Settings cell(long seed) {
      return new Settings(30, 0.1, 2, 4, 0.8, 0.5, 2.5, seed);
    }

    public Settings withTrees(int number) {
      return new Settings(number, rate, depth, minChildWeight, rowShare, columnShare, lambda, seed);
    }
  }

  /**
   * A model of two classes that carries its provenance; the same rows, settings and seed give the
   * same model.
   *
   * @param source what the rows are, for the provenance
   * @param names feature names in column order
   * @param rows one vector per person-period; NaN is missing
   * @param completed whether the stage was completed in that period
   * @param weights one per row, positive
   * @throws Fault NOT_ENOUGH_HISTORY when no period, or every period, ends with a completion
   */
  public static XGBoostModel<Label> train(
      String source,
      List<String> names,
      float[][] rows,
      boolean[] completed,
      float[] weights,
      Settings settings) {
    int events = 0;
    for (boolean one : completed) {
      events += one ? 1 : 0;
    }
    if (events == 0 || events == rows.length) {
      throw new Fault(
          FaultCode.NOT_ENOUGH_HISTORY,
          Text.of(
              source + " 的 " + rows.length + " 行训练数据中有 " + events + " 行完成，无法学习。请装载更多历史订单。",
              "Of the "
                  + rows.length
                  + " training rows of "
                  + source
                  + ", "
                  + events
                  + " end with a completion: there is nothing to learn. Load more order history."));
    }
    return new HazardTrainer(settings)
        .train(HazardDataset.of(source, names, rows, completed, weights));
  }

  /** {@code model} as Tribuo's protobuf, to be sent to another machine. */
  public static byte[] toBytes(XGBoostModel<Label> model) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      model.serializeToStream(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The model of {@link #toBytes}; for bytes of this program only, a bundle checks its files. */
  public static XGBoostModel<Label> fromBytes(byte[] bytes) {
    try {
      return (XGBoostModel<Label>)
          Model.deserializeFromStream(new ByteArrayInputStream(bytes)).castModel(Label.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
