package io.duecast.analytics.drift;

import io.duecast.features.Feature;
import io.duecast.features.OrderFacts;
import io.duecast.features.OrderFeatures;
import io.duecast.features.Period;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One open line as drift sees it.
 *
 * @param values of {@link #NAMES}; NaN where missing
 * @param probability to be late; null when late already or nothing could be said
 */
record OpenLine(String direction, float[] values, @Nullable Double probability)
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
    return new OpenLine(facts.direction(), values, probability);
  }

  /** Values of feature {@code i} of all {@code lines}. */
  static float[] column(List<OpenLine> lines, int i) {
    float[] column = new float[lines.size()];
    for (int row = 0; row < column.length; row++) {
      column[row] = lines.get(row).values()[i];
    }
    return column;
  }

  /** Late probabilities of the {@code lines} that have one. */
  static float[] probabilities(List<OpenLine> lines) {
    float[] probabilities = new float[lines.size()];
    int size = 0;
    for (OpenLine line : lines) {
      if (line.probability() != null) {
        probabilities[size++] = line.probability().floatValue();
      }
    }
    return java.util.Arrays.copyOf(probabilities, size);
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
