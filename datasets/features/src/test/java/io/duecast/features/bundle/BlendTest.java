package io.duecast.features.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.duecast.features.Calibration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BlendTest {

  /** Rows on which one member knows the chance and the others guess. */
  private static double[][] rows(int count, Member knowing, boolean[] late, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] rows = new double[count][Member.values().length];
    for (int i = 0; i < count; i++) {
      double chance = random.nextDouble(0.05, 0.95);
      late[i] = random.nextDouble() < chance;
      for (int k = 0; k < rows[i].length; k++) {
        rows[i][k] = random.nextDouble(0.05, 0.95);
      }
      rows[i][knowing.ordinal()] = chance;
    }
    return rows;
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void theMemberThatKnowsGetsTheWeight() {
    for (Member knowing : List.of(Member.HAZARD, Member.LINEAR, Member.COHORT)) {
      boolean[] late = new boolean[2_000];
      Blend blend = Blend.fit(rows(2_000, knowing, late, 4), late, ones(2_000));

      assertThat(blend.of(knowing)).as(knowing.name()).isGreaterThan(0.8);
      assertThat(blend.weights().stream().mapToDouble(Double::doubleValue).sum())
          .isEqualTo(1, within(1e-9));
    }
  }

  @Test
  void aFewRowsHardlyMoveTheWeights() {
    boolean[] late = new boolean[4];
    Blend blend = Blend.fit(rows(4, Member.RATE, late, 4), late, ones(4));

    for (Member member : Member.values()) {
      assertThat(blend.of(member)).isEqualTo(Blend.prior().of(member), within(0.25));
    }
  }

  @Test
  void aMemberAtAWrongLevelGetsLittleHoweverWellItRanks() {
    boolean[] late = new boolean[200];
    double[][] rows = rows(late.length, Member.LINEAR, late, 4);
    for (double[] row : rows) {
      row[Member.RATE.ordinal()] =
          Calibration.sigmoid(Calibration.logit(row[Member.LINEAR.ordinal()]) + 3);
    }
    Blend blend = Blend.fit(rows, late, ones(late.length));

    assertThat(blend.of(Member.RATE)).isLessThan(Blend.prior().of(Member.RATE));
    assertThat(blend.of(Member.LINEAR)).isGreaterThan(0.6);
  }

  @Test
  void membersOfOneMindAreLeftAlone() {
    assertThat(Blend.prior().probability(new double[] {0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3}))
        .isEqualTo(0.3, within(1e-12));
  }

  @Test
  void theLinearModelFindsALineAndIgnoresWhatIsMissing() {
    SplittableRandom random = new SplittableRandom(2);
    float[][] rows = new float[3_000][3];
    boolean[] late = new boolean[rows.length];
    float[] ones = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i][0] = (float) random.nextDouble(-2, 2);
      rows[i][1] = Float.NaN;
      rows[i][2] = random.nextInt(3) == 0 ? Float.NaN : (float) random.nextDouble();
      late[i] = random.nextDouble() < Calibration.sigmoid(1.5 * rows[i][0] - 1);
      ones[i] = 1;
    }

    LinearModel model = LinearModel.fit(rows, late, ones);
    double[] answers =
        model.probabilities(new float[][] {{-1, Float.NaN, 0.5f}, {1, Float.NaN, Float.NaN}});

    assertThat(answers[0]).isEqualTo(Calibration.sigmoid(-2.5), within(0.05));
    assertThat(answers[1]).isEqualTo(Calibration.sigmoid(0.5), within(0.08));
    assertThat(LinearModel.nothing().probabilities(rows)).containsOnly(0.5);
  }

  @Test
  void aPartnersCellLeansOnTheWholeAndOnlyOnItsOwnPart() {
    ElapsedTable.Builder builder = new ElapsedTable.Builder();
    for (int i = 0; i < 200; i++) {
      builder.add("good", 0.1, i % 20 == 0);
      builder.add("bad", 0.1, i % 2 == 0);
      builder.add("bad", 0.9, i % 5 != 0);
    }
    ElapsedTable table = builder.build();

    assertThat(table.rate("bad", 0.1)).isEqualTo(0.5, within(0.03));
    assertThat(table.rate("bad", 0.9)).isEqualTo(0.8, within(0.03));
    assertThat(table.rate("good", 0.1)).isEqualTo(0.05, within(0.03));
    assertThat(table.rate("unknown", 0.1)).isEqualTo(table.prior().mean(), within(1e-12));
  }

  @Test
  void aRateIsCarriedAlongByAsMuchAsLinesAreLateMoreOftenThatHaveComeThisFar() {
    ElapsedTable.Builder builder = new ElapsedTable.Builder();
    for (int i = 0; i < 2_000; i++) {
      builder.add("one", 0.1, i % 5 == 0);
      builder.add("other", 0.9, i % 2 == 0);
    }
    ElapsedTable.Rise rise = builder.build().rise();
    double[] members = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7};
    double risen = Calibration.logit(0.5) - Calibration.logit(0.2);

    double[] carried = rise.carried(members, 0.9);

    assertThat(carried[Member.RATE.ordinal()])
        .isEqualTo(Calibration.sigmoid(Calibration.logit(0.4) + risen), within(0.01));
    assertThat(carried[Member.SHARED.ordinal()])
        .isEqualTo(Calibration.sigmoid(Calibration.logit(0.6) + risen), within(0.01));
    assertThat(carried).startsWith(0.1, 0.2, 0.3).contains(0.5, 0.7);
    assertThat(rise.carried(members, 0.1)).containsExactly(members, within(1e-9));
    assertThat(rise.carried(members, Double.NaN)).containsExactly(members);
    // Nobody was seen on the due day: nothing is known to rise there.
    assertThat(rise.carried(members, 1)).containsExactly(members, within(1e-9));
  }

  @Test
  void aPartnersCellIsAnsweredByTheRateThatTheCardNames() {
    TargetCard card =
        new TargetCard(
            "purchase",
            "delivery",
            TargetCard.Level.POOLED,
            1,
            1,
            null,
            Cohort.nothing(),
            Cohort.nothing(),
            ElapsedTable.empty(),
            Map.of(
                Phase.BEGIN,
                Mix.hazards(),
                Phase.EARLY,
                Mix.hazards(),
                Phase.LATE,
                new Mix(Blend.prior(), Calibration.identity(), 1)),
            null,
            Map.of("one", Cell.rate(Member.RATE, 30, 3), "two", Cell.rate(Member.ELAPSED, 30, 3)),
            new io.duecast.features.BaselineHazards.Builder().build(),
            Map.of(),
            "");
    double[] members = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7};

    assertThat(late(card, "one", Phase.EARLY, members)).isEqualTo(0.4);
    assertThat(late(card, "two", Phase.EARLY, members)).isEqualTo(0.5);
    assertThat(late(card, "other", Phase.EARLY, members)).isEqualTo(0.1, within(1e-9));
    assertThat(late(card, "other", Phase.LATE, members)).isBetween(0.19, 0.4);
  }

  @Test
  void anOwnModelMeetsThePooledAnswerHalfWay() {
    assertThat(Scorer.joined(0.2, 0.2)).isEqualTo(0.2, within(1e-9));
    assertThat(Scorer.joined(0.2, 0.8)).isEqualTo(0.5, within(1e-9));
  }

  @Test
  void aLookOnTheFirstDaysIsOneAtTheBeginningHoweverShortThePlan() {
    assertThat(Phase.of(0, 0)).isEqualTo(Phase.BEGIN);
    assertThat(Phase.of(1, 0.9)).isEqualTo(Phase.BEGIN);
    assertThat(Phase.of(Double.NaN, Double.NaN)).isEqualTo(Phase.BEGIN);
    assertThat(Phase.of(5, 0.5)).isEqualTo(Phase.EARLY);
    assertThat(Phase.of(5, Double.NaN)).isEqualTo(Phase.EARLY);
    assertThat(Phase.of(5, 0.55)).isEqualTo(Phase.LATE);
  }

  private static double late(TargetCard card, String partner, Phase phase, double[] members) {
    return Scorer.late(card, partner, phase, members, members, Double.NaN);
  }
}
