package io.duecast.analytics.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.duecast.features.bundle.Reference.Distribution;
import io.duecast.features.bundle.Reference.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Expected values come from SciPy 1.17.1 on the same samples; the call stands beside each. */
class DriftStatisticsTest {

  private static float[] ramp(int size, double step, double start) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (i * step + start);
    }
    return values;
  }

  @Test
  void kolmogorovSmirnovIsExactForSmallSamples() {
    DriftStatistics.Test test =
        DriftStatistics.kolmogorovSmirnov(ramp(60, 1, 0.5), 1, ramp(70, 1.3, 0.25), 1);

    // scipy.stats.ks_2samp(a, b, method='exact')
    assertThat(test.name()).isEqualTo("ks");
    assertThat(test.statistic()).isEqualTo(0.34285714285714286, within(1e-9));
    assertThat(test.pValue()).isEqualTo(0.0007064354776648219, within(1e-6));
  }

  @Test
  void kolmogorovSmirnovTakesTheLimitForLargeSamples() {
    DriftStatistics.Test test =
        DriftStatistics.kolmogorovSmirnov(ramp(150, 1, 0.5), 1, ramp(160, 1.2, 0.25), 1);

    // scipy.special.kolmogorov(D * sqrt(n m / (n + m))); the exact p-value is 0.00097
    assertThat(test.statistic()).isEqualTo(0.21875, within(1e-9));
    assertThat(test.pValue()).isEqualTo(0.001211220181267959, within(1e-6));
  }

  @Test
  void chiSquaredComparesTwoSamplesOfFewValues() {
    DriftStatistics.Test test =
        DriftStatistics.shares(new long[] {40, 30, 20, 10}, new long[] {35, 45, 30, 40}, 1);

    // scipy.stats.chi2_contingency([one, other], correction=False)
    assertThat(test.name()).isEqualTo("chi_squared");
    assertThat(test.statistic()).isEqualTo(13.88888888888889, within(1e-9));
    assertThat(test.pValue()).isEqualTo(0.0030603621952174087, within(1e-9));
  }

  @Test
  void twoSharesAreComparedByZ() {
    DriftStatistics.Test test =
        DriftStatistics.shares(new long[] {30, 170}, new long[] {60, 190}, 1);

    // (60/250 - 30/200) / sqrt(p (1 - p) (1/200 + 1/250)), p = 90/450; 2 * scipy.stats.norm.sf(z)
    assertThat(test.name()).isEqualTo("z");
    assertThat(test.statistic()).isEqualTo(2.371708245126284, within(1e-9));
    assertThat(test.pValue()).isEqualTo(0.01770606580736664, within(1e-9));
  }

  @Test
  void valuesThatAreRareOnBothSidesAreTestedAsOne() {
    DriftStatistics.Test test =
        DriftStatistics.shares(new long[] {30, 168, 1, 1, 0}, new long[] {60, 187, 0, 1, 2}, 1);
    DriftStatistics.Test merged =
        DriftStatistics.shares(new long[] {30, 168, 2}, new long[] {60, 187, 3}, 1);

    assertThat(test).isEqualTo(merged);
  }

  @Test
  void sharesThatNeverVaryDoNotDiffer() {
    assertThat(DriftStatistics.z(0, 100, 0, 300, 1).pValue()).isEqualTo(1);
    assertThat(DriftStatistics.shares(new long[] {100}, new long[] {300}, 1).pValue()).isEqualTo(1);
  }

  @Test
  void jensenShannonIsZeroForEqualSharesAndOneForNoneInCommon() {
    // scipy.spatial.distance.jensenshannon(one, other, base=2)
    assertThat(
            DriftStatistics.jensenShannon(new long[] {40, 30, 20, 10}, new long[] {35, 45, 30, 40}))
        .isEqualTo(0.2106162151395352, within(1e-9));
    assertThat(DriftStatistics.jensenShannon(new long[] {4, 2}, new long[] {8, 4})).isZero();
    assertThat(DriftStatistics.jensenShannon(new long[] {4, 0}, new long[] {0, 9})).isEqualTo(1);
  }

  @Test
  void wassersteinIsTheMeanMoveInStandardDeviations() {
    float[] one = ramp(200, 10.0 / 199, 0);
    float[] other = new float[300];
    for (int i = 0; i < other.length; i++) {
      other[i] = (float) (i / 299.0 * (i / 299.0) * 14);
    }
    double deviation = Distribution.of("one", one).deviation();

    // scipy.stats.wasserstein_distance(u, v) / u.std(), which steps where this interpolates
    assertThat(DriftStatistics.wasserstein(one, other, deviation))
        .isEqualTo(0.4708842353344432, within(0.003));
    assertThat(DriftStatistics.wasserstein(one, ramp(200, 10.0 / 199, 3), deviation))
        .isEqualTo(3 / deviation, within(1e-5));
  }

  @Test
  void quantilesOfAReferenceGiveTheDistanceOfItsValues() {
    float[] many = ramp(5_000, 0.01, 0);
    Distribution reference = Distribution.of("many", many);

    assertThat(reference.shape()).isEqualTo(Shape.QUANTILES);
    assertThat(reference.values().length).isLessThan(300);
    assertThat(
            DriftStatistics.wasserstein(
                reference.values(), ramp(700, 0.07, 5), reference.deviation()))
        .isEqualTo(
            DriftStatistics.wasserstein(many, ramp(700, 0.07, 5), reference.deviation()),
            within(0.002));
  }

  @Test
  void pValuesAreCorrectedForTheirNumber() {
    // scipy.stats.false_discovery_control([...], method='bh')
    assertThat(DriftStatistics.corrected(new double[] {0.01, 0.04, 0.03, 0.005, 0.8}))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0.025, 0.05, 0.05, 0.025, 0.8);
    assertThat(DriftStatistics.corrected(new double[0])).isEmpty();
  }

  @Test
  void fewDifferentValuesAreCountedAndMissingOnesApart() {
    float[] sample = new float[40];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = i % 4 == 3 ? Float.NaN : i % 4;
    }
    Distribution distribution = Distribution.of("few", sample);

    assertThat(distribution.shape()).isEqualTo(Shape.COUNTS);
    assertThat(distribution.values()).containsExactly(0, 1, 2);
    assertThat(distribution.counts()).containsExactly(10, 10, 10);
    assertThat(distribution.missingShare()).isEqualTo(0.25);
    assertThat(
            Arrays.stream(DriftStatistics.counts(distribution, new float[] {1, 1, 7}))
                .map(Arrays::toString))
        .containsExactly("[10, 10, 10, 0]", "[0, 2, 0, 1]");
  }

  @Test
  void linesThatAPartnerHasInCommonCountAsOne() {
    float[] values = {1, 1, 1, 1, 2, 2, 5, 5, 5};
    String[] partners = {"a", "a", "a", "a", "b", "b", "c", "c", "c"};

    // The same value in every group: 81 / (16 + 4 + 9) of 9 lines, by hand.
    assertThat(DriftStatistics.effectiveShare(values, partners)).isEqualTo(9.0 / 29, within(1e-12));
    assertThat(DriftStatistics.effectiveShare(new float[] {1, 2, 3}, new String[] {"a", "b", "c"}))
        .isEqualTo(1);
  }

  @Test
  void likenessOfAGroupIsThatOfTheAnalysisOfVariance() {
    float[] values = {9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7};
    String[] groups = new String[values.length];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = "target " + i / 4;
    }

    // Shrout and Fleiss, Intraclass correlations, Psychological Bulletin 86 (1979): six targets,
    // four judges, ICC(1,1) = 0.17.
    double share = DriftStatistics.effectiveShare(values, groups);
    assertThat((1 / share - 1) / 3).isEqualTo(0.166, within(0.001));
  }

  @Test
  void fewerIndependentLinesMakeADifferenceLessSure() {
    float[] one = ramp(150, 1, 0.5);
    float[] other = ramp(160, 1.2, 0.25);
    DriftStatistics.Test grouped = DriftStatistics.kolmogorovSmirnov(one, 0.2, other, 0.25);

    // scipy.special.kolmogorov(D * sqrt(30 * 40 / 70))
    assertThat(grouped.statistic()).isEqualTo(0.21875, within(1e-9));
    assertThat(grouped.pValue()).isEqualTo(0.38489375783810803, within(1e-6));
    // A quarter of the lines makes half of z.
    assertThat(DriftStatistics.z(30, 200, 60, 250, 0.25).statistic())
        .isEqualTo(2.371708245126284 / 2, within(1e-9));
    assertThat(
            DriftStatistics.shares(new long[] {40, 30, 20, 10}, new long[] {35, 45, 30, 40}, 0.25)
                .statistic())
        .isEqualTo(13.88888888888889 / 4, within(1e-9));
  }
}
