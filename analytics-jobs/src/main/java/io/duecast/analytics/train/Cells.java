package io.duecast.analytics.train;

import io.duecast.analytics.AnalyticsSettings;
import io.duecast.features.OrderFacts;
import io.duecast.features.OrderFeatures;
import io.duecast.features.bundle.Cell;
import io.duecast.features.bundle.Member;
import io.duecast.features.bundle.Phase;
import io.duecast.features.bundle.Scorer;
import io.duecast.features.bundle.TargetCard;
import io.duecast.features.bundle.TribuoHazards;
import io.duecast.features.bundle.VectorModel;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;

/**
 * Decides for every partner what answers: its own model, the model of its group, the pooled answer,
 * or a rate. Own and group models are trained by Spark, a task each, and averaged with the pooled
 * answer: a few hundred lines alone teach less than those of everybody.
 */
final class Cells {

  /** Lines, late ones and others, that an own model needs; a group needs twice as many. */
  private static final int LEAST_LINES = 100;

  private static final int LEAST_OF_EACH = 15;

  /** Held-out lines that the judgement over all partners counts for in each cell. */
  private static final double PRIOR = 20;

  /** Looks that an own model learns from at most, the most recent first. */
  private static final int MOST_LOOKS = 3_000;

  private final SparkSession spark;
  private final AnalyticsSettings settings;
  private final long seed;

  Cells(SparkSession spark, AnalyticsSettings settings, long seed) {
    this.spark = spark;
    this.settings = settings;
    this.seed = seed;
  }

  /**
   * Who answers.
   *
   * @param cells by partner
   * @param models that the cells name, by file
   * @param probabilities of the held-out looks as they would have been served
   */
  record Chosen(
      Map<String, Cell> cells, Map<String, XGBoostModel<Label>> models, double[] probabilities) {}

  /**
   * A model that could answer.
   *
   * @param looks that it learns from
   * @param asked held-out looks that it is judged on, by their place
   */
  private record Candidate(String file, String name, List<Snapshot> looks, List<Integer> asked) {

    /** Its looks that had matured before {@code until}. */
    List<Snapshot> matured(LocalDate until) {
      return looks.stream().filter(one -> one.maturedBefore(until)).toList();
    }

    /** What they teach. */
    Matured matured(LocalDate until, AnalyticsSettings settings) {
      return Matured.of(recent(matured(until)), until, settings);
    }
  }

  /** What one model is to learn, and what it is to answer. */
  private record Task(String file, String name, Matured learned, float[][] asked)
      implements Serializable {}

  /** What became of a task. */
  private record Done<T>(String file, T result) implements Serializable {}

  /** What the alternatives to the pooled answer say of the held-out looks; NaN for nothing. */
  private record Alternative(
      TargetCard.Level level, @Nullable Member rate, double[] probabilities) {}

  /**
   * Chooses for every partner.
   *
   * @param own all snapshots of the target before {@code cutoff}
   * @param holdFrom first day of the held-out span
   * @param pooled of each held-out look, from mixes that did not see it
   */
  Chosen choose(
      Target target,
      List<Snapshot> own,
      LocalDate holdFrom,
      LocalDate cutoff,
      Held held,
      double[] pooled) {
    Map<String, String> groups = new HashMap<>();
    for (OrderFacts facts : held.facts()) {
      if (facts.partnerKey() != null && facts.partnerGroup() != null) {
        groups.put(facts.partnerKey(), facts.partnerGroup());
      }
    }
    Map<String, List<Snapshot>> byPartner = new TreeMap<>();
    for (Snapshot one : own) {
      if (one.partnerKey() != null && one.maturedBefore(cutoff)) {
        byPartner.computeIfAbsent(one.partnerKey(), key -> new ArrayList<>()).add(one);
      }
    }
    Map<String, String> ownFiles = new HashMap<>();
    Map<String, String> groupFiles = new HashMap<>();
    Map<String, Candidate> candidates =
        candidates(target, byPartner, groups, holdFrom, held, ownFiles, groupFiles);
    Map<String, double[]> answers = answers(candidates.values(), holdFrom, held);

    List<Alternative> alternatives = new ArrayList<>();
    alternatives.add(joined(TargetCard.Level.OWN, held, pooled, ownFiles, answers));
    alternatives.add(joined(TargetCard.Level.GROUP, held, pooled, groupFiles, answers));
    for (Member rate : List.of(Member.RATE, Member.ELAPSED)) {
      alternatives.add(new Alternative(TargetCard.Level.RATE, rate, held.of(rate)));
    }
    double[] served = pooled.clone();
    Map<String, Cell> cells =
        cells(held, pooled, alternatives, byPartner, ownFiles, groupFiles, served);
    return new Chosen(cells, models(cells.values(), candidates, cutoff), served);
  }

  /** Models that could answer, by file; fills in whose they are. */
  private static Map<String, Candidate> candidates(
      Target target,
      Map<String, List<Snapshot>> byPartner,
      Map<String, String> groups,
      LocalDate holdFrom,
      Held held,
      Map<String, String> ownFiles,
      Map<String, String> groupFiles) {
    Map<String, List<Integer>> asked = new HashMap<>();
    for (int i = 0; i < held.size(); i++) {
      String partner = held.snapshots().get(i).partnerKey();
      if (partner != null) {
        asked.computeIfAbsent(partner, key -> new ArrayList<>()).add(i);
      }
    }
    Map<String, Candidate> candidates = new TreeMap<>();
    Map<String, List<String>> members = new TreeMap<>();
    byPartner.forEach(
        (partner, looks) -> {
          String group = groups.get(partner);
          if (group != null) {
            members.computeIfAbsent(group, key -> new ArrayList<>()).add(partner);
          }
          Candidate own =
              candidate(
                  target,
                  TargetCard.Level.OWN,
                  partner,
                  looks,
                  asked.getOrDefault(partner, List.of()));
          if (isEnough(own, holdFrom, LEAST_LINES)) {
            candidates.put(own.file(), own);
            ownFiles.put(partner, own.file());
          }
        });
    members.forEach(
        (group, partners) -> {
          List<Snapshot> looks = new ArrayList<>();
          List<Integer> rows = new ArrayList<>();
          for (String partner : partners) {
            looks.addAll(byPartner.getOrDefault(partner, List.of()));
            rows.addAll(asked.getOrDefault(partner, List.of()));
          }
          rows.sort(Comparator.naturalOrder());
          Candidate all = candidate(target, TargetCard.Level.GROUP, group, looks, rows);
          // A group of one is its partner, and one of all is the pooled answer.
          if (partners.size() > 1
              && members.size() > 1
              && isEnough(all, holdFrom, 2 * LEAST_LINES)) {
            candidates.put(all.file(), all);
            partners.forEach(partner -> groupFiles.put(partner, all.file()));
          }
        });
    return candidates;
  }

  private static Candidate candidate(
      Target target,
      TargetCard.Level level,
      String key,
      List<Snapshot> looks,
      List<Integer> asked) {
    return new Candidate(
        TargetCard.cellFileOf(target.direction(), target.stage(), level, key),
        target.name() + " " + level.code(),
        looks,
        asked);
  }

  /** Whether there is something to learn before the held-out span, and something to judge by. */
  private static boolean isEnough(Candidate candidate, LocalDate holdFrom, int least) {
    Matured.Lines lines = Matured.lines(candidate.matured(holdFrom));
    return !candidate.asked().isEmpty()
        && lines.known() >= least
        && lines.late() >= LEAST_OF_EACH
        && lines.known() - lines.late() >= LEAST_OF_EACH;
  }

  private static List<Snapshot> recent(List<Snapshot> looks) {
    return looks.size() <= MOST_LOOKS
        ? looks
        : looks.stream()
            .sorted(Comparator.comparing(Snapshot::at).reversed().thenComparing(Snapshot::lineKey))
            .limit(MOST_LOOKS)
            .toList();
  }

  /** What each candidate, taught by what was known before the held-out span, says of it. */
  private Map<String, double[]> answers(
      Collection<Candidate> candidates, LocalDate holdFrom, Held held) {
    long chance = seed;
    return each(
        candidates.stream()
            .map(
                one ->
                    new Task(
                        one.file(),
                        one.name(),
                        one.matured(holdFrom, settings),
                        one.asked().stream()
                            .map(i -> held.snapshots().get(i).vector())
                            .toArray(float[][]::new)))
            .toList(),
        task ->
            VectorModel.train(
                    task.name(),
                    OrderFeatures.names(),
                    task.learned().rows(),
                    task.learned().late(),
                    task.learned().weights(),
                    TribuoHazards.Settings.cell(chance))
                .probabilities(task.asked()));
  }

  /** The models that {@code cells} name, and no others, taught by all that is known by now. */
  private Map<String, XGBoostModel<Label>> models(
      Collection<Cell> cells, Map<String, Candidate> candidates, LocalDate cutoff) {
    long chance = seed;
    Set<String> files = new TreeSet<>();
    cells.stream().map(Cell::file).filter(Objects::nonNull).forEach(files::add);
    Map<String, byte[]> learned =
        each(
            files.stream()
                .map(file -> Objects.requireNonNull(candidates.get(file)))
                .map(
                    one ->
                        new Task(
                            one.file(), one.name(), one.matured(cutoff, settings), new float[0][]))
                .toList(),
            task ->
                TribuoHazards.toBytes(
                    TribuoHazards.train(
                        task.name(),
                        OrderFeatures.names(),
                        task.learned().rows(),
                        task.learned().late(),
                        task.learned().weights(),
                        TribuoHazards.Settings.cell(chance))));
    Map<String, XGBoostModel<Label>> models = new TreeMap<>();
    learned.forEach((file, model) -> models.put(file, TribuoHazards.fromBytes(model)));
    return models;
  }

  /** Does every task where Spark has room for it; results by file. */
  private <T> Map<String, T> each(List<Task> tasks, Function<Task, T> work) {
    Map<String, T> results = new TreeMap<>();
    if (!tasks.isEmpty()) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
      int parts = Math.min(tasks.size(), 4 * Math.max(1, context.defaultParallelism()));
      for (Done<T> one :
          context
              .parallelize(tasks, parts)
              .map(task -> new Done<>(task.file(), work.call(task)))
              .collect()) {
        results.put(one.file(), one.result());
      }
    }
    return results;
  }

  /** The held-out looks as models of {@code files} would have answered them. */
  private static Alternative joined(
      TargetCard.Level level,
      Held held,
      double[] pooled,
      Map<String, String> files,
      Map<String, double[]> answers) {
    double[] probabilities = new double[pooled.length];
    Map<String, Integer> next = new HashMap<>();
    for (int i = 0; i < pooled.length; i++) {
      String file = files.get(String.valueOf(held.snapshots().get(i).partnerKey()));
      if (file == null) {
        probabilities[i] = Double.NaN;
      } else {
        int at = next.merge(file, 1, Integer::sum) - 1;
        probabilities[i] = Scorer.joined(pooled[i], Objects.requireNonNull(answers.get(file))[at]);
      }
    }
    return new Alternative(level, null, probabilities);
  }

  /**
   * The alternative of each partner that was better by more than its kind usually is, beyond doubt
   * and in every phase: a partner's few lines lean on how the alternative did for everybody.
   *
   * @param served takes in what answers each held-out look
   */
  private Map<String, Cell> cells(
      Held held,
      double[] pooled,
      List<Alternative> alternatives,
      Map<String, List<Snapshot>> byPartner,
      Map<String, String> ownFiles,
      Map<String, String> groupFiles,
      double[] served) {
    double[] weights = held.weights();
    double[] losses = held.squared(pooled);
    Set<Phase> phases = held.raw().stream().map(Scorer.Raw::phase).collect(Collectors.toSet());
    Map<String, List<Integer>> looks = new TreeMap<>();
    for (int i = 0; i < pooled.length; i++) {
      String partner = held.snapshots().get(i).partnerKey();
      if (partner != null) {
        looks.computeIfAbsent(partner, key -> new ArrayList<>()).add(i);
      }
    }
    List<double[]> others = new ArrayList<>();
    List<Double> usual = new ArrayList<>();
    for (Alternative alternative : alternatives) {
      double[] other = held.squared(alternative.probabilities());
      double gain = 0;
      double lines = 0;
      for (int i = 0; i < other.length; i++) {
        if (!Double.isNaN(other[i])) {
          gain += weights[i] * (losses[i] - other[i]);
          lines += weights[i];
        }
      }
      others.add(other);
      usual.add(lines <= 0 ? 0 : gain / lines);
    }
    Map<String, Cell> cells = new TreeMap<>();
    byPartner.forEach(
        (partner, matured) -> {
          List<Integer> own = looks.getOrDefault(partner, List.of());
          double weight = own.stream().mapToDouble(i -> weights[i]).sum();
          int lines = Matured.lines(own.stream().map(held.snapshots()::get).toList()).known();
          double theirs = total(own, weights, losses);
          Map<String, Double> brier = new LinkedHashMap<>();
          Alternative best = null;
          double most = 0;
          if (lines > 0) {
            brier.put(TargetCard.Level.POOLED.code(), theirs / weight);
          }
          for (int k = 0; k < alternatives.size(); k++) {
            double[] other = others.get(k);
            if (own.isEmpty() || Double.isNaN(other[own.get(0)])) {
              continue;
            }
            Alternative alternative = alternatives.get(k);
            double its = total(own, weights, other);
            brier.merge(alternative.level().code(), its / weight, Math::min);
            double gain = theirs - its + PRIOR * Math.min(0, usual.get(k));
            if (lines >= Cell.LEAST_JUDGED
                && gain > most
                && isBetter(held, own, weights, losses, alternative, other, phases)) {
              most = gain;
              best = alternative;
            }
          }
          String file =
              best == null
                  ? null
                  : switch (best.level()) {
                    case OWN -> ownFiles.get(partner);
                    case GROUP -> groupFiles.get(partner);
                    case POOLED, RATE, NONE -> null;
                  };
          if (best != null) {
            for (int i : own) {
              served[i] = best.probabilities()[i];
            }
          }
          Matured.Lines counted = Matured.lines(matured);
          cells.put(
              partner,
              new Cell(
                  best == null ? TargetCard.Level.POOLED : best.level(),
                  best == null ? null : best.rate(),
                  file,
                  counted.known(),
                  counted.late(),
                  lines,
                  brier));
        });
    return cells;
  }

  /**
   * Whether {@code alternative} loses less than {@code losses} at the looks of one partner beyond
   * doubt, and more in no phase and in neither half of their time: it is to answer for all phases,
   * and later. A rate does not know how far a line has come, so it must have been seen in every
   * phase in which lines are looked at.
   *
   * @param own looks of the partner, oldest first
   * @param other what the alternative loses at each look
   * @param phases in which lines are looked at
   */
  private boolean isBetter(
      Held held,
      List<Integer> own,
      double[] weights,
      double[] losses,
      Alternative alternative,
      double[] other,
      Set<Phase> phases) {
    int half = own.size() / 2;
    List<Integer> places = IntStream.range(0, own.size()).boxed().toList();
    List<List<Integer>> parts = new ArrayList<>();
    parts.add(places.subList(0, half));
    parts.add(places.subList(half, own.size()));
    for (Phase phase : Phase.values()) {
      List<Integer> looks =
          places.stream().filter(at -> held.raw().get(own.get(at)).phase() == phase).toList();
      if (looks.isEmpty() && alternative.rate() != null && phases.contains(phase)) {
        return false;
      }
      parts.add(looks);
    }
    return PairedGain.worseThroughout(
        own.stream().map(i -> held.snapshots().get(i).unit()).toList(),
        own.stream().mapToDouble(i -> weights[i] * losses[i]).toArray(),
        own.stream().mapToDouble(i -> weights[i] * other[i]).toArray(),
        parts,
        seed);
  }

  /** Weighted sum over some looks. */
  private static double total(List<Integer> looks, double[] weights, double[] values) {
    double sum = 0;
    for (int i : looks) {
      sum += weights[i] * values[i];
    }
    return sum;
  }
}
