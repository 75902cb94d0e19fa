package io.duecast.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Test
  void plattFindsAKnownLine() {
    DoubleUnaryOperator truth = p -> Calibration.sigmoid(0.6 * Calibration.logit(p) - 0.5);
    Sample sample = Sample.of(30_000, truth);
    Calibration map = Calibration.platt(sample.raw, sample.late, sample.weights);

    assertThat(map.kind()).isEqualTo(Calibration.Kind.PLATT);
    for (double p = 0.1; p < 0.95; p += 0.1) {
      assertThat(map.apply(p)).isEqualTo(truth.applyAsDouble(p), within(0.03));
    }
  }

  @Test
  void aThousandOutcomesMoveTheLineOnlyPartOfTheWay() {
    DoubleUnaryOperator truth = p -> Calibration.sigmoid(0.6 * Calibration.logit(p) - 0.5);

    Calibration map = fit(1_400, truth);

    assertThat(map.kind()).isEqualTo(Calibration.Kind.PLATT);
    assertThat(map.apply(0.5)).isBetween(truth.applyAsDouble(0.5) + 0.02, 0.48);
  }

  @Test
  void isotonicFindsAKnownBend() {
    DoubleUnaryOperator truth = p -> p < 0.5 ? 0.1 : 0.1 + (p - 0.5);
    Calibration map = fit(30_000, truth);

    assertThat(map.kind()).isEqualTo(Calibration.Kind.ISOTONIC);
    double before = 0;
    for (double p = 0.05; p < 1; p += 0.05) {
      assertThat(map.apply(p)).isEqualTo(truth.applyAsDouble(p), within(0.04));
      assertThat(map.apply(p)).isGreaterThanOrEqualTo(before);
      before = map.apply(p);
    }
  }

  @Test
  void weightsCount() {
    double[] raw = {0.5, 0.5};
    Calibration map =
        Calibration.isotonic(raw, new boolean[] {true, false}, new double[] {300_000, 100_000});
    assertThat(map.apply(0.5)).isEqualTo(0.75, within(0.01));
  }

  @Test
  void fewRowsTeachNothing() {
    assertThat(fit(40, p -> 0.5).kind()).isEqualTo(Calibration.Kind.IDENTITY);
  }

  @Test
  void theStrengthOfAPriorIsFound() {
    SplittableRandom random = new SplittableRandom(4);
    long[] late = new long[3_000];
    long[] known = new long[late.length];
    for (int i = 0; i < late.length; i++) {
      // Beta(2, 8) by two gammas of whole shape: mean 0.2, strength 10.
      double a = gamma(random, 2);
      double rate = a / (a + gamma(random, 8));
      known[i] = 5 + random.nextInt(60);
      for (int j = 0; j < known[i]; j++) {
        late[i] += random.nextDouble() < rate ? 1 : 0;
      }
    }

    ShrunkenRate prior = ShrunkenRate.fit(late, known);

    assertThat(prior.mean()).isEqualTo(0.2, within(0.01));
    assertThat(prior.strength()).isEqualTo(10, within(1.5));
    assertThat(prior.of(0, 0)).isEqualTo(prior.mean(), within(1e-12));
  }

  private static double gamma(SplittableRandom random, int shape) {
    double sum = 0;
    for (int i = 0; i < shape; i++) {
      sum -= Math.log(1 - random.nextDouble());
    }
    return sum;
  }

  private static Calibration fit(int rows, DoubleUnaryOperator truth) {
    Sample sample = Sample.of(rows, truth);
    return Calibration.fit(sample.raw, sample.late, sample.weights);
  }

  private record Sample(double[] raw, boolean[] late, double[] weights) {

    static Sample of(int rows, DoubleUnaryOperator truth) {
      SplittableRandom random = new SplittableRandom(9);
      Sample sample = new Sample(new double[rows], new boolean[rows], new double[rows]);
      Arrays.fill(sample.weights, 1);
      for (int i = 0; i < rows; i++) {
        sample.raw[i] = random.nextDouble();
        sample.late[i] = random.nextDouble() < truth.applyAsDouble(sample.raw[i]);
      }
      return sample;
    }
  }
}
