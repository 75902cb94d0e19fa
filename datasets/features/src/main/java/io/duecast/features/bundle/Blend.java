package io.duecast.features.bundle;

import io.duecast.features.Calibration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One probability from those of all members: their weighted mean in log-odds.
 *
 * @param weights one per {@link Member} in its order, not negative, summing to one
 */
public record Blend(List<Double> weights) {

  private static final int MEMBERS = Member.values().length;

  /**
   * What the weights lean on: hazard, linear, cohort, rate, elapsed, shared, time. Chosen on
   * windows before those that are reported; see the decision record on the blend.
   */
  private static final double[] PRIOR = {0.15, 0.15, 0.2, 0.15, 0.05, 0.1, 0.2};

  /**
   * Lines that the prior weights count for: small, because which member is best differs by company.
   */
  private static final double STRENGTH = 5;

  /**
   * Lines that the belief in no common shift counts for: without it a member that ranks well at a
   * wrong level would get the weight, and the calibration could not bring the level back.
   */
  private static final double STILL = 30;

  private static final int STEPS = 400;

  public Blend {
    weights = List.copyOf(weights);
    if (weights.size() != MEMBERS) {
      throw new IllegalArgumentException(weights.size() + " weights for " + MEMBERS + " members.");
    }
  }

  /** One member alone. */
  public static Blend only(Member member) {
    List<Double> weights = new ArrayList<>(Collections.nCopies(MEMBERS, 0.0));
    weights.set(member.ordinal(), 1.0);
    return new Blend(weights);
  }

  /** The hazards alone. */
  public static Blend hazards() {
    return only(Member.HAZARD);
  }

  /** The weights that few rows do not move. */
  public static Blend prior() {
    return new Blend(java.util.Arrays.stream(PRIOR).boxed().toList());
  }

  /**
   * The weights with the least logarithmic loss on {@code rows}, which no member has seen, held
   * near the prior ones. What is left of a common shift is for the calibration.
   *
   * @param rows probabilities of every member, one row per line and look
   * @param importance of each row, so that the looks at one line count for one line
   */
  public static Blend fit(double[][] rows, boolean[] late, double[] importance) {
    double[][] odds = new double[rows.length][MEMBERS];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < MEMBERS; k++) {
        odds[i][k] = Calibration.logit(rows[i][k]);
      }
    }
    double[] weights = PRIOR.clone();
    double shift = 0;
    double total = STRENGTH;
    for (double one : importance) {
      total += one;
    }
    for (int step = 0; step < STEPS; step++) {
      double[] slope = new double[MEMBERS];
      double shiftSlope = STILL * shift;
      double curvature = STILL;
      for (int i = 0; i < odds.length; i++) {
        double sum = shift;
        for (int k = 0; k < MEMBERS; k++) {
          sum += weights[k] * odds[i][k];
        }
        double p = Calibration.sigmoid(sum);
        double miss = importance[i] * (p - (late[i] ? 1 : 0));
        for (int k = 0; k < MEMBERS; k++) {
          slope[k] += miss * odds[i][k];
        }
        shiftSlope += miss;
        curvature += importance[i] * p * (1 - p);
      }
      shift -= shiftSlope / curvature;
      // Exponentiated gradient: weights stay positive and sum to one.
      double all = 0;
      for (int k = 0; k < MEMBERS; k++) {
        double pull = STRENGTH * StrictMath.log(weights[k] / PRIOR[k]);
        weights[k] *= StrictMath.exp(-0.5 * (slope[k] + pull) / total);
        weights[k] = Math.max(1e-9, weights[k]);
        all += weights[k];
      }
      for (int k = 0; k < MEMBERS; k++) {
        weights[k] /= all;
      }
    }
    return new Blend(java.util.Arrays.stream(weights).boxed().toList());
  }

  /** Weight of {@code member}. */
  public double of(Member member) {
    return weights.get(member.ordinal());
  }

  /** The blended probability of one row of members. */
  public double probability(double[] members) {
    double sum = 0;
    for (int k = 0; k < MEMBERS; k++) {
      double weight = weights.get(k);
      if (weight > 0) {
        sum += weight * Calibration.logit(members[k]);
      }
    }
    return Calibration.sigmoid(sum);
  }
}
