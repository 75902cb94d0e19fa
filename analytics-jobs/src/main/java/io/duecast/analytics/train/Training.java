package io.duecast.analytics.train;

import io.duecast.analytics.AnalyticsSettings;
import io.duecast.features.BaselineHazards;
import io.duecast.features.Calibration;
import io.duecast.features.LateCurve;
import io.duecast.features.OrderFacts;
import io.duecast.features.OrderFeatures;
import io.duecast.features.Period;
import io.duecast.features.bundle.Blend;
import io.duecast.features.bundle.ElapsedTable;
import io.duecast.features.bundle.LinearModel;
import io.duecast.features.bundle.Manifest;
import io.duecast.features.bundle.Member;
import io.duecast.features.bundle.Mix;
import io.duecast.features.bundle.ModelBundle;
import io.duecast.features.bundle.Scorer;
import io.duecast.features.bundle.TargetCard;
import io.duecast.features.bundle.TribuoHazards;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
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

  /**
   * Matured snapshots, and late ones among them, below which the members beside the hazards rest.
   */
  private static final int LEAST_MATURED = 200;

  private static final int LEAST_MATURED_LATE = 20;

  /** Judged looks at one partner that the judgement of all partners counts for. */
  private static final double PARTNER_PRIOR = 20;

  /** Lines of a partner below which its cell follows all partners. */
  private static final int LEAST_PARTNER_LINES = 15;

  private static final double[] STRETCHES = {1, 1.1, 1.2, 1.35, 1.5, 1.75, 2, 2.5, 3};

  /** Lines below which a curve is not drawn out. */
  private static final double LEAST_STRETCHED = 30;

  /** Share of deliveries that the interval from P10 to P90 is meant to hold. */
  private static final double COVERAGE = 0.8;

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
   * @param judged held-out snapshots with the probability that a model without knowledge of them
   *     gave
   */
  public record Fitted(
      Manifest draft, Map<String, XGBoostModel<Label>> models, List<Judged> judged) {

    public ModelBundle bundle() {
      return ModelBundle.inMemory(draft, models);
    }
  }

  /** A held-out snapshot with the probability that would have been served without knowing it. */
  public record Judged(Snapshot snapshot, OrderFacts facts, double probability) {}

  /**
   * All that is learned of a target up to a day, before anything is learned on top.
   *
   * @param cohort null where too few lines have matured
   */
  private record Learned(
      @Nullable XGBoostModel<Label> model,
      BaselineHazards baseline,
      long rows,
      @Nullable XGBoostModel<Label> cohort,
      LinearModel linear,
      ElapsedTable elapsed) {

    /** Whether there is more to blend than hazards and rates. */
    boolean blends() {
      return cohort != null;
    }
  }

  /** Held-out snapshots of one target with what the members said, oldest first. */
  private record Held(List<Snapshot> snapshots, List<OrderFacts> facts, List<Scorer.Raw> raw) {

    /** The looks that {@code wanted} takes. */
    Held where(Predicate<Snapshot> wanted) {
      Held own = new Held(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (int i = 0; i < size(); i++) {
        if (wanted.test(snapshots.get(i))) {
          own.snapshots.add(snapshots.get(i));
          own.facts.add(facts.get(i));
          own.raw.add(raw.get(i));
        }
      }
      return own;
    }

    double[][] members() {
      return raw.stream().map(Scorer.Raw::members).toArray(double[][]::new);
    }

    double[] of(Member member) {
      return raw.stream().mapToDouble(one -> one.members()[member.ordinal()]).toArray();
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

    /** Lines count alike, however often they were looked at: their looks share one outcome. */
    double[] weights() {
      Map<String, Integer> looks = new HashMap<>();
      snapshots.forEach(one -> looks.merge(one.lineKey(), 1, Integer::sum));
      double[] weights = new double[size()];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = 1.0 / java.util.Objects.requireNonNull(looks.get(snapshots.get(i).lineKey()));
      }
      return weights;
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
    Map<Target, Learned> early = new TreeMap<>();
    byTarget.forEach((target, own) -> early.put(target, learned(target, own, holdFrom)));
    Scorer raw = Scorer.of(draft(early, asOf), threads);

    List<TargetCard> cards = new ArrayList<>();
    Map<String, XGBoostModel<Label>> models = new TreeMap<>();
    List<Judged> judged = new ArrayList<>();
    Map<String, Double> metrics = new TreeMap<>();
    byTarget.forEach(
        (target, own) -> {
          Held held = held(raw, target, own, holdFrom, cutoff);
          Learned first = java.util.Objects.requireNonNull(early.get(target));
          Learned last = refit || first.model() == null ? learned(target, own, cutoff) : first;
          TargetCard card = card(target, own, cutoff, held, first, last, judged);
          cards.add(card);
          card.metrics().forEach((name, value) -> metrics.put(target.name() + "/" + name, value));
          models.putAll(files(card, last));
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
      Learned first,
      Learned last,
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
    OnTop onTop = OnTop.NOTHING;
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
      double[] probabilities = crossed(target, first, held);
      List<String> units = held.snapshots().stream().map(Snapshot::unit).toList();
      double[] model = losses(probabilities, held);
      Member best = best(held, Member.RATE, Member.ELAPSED);
      double[] rate = losses(held.of(best), held);
      PairedGain gain = PairedGain.of(units, model, rate, seed);
      boolean answers = gain.mean() <= 0;
      level = answers ? TargetCard.Level.POOLED : TargetCard.Level.RATE;
      Map<String, Member> rates = answers ? cells(held, model, gain) : Map.of(TargetCard.ALL, best);
      why =
          "Brier %.4f against %.4f of the best rate (%s) on %d later snapshots (difference %+.4f, 95 %% from %+.4f to %+.4f); %d partners are answered by a rate."
              .formatted(
                  mean(model),
                  mean(rate),
                  best.name().toLowerCase(java.util.Locale.ROOT),
                  gain.rows(),
                  gain.mean(),
                  gain.low(),
                  gain.high(),
                  rates.size());
      Member rival = best(held, Member.values());
      boolean alone = PairedGain.of(units, model, losses(held.of(rival), held), seed).worse();
      double[] served = answers ? alone ? held.of(rival) : probabilities : held.of(best);
      for (int i = 0; i < served.length; i++) {
        judged.add(new Judged(held.snapshots().get(i), held.facts().get(i), served[i]));
      }
      for (Member member : Member.values()) {
        metrics.put(
            "brier_" + member.name().toLowerCase(java.util.Locale.ROOT),
            mean(losses(held.of(member), held)));
      }
      metrics.put("brier", mean(model));
      metrics.put("brier_best_rate", mean(rate));
      metrics.put("judged", (double) gain.rows());
      // Beyond doubt better alone: then alone.
      OnTop learned =
          alone
              ? new OnTop(Mix.of(Blend.only(rival)), Mix.of(Blend.only(rival)), rates)
              : onTop(held, first);
      onTop =
          target.isDelivery()
              ? new OnTop(
                  stretched(learned.early(), true, held, served, cutoff),
                  stretched(learned.late(), false, held, served, cutoff),
                  rates)
              : new OnTop(learned.early(), learned.late(), rates);
      for (Member member : Member.values()) {
        String name = member.name().toLowerCase(java.util.Locale.ROOT);
        metrics.put("weight_early_" + name, onTop.early().blend().of(member));
        metrics.put("weight_late_" + name, onTop.late().blend().of(member));
      }
    }
    boolean hasFile = last.model() != null && level == TargetCard.Level.POOLED;
    return new TargetCard(
        target.direction(),
        target.stage(),
        level,
        known.size(),
        last.rows(),
        hasFile ? TargetCard.fileOf(target.direction(), target.stage()) : null,
        hasFile && last.blends()
            ? TargetCard.cohortFileOf(target.direction(), target.stage())
            : null,
        hasFile ? last.linear() : LinearModel.nothing(),
        last.elapsed(),
        onTop.early(),
        onTop.late(),
        onTop.rates(),
        last.baseline(),
        metrics,
        why);
  }

  /** What is learned on top of the members, for early and for late looks. */
  private record OnTop(Mix early, Mix late, Map<String, Member> rates) {

    static final OnTop NOTHING = new OnTop(Mix.hazards(), Mix.hazards(), Map.of());
  }

  private static OnTop onTop(Held held, Learned learned) {
    return new OnTop(
        mix(held.where(one -> Mix.isEarly(one.elapsedShare())), held, learned),
        mix(held.where(one -> !Mix.isEarly(one.elapsedShare())), held, learned),
        Map.of());
  }

  /** The mix of {@code held}, or of {@code all} where that is too little. */
  private static Mix mix(Held held, Held all, Learned learned) {
    Held own = held.size() < LEAST_JUDGED || held.lates() < LEAST_LATE ? all : held;
    double[] weights = own.weights();
    boolean[] late = own.late();
    Blend blend = learned.blends() ? Blend.fit(own.members(), late, weights) : Blend.hazards();
    double[] blended = new double[own.size()];
    for (int i = 0; i < blended.length; i++) {
      blended[i] = blend.probability(own.raw().get(i).members());
    }
    return new Mix(blend, Calibration.fit(blended, late, weights), 1);
  }

  /**
   * Probabilities of {@code held} from mixes that did not see them: each half of the units is
   * answered by what the other half taught.
   */
  private static double[] crossed(Target target, Learned learned, Held held) {
    List<TargetCard> cards = new ArrayList<>();
    for (int half = 0; half < 2; half++) {
      int other = 1 - half;
      cards.add(card(target, learned, onTop(held.where(one -> half(one) == other), learned)));
    }
    double[] probabilities = new double[held.size()];
    for (int i = 0; i < probabilities.length; i++) {
      Snapshot one = held.snapshots().get(i);
      probabilities[i] =
          Scorer.late(
              cards.get(half(one)),
              one.partnerKey(),
              one.elapsedShare(),
              held.raw().get(i).members());
    }
    return probabilities;
  }

  private static int half(Snapshot snapshot) {
    int hash = snapshot.unit().hashCode() * 0x9E3779B9;
    return hash >>> 31;
  }

  /** {@code mix} with the stretch of its own looks. */
  private static Mix stretched(Mix mix, boolean early, Held held, double[] late, LocalDate cutoff) {
    List<Integer> looks = new ArrayList<>();
    for (int i = 0; i < late.length; i++) {
      if (Mix.isEarly(held.snapshots().get(i).elapsedShare()) == early) {
        looks.add(i);
      }
    }
    return new Mix(mix.blend(), mix.calibration(), stretch(held, late, looks, cutoff));
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

  /** The member with the least Brier score. */
  private static Member best(Held held, Member... members) {
    Member best = members[0];
    for (Member member : members) {
      if (mean(losses(held.of(member), held)) < mean(losses(held.of(best), held))) {
        best = member;
      }
    }
    return best;
  }

  /**
   * Partners for whom a rate was better, their own looks leaning on those of all partners: a few
   * looks prove little.
   */
  private static Map<String, Member> cells(Held judge, double[] model, PairedGain whole) {
    Map<Member, double[]> rates = new EnumMap<>(Member.class);
    for (Member rate : List.of(Member.RATE, Member.ELAPSED)) {
      rates.put(rate, losses(judge.of(rate), judge));
    }
    Map<String, Set<String>> lines = new TreeMap<>();
    double perLine = 1 / looksPerLine(judge);
    Map<String, Map<Member, Double>> gains = new TreeMap<>();
    for (int i = 0; i < model.length; i++) {
      String partner = judge.snapshots().get(i).partnerKey();
      if (partner != null) {
        lines
            .computeIfAbsent(partner, key -> new HashSet<>())
            .add(judge.snapshots().get(i).lineKey());
        for (Map.Entry<Member, double[]> rate : rates.entrySet()) {
          gains
              .computeIfAbsent(partner, key -> new EnumMap<>(Member.class))
              .merge(rate.getKey(), perLine * (model[i] - rate.getValue()[i]), Double::sum);
        }
      }
    }
    Map<String, Member> cells = new TreeMap<>();
    gains.forEach(
        (partner, own) -> {
          Map.Entry<Member, Double> best =
              own.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
          if (java.util.Objects.requireNonNull(lines.get(partner)).size() >= LEAST_PARTNER_LINES
              && best.getValue() + PARTNER_PRIOR * whole.mean() > 0) {
            cells.put(partner, best.getKey());
          }
        });
    return cells;
  }

  private static double looksPerLine(Held held) {
    return held.size() / java.util.Arrays.stream(held.weights()).sum();
  }

  private static TargetCard card(Target target, Learned learned, OnTop onTop) {
    return new TargetCard(
        target.direction(),
        target.stage(),
        TargetCard.Level.POOLED,
        0,
        learned.rows(),
        learned.model() == null ? null : TargetCard.fileOf(target.direction(), target.stage()),
        learned.cohort() == null
            ? null
            : TargetCard.cohortFileOf(target.direction(), target.stage()),
        learned.linear(),
        learned.elapsed(),
        onTop.early(),
        onTop.late(),
        onTop.rates(),
        learned.baseline(),
        Map.of(),
        "");
  }

  private static Map<String, XGBoostModel<Label>> files(TargetCard card, Learned learned) {
    Map<String, XGBoostModel<Label>> files = new TreeMap<>();
    if (card.file() != null) {
      files.put(card.file(), java.util.Objects.requireNonNull(learned.model()));
    }
    if (card.cohortFile() != null) {
      files.put(card.cohortFile(), java.util.Objects.requireNonNull(learned.cohort()));
    }
    return files;
  }

  /** A bundle of what was learned, nothing on top. */
  private ModelBundle draft(Map<Target, Learned> learned, Instant asOf) {
    List<TargetCard> cards = new ArrayList<>();
    Map<String, XGBoostModel<Label>> models = new TreeMap<>();
    learned.forEach(
        (target, one) -> {
          TargetCard card = card(target, one, OnTop.NOTHING);
          cards.add(card);
          models.putAll(files(card, one));
        });
    return ModelBundle.inMemory(
        Manifest.draft(asOf, asOf, seed, Map.of(), Map.of(), cards, Map.of(), ""), models);
  }

  private Held held(
      Scorer scorer, Target target, List<Snapshot> own, LocalDate from, LocalDate cutoff) {
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
    List<Optional<Scorer.Raw>> answers = scorer.raw(facts, target.stage());
    List<Snapshot> snapshots = new ArrayList<>();
    List<OrderFacts> answered = new ArrayList<>();
    List<Scorer.Raw> raw = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      if (answers.get(i).isPresent()) {
        raw.add(answers.get(i).get());
        snapshots.add(chosen.get(i));
        answered.add(facts.get(i));
      }
    }
    return new Held(snapshots, answered, raw);
  }

  /** Squared error of each look; lines count alike, so that the mean is one of lines. */
  private static double[] losses(double[] probabilities, Held held) {
    boolean[] late = held.late();
    double[] weights = held.weights();
    double scale = weights.length / java.util.Arrays.stream(weights).sum();
    double[] losses = new double[late.length];
    for (int i = 0; i < late.length; i++) {
      double miss = probabilities[i] - (late[i] ? 1 : 0);
      losses[i] = scale * weights[i] * miss * miss;
    }
    return losses;
  }

  private static double mean(double[] values) {
    return java.util.Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** All members of what was known before {@code cutoff}. */
  private Learned learned(Target target, List<Snapshot> own, LocalDate cutoff) {
    List<Snapshot> matured = new ArrayList<>();
    Map<String, Integer> looks = new HashMap<>();
    ElapsedTable.Builder elapsed = new ElapsedTable.Builder();
    int lates = 0;
    for (Snapshot one : own) {
      if (one.day().isBefore(cutoff) && one.predicted() && one.judgedBefore(cutoff)) {
        boolean late = Boolean.TRUE.equals(one.late());
        matured.add(one);
        looks.merge(one.lineKey(), 1, Integer::sum);
        elapsed.add(one.partnerKey(), one.elapsedShare(), late);
        lates += late ? 1 : 0;
      }
    }
    Hazards hazards = hazards(target, own, cutoff);
    if (matured.size() < LEAST_MATURED
        || lates < LEAST_MATURED_LATE
        || matured.size() - lates < LEAST_MATURED_LATE) {
      return new Learned(
          hazards.model(),
          hazards.baseline(),
          hazards.rows(),
          null,
          LinearModel.nothing(),
          elapsed.build());
    }
    float[][] rows = matured.stream().map(Snapshot::vector).toArray(float[][]::new);
    boolean[] late = new boolean[rows.length];
    float[] weights = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      Snapshot one = matured.get(i);
      late[i] = Boolean.TRUE.equals(one.late());
      weights[i] =
          (float)
              (recency(one.day(), cutoff)
                  / StrictMath.sqrt(java.util.Objects.requireNonNull(looks.get(one.lineKey()))));
    }
    level(weights);
    return new Learned(
        hazards.model(),
        hazards.baseline(),
        hazards.rows(),
        TribuoHazards.train(
            target.name() + " matured",
            OrderFeatures.names(),
            rows,
            late,
            weights,
            TribuoHazards.Settings.cohort(threads, seed).withTrees(settings.trees())),
        LinearModel.fit(rows, late, weights, seed),
        elapsed.build());
  }

  /** Makes the mean weight one, so that the least weight of a leaf keeps its meaning. */
  private static void level(float[] weights) {
    double total = 0;
    for (float weight : weights) {
      total += weight;
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (weights[i] * weights.length / total);
    }
  }

  private record Hazards(
      @Nullable XGBoostModel<Label> model, BaselineHazards baseline, long rows) {}

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
      for (int i = 0; i < completed.length; i++) {
        completed[i] = labels.get(i);
        weight[i] = weights.get(i);
      }
      level(weight);
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
