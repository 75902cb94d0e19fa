package io.duecast.features;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Counts of durations in fixed buckets of calendar days, so that percentiles over any window are
 * differences of cumulative counts.
 */
public final class DurationCounts {

  /** Upper bounds in days, inclusive; one bucket follows the last. */
  private static final int[] BOUNDS = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 25, 28, 30,
    33, 36, 40, 45, 50, 55, 60, 67, 75, 82, 90, 105, 120, 150, 180, 240, 300, 365, 545, 730
  };

  static final int SIZE = BOUNDS.length + 1;

  private DurationCounts() {}

  /** Bucket of {@code days}, from 0. */
  static int bucket(int days) {
    int at = Arrays.binarySearch(BOUNDS, Math.max(0, days));
    return at >= 0 ? at : -at - 1;
  }

  /** Text of non-empty buckets, such as {@code 7:12 8:3}. */
  static String text(long[] counts) {
    StringBuilder text = new StringBuilder();
    for (int bucket = 0; bucket < counts.length; bucket++) {
      if (counts[bucket] != 0) {
        text.append(text.isEmpty() ? "" : " ").append(bucket).append(':').append(counts[bucket]);
      }
    }
    return text.toString();
  }

  /** Adds {@code sign} times the counts of {@code text} to {@code counts}. */
  static void add(String text, int sign, long[] counts) {
    int at = 0;
    while (at < text.length()) {
      int colon = text.indexOf(':', at);
      int space = text.indexOf(' ', colon);
      int end = space < 0 ? text.length() : space;
      counts[Integer.parseInt(text, at, colon, 10)] +=
          sign * Long.parseLong(text, colon + 1, end, 10);
      at = end + 1;
    }
  }

  /** Least bound that {@code percentile} of the durations do not exceed; empty without counts. */
  static OptionalInt percentile(long[] counts, double percentile) {
    long total = Arrays.stream(counts).sum();
    if (total <= 0) {
      return OptionalInt.empty();
    }
    long sum = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      sum += counts[bucket];
      if (sum >= percentile * total) {
        return OptionalInt.of(BOUNDS[Math.min(bucket, BOUNDS.length - 1)]);
      }
    }
    return OptionalInt.of(BOUNDS[BOUNDS.length - 1]);
  }
}
