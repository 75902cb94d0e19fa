package io.duecast.features;

import java.util.List;

/**
 * Distribution of the completion day from hazards of consecutive periods. Every figure of a score
 * is read from one curve, so they cannot contradict one another. Days count from the snapshot day,
 * which is 0.
 */
public final class LateCurve {

  /** Least and greatest hazard of a period: nothing is certain. */
  private static final double FLOOR = 1e-5;

  /** Least daily hazard beyond the last period. */
  private static final double TAIL = 1 / 240.0;

  private static final double INSIDE = 1e-6;

  private final int[] ends;
  private final double[] done;
  private final double tail;

  private LateCurve(int[] ends, double[] done, double tail) {
    this.ends = ends;
    this.done = done;
    this.tail = tail;
  }

  /**
   * A curve of gapless {@code periods} that start on day 0.
   *
   * @param hazards probability of completion in each period, given none before
   */
  public static LateCurve of(List<Period> periods, double[] hazards) {
    if (periods.size() != hazards.length || hazards.length == 0) {
      throw new IllegalArgumentException(
          hazards.length + " hazards for " + periods.size() + " periods.");
    }
    int[] ends = new int[hazards.length];
    double[] done = new double[hazards.length];
    double open = 1;
    for (int i = 0; i < hazards.length; i++) {
      ends[i] = periods.get(i).endDay();
      open *= 1 - clamp(hazards[i], FLOOR);
      done[i] = 1 - open;
    }
    int last = hazards.length - 1;
    double daily =
        1 - StrictMath.pow(1 - clamp(hazards[last], FLOOR), 1.0 / periods.get(last).days());
    return new LateCurve(ends, done, Math.max(TAIL, daily));
  }

  /** Probability of completion on or before {@code day}; 0 before day 0. */
  public double doneBy(int day) {
    if (day < 0) {
      return 0;
    }
    int start = 0;
    double before = 0;
    for (int i = 0; i < ends.length; i++) {
      if (before >= 1) {
        // So near to certain that the numbers end: nothing is left to divide.
        return 1;
      }
      if (day <= ends[i]) {
        // The hazard is the same on each day of a period.
        double share = (day - start + 1.0) / (ends[i] - start + 1);
        double left = (1 - done[i]) / (1 - before);
        return 1 - (1 - before) * StrictMath.pow(left, share);
      }
      start = ends[i] + 1;
      before = done[i];
    }
    return 1 - (1 - before) * StrictMath.pow(1 - tail, day - start + 1.0);
  }

  /** Probability of completion after {@code day}. */
  public double lateAfter(int day) {
    return 1 - doneBy(day);
  }

  /**
   * This curve with probability {@code late} of completion after {@code day}; both sides keep their
   * shape. Unchanged when {@code day} has passed.
   */
  public LateCurve bent(int day, double late) {
    if (day < 0) {
      return this;
    }
    double wanted = clamp(1 - late, INSIDE);
    double now = clamp(doneBy(day), INSIDE);
    int at = 0;
    while (at < ends.length && ends[at] < day) {
      at++;
    }
    boolean bound = at < ends.length && ends[at] == day;
    int extra = bound ? 0 : 1;
    int[] newEnds = new int[ends.length + extra];
    double[] newDone = new double[ends.length + extra];
    for (int i = 0; i < newEnds.length; i++) {
      if (i < at) {
        newEnds[i] = ends[i];
        newDone[i] = done[i] * wanted / now;
      } else if (i == at) {
        newEnds[i] = day;
        newDone[i] = wanted;
      } else {
        int from = i - extra;
        newEnds[i] = ends[from];
        newDone[i] = 1 - (1 - done[from]) * (1 - wanted) / (1 - now);
      }
    }
    return new LateCurve(newEnds, newDone, tail);
  }

  /**
   * This curve drawn out around its median by {@code factor}: wider above one, narrower below. What
   * would fall before day 0 falls on it.
   */
  public LateCurve stretched(double factor) {
    if (factor == 1) {
      return this;
    }
    int median = quantile(0.5);
    double[] stretched = new double[done.length];
    for (int i = 0; i < stretched.length; i++) {
      // Whole days: the chance of one day stays together.
      int day = (int) Math.floor(median + (ends[i] - median) / factor);
      stretched[i] = clamp(doneBy(day), INSIDE);
      if (i > 0) {
        stretched[i] = Math.max(stretched[i], stretched[i - 1]);
      }
    }
    return new LateCurve(ends, stretched, 1 - StrictMath.pow(1 - tail, 1 / factor));
  }

  /** First day by which completion has at least probability {@code probability}. */
  public int quantile(double probability) {
    int low = 0;
    int high = 1;
    while (doneBy(high) < probability && high < 36_500) {
      low = high;
      high *= 2;
    }
    if (doneBy(0) >= probability) {
      return 0;
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (doneBy(middle) >= probability) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /** Expected calendar days after {@code due}, never negative; {@code due} may have passed. */
  public double expectedDaysAfter(int due) {
    double sum = Math.max(0, -due);
    int start = 0;
    double open = 1;
    int from = Math.max(0, due);
    for (int i = 0; i < ends.length; i++) {
      double left = 1 - done[i];
      if (open <= 0) {
        return sum;
      }
      int days = ends[i] - start + 1;
      double daily = StrictMath.pow(left / open, 1.0 / days);
      // Sum over the days of the period from max(start, from) on of the chance to be open after.
      int skipped = Math.max(0, from - start);
      if (skipped < days) {
        double first = open * StrictMath.pow(daily, skipped + 1.0);
        int terms = days - skipped;
        sum +=
            1 - daily < 1e-12
                ? first * terms
                : first * (1 - StrictMath.pow(daily, terms)) / (1 - daily);
      }
      start = ends[i] + 1;
      open = left;
    }
    double stay = 1 - tail;
    int skipped = Math.max(0, from - start);
    return sum + open * StrictMath.pow(stay, skipped + 1.0) / tail;
  }

  /** Expected calendar days until completion. */
  public double expectedDays() {
    return expectedDaysAfter(0);
  }

  private static double clamp(double value, double margin) {
    return Math.min(1 - margin, Math.max(margin, value));
  }
}
