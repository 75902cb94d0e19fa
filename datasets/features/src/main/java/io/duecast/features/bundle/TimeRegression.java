package io.duecast.features.bundle;

import io.duecast.features.bundle.TimeModel.Look;
import io.duecast.features.bundle.TimeModel.Partner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/**
 * One fit of a {@link TimeModel}, in rounds: ridge regression of the times, then the shift of each
 * partner, shrunken. After each round a line that is still open is given the time that it may be
 * expected to take (Buckley and James, Biometrika 66, 1979, with a normal rest), and a step far
 * from the others counts for less (Huber, Annals of Mathematical Statistics 35, 1964).
 */
final class TimeRegression {

  /** Weight of the belief that an input says nothing, in looks. */
  private static final double RIDGE = 20;

  /** Looks that a partner's own shift and spread are shrunken by. */
  private static final double PRIOR_SHIFT = 8;

  private static final double PRIOR_SPREAD = 20;

  /** Steps beyond this many usual ones count for less. */
  private static final double HUBER = 2;

  /** A step beyond this many usual ones says no more about a partner's spread. */
  private static final double FARTHEST = 3;

  private static final int ROUNDS = 8;
  private static final int STEPS = 64;

  private final List<Look> looks;
  private final Scales scales;
  private final float[][] inputs;
  private final int width;
  private final double[] wide;
  private final List<String> names = new ArrayList<>();
  private final int[] partner;

  /** Logarithms of the times; of open looks, of what they may be expected to take. */
  private final double[] times;

  private final double[] said;
  private final double[] trust;
  private double[] weights = new double[0];
  private double[] shifts = new double[0];

  /** Usual size of a step of a completed look. */
  private double usual;

  /** Deviation of all steps, those to come of open looks included; 0 before the first round. */
  private double spread;

  TimeRegression(List<Look> looks) {
    this.looks = looks;
    float[][] inputs = new float[looks.size()][];
    this.partner = new int[looks.size()];
    this.times = new double[looks.size()];
    this.said = new double[looks.size()];
    this.trust = new double[looks.size()];
    Map<String, Integer> indices = new HashMap<>();
    for (int i = 0; i < inputs.length; i++) {
      Look look = looks.get(i);
      inputs[i] = TimeModel.inputs(look.vector(), look.daysToDue());
      times[i] =
          TimeModel.logOfTime(look.done() ? look.days() : Math.max(look.days(), look.daysToDue()));
      trust[i] = 1;
      String name = look.partner();
      partner[i] =
          name == null
              ? -1
              : indices.computeIfAbsent(
                  name,
                  key -> {
                    names.add(key);
                    return names.size() - 1;
                  });
    }
    this.scales = Scales.of(inputs);
    Scales.Ready ready = scales.ready();
    this.width = ready.width();
    this.wide = new double[width + 1];
    this.inputs = ready.standard(inputs);
  }

  TimeModel fit() {
    shifts = new double[names.size()];
    weights = new double[width + 1];
    Curvature curvature = curvature();
    for (int round = 0; round < ROUNDS; round++) {
      curvature.step(weights, slope());
      for (int i = 0; i < said.length; i++) {
        widen(inputs[i]);
        said[i] = Scales.dot(wide, weights);
      }
      shifts = shifts();
      for (int i = 0; i < said.length; i++) {
        said[i] += partner[i] < 0 ? 0 : shifts[partner[i]];
      }
      // The median of a normal's sizes is its deviation over 1.4826.
      usual = Math.max(1e-3, 1.4826 * median(sizesOfDone()));
      expect();
    }
    return model();
  }

  /** What completed looks are trusted, and what open ones may be expected to take. */
  private void expect() {
    double square = 0;
    for (int i = 0; i < times.length; i++) {
      double step = times[i] - said[i];
      if (looks.get(i).done()) {
        trust[i] = Math.min(1, HUBER * usual / Math.max(1e-9, Math.abs(step)));
        step = Math.min(HUBER * usual, Math.abs(step));
        square += step * step;
      } else if (spread > 0) {
        // The second moment of a normal beyond its age.
        double gone = gone(i);
        square += spread * spread * (1 + gone * meanBeyond(gone));
      } else {
        square += usual * usual;
      }
    }
    spread = StrictMath.sqrt(square / times.length);
    for (int i = 0; i < times.length; i++) {
      if (!looks.get(i).done()) {
        times[i] = said[i] + spread * meanBeyond(gone(i));
      }
    }
  }

  /** The age of an open look, in spreads from what is expected of it. */
  private double gone(int look) {
    return (TimeModel.logOfEnd(looks.get(look).days()) - said[look]) / spread;
  }

  private TimeModel model() {
    double[] sum = new double[names.size()];
    double[] count = new double[names.size()];
    double all = 0;
    int done = 0;
    for (int i = 0; i < times.length; i++) {
      if (looks.get(i).done()) {
        double size = Math.min(FARTHEST * usual, Math.abs(times[i] - said[i]));
        all += size;
        done++;
        if (partner[i] >= 0) {
          sum[partner[i]] += size;
          count[partner[i]]++;
        }
      }
    }
    double mean = Math.max(1e-3, all / done);
    double[] spreads = new double[names.size()];
    Map<String, Partner> partners = new TreeMap<>();
    for (int p = 0; p < spreads.length; p++) {
      spreads[p] = (sum[p] + PRIOR_SPREAD * mean) / (count[p] + PRIOR_SPREAD);
      partners.put(names.get(p), new Partner(shifts[p], spreads[p]));
    }
    return new TimeModel(
        scales,
        Scales.list(weights),
        partners,
        mean,
        Scales.list(quantiles(look -> partner[look] < 0 ? mean : spreads[partner[look]])));
  }

  /**
   * Quantiles of the steps over their partner's spread, by the product limit of Kaplan and Meier.
   */
  private double[] quantiles(IntToDoubleFunction spreadOf) {
    double[] steps = new double[times.length];
    Integer[] order = new Integer[times.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (TimeModel.logOfTime(looks.get(i).days()) - said[i]) / spreadOf.applyAsDouble(i);
      order[i] = i;
    }
    // Who completes on the day on which another is last seen open was open before.
    Arrays.sort(
        order,
        Comparator.<Integer>comparingDouble(i -> steps[i])
            .thenComparing(i -> !looks.get(i).done()));
    double[] quantiles = new double[STEPS];
    double open = 1;
    int next = 0;
    for (int i = 0; i < order.length && next < STEPS; i++) {
      if (looks.get(order[i]).done()) {
        open *= 1 - 1.0 / (order.length - i);
        while (next < STEPS && 1 - open >= (next + 0.5) / STEPS) {
          quantiles[next++] = steps[order[i]];
        }
      }
    }
    // Nobody knows where those end that are open longer than all who completed.
    Arrays.fill(quantiles, next, STEPS, steps[order[order.length - 1]]);
    return quantiles;
  }

  /**
   * Curvature where all looks are trusted; trust only falls, and steps get shorter than need be.
   */
  private Curvature curvature() {
    return new Curvature(inputs, looks.stream().mapToDouble(Look::weight).toArray(), RIDGE);
  }

  /** Slope of the weights towards the times, without what the partners add. */
  private double[] slope() {
    double[] slope = new double[width + 1];
    double[] row = wide;
    for (int i = 0; i < inputs.length; i++) {
      widen(inputs[i]);
      double rest = times[i] - (partner[i] < 0 ? 0 : shifts[partner[i]]) - Scales.dot(row, weights);
      double one = looks.get(i).weight() * trust[i] * rest;
      for (int k = 0; k < slope.length; k++) {
        slope[k] += one * row[k];
      }
    }
    return slope;
  }

  private double[] shifts() {
    double[] sum = new double[names.size()];
    double[] weight = new double[names.size()];
    for (int i = 0; i < times.length; i++) {
      if (partner[i] >= 0) {
        double own = looks.get(i).recent() * trust[i];
        sum[partner[i]] += own * (times[i] - said[i]);
        weight[partner[i]] += own;
      }
    }
    for (int p = 0; p < sum.length; p++) {
      sum[p] /= weight[p] + PRIOR_SHIFT;
    }
    return sum;
  }

  private double[] sizesOfDone() {
    double[] sizes = new double[times.length];
    int done = 0;
    for (int i = 0; i < sizes.length; i++) {
      if (looks.get(i).done()) {
        sizes[done++] = Math.abs(times[i] - said[i]);
      }
    }
    return Arrays.copyOf(sizes, done);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private void widen(float[] row) {
    Scales.widen(row, wide);
  }

  /** Mean of a standard normal beyond {@code gone}: density over survival. */
  private static double meanBeyond(double gone) {
    // Survival has few digits left; this is the first term of its series.
    if (gone > 4) {
      return gone + 1 / gone;
    }
    double density = StrictMath.exp(-gone * gone / 2) / StrictMath.sqrt(2 * Math.PI);
    return density / survival(gone);
  }

  /**
   * Survival of a standard normal, to 7.5e-8 (Abramowitz and Stegun, <i>Handbook of Mathematical
   * Functions</i>, 26.2.17).
   */
  private static double survival(double at) {
    double t = 1 / (1 + 0.2316419 * Math.abs(at));
    double series =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double tail = StrictMath.exp(-at * at / 2) / StrictMath.sqrt(2 * Math.PI) * series;
    return at >= 0 ? tail : 1 - tail;
  }
}
