package io.duecast.features.bundle;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.FeatureMap;
import org.tribuo.ImmutableDataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.RealInfo;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.protos.core.ExampleProto;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.util.Merger;

/**
 * Vectors as Tribuo's dataset, without an object or a look-up per value: the domain of each feature
 * is known before its rows are.
 */
final class HazardDataset extends ImmutableDataset<Label> {

  /** In the place of the day of training: with a day of their own, equal models would differ. */
  static final OffsetDateTime NO_DAY = OffsetDateTime.parse("2000-01-01T00:00:00Z");

  /** Two classes; the second is what a booster of one tree a round gives the probability of. */
  private static final Map<Label, Integer> CLASSES =
      Map.of(TribuoHazards.OPEN, 0, TribuoHazards.COMPLETED, 1);

  private HazardDataset(String source, ImmutableFeatureMap features) {
    super(
        new SimpleDataSourceProvenance(source, NO_DAY, new LabelFactory()),
        new LabelFactory(),
        features,
        new LabelFactory().constructInfoForExternalModel(CLASSES));
  }

  /**
   * The dataset of {@code rows}, which it does not copy.
   *
   * @param names of the columns; one without any value is left out
   */
  static HazardDataset of(
      String source, List<String> names, float[][] rows, boolean[] completed, float[] weights) {
    Domain[] domains = new Domain[names.size()];
    Arrays.setAll(domains, column -> new Domain());
    for (float[] row : rows) {
      for (int column = 0; column < domains.length; column++) {
        domains[column].see(row[column]);
      }
    }
    List<VariableInfo> infos = new ArrayList<>();
    for (int column = 0; column < domains.length; column++) {
      if (domains[column].count > 0) {
        infos.add(domains[column].info(names.get(column)));
      }
    }
    ImmutableFeatureMap features = new ImmutableFeatureMap(infos);
    String[] known = new String[features.size()];
    int[] columns = new int[known.length];
    for (int id = 0; id < known.length; id++) {
      known[id] = Objects.requireNonNull(features.get(id)).getName();
      columns[id] = names.indexOf(known[id]);
    }
    HazardDataset dataset = new HazardDataset(source, features);
    for (int i = 0; i < rows.length; i++) {
      dataset.data.add(
          new Row(
              completed[i] ? TribuoHazards.COMPLETED : TribuoHazards.OPEN,
              weights[i],
              known,
              columns,
              rows[i]));
    }
    return dataset;
  }

  /** What values a feature takes. */
  private static final class Domain {
    private int count;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;
    private double mean;
    private double squares;

    void see(double value) {
      if (Double.isNaN(value)) {
        return;
      }
      count++;
      least = Math.min(least, value);
      most = Math.max(most, value);
      // Welford's update, as Tribuo does it.
      double step = value - mean;
      mean += step / count;
      squares += step * (value - mean);
    }

    VariableInfo info(String name) {
      return new RealInfo(name, count, most, least, mean, squares);
    }
  }

  /** All values by row, in the order of the feature ids; NaN is missing. */
  float[] matrix() {
    int width = featureIDMap.size();
    float[] matrix = new float[Math.multiplyExact(size(), width)];
    int at = 0;
    for (Example<Label> example : data) {
      Row row = (Row) example;
      for (int column : row.columns) {
        matrix[at++] = row.values[column];
      }
    }
    return matrix;
  }

  /** One for a completed row, zero for another. */
  float[] labels() {
    float[] labels = new float[size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = outputIDInfo.getID(data.get(i).getOutput());
    }
    return labels;
  }

  float[] weights() {
    float[] weights = new float[size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = data.get(i).getWeight();
    }
    return weights;
  }

  /** A vector seen as an example: names are shared by all rows. */
  private static final class Row extends Example<Label> {
    private final String[] names;
    private final int[] columns;
    private final float[] values;

    Row(Label label, float weight, String[] names, int[] columns, float[] values) {
      super(label, weight);
      this.names = names;
      this.columns = columns;
      this.values = values;
    }

    @Override
    public Iterator<Feature> iterator() {
      return new Iterator<>() {
        private int at = next(0);

        private int next(int from) {
          int index = from;
          while (index < columns.length && Float.isNaN(values[columns[index]])) {
            index++;
          }
          return index;
        }

        @Override
        public boolean hasNext() {
          return at < columns.length;
        }

        @Override
        public Feature next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          Feature feature = new Feature(names[at], values[columns[at]]);
          at = next(at + 1);
          return feature;
        }
      };
    }

    @Override
    public int size() {
      int size = 0;
      for (int column : columns) {
        size += Float.isNaN(values[column]) ? 0 : 1;
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
      return new Row(output, weight, names, columns, values);
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
