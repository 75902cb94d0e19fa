package io.duecast.analytics.backtest;

import io.duecast.analytics.train.Landmark;
import io.duecast.analytics.train.Snapshot;
import io.duecast.analytics.train.Yardsticks;
import io.duecast.contract.fault.Fault;
import io.duecast.features.OrderFeatures;
import io.duecast.features.bundle.ElapsedTable;
import io.duecast.features.bundle.LinearModel;
import io.duecast.features.bundle.TribuoHazards;
import io.duecast.features.bundle.VectorModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The baselines of one target, learned from snapshots judged before a window opens. */
public final class Baselines {

  /** Days before the due day at which the rule calls a line due soon. */
  private static final int SOON = 3;

  private Baselines() {}

  /** Baselines for the gate, learned from {@code snapshots}. */
  public static Yardsticks yardsticks(List<Snapshot> snapshots, long seed) {
    return (target, test, cutoff) -> {
      List<Snapshot> train =
          snapshots.stream()
              .filter(one -> one.target().equals(target) && one.maturedBefore(cutoff))
              .toList();
      Map<String, double[]> named = new LinkedHashMap<>();
      if (!train.isEmpty() && !test.isEmpty()) {
        double[][] answers = of(train, test, cutoff, true, seed);
        for (Rival rival : Rival.values()) {
          if (rival != Rival.OURS) {
            int at = rival.ordinal() - 1;
            named.put(
                rival.code(), Arrays.stream(answers).mapToDouble(answer -> answer[at]).toArray());
          }
        }
      }
      return named;
    };
  }

  /**
   * Learns from {@code train} and answers for {@code test}: one row per test snapshot, in the order
   * of {@link Rival} from the base rate on.
   */
  static double[][] of(
      List<Snapshot> train, List<Snapshot> test, LocalDate cutoff, boolean quick, long seed) {
    Map<Landmark.Kind, long[]> kinds = new EnumMap<>(Landmark.Kind.class);
    long[] all = new long[2];
    long[][] bySoon = new long[2][2];
    ElapsedTable.Builder elapsed = new ElapsedTable.Builder();
    for (Snapshot one : train) {
      int late = Boolean.TRUE.equals(one.late()) ? 1 : 0;
      count(kinds.computeIfAbsent(one.kind(), key -> new long[2]), late);
      count(all, late);
      count(bySoon[one.daysToDue() <= SOON ? 1 : 0], late);
      elapsed.add(one.partnerKey(), one.elapsedShare(), late == 1);
    }
    ElapsedTable table = elapsed.build();
    double overall = rate(all, 0.15);
    double[] logistic =
        LinearModel.fit(vectors(train), late(train), ones(train.size()))
            .probabilities(vectors(test));
    double[] trees = completedOnly(train, test, cutoff, quick, seed, overall);
    double[][] answers = new double[test.size()][];
    for (int i = 0; i < answers.length; i++) {
      Snapshot one = test.get(i);
      double kind = rate(kinds.getOrDefault(one.kind(), new long[2]), overall);
      answers[i] =
          new double[] {
            kind,
            rate(bySoon[one.daysToDue() <= SOON ? 1 : 0], overall),
            one.rate(),
            table.rate(one.partnerKey(), one.elapsedShare()),
            logistic[i],
            trees[i]
          };
    }
    return answers;
  }

  /** What people usually build: default trees on orders that were completed, label late. */
  private static double[] completedOnly(
      List<Snapshot> train,
      List<Snapshot> test,
      LocalDate cutoff,
      boolean quick,
      long seed,
      double overall) {
    List<Snapshot> done = new ArrayList<>();
    for (Snapshot one : train) {
      if (one.doneKnownOn() != null && one.doneKnownOn().isBefore(cutoff)) {
        done.add(one);
      }
    }
    double[] answers = new double[test.size()];
    try {
      VectorModel model =
          VectorModel.train(
              "completed orders",
              OrderFeatures.names(),
              vectors(done),
              late(done),
              ones(done.size()),
              new TribuoHazards.Settings(quick ? 50 : 100, 0.3, 6, 1, 1, 1, 1, seed));
      return model.probabilities(vectors(test));
    } catch (Fault e) {
      // One class only: there is nothing to learn, and the base rate is all it could say.
      java.util.Arrays.fill(answers, overall);
      return answers;
    }
  }

  private static float[][] vectors(List<Snapshot> snapshots) {
    return snapshots.stream().map(Snapshot::vector).toArray(float[][]::new);
  }

  private static boolean[] late(List<Snapshot> snapshots) {
    boolean[] late = new boolean[snapshots.size()];
    for (int i = 0; i < late.length; i++) {
      late[i] = Boolean.TRUE.equals(snapshots.get(i).late());
    }
    return late;
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }

  private static void count(long[] cell, int late) {
    cell[0] += late;
    cell[1]++;
  }

  private static double rate(long[] cell, double otherwise) {
    return cell[1] == 0 ? otherwise : (cell[0] + 1.0 * otherwise) / (cell[1] + 1.0);
  }
}
