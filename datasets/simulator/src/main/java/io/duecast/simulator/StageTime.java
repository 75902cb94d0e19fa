package io.duecast.simulator;

import java.util.Arrays;

/**
 * The random duration of one stage in whole working days: {@code D = least + floor(X)}.
 *
 * <p>Waiting stages (approval, confirmation, inspection, stock-in) are Weibull, {@code P(X > x) =
 * exp(-(x/scale)^shape)}; work and transport are log-logistic, {@code P(X > x) = 1 / (1 +
 * (x/scale)^shape)}, whose median is {@code scale} and whose tail is heavy, as real lead times are.
 * Hence {@code P(D = least + k) = P(X > k) - P(X > k + 1)}, and the hazard of day k is {@code 1 -
 * P(X > k + 1) / P(X > k)}.
 */
final class StageTime {

  /** No stage lasts longer than this many working days beyond its least. */
  static final int LONGEST = 160;

  private enum Family {
    WEIBULL,
    LOG_LOGISTIC
  }

  private final Family family;
  private final double scale;
  private final double shape;
  private final int least;
  private double[] survival = {};

  /**
   * @param scale working days
   * @param least working days that pass in any case
   */
  private StageTime(Family family, double scale, double shape, int least) {
    this.family = family;
    this.scale = scale;
    this.shape = shape;
    this.least = least;
  }

  double scale() {
    return scale;
  }

  int least() {
    return least;
  }

  static StageTime waiting(double scale, double shape) {
    return new StageTime(Family.WEIBULL, scale, shape, 0);
  }

  static StageTime work(double median, double shape, int least) {
    return new StageTime(Family.LOG_LOGISTIC, median, shape, least);
  }

  /** Probability that the stage lasts at least {@code days} working days. */
  double atLeast(int days) {
    int beyond = days - least;
    if (beyond <= 0) {
      return 1;
    }
    if (beyond > LONGEST) {
      return 0;
    }
    if (beyond >= survival.length) {
      int from = survival.length;
      survival = Arrays.copyOf(survival, Math.min(LONGEST + 1, Math.max(beyond + 1, 2 * from)));
      for (int at = from; at < survival.length; at++) {
        survival[at] = beyond(at);
      }
    }
    return survival[beyond];
  }

  private double beyond(int beyond) {
    double power = StrictMath.pow(beyond / scale, shape);
    return switch (family) {
      case WEIBULL -> StrictMath.exp(-power);
      case LOG_LOGISTIC -> 1 / (1 + power);
    };
  }

  /** Draws a duration in working days. */
  int draw(Draw draw) {
    double unit = draw.unit();
    double odds =
        switch (family) {
          case WEIBULL -> -StrictMath.log(unit);
          case LOG_LOGISTIC -> (1 - unit) / unit;
        };
    return least + (int) Math.min(LONGEST, scale * StrictMath.pow(odds, 1 / shape));
  }

  /**
   * Median of the whole duration, given that it lasts longer than {@code elapsed}; log-logistic.
   */
  int medianBeyond(int elapsed) {
    double gone = Math.max(0, elapsed - least) / scale;
    double odds = 2 * (1 + StrictMath.pow(gone, shape)) - 1;
    return least
        + (int) Math.min(LONGEST, StrictMath.ceil(scale * StrictMath.pow(odds, 1 / shape)));
  }
}
