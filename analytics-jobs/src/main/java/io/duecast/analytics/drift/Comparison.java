package io.duecast.analytics.drift;

import io.duecast.contract.score.DriftChecks;
import io.duecast.features.bundle.Reference;
import io.duecast.features.bundle.Reference.Distribution;
import io.duecast.features.bundle.Reference.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares lines with a reference, value by value. Up to 1,000 reference rows by tests (two-sample
 * Kolmogorov-Smirnov for numbers, chi-squared for few different values, Z for shares) at 0.05,
 * corrected for the number of features by Benjamini-Hochberg; beyond by distances (Wasserstein,
 * Jensen-Shannon) at 0.1, or where lines are few at what chance makes of them. Either way only what
 * is farther off than the months before training were counts as drift: the lines of one day share
 * their season. What lines of one supplier have in common is weighed as so many fewer lines, see
 * {@link DriftStatistics#effectiveShare}.
 */
final class Comparison {

  /** Rows below which nothing is compared. */
  static final int LEAST = 50;

  private static final double ALPHA = 0.05;
  private static final double FAR = 0.1;

  /** Standard errors of a mean below which a distance may be chance. */
  private static final double CHANCE = 3.5;

  private Comparison() {}

  /**
   * What a sample is like beside its reference, before correction.
   *
   * @param test null where values are too few
   * @param pValue 1 where nothing is tested
   * @param missing share without value
   * @param effectiveRows known values that speak for themselves
   */
  record Found(
      @Nullable String test,
      @Nullable Double statistic,
      @Nullable Double pValue,
      @Nullable Double distance,
      double missing,
      @Nullable Double missingPValue,
      double missingDistance,
      double effectiveRows,
      @Nullable Double mean) {}

  /** Compares {@code sample} with {@code reference}, which decides between tests and distances. */
  static Found compare(Distribution reference, OpenLine.Column column) {
    float[] sample = column.values();
    boolean tested = reference.rows() <= Reference.SAMPLED;
    float[] known = Distribution.known(sample);
    long missing = sample.length - known.length;
    boolean enough = sample.length >= LEAST && reference.rows() >= LEAST;
    long[][] shares = {
      {reference.missing(), reference.rows() - reference.missing()}, {missing, known.length}
    };
    double share = column.effectiveShare();
    String test = null;
    Double statistic = null;
    Double pValue = null;
    Double distance = null;
    if (known.length >= LEAST && reference.rows() - reference.missing() >= LEAST) {
      if (reference.shape() == Shape.COUNTS) {
        long[][] counts = DriftStatistics.counts(reference, known);
        distance = DriftStatistics.jensenShannon(counts[0], counts[1]);
        test = "jensen_shannon";
        statistic = distance;
        if (tested) {
          DriftStatistics.Test found =
              DriftStatistics.shares(
                  counts[0], counts[1], Math.min(share, reference.effectiveShare()));
          test = found.name();
          statistic = found.statistic();
          pValue = found.pValue();
        }
      } else if (tested) {
        DriftStatistics.Test found =
            DriftStatistics.kolmogorovSmirnov(
                reference.values(), reference.effectiveShare(), known, share);
        test = found.name();
        statistic = found.statistic();
        pValue = found.pValue();
        distance = found.statistic();
      } else {
        test = "wasserstein";
        distance = DriftStatistics.wasserstein(reference.values(), known, reference.deviation());
        statistic = distance;
      }
    }
    double mean = 0;
    for (float value : known) {
      mean += (double) value / known.length;
    }
    return new Found(
        test,
        statistic,
        pValue,
        distance,
        sample.length == 0 ? 0 : (double) missing / sample.length,
        enough && tested
            ? DriftStatistics.z(
                    reference.missing(),
                    reference.rows(),
                    missing,
                    sample.length,
                    Math.min(column.effectiveMissingShare(), reference.effectiveMissingShare()))
                .pValue()
            : null,
        enough ? DriftStatistics.jensenShannon(shares[0], shares[1]) : 0,
        known.length * share,
        known.length == 0 ? null : Double.valueOf(mean));
  }

  /** The checks of one direction: every feature, then the score. */
  static List<Check> of(Reference.Part reference, List<OpenLine> lines) {
    String direction = reference.direction();
    List<Distribution> features = reference.features();
    List<Found> found = new ArrayList<>();
    for (Distribution feature : features) {
      int at = OpenLine.NAMES.indexOf(feature.name());
      // A bundle opens only with the features of this program.
      found.add(compare(feature, OpenLine.column(lines, at)));
    }
    double[] corrected = corrected(found);
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      checks.add(
          check(
              direction,
              DriftChecks.FEATURE,
              features.get(i),
              found.get(i),
              lines.size(),
              corrected[2 * i],
              corrected[2 * i + 1]));
    }
    OpenLine.Column probabilities = OpenLine.probabilities(lines);
    Found score = compare(reference.score(), probabilities);
    Double pValue = score.pValue();
    checks.add(
        check(
            direction,
            DriftChecks.SCORE,
            reference.score(),
            score,
            probabilities.values().length,
            pValue == null ? 1 : pValue,
            1));
    return checks;
  }

  /** P-values of values and missing shares in turn, corrected together; 1 where there is none. */
  private static double[] corrected(List<Found> found) {
    List<Integer> at = new ArrayList<>();
    List<Double> pValues = new ArrayList<>();
    double[] corrected = new double[2 * found.size()];
    java.util.Arrays.fill(corrected, 1);
    for (int i = 0; i < found.size(); i++) {
      Double value = found.get(i).pValue();
      if (value != null) {
        at.add(2 * i);
        pValues.add(value);
      }
      Double missing = found.get(i).missingPValue();
      if (missing != null) {
        at.add(2 * i + 1);
        pValues.add(missing);
      }
    }
    double[] own =
        DriftStatistics.corrected(pValues.stream().mapToDouble(Double::doubleValue).toArray());
    for (int i = 0; i < own.length; i++) {
      corrected[at.get(i)] = own[i];
    }
    return corrected;
  }

  private static Check check(
      String direction,
      String kind,
      Distribution reference,
      Found found,
      long rows,
      double pValue,
      double missingPValue) {
    boolean tested = reference.rows() <= Reference.SAMPLED;
    Double distance = found.distance();
    double missingMoved = Math.abs(found.missing() - reference.missingShare());
    boolean valuesDrifted =
        distance != null
            && distance > reference.usualDistance()
            && (tested ? pValue < ALPHA : distance >= far(reference, found));
    boolean missingDrifted =
        missingMoved > reference.usualMissing()
            && (tested ? missingPValue < ALPHA : found.missingDistance() >= FAR);
    boolean enough = rows >= LEAST && reference.rows() >= LEAST;
    return Check.of(direction, kind, reference.name())
        .with(DriftChecks.TEST, found.test())
        .with(DriftChecks.STATISTIC, found.statistic())
        .with(DriftChecks.P_VALUE, found.pValue() == null ? null : Double.valueOf(pValue))
        .with(DriftChecks.DISTANCE, distance)
        .with(DriftChecks.DISTANCE_USUAL, reference.usualDistance())
        .with(DriftChecks.MISSING_REFERENCE, reference.missingShare())
        .with(DriftChecks.MISSING, found.missing())
        .with(
            DriftChecks.MISSING_P_VALUE,
            found.missingPValue() == null ? null : Double.valueOf(missingPValue))
        .with(DriftChecks.ROWS_REFERENCE, reference.rows())
        .with(DriftChecks.ROWS_COMPARED, rows)
        .with(
            DriftChecks.MEAN_REFERENCE,
            reference.rows() == reference.missing() ? null : Double.valueOf(reference.mean()))
        .with(DriftChecks.MEAN, found.mean())
        .with(
            DriftChecks.VERDICT,
            !enough
                ? DriftChecks.TOO_FEW
                : valuesDrifted || missingDrifted ? DriftChecks.DRIFTED : DriftChecks.STEADY);
  }

  /** The distance that counts: 0.1, and more where few lines make such a distance by chance. */
  private static double far(Distribution reference, Found found) {
    double rows = (reference.rows() - reference.missing()) * reference.effectiveShare();
    return Math.max(FAR, CHANCE * StrictMath.sqrt(1 / found.effectiveRows() + 1 / rows));
  }
}
