package io.duecast.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LateCurveTest {

  private static final List<Period> PERIODS =
      List.of(new Period(0, 4), new Period(5, 9), new Period(10, 10), new Period(11, 30));

  @Test
  void lateIsTheProductOfWhatStaysOpen() {
    LateCurve curve = LateCurve.of(PERIODS, new double[] {0.1, 0.2, 0.5, 0.6});

    assertThat(curve.lateAfter(10)).isEqualTo(0.9 * 0.8 * 0.5, within(1e-12));
    assertThat(curve.doneBy(-1)).isZero();
    assertThat(curve.doneBy(5000)).isGreaterThan(0.999);
  }

  @Test
  void quantilesAgreeWithTheProbability() {
    SplittableRandom random = new SplittableRandom(5);
    for (int run = 0; run < 200; run++) {
      double[] hazards = random.doubles(PERIODS.size()).toArray();
      double late = random.nextDouble();
      LateCurve curve = LateCurve.of(PERIODS, hazards).bent(10, late);
      assertThat(curve.lateAfter(10)).isEqualTo(late, within(1e-5));
      int before = 0;
      for (double share : new double[] {0.1, 0.5, 0.8, 0.9}) {
        int day = curve.quantile(share);
        assertThat(day).isGreaterThanOrEqualTo(before);
        assertThat(day <= 10).isEqualTo(share <= curve.doneBy(10));
        before = day;
      }
    }
  }

  @Test
  void expectedDaysLateIsTheSumOverDays() {
    LateCurve curve = LateCurve.of(PERIODS, new double[] {0.1, 0.2, 0.5, 0.6}).bent(10, 0.3);
    for (int due : new int[] {-7, 0, 3, 10, 25, 60}) {
      double sum = Math.max(0, -due);
      for (int day = Math.max(0, due); day < 30_000; day++) {
        sum += curve.lateAfter(day);
      }
      assertThat(curve.expectedDaysAfter(due)).isEqualTo(sum, within(1e-6));
    }
  }

  @Test
  void theDueDayMayLieInsideAPeriod() {
    LateCurve curve = LateCurve.of(PERIODS, new double[] {0.1, 0.2, 0.5, 0.6}).bent(7, 0.4);

    assertThat(curve.lateAfter(7)).isEqualTo(0.4, within(1e-9));
    assertThat(curve.doneBy(6)).isLessThan(curve.doneBy(7));
  }

  @Test
  void aStretchedCurveKeepsItsMedianAndWidens() {
    LateCurve curve = LateCurve.of(PERIODS, new double[] {0.1, 0.2, 0.5, 0.6});
    LateCurve wide = curve.stretched(2);

    assertThat(wide.quantile(0.5)).isEqualTo(curve.quantile(0.5));
    assertThat(wide.quantile(0.9) - wide.quantile(0.1))
        .isGreaterThan(curve.quantile(0.9) - curve.quantile(0.1));
    assertThat(curve.stretched(1)).isSameAs(curve);
    assertThat(wide.bent(10, 0.3).lateAfter(10)).isEqualTo(0.3, within(1e-9));
  }

  @Test
  void aDayOnWhichMostAreDoneStaysThatDayHoweverTheCurveIsStretched() {
    List<Period> periods = List.of(new Period(0, 9), new Period(10, 10), new Period(11, 40));
    LateCurve curve = LateCurve.of(periods, new double[] {0.04, 0.97, 0.9});

    for (double factor : new double[] {0.7, 1, 1.5, 2, 3}) {
      LateCurve stretched = curve.stretched(factor).bent(10, 0.03);
      assertThat(stretched.quantile(0.1)).as("%s", factor).isEqualTo(10);
      assertThat(stretched.quantile(0.9)).as("%s", factor).isEqualTo(10);
    }
  }

  @Test
  void aCurveThatIsAllButCertainStillHasFigures() {
    List<Period> periods = new java.util.ArrayList<>();
    double[] hazards = new double[8];
    for (int i = 0; i < hazards.length; i++) {
      periods.add(new Period(i, i));
      hazards[i] = 0.99999;
    }
    LateCurve curve = LateCurve.of(periods, hazards);

    assertThat(curve.doneBy(6)).isEqualTo(1);
    assertThat(curve.doneBy(90)).isEqualTo(1);
    assertThat(curve.expectedDaysAfter(0)).isBetween(0.0, 1e-4);
    assertThat(curve.bent(2, 0.5).expectedDaysAfter(2)).isFinite();
  }
}
