package io.duecast.analytics.train;

import io.duecast.analytics.AnalyticsSettings;
import io.duecast.features.BaselineHazards;
import io.duecast.features.Calibration;
import io.duecast.features.HistoryFacts;
import io.duecast.features.LateCurve;
import io.duecast.features.OrderFacts;
import io.duecast.features.OrderFeatures;
import io.duecast.features.Period;
import io.duecast.features.bundle.Manifest;
import io.duecast.features.bundle.ModelBundle;
import io.duecast.features.bundle.Scorer;
import io.duecast.features.bundle.TargetCard;
import io.duecast.features.bundle.TribuoHazards;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;

/**
 * Fits everything that a bundle holds from snapshots known before a day: hazards, calibration on
 * the most recent matured snapshots that the hazards did not see, and the level that answers.
 */
public final class Training {

  /** Held-out snapshots below which a level cannot be judged. */
  private static final int LEAST_JUDGED = 60;

  private static final int LEAST_LATE = 8;

  /** Completions below which no hazards are fitted. */
  private static final int LEAST_COMPLETIONS = 30;

  private static final double[] BLENDS = {0, 0.3, 0.6, 0.9};

  private final AnalyticsSettings settings;
  private final long seed;
  private final int threads;

  public Training(AnalyticsSettings settings, long seed) {
    this.settings = settings;
    this.seed = seed;
    this.threads = Math.max(1, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Models that are not written yet.
   *
   * @param models by file name
   * @param judged held-out snapshots of the later half with the probability that a model without
   *     knowledge of them gave
   */
  public record Fitted(
      Manifest draft, Map<String, XGBoostModel<Label>> models, List<Judged> judged) {

    public ModelBundle bundle() {
      return ModelBundle.inMemory(draft, models);
    }
  }

  /** A held-out snapshot with the probability of the model that did not see it. */
  public record Judged(Snapshot snapshot, OrderFacts facts, double probability) {}

  private record Hazards(
      @Nullable XGBoostModel<Label> model, BaselineHazards baseline, long rows) {}

  /** Held-out snapshots of one target with raw probabilities, oldest first. */
  private record Held(List<Snapshot> snapshots, List<OrderFacts> facts, double[] raw) {

    Held part(int from, int to) {
      return new Held(
          snapshots.subList(from, to),
          facts.subList(from, to),
          java.util.Arrays.copyOfRange(raw, from, to));
    }

    int size() {
      return snapshots.size();
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

    /** Lines count alike, however often they were looked at. */
    double[] weights() {
      Map<String, Integer> looks = new HashMap<>();
      snapshots.forEach(one -> looks.merge(one.lineKey(), 1, Integer::sum));
      double[] weights = new double[size()];
      for (int i = 0; i < weights.length; i++) {
        weights[i] =
            1.0
                / StrictMath.sqrt(
                    java.util.Objects.requireNonNull(looks.get(snapshots.get(i).lineKey())));
      }
      return weights;
    }

    @Nullable HistoryFacts history(int i) {
      return facts.get(i).find(snapshots.get(i).target().stage()).orElseThrow().history();
    }
  }

  /**
   * Fits all targets.
   *
   * @param snapshots of any day; only what was known before {@code cutoff} is used
   * @param excluded units that must not enter
   * @param refit whether the hazards are fitted again up to the cut-off after calibration
   */
  public Fitted fit(
      List<Snapshot> snapshots,
      LocalDate cutoff,
      Instant asOf,
      Set<String> excluded,
      boolean refit,
      Map<String, String> tableVersions) {
    Map<Target, List<Snapshot>> byTarget = new TreeMap<>();
    for (Snapshot snapshot : snapshots) {
      if (snapshot.day().isBefore(cutoff) && !excluded.contains(snapshot.unit())) {
        byTarget.computeIfAbsent(snapshot.target(), key -> new ArrayList<>()).add(snapshot);
      }
    }
    LocalDate holdFrom = cutoff.minusDays(settings.holdoutDays());
    Map<Target, Hazards> early = new TreeMap<>();
    byTarget.forEach((target, own) -> early.put(target, hazards(target, own, holdFrom)));
    Scorer raw = Scorer.of(draft(early, asOf), threads);

    List<TargetCard> cards = new ArrayList<>();
    Map<String, XGBoostModel<Label>> models = new TreeMap<>();
    List<Judged> judged = new ArrayList<>();
    Map<String, Double> metrics = new TreeMap<>();
    byTarget.forEach(
        (target, own) -> {
          Held held = held(raw, target, own, holdFrom, cutoff);
          Hazards first = java.util.Objects.requireNonNull(early.get(target));
          Hazards last = refit || first.model() == null ? hazards(target, own, cutoff) : first;
          TargetCard card = card(target, own, cutoff, held, first, last, judged);
          cards.add(card);
          card.metrics().forEach((name, value) -> metrics.put(target.name() + "/" + name, value));
          if (card.file() != null) {
            models.put(card.file(), java.util.Objects.requireNonNull(last.model()));
          }
        });
    Manifest draft =
        Manifest.draft(
            asOf,
            asOf,
            seed,
            Map.of("training", "until " + cutoff, "calibration", holdFrom + " to " + cutoff),
            tableVersions,
            cards,
            metrics,
            "passed");
    return new Fitted(draft, models, judged);
  }

  private TargetCard card(
      Target target,
      List<Snapshot> own,
      LocalDate cutoff,
      Held held,
      Hazards first,
      Hazards last,
      List<Judged> judged) {
    Set<String> known = new HashSet<>();
    for (Snapshot snapshot : own) {
      if (snapshot.judgedBefore(cutoff)) {
        known.add(snapshot.lineKey());
      }
    }
    boolean hasDue = own.stream().anyMatch(snapshot -> snapshot.daysToDue() != Snapshot.NO_DUE);
    Map<String, Double> metrics = new TreeMap<>();
    TargetCard.Level level;
    String why;
    Calibration calibration = Calibration.identity();
    double blend = 0;
    if (last.model() == null) {
      level = known.isEmpty() ? TargetCard.Level.NONE : TargetCard.Level.RATE;
      why = "Too few completions for a model.";
    } else if (first.model() == null || held.size() < LEAST_JUDGED || held.lates() < LEAST_LATE) {
      level = hasDue ? TargetCard.Level.RATE : TargetCard.Level.POOLED;
      why =
          hasDue
              ? "Only %d held-out outcomes, %d of them late: the model cannot be judged."
                  .formatted(held.size(), held.lates())
              : "No due day: the model gives times, no probability to be late.";
    } else {
      Held learn = held.part(0, held.size() / 2);
      Held judge = held.part(held.size() / 2, held.size());
      Calibration half = Calibration.fit(learn.raw(), learn.late(), learn.weights());
      TargetCard trial = trial(target, half, blend(target, learn, half), first);
      double[] probabilities = probabilities(trial, judge);
      double[] model = losses(probabilities, judge);
      double[] rates = new double[judge.size()];
      List<String> units = new ArrayList<>();
      for (int i = 0; i < rates.length; i++) {
        rates[i] = judge.snapshots().get(i).rate();
        units.add(judge.snapshots().get(i).unit());
        judged.add(new Judged(judge.snapshots().get(i), judge.facts().get(i), probabilities[i]));
      }
      double[] rate = losses(rates, judge);
      PairedGain gain = PairedGain.of(units, model, rate, seed);
      level = gain.mean() > 0 || gain.worse() ? TargetCard.Level.RATE : TargetCard.Level.POOLED;
      why =
          "Brier %.4f against %.4f of the partner's rate on %d later snapshots (difference %+.4f, 95 %% from %+.4f to %+.4f)."
              .formatted(
                  mean(model), mean(rate), gain.rows(), gain.mean(), gain.low(), gain.high());
      metrics.put("brier", mean(model));
      metrics.put("brier_rate", mean(rate));
      metrics.put("judged", (double) gain.rows());
      calibration = Calibration.fit(held.raw(), held.late(), held.weights());
      blend = blend(target, held, calibration);
    }
    boolean hasFile = last.model() != null && level == TargetCard.Level.POOLED;
    return new TargetCard(
        target.direction(),
        target.stage(),
        level,
        known.size(),
        last.rows(),
        hasFile ? TargetCard.fileOf(target.direction(), target.stage()) : null,
        calibration,
        blend,
        last.baseline(),
        metrics,
        why);
  }

  private static TargetCard trial(
      Target target, Calibration calibration, double blend, Hazards hazards) {
    return new TargetCard(
        target.direction(),
        target.stage(),
        TargetCard.Level.POOLED,
        0,
        hazards.rows(),
        hazards.model() == null ? null : TargetCard.fileOf(target.direction(), target.stage()),
        calibration,
        blend,
        hazards.baseline(),
        Map.of(),
        "");
  }

  /** A bundle of raw hazards, nothing calibrated. */
  private ModelBundle draft(Map<Target, Hazards> hazards, Instant asOf) {
    List<TargetCard> cards = new ArrayList<>();
    Map<String, XGBoostModel<Label>> models = new TreeMap<>();
    hazards.forEach(
        (target, one) -> {
          TargetCard card = trial(target, Calibration.identity(), 0, one);
          cards.add(card);
          if (card.file() != null) {
            models.put(card.file(), java.util.Objects.requireNonNull(one.model()));
          }
        });
    return ModelBundle.inMemory(
        Manifest.draft(asOf, asOf, seed, Map.of(), Map.of(), cards, Map.of(), ""), models);
  }

  private Held held(
      Scorer raw, Target target, List<Snapshot> own, LocalDate from, LocalDate cutoff) {
    List<Snapshot> chosen =
        own.stream()
            .filter(
                snapshot ->
                    snapshot.facts() != null
                        && !snapshot.day().isBefore(from)
                        && snapshot.predicted()
                        && snapshot.judgedBefore(cutoff))
            .sorted(Comparator.comparing(Snapshot::at).thenComparing(Snapshot::lineKey))
            .toList();
    List<OrderFacts> facts = chosen.parallelStream().map(Snapshot::orderFacts).toList();
    List<Optional<LateCurve>> curves = raw.curves(facts, target.stage());
    List<Snapshot> snapshots = new ArrayList<>();
    List<OrderFacts> answered = new ArrayList<>();
    double[] late = new double[chosen.size()];
    for (int i = 0; i < chosen.size(); i++) {
      Optional<LateCurve> curve = curves.get(i);
      if (curve.isPresent()) {
        late[snapshots.size()] = curve.get().lateAfter(chosen.get(i).daysToDue());
        snapshots.add(chosen.get(i));
        answered.add(facts.get(i));
      }
    }
    return new Held(snapshots, answered, java.util.Arrays.copyOf(late, snapshots.size()));
  }

  /** The weight of the partner's rate with the least logarithmic loss. */
  private static double blend(Target target, Held held, Calibration calibration) {
    double best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double blend : BLENDS) {
      TargetCard card =
          trial(
              target,
              calibration,
              blend,
              new Hazards(null, new BaselineHazards.Builder().build(), 0));
      double[] probabilities = probabilities(card, held);
      boolean[] late = held.late();
      double loss = 0;
      for (int i = 0; i < late.length; i++) {
        loss -= StrictMath.log(late[i] ? probabilities[i] : 1 - probabilities[i]);
      }
      if (loss < least - 1e-9) {
        least = loss;
        best = blend;
      }
    }
    return best;
  }

  private static double[] probabilities(TargetCard card, Held held) {
    double[] probabilities = new double[held.size()];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = Scorer.calibrated(card, held.history(i), held.raw()[i]);
    }
    return probabilities;
  }

  private static double[] losses(double[] probabilities, Held held) {
    boolean[] late = held.late();
    double[] losses = new double[late.length];
    for (int i = 0; i < late.length; i++) {
      double miss = probabilities[i] - (late[i] ? 1 : 0);
      losses[i] = miss * miss;
    }
    return losses;
  }

  private static double mean(double[] values) {
    return java.util.Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** Hazards of what was known before {@code cutoff}. */
  private Hazards hazards(Target target, List<Snapshot> own, LocalDate cutoff) {
    List<float[]> rows = new ArrayList<>();
    List<Boolean> labels = new ArrayList<>();
    List<Float> weights = new ArrayList<>();
    BaselineHazards.Builder baseline = new BaselineHazards.Builder();
    int completions = 0;
    for (Snapshot one : own) {
      if (!one.day().isBefore(cutoff)) {
        continue;
      }
      double weight = one.weight() * recency(one.day(), cutoff);
      boolean hasDue = one.daysToDue() != Snapshot.NO_DUE;
      int start = 0;
      for (int i = 0; i < one.ends().length && one.knownOn(i).isBefore(cutoff); i++) {
        boolean done = one.completed() && i == one.ends().length - 1;
        rows.add(
            java.util.Arrays.copyOfRange(
                one.matrix(), i * Snapshot.WIDTH, (i + 1) * Snapshot.WIDTH));
        labels.add(done);
        weights.add((float) weight);
        baseline.add(
            hasDue,
            hasDue ? -one.daysToDue() : one.elapsedDays(),
            new Period(start, one.ends()[i]),
            done,
            weight);
        completions += done ? 1 : 0;
        start = one.ends()[i] + 1;
      }
    }
    XGBoostModel<Label> model = null;
    if (completions >= LEAST_COMPLETIONS && completions < rows.size()) {
      boolean[] completed = new boolean[rows.size()];
      float[] weight = new float[rows.size()];
      double total = 0;
      for (int i = 0; i < completed.length; i++) {
        completed[i] = labels.get(i);
        total += weights.get(i);
      }
      // The mean weight is one, so that the least weight of a leaf keeps its meaning.
      for (int i = 0; i < weight.length; i++) {
        weight[i] = (float) (weights.get(i) * weight.length / total);
      }
      model =
          TribuoHazards.train(
              target.name(),
              OrderFeatures.names(),
              rows.toArray(float[][]::new),
              completed,
              weight,
              TribuoHazards.Settings.defaults(threads, seed).withTrees(settings.trees()));
    }
    return new Hazards(model, baseline.build(), rows.size());
  }

  private double recency(LocalDate day, LocalDate cutoff) {
    return settings.recencyHalfLifeDays() <= 0
        ? 1
        : StrictMath.pow(
            0.5,
            (double) (cutoff.toEpochDay() - day.toEpochDay()) / settings.recencyHalfLifeDays());
  }

  /** Targets of {@code snapshots} in a fixed order. */
  public static Set<Target> targets(List<Snapshot> snapshots) {
    Set<Target> targets = new TreeSet<>();
    snapshots.forEach(snapshot -> targets.add(snapshot.target()));
    return targets;
  }
}
