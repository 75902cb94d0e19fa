package io.duecast.analytics.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeasuresTest {

  @Test
  void aucCountsPairsAndTiesHalf() {
    assertThat(new Measures(new double[] {.9, .8, .2, .1}, late(1, 1, 0, 0)).figures().auc())
        .isOne();
    assertThat(new Measures(new double[] {.5, .5, .5, .5}, late(1, 0, 1, 0)).figures().auc())
        .isEqualTo(0.5);
    assertThat(new Measures(new double[] {.9, .5, .7, .1}, late(1, 1, 0, 0)).figures().auc())
        .isEqualTo(0.75);
  }

  @Test
  void aucWithOneClassIsNoNumber() {
    assertThat(new Measures(new double[] {.9, .5, .7, .1}, late(1, 1, 1, 1)).figures().auc())
        .isNaN();
  }

  @Test
  void weightsStandForRepeatedRows() {
    Measures measures = new Measures(new double[] {.9, .5, .7, .1}, late(1, 1, 0, 0));
    Measures repeated = new Measures(new double[] {.9, .5, .5, .7, .1}, late(1, 1, 1, 0, 0));

    assertThat(measures.figures(new double[] {1, 2, 1, 1}).auc())
        .isCloseTo(repeated.figures(new double[] {1, 1, 1, 1, 1}).auc(), within(1e-12));
    assertThat(measures.figures(new double[] {1, 2, 1, 1}).brier())
        .isCloseTo(repeated.figures(new double[] {1, 1, 1, 1, 1}).brier(), within(1e-12));
    assertThat(measures.figures(new double[] {1, 2, 1, 1}).averagePrecision())
        .isCloseTo(
            repeated.figures(new double[] {1, 1, 1, 1, 1}).averagePrecision(), within(1e-12));
  }

  @Test
  void averagePrecisionIsTheMeanOverLateRows() {
    assertThat(
            new Measures(new double[] {.9, .8, .7, .6}, late(1, 0, 1, 0))
                .figures()
                .averagePrecision())
        .isCloseTo((1 + 2 / 3.0) / 2, within(1e-12));
  }

  @Test
  void probabilitiesThatAreSharesHaveNoCalibrationError() {
    double[] probabilities = new double[1000];
    boolean[] late = new boolean[1000];
    for (int i = 0; i < 1000; i++) {
      probabilities[i] = 0.2;
      late[i] = i % 5 == 0;
    }

    assertThat(new Measures(probabilities, late).figures().ece()).isLessThan(0.02);
    java.util.Arrays.fill(probabilities, 0.5);
    assertThat(new Measures(probabilities, late).figures().ece()).isCloseTo(0.3, within(0.02));
  }

  @Test
  void theTopTenthIsCutInTheMiddleOfARowWhenNeeded() {
    double[] probabilities = new double[15];
    boolean[] late = new boolean[15];
    for (int i = 0; i < 15; i++) {
      probabilities[i] = 1 - i / 20.0;
      late[i] = i == 0;
    }

    assertThat(new Measures(probabilities, late).figures().precisionAtTop())
        .isCloseTo(1 / 1.5, within(1e-12));
    assertThat(new Measures(probabilities, late).figures().captureAtTop()).isOne();
  }

  @Test
  void linesThatTieShareTheTopTenth() {
    double[] probabilities = new double[20];
    boolean[] late = new boolean[20];
    for (int i = 0; i < 20; i++) {
      probabilities[i] = 0.3;
      late[i] = i < 5;
    }

    Measures.Figures figures = new Measures(probabilities, late).figures();

    assertThat(figures.precisionAtTop()).isCloseTo(0.25, within(1e-12));
    assertThat(figures.captureAtTop()).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void aRowThatARoundDidNotDrawDoesNotEndTheTopTenth() {
    double[] probabilities = new double[40];
    boolean[] late = new boolean[40];
    double[] weights = new double[40];
    for (int i = 0; i < 40; i++) {
      probabilities[i] = 1 - i / 50.0;
      late[i] = i % 4 != 1;
      weights[i] = i % 2 == 0 ? 0 : 2;
    }

    // The riskiest four are rows 1 and 3, twice each.
    assertThat(new Measures(probabilities, late).figures(weights).precisionAtTop())
        .isCloseTo(0.5, within(1e-12));
  }

  private static boolean[] late(int... labels) {
    boolean[] late = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      late[i] = labels[i] == 1;
    }
    return late;
  }
}
