package io.duecast.analytics.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.score.DriftChecks;
import io.duecast.features.bundle.Reference;
import io.duecast.features.bundle.Reference.Distribution;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Made-up lines whose features are independent, and shifts planted into some of them. */
class ComparisonTest {

  private static final int AMOUNT = OpenLine.NAMES.indexOf("amount_log");
  private static final int BUYER = OpenLine.NAMES.indexOf("buyer_late_rate");
  private static final int WEEKDAY = OpenLine.NAMES.indexOf("due_weekday");
  private static final String CHAMPION = "20260430-0123456789ab";

  /** Changes one line's values. */
  private interface Shift {
    void apply(float[] values, SplittableRandom random);
  }

  private static List<OpenLine> lines(int size, long seed, double late, Shift shift) {
    SplittableRandom random = new SplittableRandom(seed);
    List<OpenLine> lines = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      float[] values = new float[OpenLine.NAMES.size()];
      for (int at = 0; at < values.length; at++) {
        values[at] = (float) (random.nextDouble() * 3 + random.nextDouble());
      }
      values[WEEKDAY] = 1 + random.nextInt(5);
      values[BUYER] = random.nextInt(20) == 0 ? Float.NaN : values[BUYER];
      shift.apply(values, random);
      double draw = random.nextDouble();
      lines.add(
          new OpenLine(
              "purchase",
              "S" + random.nextInt(40),
              values,
              i % 5 == 0 ? null : Double.valueOf(late * 2 * draw)));
    }
    return lines;
  }

  private static Reference reference(int size) {
    List<OpenLine> lines = lines(size, 1, 0.2, (values, random) -> {});
    List<Distribution> features = new ArrayList<>();
    for (int i = 0; i < OpenLine.NAMES.size(); i++) {
      features.add(OpenLine.column(lines, i).distribution(OpenLine.NAMES.get(i)));
    }
    return new Reference(
        List.of(
            new Reference.Part(
                "purchase",
                LocalDate.of(2026, 4, 30),
                size,
                features,
                OpenLine.probabilities(lines).distribution(DriftChecks.SCORE),
                new Reference.Held(400, 0.11, 0.2, 0.21))));
  }

  private static Drift drift(Reference reference, List<OpenLine> lines, Check... calibration) {
    return Drift.of(
        DriftStep.checks(reference, Map.of("purchase", lines), List.of(calibration), CHAMPION));
  }

  private static Check calibration(String version, double lines, double said, double late) {
    return MaturedLooks.check(
        "purchase",
        version,
        new MaturedLooks.Sums(
            lines, said * lines, late * lines, 0.15 * lines, 0.2 * lines, 0, lines),
        null);
  }

  @Test
  void linesOfTheSameKindDoNotDrift() {
    for (int rows : List.of(700, 2_500)) {
      Drift drift = drift(reference(rows), lines(900, 2, 0.2, (values, random) -> {}));

      assertThat(drift.verdict()).isEqualTo(DriftChecks.STEADY);
      assertThat(drift.driftedFeatures()).isEmpty();
      assertThat(drift.features()).isGreaterThan(50);
      assertThat(drift.sentence().en())
          .isEqualTo(
              "Purchase: no drift in %d features; too few of this model's predictions have matured to judge them (0)."
                  .formatted(drift.features()));
    }
  }

  @Test
  void plantedShiftsAreNamedAndNothingElse() {
    Shift shift =
        (values, random) -> {
          values[AMOUNT] += 2.3F;
          values[WEEKDAY] = 1 + random.nextInt(2);
          values[BUYER] = random.nextInt(2) == 0 ? Float.NaN : values[BUYER];
        };
    for (int rows : List.of(700, 2_500)) {
      Drift drift = drift(reference(rows), lines(900, 2, 0.2, shift));

      assertThat(drift.verdict()).isEqualTo(DriftChecks.DRIFTED);
      assertThat(drift.driftedFeatures())
          .as("%d rows: %s", rows, drift.checks().subList(0, 4))
          .containsExactlyInAnyOrder("amount_log", "due_weekday", "buyer_late_rate");
      assertThat(drift.sentence().en())
          .contains("3 of " + drift.features() + " features drifted")
          .contains("Amount, logarithm (mean ")
          .containsPattern("missing [3-9] % → (4[5-9]|5[0-5]) %")
          .doesNotContain("retraining");
      assertThat(drift.sentence().zh()).contains("个漂移", "金额（对数）");
    }
  }

  @Test
  void testsAreUsedUpToAThousandRowsAndDistancesBeyond() {
    List<OpenLine> lines = lines(900, 2, 0.2, (values, random) -> {});

    assertThat(drift(reference(1_000), lines).checks())
        .extracting(Drift.Line::test)
        .containsOnly("ks", "chi_squared")
        .doesNotContainNull();
    assertThat(drift(reference(1_001), lines).checks())
        .filteredOn(line -> line.kind().equals(DriftChecks.FEATURE))
        .allSatisfy(line -> assertThat(line.pValue()).isNull())
        .extracting(Drift.Line::test)
        .containsOnly("wasserstein", "jensen_shannon");
  }

  @Test
  void aShiftedProbabilityProposesToTrainAgain() {
    Drift drift = drift(reference(700), lines(900, 2, 0.3, (values, random) -> {}));

    assertThat(drift.verdict()).isEqualTo(DriftChecks.RETRAIN);
    assertThat(drift.sentence().en())
        .contains("the mean late probability shifted from 0.20 to ")
        .endsWith("retraining is proposed (duecast train).");
  }

  @Test
  void aThirdOfTheFeaturesProposesToTrainAgain() {
    int third = (OpenLine.NAMES.size() + 2) / 3;
    Drift less = drift(reference(700), lines(900, 2, 0.2, moved(third - 3)));
    Drift enough = drift(reference(700), lines(900, 2, 0.2, moved(third)));

    assertThat(less.verdict()).isEqualTo(DriftChecks.DRIFTED);
    assertThat(enough.verdict()).isEqualTo(DriftChecks.RETRAIN);
    assertThat(enough.driftedFeatures()).hasSizeGreaterThanOrEqualTo(third);
  }

  private static Shift moved(int features) {
    return (values, random) -> {
      for (int i = 0, left = features; left > 0; i++) {
        if (i != WEEKDAY && i != BUYER) {
          values[i] += 1;
          left--;
        }
      }
    };
  }

  @Test
  void whatMovesThatFarByItselfIsNoDrift() {
    List<OpenLine> now = lines(900, 2, 0.2, (values, random) -> values[AMOUNT] += 0.5F);
    Distribution own =
        OpenLine.column(lines(700, 1, 0.2, (values, random) -> {}), AMOUNT)
            .distribution("amount_log");
    Distribution seasonal =
        References.usual(
            own,
            List.of(
                OpenLine.column(
                    lines(700, 3, 0.2, (values, random) -> values[AMOUNT] -= 1), AMOUNT)));

    assertThat(Comparison.compare(own, OpenLine.column(now, AMOUNT)).distance())
        .isLessThan(seasonal.usualDistance());
    assertThat(drift(of(own), now).driftedFeatures()).containsExactly("amount_log");
    assertThat(drift(of(seasonal), now).driftedFeatures()).isEmpty();
  }

  private static Reference of(Distribution amount) {
    Reference.Part part = reference(700).parts().get(0);
    return new Reference(
        List.of(
            new Reference.Part(
                part.direction(),
                part.day(),
                part.rows(),
                List.of(amount),
                part.score(),
                part.calibration())));
  }

  @Test
  void tooFewLinesIsAnAnswer() {
    Drift drift = drift(reference(700), lines(49, 2, 0.9, (values, random) -> values[AMOUNT] += 9));

    assertThat(drift.verdict()).isEqualTo(DriftChecks.TOO_FEW);
    assertThat(drift.sentence().en())
        .contains("too few lines to compare with training (49 now, 700 then)");
    assertThat(drift(reference(700), List.of()).verdict()).isEqualTo(DriftChecks.TOO_FEW);
    assertThat(drift(reference(20), lines(900, 2, 0.9, (values, random) -> {})).verdict())
        .isEqualTo(DriftChecks.TOO_FEW);
  }

  @Test
  void probabilitiesOfTheChampionThatDidNotComeTrueProposeToTrainAgain() {
    List<OpenLine> lines = lines(900, 2, 0.2, (values, random) -> {});
    Drift own = drift(reference(700), lines, calibration(CHAMPION, 180, 0.22, 0.34));
    Drift others = drift(reference(700), lines, calibration("20260331-older", 180, 0.22, 0.34));

    assertThat(own.verdict()).isEqualTo(DriftChecks.RETRAIN);
    assertThat(own.sentence().en())
        .contains("of 180 predictions that have matured 22 % were expected late and 34 % were");
    assertThat(others.verdict()).isEqualTo(DriftChecks.STEADY);
    assertThat(others.checks()).anyMatch(line -> line.subject().equals("20260331-older"));
  }

  @Test
  void calibrationNeedsOutcomesAndADifferenceThatMatters() {
    assertThat(calibration(CHAMPION, 49, 0.1, 0.9).is(DriftChecks.VERDICT, DriftChecks.TOO_FEW))
        .isTrue();
    assertThat(calibration(CHAMPION, 5_000, 0.20, 0.24).is(DriftChecks.VERDICT, DriftChecks.STEADY))
        .as("beyond doubt, but four points")
        .isTrue();
    assertThat(calibration(CHAMPION, 60, 0.20, 0.27).is(DriftChecks.VERDICT, DriftChecks.STEADY))
        .as("seven points, but chance")
        .isTrue();
  }

  @Test
  void theIntervalTakesLinesOfOneOrderAsOneDraw() {
    // 100 lines, error 0.1 each: as 100 orders of one line, and as 10 orders of ten.
    MaturedLooks.Sums alone = new MaturedLooks.Sums(100, 20, 30, 15, 15, 10, 100);
    // Errors of an order sum to 10 times the mean error and vary with its lines together.
    MaturedLooks.Sums together = new MaturedLooks.Sums(100, 20, 30, 15, 150, 100, 1_000);

    // Standard error by hand: sqrt((15 - 2 * 0.1 * 10 + 0.01 * 100) / 100^2) = 0.0374166
    assertThat(width(alone))
        .isCloseTo(2 * 2.575829 * 0.0374166, org.assertj.core.data.Offset.offset(1e-5));
    // sqrt((150 - 2 * 0.1 * 100 + 0.01 * 1000) / 100^2) = 0.1183216
    assertThat(width(together))
        .isCloseTo(2 * 2.575829 * 0.1183216, org.assertj.core.data.Offset.offset(1e-5));
  }

  private static double width(MaturedLooks.Sums sums) {
    Check check = MaturedLooks.check("purchase", CHAMPION, sums, null);
    Double low = check.number(DriftChecks.DISTANCE_LOW);
    Double high = check.number(DriftChecks.DISTANCE_HIGH);
    return java.util.Objects.requireNonNull(high) - java.util.Objects.requireNonNull(low);
  }

  @Test
  void aSupplierWhoseRateChangedIsOneChangeHoweverManyLinesItHas() {
    OpenLine.Column then = rates(700, 1);
    OpenLine.Column now = rates(900, 2);

    DriftStatistics.Test alone =
        DriftStatistics.kolmogorovSmirnov(
            Distribution.known(then.values()), 1, Distribution.known(now.values()), 1);
    Comparison.Found found = Comparison.compare(then.distribution("late_rate"), now);
    assertThat(alone.pValue()).isLessThan(1e-6);
    assertThat(found.distance()).isEqualTo(alone.statistic());
    assertThat(found.pValue()).isGreaterThan(0.05);
  }

  /** Lines of ten suppliers, each with one rate, drawn anew with every seed. */
  private static OpenLine.Column rates(int lines, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] rates = random.doubles(10).toArray();
    float[] values = new float[lines];
    String[] partners = new String[lines];
    for (int i = 0; i < lines; i++) {
      partners[i] = "S" + i % 10;
      values[i] = (float) (rates[i % 10] + random.nextDouble() / 1_000);
    }
    return new OpenLine.Column(values, partners);
  }

  @Test
  void aModelWithoutReferenceIsNotCompared() {
    assertThat(DriftStep.checks(null, Map.of(), List.of(), CHAMPION)).isEmpty();
  }
}
