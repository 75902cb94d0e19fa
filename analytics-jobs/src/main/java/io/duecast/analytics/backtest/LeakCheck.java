package io.duecast.analytics.backtest;

import io.duecast.analytics.train.Landmark;
import io.duecast.analytics.train.Snapshot;
import io.duecast.features.OrderFeatures;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds features that know the outcome: one that ranks late lines almost alone is no feature. */
public final class LeakCheck {

  /** AUC of a single feature above which it must be explained (EVALUATION §1.7). */
  private static final double TOO_GOOD = 0.90;

  /** Features above the limit that were looked into and found honest, each with its reason. */
  private static final Map<String, String> EXPLAINED = explained();

  /** Rows of each kind below which chance alone ranks well. */
  private static final int LEAST = 30;

  private LeakCheck() {}

  /** Features that rank the deliveries of {@code snapshots} at creation almost alone. */
  public static Map<String, Double> atCreation(List<Snapshot> snapshots) {
    List<Snapshot> creation =
        snapshots.stream()
            .filter(
                one ->
                    one.kind() == Landmark.Kind.CREATION
                        && one.target().isDelivery()
                        && one.predicted()
                        && one.late() != null)
            .toList();
    long late = creation.stream().filter(one -> Boolean.TRUE.equals(one.late())).count();
    return late < LEAST || creation.size() - late < LEAST
        ? Map.of()
        : suspicious(
            OrderFeatures.names(),
            creation.stream().map(Snapshot::vector).toList(),
            creation.stream().map(Snapshot::late).toList());
  }

  /** Features whose AUC, in either direction, is above the limit, with that AUC. */
  public static Map<String, Double> suspicious(
      List<String> names, List<float[]> rows, List<@Nullable Boolean> late) {
    return suspicious(names, rows, late, EXPLAINED.keySet());
  }

  static Map<String, Double> suspicious(
      List<String> names, List<float[]> rows, List<@Nullable Boolean> late, Set<String> explained) {
    boolean[] labels = new boolean[rows.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = Boolean.TRUE.equals(late.get(i));
    }
    Map<String, Double> suspicious = new TreeMap<>();
    for (int column = 0; column < names.size(); column++) {
      List<Double> values = new ArrayList<>();
      for (float[] row : rows) {
        // A missing value may be the leak itself: it sorts below everything.
        values.add(Float.isNaN(row[column]) ? -1e30 : row[column]);
      }
      double auc = auc(values.stream().mapToDouble(Double::doubleValue).toArray(), labels);
      double either = Math.max(auc, 1 - auc);
      if (either > TOO_GOOD && !explained.contains(names.get(column))) {
        suspicious.put(names.get(column), either);
      }
    }
    return suspicious;
  }

  /** Area under the ROC curve of {@code scores}; NaN with one class. */
  public static double auc(double[] scores, boolean[] late) {
    return new Measures(scores, late).figures().auc();
  }

  private static Map<String, String> explained() {
    try (InputStream list = LeakCheck.class.getResourceAsStream("explained-features.properties")) {
      return explained(
          new InputStreamReader(java.util.Objects.requireNonNull(list), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("The list of explained features cannot be read.", e);
    }
  }

  /** Reads {@code feature = reason}; a feature that is not there or has no reason is an error. */
  static Map<String, String> explained(Reader list) throws IOException {
    Properties lines = new Properties();
    lines.load(list);
    Map<String, String> explained = new TreeMap<>();
    for (String name : lines.stringPropertyNames()) {
      String reason = lines.getProperty(name).strip();
      if (!OrderFeatures.names().contains(name)) {
        throw new IllegalStateException("There is no feature " + name + " to explain.");
      }
      if (reason.isEmpty()) {
        throw new IllegalStateException("The feature " + name + " is not explained.");
      }
      explained.put(name, reason);
    }
    return explained;
  }
}
