package io.duecast.analytics.train;

import io.duecast.features.Calibration;
import io.duecast.features.LateCurve;
import io.duecast.features.bundle.Blend;
import io.duecast.features.bundle.Member;
import io.duecast.features.bundle.Mix;
import io.duecast.features.bundle.Phase;
import io.duecast.features.bundle.Scorer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is learned on top of the members from held-out snapshots, phase by phase. */
final class Mixing {

  /** Held-out snapshots, and late ones among them, below which a phase follows the others. */
  private static final int LEAST_LOOKS = 60;

  private static final int LEAST_LATE = 8;

  private static final double[] STRETCHES = {
    0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.35, 1.5, 1.75, 2, 2.5, 3
  };

  /** Lines below which a curve stays as it is. */
  private static final double LEAST_STRETCHED = 30;

  /** Share of deliveries that the interval from P10 to P90 is meant to hold. */
  private static final double COVERAGE = 0.8;

  private Mixing() {}

  /** Whether there is enough to learn from and to judge by. */
  static boolean isEnough(Held held) {
    return held.size() >= LEAST_LOOKS && held.lates() >= LEAST_LATE;
  }

  /** Mixes of all phases. */
  static Map<Phase, Mix> of(Held held, boolean blends) {
    Map<Phase, Mix> mixes = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      Held own = held.where(i -> held.raw().get(i).phase() == phase);
      mixes.put(phase, mix(isEnough(own) ? own : held, blends));
    }
    return mixes;
  }

  private static Mix mix(Held held, boolean blends) {
    double[] weights = held.weights();
    boolean[] late = held.late();
    Blend blend = blends ? Blend.fit(held.carried(), late, weights) : Blend.hazards();
    double[] blended = new double[held.size()];
    for (int i = 0; i < blended.length; i++) {
      blended[i] = blend.probability(held.raw().get(i).carried());
    }
    return new Mix(blend, Calibration.fit(blended, late, weights), 1);
  }

  /**
   * Probabilities of {@code held} from mixes that did not see them: each half of the units is
   * answered by what the other half taught.
   */
  static double[] crossed(Held held, boolean blends) {
    List<Map<Phase, Mix>> mixes = new ArrayList<>();
    for (int half = 0; half < 2; half++) {
      int other = 1 - half;
      mixes.add(of(held.where(i -> half(held.snapshots().get(i)) == other), blends));
    }
    double[] probabilities = new double[held.size()];
    for (int i = 0; i < probabilities.length; i++) {
      Scorer.Raw raw = held.raw().get(i);
      probabilities[i] =
          java.util.Objects.requireNonNull(
                  mixes.get(half(held.snapshots().get(i))).get(raw.phase()))
              .probability(raw.carried());
    }
    return probabilities;
  }

  private static int half(Snapshot snapshot) {
    int hash = snapshot.unit().hashCode() * 0x9E3779B9;
    return hash >>> 31;
  }

  /** One member alone, everywhere. */
  static Map<Phase, Mix> alone(Member member) {
    return Mix.everywhere(Mix.of(Blend.only(member)));
  }

  /** {@code mixes} with the stretch that the looks of their own phase ask for. */
  static Map<Phase, Mix> stretched(
      Map<Phase, Mix> mixes, Held held, double[] late, LocalDate cutoff) {
    Map<Phase, Mix> stretched = new EnumMap<>(Phase.class);
    mixes.forEach(
        (phase, mix) -> {
          List<Integer> looks = new ArrayList<>();
          for (int i = 0; i < late.length; i++) {
            if (held.raw().get(i).phase() == phase) {
              looks.add(i);
            }
          }
          stretched.put(
              phase, new Mix(mix.blend(), mix.calibration(), stretch(held, late, looks, cutoff)));
        });
    return stretched;
  }

  /**
   * The least stretch at which the interval held the promised share of the held-out deliveries;
   * lines still open count as missed once the interval has ended.
   */
  private static double stretch(Held held, double[] late, List<Integer> looks, LocalDate cutoff) {
    double[] weights = held.weights();
    for (double stretch : STRETCHES) {
      double inside = 0;
      double all = 0;
      for (int i : looks) {
        Snapshot one = held.snapshots().get(i);
        LateCurve curve =
            Scorer.curve(held.raw().get(i).curve(), stretch, one.daysToDue(), late[i]);
        int high = curve.quantile(0.9);
        LocalDate doneOn = one.doneKnownOn();
        Integer done = doneOn == null || !doneOn.isBefore(cutoff) ? null : one.daysToDone();
        if (done == null && !one.day().plusDays(high).isBefore(cutoff)) {
          continue;
        }
        all += weights[i];
        inside += done != null && done <= high && done >= curve.quantile(0.1) ? weights[i] : 0;
      }
      if (all < LEAST_STRETCHED) {
        return 1;
      }
      if (inside >= COVERAGE * all) {
        return stretch;
      }
    }
    return STRETCHES[STRETCHES.length - 1];
  }
}
