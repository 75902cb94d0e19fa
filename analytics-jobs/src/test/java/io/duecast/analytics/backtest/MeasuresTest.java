package io.duecast.analytics.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeasuresTest {

  private static final double[] ONES = {1, 1, 1, 1};

  @Test
  void aucCountsPairsAndTiesHalf() {
    assertThat(new Measures(new double[] {.9, .8, .2, .1}, late(1, 1, 0, 0)).auc(ONES)).isOne();
    assertThat(new Measures(new double[] {.5, .5, .5, .5}, late(1, 0, 1, 0)).auc(ONES))
        .isEqualTo(0.5);
    assertThat(new Measures(new double[] {.9, .5, .7, .1}, late(1, 1, 0, 0)).auc(ONES))
        .isEqualTo(0.75);
  }

  @Test
  void aucWithOneClassIsNoNumber() {
    assertThat(new Measures(new double[] {.9, .5, .7, .1}, late(1, 1, 1, 1)).auc(ONES)).isNaN();
  }

  @Test
  void weightsStandForRepeatedRows() {
    Measures measures = new Measures(new double[] {.9, .5, .7, .1}, late(1, 1, 0, 0));
    Measures repeated = new Measures(new double[] {.9, .5, .5, .7, .1}, late(1, 1, 1, 0, 0));

    assertThat(measures.auc(new double[] {1, 2, 1, 1}))
        .isCloseTo(repeated.auc(new double[] {1, 1, 1, 1, 1}), within(1e-12));
    assertThat(measures.brier(new double[] {1, 2, 1, 1}))
        .isCloseTo(repeated.brier(new double[] {1, 1, 1, 1, 1}), within(1e-12));
    assertThat(measures.averagePrecision(new double[] {1, 2, 1, 1}))
        .isCloseTo(repeated.averagePrecision(new double[] {1, 1, 1, 1, 1}), within(1e-12));
  }

  @Test
  void averagePrecisionIsTheMeanOverLateRows() {
    assertThat(new Measures(new double[] {.9, .8, .7, .6}, late(1, 0, 1, 0)).averagePrecision(ONES))
        .isCloseTo((1 + 2 / 3.0) / 2, within(1e-12));
  }

  @Test
  void probabilitiesThatAreSharesHaveNoCalibrationError() {
    double[] probabilities = new double[1000];
    boolean[] late = new boolean[1000];
    double[] ones = new double[1000];
    for (int i = 0; i < 1000; i++) {
      probabilities[i] = 0.2;
      late[i] = i % 5 == 0;
      ones[i] = 1;
    }

    assertThat(new Measures(probabilities, late).calibrationError(ones)).isLessThan(0.02);
    java.util.Arrays.fill(probabilities, 0.5);
    assertThat(new Measures(probabilities, late).calibrationError(ones))
        .isCloseTo(0.3, within(0.02));
  }

  @Test
  void theTopTenthIsCutInTheMiddleOfARowWhenNeeded() {
    double[] ones = new double[15];
    java.util.Arrays.fill(ones, 1);
    double[] probabilities = new double[15];
    boolean[] late = new boolean[15];
    for (int i = 0; i < 15; i++) {
      probabilities[i] = 1 - i / 20.0;
      late[i] = i == 0;
    }

    assertThat(new Measures(probabilities, late).precisionAtTop(ones))
        .isCloseTo(1 / 1.5, within(1e-12));
    assertThat(new Measures(probabilities, late).captureAtTop(ones)).isOne();
  }

  private static boolean[] late(int... labels) {
    boolean[] late = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      late[i] = labels[i] == 1;
    }
    return late;
  }
}
