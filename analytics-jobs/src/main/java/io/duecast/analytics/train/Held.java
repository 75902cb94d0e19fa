package io.duecast.analytics.train;

import io.duecast.features.OrderFacts;
import io.duecast.features.bundle.Member;
import io.duecast.features.bundle.Scorer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Held-out snapshots of one target with what the members said of them, oldest first. */
record Held(List<Snapshot> snapshots, List<OrderFacts> facts, List<Scorer.Raw> raw) {

  /** Snapshots from {@code from} on whose outcome was known before {@code cutoff}. */
  static Held of(
      Scorer scorer, Target target, List<Snapshot> own, LocalDate from, LocalDate cutoff) {
    List<Snapshot> chosen =
        own.stream()
            .filter(
                snapshot ->
                    snapshot.facts() != null
                        && !snapshot.day().isBefore(from)
                        && snapshot.maturedBefore(cutoff))
            .sorted(Comparator.comparing(Snapshot::at).thenComparing(Snapshot::lineKey))
            .toList();
    List<OrderFacts> facts = chosen.parallelStream().map(Snapshot::orderFacts).toList();
    List<Optional<Scorer.Raw>> answers = scorer.raw(facts, target.stage());
    Held held = new Held(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < chosen.size(); i++) {
      if (answers.get(i).isPresent()) {
        held.raw.add(answers.get(i).get());
        held.snapshots.add(chosen.get(i));
        held.facts.add(facts.get(i));
      }
    }
    return held;
  }

  /** The looks that {@code wanted} takes. */
  Held where(Predicate<Integer> wanted) {
    Held own = new Held(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < size(); i++) {
      if (wanted.test(i)) {
        own.snapshots.add(snapshots.get(i));
        own.facts.add(facts.get(i));
        own.raw.add(raw.get(i));
      }
    }
    return own;
  }

  /** What is blended of each look. */
  double[][] carried() {
    return raw.stream().map(Scorer.Raw::carried).toArray(double[][]::new);
  }

  double[] of(Member member) {
    return raw.stream().mapToDouble(one -> one.members()[member.ordinal()]).toArray();
  }

  int size() {
    return snapshots.size();
  }

  List<String> units() {
    return snapshots.stream().map(Snapshot::unit).toList();
  }

  boolean[] late() {
    boolean[] late = new boolean[size()];
    for (int i = 0; i < late.length; i++) {
      late[i] = Boolean.TRUE.equals(snapshots.get(i).late());
    }
    return late;
  }

  int lates() {
    int lates = 0;
    for (boolean late : late()) {
      lates += late ? 1 : 0;
    }
    return lates;
  }

  /**
   * What each look counts for, in lines: together as many as there are. A look counts by its kind
   * alone: late lines are looked at more often, and must not count for less each time.
   */
  double[] weights() {
    double[] weights = snapshots.stream().mapToDouble(one -> one.kind().weight()).toArray();
    double scale = Matured.lines(snapshots).known() / java.util.Arrays.stream(weights).sum();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= scale;
    }
    return weights;
  }

  /** Squared error of each look; NaN where there is no probability. */
  double[] squared(double[] probabilities) {
    boolean[] late = late();
    double[] squared = new double[late.length];
    for (int i = 0; i < late.length; i++) {
      double miss = probabilities[i] - (late[i] ? 1 : 0);
      squared[i] = miss * miss;
    }
    return squared;
  }

  /** Squared error of each look by its weight, which is one on average. */
  double[] losses(double[] probabilities) {
    double[] losses = squared(probabilities);
    double[] weights = weights();
    double scale = weights.length / java.util.Arrays.stream(weights).sum();
    for (int i = 0; i < losses.length; i++) {
      losses[i] *= scale * weights[i];
    }
    return losses;
  }

  /** Brier score of the looks by their weights. */
  double brier(double[] probabilities) {
    return java.util.Arrays.stream(losses(probabilities)).average().orElse(Double.NaN);
  }

  /** The member with the least Brier score. */
  Member best(Member... members) {
    Member best = members[0];
    for (Member member : members) {
      if (brier(of(member)) < brier(of(best))) {
        best = member;
      }
    }
    return best;
  }
}
