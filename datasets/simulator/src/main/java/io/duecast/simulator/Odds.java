package io.duecast.simulator;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * The true probability that a line misses its first promise, in closed form.
 *
 * <p>Let m(d) be the probability that a phase begins on day d. It ends on day e with {@code m'(e) =
 * Σ m(d) P(D = w(d, e))}, w counting the working days of the phase's calendar between d and e. The
 * phases follow one another: {@code m} after making is {@code (1 - s) m + s (m * second lot)} with
 * s the chance of a second lot, and after inspection {@code (1 - r) m + r (m * remaking * transit *
 * inspection)} with r the chance of refusal. Late is the mass that stock-in leaves beyond the due
 * day. When the running phase is known to last beyond day t, its mass up to t is struck out and the
 * rest divided by what remains: {@code m'(e | e > t) = m'(e) / (1 - Σ_{e ≤ t} m'(e))}.
 *
 * <p>Cancelling and closing short are decided apart from the durations and are no part of it: the
 * figure is the probability of lateness for lines that are not given up.
 */
final class Odds {

  private static final Set<Phase> AFTER_REFUSAL =
      EnumSet.of(Phase.REMAKING, Phase.SECOND_TRANSIT, Phase.SECOND_INSPECTION);

  private Odds() {}

  /**
   * @param phase phase that runs
   * @param entered day on which it began, since 1970
   * @param known last day on which it is known to have run still; before {@code entered} for none
   * @param due last day that is on time
   */
  static double late(Chances chances, Phase phase, int entered, int known, int due) {
    if (due < entered || due <= known) {
      return 1;
    }
    Mass mass = new Mass(chances, entered, due);
    mass.pass(phase);
    mass.strike(known);
    return 1 - mass.rest(phase).total();
  }

  private static final class Mass {
    private final Chances chances;
    private final int origin;
    private final int due;
    private double[] days;

    Mass(Chances chances, int origin, int due) {
      this.chances = chances;
      this.origin = origin;
      this.due = due;
      this.days = new double[due - origin + 1];
      days[0] = 1;
    }

    /** Lets a phase go by; what ends beyond the due day drops out. */
    void pass(Phase phase) {
      days = passed(days, phase);
    }

    private double[] passed(double[] from, Phase phase) {
      StageTime time = chances.time(phase);
      WorkAxis axis = chances.axis(phase);
      int longest = axis.count(origin, due + 1) + 1;
      double[] chance = new double[longest + 1];
      double atLeast = 1;
      for (int count = 0; count <= longest; count++) {
        double next = time.atLeast(count + 1);
        chance[count] = atLeast - next;
        atLeast = next;
      }
      double[] to = new double[from.length];
      for (int at = 0; at < from.length; at++) {
        if (from[at] == 0) {
          continue;
        }
        int end = axis.plus(origin + at, time.least());
        for (int count = time.least(); end <= due && count <= longest; count++) {
          to[end - origin] += from[at] * chance[count];
          end = axis.plus(origin + at, count + 1);
        }
      }
      return to;
    }

    /** The phase just passed is known to have lasted beyond that day. */
    void strike(int known) {
      double struck = 0;
      for (int at = 0; at < days.length && origin + at <= known; at++) {
        struck += days[at];
        days[at] = 0;
      }
      double left = Math.max(1 - struck, 1e-12);
      for (int at = 0; at < days.length; at++) {
        days[at] = Math.min(1, days[at] / left);
      }
    }

    /** Everything after {@code done}. */
    Mass rest(Phase done) {
      for (Phase phase : Phase.values()) {
        if (phase.compareTo(done) > 0) {
          follow(phase, done);
        }
      }
      return this;
    }

    private void follow(Phase phase, Phase done) {
      switch (phase) {
        case SECOND_LOT -> mix(chances.splits(), passed(days, phase));
        case INSPECTION -> {
          if (chances.inspected()) {
            pass(phase);
          }
        }
        case REMAKING -> {
          if (chances.inspected()) {
            double[] again = passed(days, Phase.REMAKING);
            again = passed(again, Phase.SECOND_TRANSIT);
            mix(chances.refuses(), passed(again, Phase.SECOND_INSPECTION));
          }
        }
        case SECOND_TRANSIT, SECOND_INSPECTION -> {
          if (AFTER_REFUSAL.contains(done)) {
            pass(phase);
          }
        }
        case APPROVAL, CONFIRMATION, MAKING, TRANSIT, STOCKING -> pass(phase);
      }
    }

    private void mix(double share, double[] other) {
      for (int at = 0; at < days.length; at++) {
        days[at] = (1 - share) * days[at] + share * other[at];
      }
    }

    double total() {
      return Math.min(1, Arrays.stream(days).sum());
    }
  }
}
