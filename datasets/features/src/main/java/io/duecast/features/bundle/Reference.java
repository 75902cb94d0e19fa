package io.duecast.features.bundle;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What open lines were like on the day a bundle was trained, {@code reference.json}: the values of
 * every feature, the late probabilities, and how honest the probabilities were on outcomes held
 * out. Later runs are compared with it.
 */
public record Reference(List<Part> parts) {

  static final String FILE = "reference.json";

  /** Rows up to which the values themselves are kept; beyond, their quantiles. */
  public static final int SAMPLED = 1_000;

  /** Different values up to which each is counted. */
  private static final int FEW = 10;

  private static final int QUANTILES = 200;

  public Reference {
    parts = List.copyOf(parts);
  }

  /** The part of a direction; empty when no line of it was open. */
  public Optional<Part> find(String direction) {
    return parts.stream().filter(part -> part.direction().equals(direction)).findFirst();
  }

  /**
   * The open lines of one direction, for the target delivery.
   *
   * @param day on which they were open; one row per line
   * @param rows lines looked at
   * @param features those that do not depend on a period, in vector order
   * @param score late probability of the lines that were not late already
   * @param calibration null where too few outcomes were held out
   */
  public record Part(
      String direction,
      LocalDate day,
      long rows,
      List<Distribution> features,
      Distribution score,
      @Nullable Held calibration) {

    public Part {
      features = List.copyOf(features);
    }
  }

  /**
   * How honest the bundle was on outcomes that it did not learn from, one look per line.
   *
   * @param lines judged
   */
  public record Held(long lines, double brier, double meanProbability, double shareLate) {}

  /** How the values of a {@link Distribution} are kept. */
  public enum Shape {
    /** Every value, sorted. */
    VALUES,
    /** Each different value, sorted, with its count. */
    COUNTS,
    /** Equally spaced quantiles, the least and the greatest value included. */
    QUANTILES
  }

  /**
   * Values of one feature or of the score.
   *
   * @param rows lines looked at, those without value included
   * @param missing lines without value
   * @param effectiveShare share of the lines with a value that speak for themselves: lines of one
   *     partner share its history, and count for less
   * @param effectiveMissingShare the same of the question whether there is a value
   * @param values as {@code shape} says; empty where all are missing
   * @param counts of {@code values}; empty for other shapes
   * @param mean 0 where all are missing
   * @param deviation standard deviation, 0 where all are missing
   * @param usualDistance farthest that the months before were from these values, see {@code
   *     distance} of the table {@code drift_checks}
   * @param usualMissing largest change of the share without value over those months
   */
  public record Distribution(
      String name,
      Shape shape,
      long rows,
      long missing,
      double effectiveShare,
      double effectiveMissingShare,
      float[] values,
      long[] counts,
      double mean,
      double deviation,
      double usualDistance,
      double usualMissing) {

    /**
     * The distribution of {@code sample}.
     *
     * @param sample one value per line; NaN means missing
     */
    public static Distribution of(String name, float[] sample) {
      float[] known = known(sample);
      double mean = 0;
      for (float value : known) {
        mean += value / known.length;
      }
      double squares = 0;
      for (float value : known) {
        squares += (value - mean) * (value - mean) / known.length;
      }
      Shape shape = Shape.COUNTS;
      float[] values = distinct(known);
      long[] counts = {};
      if (values.length <= FEW) {
        counts = new long[values.length];
        for (float value : known) {
          counts[Arrays.binarySearch(values, value)]++;
        }
      } else if (sample.length <= SAMPLED) {
        shape = Shape.VALUES;
        values = known;
      } else {
        shape = Shape.QUANTILES;
        values = new float[QUANTILES + 1];
        for (int i = 0; i <= QUANTILES; i++) {
          values[i] = known[(int) Math.round((double) i * (known.length - 1) / QUANTILES)];
        }
      }
      return new Distribution(
          name,
          shape,
          sample.length,
          sample.length - known.length,
          1,
          1,
          values,
          counts,
          mean,
          StrictMath.sqrt(squares),
          0,
          0);
    }

    /** This distribution with what moves by itself. */
    public Distribution withUsual(double distance, double missingShare) {
      return new Distribution(
          name,
          shape,
          rows,
          missing,
          effectiveShare,
          effectiveMissingShare,
          values,
          counts,
          mean,
          deviation,
          distance,
          missingShare);
    }

    /** This distribution with the share of its lines that speak for themselves. */
    public Distribution withEffective(double ofValues, double ofMissing) {
      return new Distribution(
          name,
          shape,
          rows,
          missing,
          ofValues,
          ofMissing,
          values,
          counts,
          mean,
          deviation,
          usualDistance,
          usualMissing);
    }

    /** Share of lines without value. */
    public double missingShare() {
      return rows == 0 ? 0 : (double) missing / rows;
    }

    /** The values of {@code sample} that are there, sorted; both zeros are one. */
    public static float[] known(float[] sample) {
      float[] known = new float[sample.length];
      int size = 0;
      for (float value : sample) {
        if (!Float.isNaN(value)) {
          known[size++] = value == 0 ? 0 : value;
        }
      }
      known = Arrays.copyOf(known, size);
      Arrays.sort(known);
      return known;
    }

    private static float[] distinct(float[] sorted) {
      float[] distinct = new float[sorted.length];
      int size = 0;
      for (float value : sorted) {
        if (size == 0 || distinct[size - 1] != value) {
          distinct[size++] = value;
        }
      }
      return Arrays.copyOf(distinct, size);
    }
  }
}
