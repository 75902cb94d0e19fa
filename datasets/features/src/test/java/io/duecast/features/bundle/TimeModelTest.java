package io.duecast.features.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.duecast.features.Calibration;
import io.duecast.features.OrderFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeModelTest {

  private static final int USUAL = OrderFeatures.names().indexOf("usual_days");
  private static final int RATE = OrderFeatures.names().indexOf("late_rate");
  private static final double NOISE = 0.3;

  /** Looks at lines that take {@code usual × e^(noise)}, a third longer from the slow partner. */
  private static List<TimeModel.Look> looks(int count, int knownFor, long seed) {
    Random random = new Random(seed);
    List<TimeModel.Look> looks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double usual = 10 + 40 * random.nextDouble();
      boolean slow = i % 4 == 0;
      double noise = NOISE * random.nextGaussian();
      int days = (int) Math.round(usual * Math.exp(noise + (slow ? 0.3 : 0)));
      boolean done = days <= knownFor;
      looks.add(
          new TimeModel.Look(
              vector(usual, random.nextDouble()),
              slow ? "slow" : "quick" + i % 3,
              (int) (15 + 30 * random.nextDouble()),
              done ? days : knownFor,
              done,
              1,
              1));
    }
    return looks;
  }

  private static float[] vector(double usual, double rate) {
    float[] vector = new float[OrderFeatures.ALL.size()];
    Arrays.fill(vector, Float.NaN);
    vector[USUAL] = (float) usual;
    vector[RATE] = (float) rate;
    return vector;
  }

  /** The true chance that a line of 30 usual days takes more than {@code days}. */
  private static double truth(double days, double shift) {
    double gone = (Math.log(days + 0.5) - Math.log(30) - shift) / NOISE;
    // Logistic approximation of the normal distribution, good to 0.01.
    return Calibration.sigmoid(-1.702 * gone);
  }

  @Test
  void theChanceOfLateIsThatOfTheTimesIncludingThePartnersOwnPace() {
    TimeModel.Ready model = TimeModel.fit(looks(6_000, 1_000, 3)).ready();

    for (int due : new int[] {22, 30, 40}) {
      assertThat(model.late(vector(30, 0.5), "quick1", due)).isEqualTo(truth(due, 0), within(0.05));
      assertThat(model.late(vector(30, 0.5), "slow", due)).isEqualTo(truth(due, 0.3), within(0.05));
    }
  }

  @Test
  void aStageOfADayOrTwoIsLateOnlyOnTheDayAfterItsDueDay() {
    Random random = new Random(5);
    List<TimeModel.Look> looks = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      double chance = random.nextDouble();
      int days = chance < 0.6 ? 0 : chance < 0.9 ? 1 : 2;
      looks.add(
          new TimeModel.Look(
              vector(1, random.nextDouble()), "one", random.nextInt(3), days, true, 1, 1));
    }
    TimeModel.Ready model = TimeModel.fit(looks).ready();

    assertThat(model.late(vector(1, 0.5), "one", 0)).isEqualTo(0.4, within(0.05));
    assertThat(model.late(vector(1, 0.5), "one", 1)).isEqualTo(0.1, within(0.05));
    assertThat(model.late(vector(1, 0.5), "one", 2)).isLessThan(0.03);
  }

  @Test
  void linesThatAreStillOpenCountAsSlowAndNotAsMissing() {
    List<TimeModel.Look> known = looks(6_000, 30, 3);
    List<TimeModel.Look> doneOnly = known.stream().filter(TimeModel.Look::done).toList();

    assertThat(doneOnly).hasSizeLessThan(4_000);
    assertThat(TimeModel.fit(known).ready().late(vector(30, 0.5), "quick1", 30))
        .isEqualTo(truth(30, 0), within(0.1));
    assertThat(TimeModel.fit(doneOnly).ready().late(vector(30, 0.5), "quick1", 30))
        .as("what leaving them out would say")
        .isLessThan(truth(30, 0) - 0.2);
  }

  @Test
  void contributionsNameWhatMakesALineLate() {
    TimeModel.Ready model = TimeModel.fit(looks(6_000, 1_000, 3)).ready();
    double[] slow = model.contributions(vector(45, 0.5), "slow", 28);

    assertThat(slow[USUAL]).as("a longer usual time").isGreaterThan(0.5);
    assertThat(slow[slow.length - 1]).as("the partner's own pace").isGreaterThan(0.5);
    assertThat(slow[RATE]).as("what says nothing").isEqualTo(0, within(0.1));
    assertThat(slow[OrderFeatures.names().indexOf("days_to_due")])
        .as("as far to the due day as usual")
        .isEqualTo(0, within(0.3));
  }

  @Test
  void nothingLearnedGivesNoAnswer() {
    TimeModel.Ready nothing = TimeModel.nothing().ready();

    assertThat(nothing.late(vector(30, 0.5), "slow", 30)).isNaN();
    assertThat(nothing.contributions(vector(30, 0.5), "slow", 30)).containsOnly(0);
  }

  @Test
  void theAnswerNeverFallsWhenThereIsLessTime() {
    TimeModel.Ready model = TimeModel.fit(looks(2_000, 40, 5)).ready();
    double before = 0;
    for (int due = 400; due >= 0; due--) {
      double late = model.late(vector(30, 0.5), null, due);
      assertThat(late).isBetween(Math.max(1e-9, before), 1 - 1e-9);
      before = late;
    }
  }
}
