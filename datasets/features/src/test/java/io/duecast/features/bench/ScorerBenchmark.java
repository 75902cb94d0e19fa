package io.duecast.features.bench;

import io.duecast.features.OrderFacts;
import io.duecast.features.OrderFeatures;
import io.duecast.features.bundle.ModelBundle;
import io.duecast.features.bundle.RawBooster;
import io.duecast.features.bundle.Scorer;
import io.duecast.features.bundle.Trained;
import io.duecast.features.bundle.TribuoHazards;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Scoring and training against the bare booster on the same matrix, in one run. Prints rates and
 * their ratios; arguments: lines to score, rows to train on.
 */
public final class ScorerBenchmark {

  private static final int REPEATS = 5;
  private static final int THREADS = 2;
  private static final int PARTNERS = 1_000;
  private static final int STAGES = 6;

  private ScorerBenchmark() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws XGBoostError {
    int lines = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
    int rows = args.length > 1 ? Integer.parseInt(args[1]) : 160_000;
    score(lines);
    train(rows);
  }

  private static void score(int lines) throws XGBoostError {
    ModelBundle bundle = Trained.bundle(4_000, 80);
    List<OrderFacts> open = Trained.facts(4_000);
    List<OrderFacts> facts = new ArrayList<>(lines);
    while (facts.size() < lines) {
      facts.addAll(open.subList(0, Math.min(open.size(), lines - facts.size())));
    }
    RawBooster raw = new RawBooster(bundle, THREADS);
    Map<String, float[]> matrices = raw.matrices(facts);
    double bare = best(() -> raw.predict(matrices));
    Scorer scorer = Scorer.of(bundle);
    double plain = best(() -> scorer.scoreAll(facts, false).size());
    print("raw booster, batch", lines / bare, "lines/s");
    print("batch without reasons", lines / plain, "lines/s");
    print("  ratio to raw (goal 0.4)", bare / plain, "");
    List<OrderFacts> some = facts.subList(0, Math.min(lines, 2_000));
    double why = best(() -> scorer.scoreAll(some, true).size());
    print("batch with reasons", some.size() / why, "lines/s");
    print("  ratio to raw (goal 0.15)", bare / lines / (why / some.size()), "");

    RawBooster single = new RawBooster(bundle, 1);
    Scorer serving = Scorer.of(bundle);
    List<Map<String, float[]>> each =
        facts.subList(0, 300).stream().map(one -> single.matrices(List.of(one))).toList();
    double bareSingle =
        best(
            () -> {
              int count = 0;
              for (Map<String, float[]> one : each) {
                count += single.predict(one);
              }
              return count;
            });
    double full =
        best(
            () -> {
              int count = 0;
              for (OrderFacts one : facts.subList(0, 300)) {
                count += serving.score(one).stages().size();
              }
              return count;
            });
    print("raw booster, one line", bareSingle / 300 * 1e6, "µs");
    print("one line with reasons", full / 300 * 1e6, "µs");
    print("  times raw (goal 4)", full / bareSingle, "");
  }

  private static void train(int count) throws XGBoostError {
    SplittableRandom random = new SplittableRandom(8);
    int width = OrderFeatures.ALL.size();
    float[][] rows = new float[count][width];
    boolean[] completed = new boolean[count];
    float[] weights = new float[count];
    Arrays.fill(weights, 1);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < width; j++) {
        rows[i][j] = random.nextInt(10) == 0 ? Float.NaN : (float) random.nextGaussian();
      }
      completed[i] = random.nextDouble() < 1 / (1 + Math.exp(-rows[i][0] + rows[i][1] + 1.5));
    }
    TribuoHazards.Settings settings = TribuoHazards.Settings.defaults(1);
    long start = System.nanoTime();
    RawBooster.train(rows, completed, weights, settings);
    double bare = (System.nanoTime() - start) / 1e9;
    start = System.nanoTime();
    TribuoHazards.train("bench", OrderFeatures.names(), rows, completed, weights, settings);
    double ours = (System.nanoTime() - start) / 1e9;
    print("raw XGBoost4J training, " + count + " rows x " + width, bare, "s");
    print("through Tribuo", ours, "s");
    print("  times raw (goal 3)", ours / bare, "");
    double cells = cells(rows, completed);
    print("models of " + PARTNERS + " partners x " + STAGES + " stages", cells, "s");
    print("  times ten pooled fits (goal 1)", cells / (10 * ours), "");
  }

  /**
   * Seconds to fit the models of all partners at all stages, each from its share of {@code rows},
   * side by side as Spark's tasks are. That is what it costs to judge them; those that win are
   * fitted once more, which is not counted.
   */
  private static double cells(float[][] rows, boolean[] completed) {
    int share = rows.length / PARTNERS;
    float[] weights = new float[share];
    Arrays.fill(weights, 1);
    long start = System.nanoTime();
    IntStream.range(0, PARTNERS * STAGES)
        .parallel()
        .forEach(
            cell -> {
              int from = cell % PARTNERS * share;
              TribuoHazards.train(
                  "cell",
                  OrderFeatures.names(),
                  Arrays.copyOfRange(rows, from, from + share),
                  Arrays.copyOfRange(completed, from, from + share),
                  weights,
                  TribuoHazards.Settings.cell(cell));
            });
    return (System.nanoTime() - start) / 1e9;
  }

  /** Seconds of the quickest of a few runs. */
  private static double best(Work work) throws XGBoostError {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < REPEATS; i++) {
      long start = System.nanoTime();
      if (work.run() == 0) {
        throw new IllegalStateException("Nothing was done.");
      }
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    return best;
  }

  private static void print(String what, double value, String unit) {
    System.out.printf(Locale.ROOT, "%-48s %12.2f %s%n", what, value, unit);
  }

  /** One run; returns how much was done. */
  private interface Work {
    int run() throws XGBoostError;
  }
}
