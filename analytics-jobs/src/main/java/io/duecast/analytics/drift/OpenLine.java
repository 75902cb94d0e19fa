package io.duecast.analytics.drift;

import io.duecast.features.Feature;
import io.duecast.features.OrderFacts;
import io.duecast.features.OrderFeatures;
import io.duecast.features.Period;
import io.duecast.features.bundle.Reference.Distribution;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One open line as drift sees it.
 *
 * @param partner supplier or customer
 * @param values of {@link #NAMES}; NaN where missing
 * @param probability to be late; null when late already or nothing could be said
 */
record OpenLine(
    String direction, @Nullable String partner, float[] values, @Nullable Double probability)
    implements Serializable {

  /** Positions in the vector: what depends on the period asked for says nothing about the line. */
  private static final int[] AT =
      IntStream.range(0, OrderFeatures.ALL.size())
          .filter(i -> !OrderFeatures.ALL.get(i).perPeriod())
          .toArray();

  /** Names of the features that are compared. */
  static final List<String> NAMES =
      OrderFeatures.ALL.stream()
          .filter(feature -> !feature.perPeriod())
          .map(Feature::name)
          .toList();

  static OpenLine of(OrderFacts facts, @Nullable Double probability) {
    float[] vector = OrderFeatures.vector(facts, facts.delivery(), new Period(0, 0));
    float[] values = new float[AT.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = vector[AT[i]];
    }
    return new OpenLine(facts.direction(), facts.partnerKey(), values, probability);
  }

  /** Values of feature {@code i} of all {@code lines}. */
  static Column column(List<OpenLine> lines, int i) {
    float[] values = new float[lines.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = lines.get(row).values()[i];
    }
    return new Column(values, partners(lines));
  }

  /** Late probabilities of the {@code lines} that have one. */
  static Column probabilities(List<OpenLine> lines) {
    List<OpenLine> predicted = lines.stream().filter(line -> line.probability() != null).toList();
    float[] values = new float[predicted.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = java.util.Objects.requireNonNull(predicted.get(row).probability()).floatValue();
    }
    return new Column(values, partners(predicted));
  }

  private static String[] partners(List<OpenLine> lines) {
    return lines.stream()
        .map(line -> java.util.Objects.requireNonNullElse(line.partner(), ""))
        .toArray(String[]::new);
  }

  /**
   * One figure of many lines.
   *
   * @param values NaN where missing
   * @param partners of the same lines
   */
  record Column(float[] values, String[] partners) {

    /** The distribution of the values, for a reference. */
    Distribution distribution(String name) {
      return Distribution.of(name, values).withEffective(effectiveShare(), effectiveMissingShare());
    }

    /** Share of the known values that speak for themselves. */
    double effectiveShare() {
      return DriftStatistics.effectiveShare(values, partners);
    }

    /** The same of the question whether there is a value. */
    double effectiveMissingShare() {
      float[] missing = new float[values.length];
      for (int i = 0; i < missing.length; i++) {
        missing[i] = Float.isNaN(values[i]) ? 1 : 0;
      }
      return DriftStatistics.effectiveShare(missing, partners);
    }
  }

  /** A share of 0 to 1 that spreads keys evenly, the same in every run. */
  static double share(String key) {
    long hash = 0xcbf29ce484222325L;
    for (byte one : key.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ one) * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    hash *= 0xd6e8feb86659fd93L;
    hash ^= hash >>> 32;
    return (hash >>> 11) * 0x1.0p-53;
  }
}
