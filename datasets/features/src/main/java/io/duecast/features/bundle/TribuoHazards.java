package io.duecast.features.bundle;

import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.FeatureMap;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.common.xgboost.XGBoostTrainer;
import org.tribuo.protos.core.ExampleProto;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.util.Merger;

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
   * @param threads threads of training
   */
  public record Settings(
      int trees,
      double rate,
      int depth,
      double minChildWeight,
      double rowShare,
      double columnShare,
      double lambda,
      int threads,
      long seed) {

    /**
     * 80 trees of depth 4, rate 0.08, half of the features each. Deeper trees remember single
     * shipments: the rows of one line hang together.
     */
    public static Settings defaults(int threads, long seed) {
      return new Settings(80, 0.08, 4, 60, 0.8, 0.5, 5, threads, seed);
    }

    /** Trees of depth 3 for the fewer rows of lines whose due day has passed. */
    public static Settings cohort(int threads, long seed) {
      return new Settings(100, 0.06, 3, 20, 0.8, 0.5, 5, threads, seed);
    }

    /** Few shallow trees for the few hundred lines of one partner, on one thread. */
    public static Settings cell(long seed) {
      return new Settings(30, 0.1, 2, 8, 0.8, 0.5, 5, 1, seed);
    }

    public Settings withTrees(int number) {
      return new Settings(
          number, rate, depth, minChildWeight, rowShare, columnShare, lambda, threads, seed);
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
    int[] order =
        IntStream.range(0, names.size())
            .boxed()
            .sorted(Comparator.comparing(names::get))
            .mapToInt(Integer::intValue)
            .toArray();
    String[] sorted = new String[order.length];
    for (int i = 0; i < order.length; i++) {
      sorted[i] = names.get(order[i]);
    }
    MutableDataset<Label> dataset =
        new MutableDataset<>(
            new SimpleDataSourceProvenance(
                source, java.time.OffsetDateTime.parse("2000-01-01T00:00:00Z"), new LabelFactory()),
            new LabelFactory());
    for (int i = 0; i < rows.length; i++) {
      dataset.add(new Row(completed[i] ? COMPLETED : OPEN, weights[i], sorted, order, rows[i]));
    }
    return (XGBoostModel<Label>)
        new XGBoostClassificationTrainer(
                XGBoostTrainer.BoosterType.GBTREE,
                XGBoostTrainer.TreeMethod.HIST,
                settings.trees(),
                settings.rate(),
                0,
                settings.depth(),
                settings.minChildWeight(),
                settings.rowShare(),
                settings.columnShare(),
                settings.lambda(),
                0,
                settings.threads(),
                XGBoostTrainer.LoggingVerbosity.SILENT,
                settings.seed())
            .train(dataset);
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

  /** A vector seen as an example, without an object per value: names are shared by all rows. */
  private static final class Row extends Example<Label> {
    private final String[] names;
    private final int[] order;
    private final float[] values;

    Row(Label label, float weight, String[] names, int[] order, float[] values) {
      super(label, weight);
      this.names = names;
      this.order = order;
      this.values = values;
    }

    @Override
    public Iterator<Feature> iterator() {
      return new Iterator<>() {
        private int at = next(0);

        private int next(int from) {
          int index = from;
          while (index < order.length && Float.isNaN(values[order[index]])) {
            index++;
          }
          return index;
        }

        @Override
        public boolean hasNext() {
          return at < order.length;
        }

        @Override
        public Feature next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          Feature feature = new Feature(names[at], values[order[at]]);
          at = next(at + 1);
          return feature;
        }
      };
    }

    @Override
    public int size() {
      int size = 0;
      for (float value : values) {
        size += Float.isNaN(value) ? 0 : 1;
      }
      return size;
    }

    @Override
    public boolean validateExample() {
      return size() > 0;
    }

    @Override
    public boolean isDense(FeatureMap map) {
      return size() == map.size();
    }

    @Override
    public Example<Label> copy() {
      return new Row(output, weight, names, order, values);
    }

    @Override
    protected void sort() {
      // Names are sorted once for all rows.
    }

    @Override
    public void canonicalize(FeatureMap map) {
      // Names are shared already.
    }

    @Override
    public void add(Feature feature) {
      throw fixed();
    }

    @Override
    public void addAll(Collection<? extends Feature> features) {
      throw fixed();
    }

    @Override
    public void removeFeatures(List<Feature> features) {
      throw fixed();
    }

    @Override
    public void reduceByName(Merger merger) {
      throw fixed();
    }

    @Override
    protected void densify(List<String> featureNames) {
      throw fixed();
    }

    @Override
    public void set(Feature feature) {
      throw fixed();
    }

    @Override
    public ExampleProto serialize() {
      throw fixed();
    }

    @Override
    public String toString() {
      List<Feature> features = new ArrayList<>();
      iterator().forEachRemaining(features::add);
      return features.toString();
    }

    private static UnsupportedOperationException fixed() {
      return new UnsupportedOperationException("A training row does not change.");
    }
  }
}
