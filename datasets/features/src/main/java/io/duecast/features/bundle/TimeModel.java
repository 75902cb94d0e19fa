package io.duecast.features.bundle;

import io.duecast.features.Calibration;
import io.duecast.features.OrderFeatures;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Regression of the logarithm of the time to completion: how late a line came teaches, not only
 * whether it was late. An accelerated failure time model (Kalbfleisch and Prentice, <i>The
 * Statistical Analysis of Failure Time Data</i>, 2nd edition, chapter 7) without a distribution
 * fixed in advance: {@code log(T + 1/2) = x'w + shift of the partner + spread of the partner × e},
 * where the quantiles of e are those of the training lines.
 *
 * <p>Features that count time or are ratios enter as logarithms, so that a plan against a usual
 * time is a difference.
 *
 * @param scales of the inputs: the features in vector order, then the time to the due day
 * @param weights of each standardised input, the constant last
 * @param partners what is known of each partner beyond its features
 * @param spread of a partner that is not known
 * @param steps quantiles of e at equal distances
 */
public record TimeModel(
    Scales scales,
    List<Double> weights,
    Map<String, Partner> partners,
    double spread,
    List<Double> steps) {

  /**
   * A partner's own pace.
   *
   * @param shift added to the logarithm of its times
   * @param spread factor on its steps
   */
  public record Partner(double shift, double spread) {}

  /**
   * One look that is learned from.
   *
   * @param vector features from the look to the due day
   * @param daysToDue calendar days, not negative
   * @param days calendar days to completion, or to the last day on which it is known to be open
   * @param done whether it was completed then
   * @param weight what it counts for
   * @param recent what it counts for when its partner's pace today is asked
   */
  public record Look(
      float[] vector,
      @Nullable String partner,
      int daysToDue,
      int days,
      boolean done,
      double weight,
      double recent) {}

  /** Inputs below this have no logarithm worth telling apart; days or a ratio. */
  private static final double LEAST = 0.05;

  private static final boolean[] LOGARITHMIC = logarithmic();
  private static final int DAYS_TO_DUE = OrderFeatures.names().indexOf("days_to_due");

  public TimeModel {
    weights = List.copyOf(weights);
    partners = Collections.unmodifiableMap(new TreeMap<>(partners));
    steps = List.copyOf(steps);
  }

  /** A model that learned nothing. */
  public static TimeModel nothing() {
    return new TimeModel(Scales.NONE, List.of(), Map.of(), 1, List.of());
  }

  /**
   * Fits.
   *
   * @param looks completed ones and open ones; at least one is completed
   */
  public static TimeModel fit(List<Look> looks) {
    return new TimeRegression(looks).fit();
  }

  /** Whether anything was learned. */
  boolean learned() {
    return !weights.isEmpty();
  }

  private static boolean[] logarithmic() {
    boolean[] logarithmic = new boolean[OrderFeatures.ALL.size()];
    for (int i = 0; i < logarithmic.length; i++) {
      logarithmic[i] =
          switch (OrderFeatures.ALL.get(i).unit()) {
            case "days", "working days", "ratio" -> true;
            default -> false;
          };
    }
    return logarithmic;
  }

  /** Logarithm of a time in days; half a day is added, for what is done at once. */
  static double logOfTime(double days) {
    return StrictMath.log(days + 0.5);
  }

  /**
   * Logarithm of the moment at which a day ends: times are whole days, so what is not done in
   * {@code days} takes at least one more, and half of the way there tells the two apart.
   */
  static double logOfEnd(int days) {
    return logOfTime(days + 0.5);
  }

  /** Inputs before they are standardised; NaN is missing. */
  static float[] inputs(float[] vector, int daysToDue) {
    float[] inputs = new float[vector.length + 1];
    for (int i = 0; i < vector.length; i++) {
      inputs[i] =
          LOGARITHMIC[i] && Float.isFinite(vector[i])
              ? (float) StrictMath.log(Math.max(vector[i], LEAST))
              : vector[i];
    }
    inputs[vector.length] = (float) logOfEnd(daysToDue);
    return inputs;
  }

  /** This model ready to be asked many times. */
  Ready ready() {
    return new Ready(this);
  }

  /** The numbers of a model as arrays. */
  static final class Ready {

    /** Grid of due days, in spreads from what is expected, on which log-odds are computed once. */
    private static final double FIRST = -8;

    private static final double STEP = 1.0 / 16;
    private static final int POINTS = 257;

    /** Width, in spreads, over which a quantile of the training lines is smeared. */
    private static final double SMEAR = 0.15;

    private final Scales.Ready scales;
    private final double[] weights;
    private final double[] logOdds;
    private final Partner unknown;
    private final Map<String, Partner> partners;

    private Ready(TimeModel model) {
      this.scales = model.scales.ready();
      this.weights = Scales.array(model.weights);
      this.logOdds = weights.length == 0 ? new double[0] : logOdds(Scales.array(model.steps));
      this.unknown = new Partner(0, model.spread);
      this.partners = model.partners;
    }

    private static double[] logOdds(double[] steps) {
      double[] logOdds = new double[POINTS];
      for (int i = 0; i < POINTS; i++) {
        double late = 0;
        for (double step : steps) {
          late += Calibration.sigmoid((step - FIRST - i * STEP) / SMEAR);
        }
        logOdds[i] = Calibration.logit(late / steps.length);
      }
      return logOdds;
    }

    private Partner of(@Nullable String partner) {
      return partner == null ? unknown : partners.getOrDefault(partner, unknown);
    }

    /** Probability that completion comes after the due day; NaN where nothing was learned. */
    double late(float[] vector, @Nullable String partner, int daysToDue) {
      if (weights.length == 0) {
        return Double.NaN;
      }
      double at = point(inputs(vector, daysToDue), of(partner));
      return Calibration.sigmoid(logOdds[(int) at] + (at - (int) at) * rise((int) at));
    }

    private double rise(int point) {
      return logOdds[point + 1] - logOdds[point];
    }

    /** Where on the grid the due day lies. */
    private double point(float[] inputs, Partner partner) {
      int last = inputs.length - 1;
      double expected = partner.shift() + weights[inputs.length];
      for (int i = 0; i <= last; i++) {
        expected += weights[i] * scales.standard(i, inputs[i]);
      }
      double due = (inputs[last] - expected) / partner.spread();
      return Math.max(0, Math.min(POINTS - 1.001, (due - FIRST) / STEP));
    }

    /**
     * What each feature adds to the log-odds of late, by the slope at this line; what the partner's
     * own pace adds comes last. All zero where nothing was learned.
     */
    double[] contributions(float[] vector, @Nullable String partner, int daysToDue) {
      double[] added = new double[vector.length + 1];
      if (weights.length == 0) {
        return added;
      }
      float[] inputs = inputs(vector, daysToDue);
      Partner own = of(partner);
      double slope = -rise((int) point(inputs, own)) / STEP / own.spread();
      int last = vector.length;
      for (int i = 0; i < last; i++) {
        added[i] = slope * weights[i] * scales.standard(i, inputs[i]);
      }
      // A longer way to the due day raises what is expected, and allows more by as much as it is
      // longer than usual.
      added[DAYS_TO_DUE] +=
          slope
              * (weights[last] * scales.standard(last, inputs[last])
                  - scales.above(last, inputs[last]));
      added[last] = slope * own.shift();
      return added;
    }
  }
}
