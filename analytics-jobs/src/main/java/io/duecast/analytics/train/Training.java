package io.duecast.analytics.train;

import static java.util.Objects.requireNonNull;

import io.duecast.analytics.AnalyticsSettings;
import io.duecast.features.OrderFacts;
import io.duecast.features.bundle.Cohort;
import io.duecast.features.bundle.Manifest;
import io.duecast.features.bundle.Member;
import io.duecast.features.bundle.Mix;
import io.duecast.features.bundle.ModelBundle;
import io.duecast.features.bundle.Phase;
import io.duecast.features.bundle.Scorer;
import io.duecast.features.bundle.TargetCard;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.SparkSession;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;

/**
 * Makes everything that a bundle holds from snapshots known before a day: the members ({@link
 * Learned}), what is learned on top of them from the most recent matured snapshots that they did
 * not see ({@link Mixing}), and who answers for which partner ({@link Cells}).
 */
public final class Training {

  /** Share of plans that the held-out span makes room for. */
  private static final double USUAL = 0.8;

  private final SparkSession spark;
  private final AnalyticsSettings settings;
  private final long seed;

  public Training(SparkSession spark, AnalyticsSettings settings, long seed) {
    this.spark = spark;
    this.settings = settings;
    this.seed = seed;
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
   * Fits all targets.
   *
   * @param snapshots of any day; only what was known before {@code cutoff} is used
   * @param excluded units that must not enter
   * @param thorough whether members are fitted again up to the cut-off after what lies on top is
   *     learned, and partners are judged one by one
   */
  public Fitted fit(
      List<Snapshot> snapshots,
      LocalDate cutoff,
      Instant asOf,
      Set<String> excluded,
      boolean thorough,
      Map<String, String> tableVersions) {
    Map<Target, List<Snapshot>> byTarget = new TreeMap<>();
    for (Snapshot snapshot : snapshots) {
      if (snapshot.day().isBefore(cutoff) && !excluded.contains(snapshot.unit())) {
        byTarget.computeIfAbsent(snapshot.target(), key -> new ArrayList<>()).add(snapshot);
      }
    }
    Map<Target, LocalDate> holdFrom = new TreeMap<>();
    byTarget.forEach((target, own) -> holdFrom.put(target, holdFrom(own, cutoff)));
    List<Span> spans = new ArrayList<>();
    holdFrom.forEach(
        (target, from) -> {
          spans.add(new Span(target, from));
          if (thorough) {
            spans.add(new Span(target, cutoff));
          }
        });
    Map<Span, Learned> fits = new ConcurrentHashMap<>();
    spans.parallelStream().forEach(span -> fits.put(span, learned(span, byTarget)));
    Map<Target, Learned> early = new TreeMap<>();
    holdFrom.forEach(
        (target, from) -> early.put(target, requireNonNull(fits.get(new Span(target, from)))));
    Scorer raw = Scorer.of(draft(early, asOf));

    List<TargetCard> cards = new ArrayList<>();
    Map<String, XGBoostModel<Label>> models = new TreeMap<>();
    List<Judged> judged = new ArrayList<>();
    Map<String, Double> metrics = new TreeMap<>();
    Map<Target, Told> told = new ConcurrentHashMap<>();
    byTarget.entrySet().parallelStream()
        .forEach(
            entry -> {
              Target target = entry.getKey();
              List<Snapshot> own = entry.getValue();
              LocalDate from = requireNonNull(holdFrom.get(target));
              Held held = Held.of(raw, target, own, from, cutoff);
              Learned first = requireNonNull(early.get(target));
              Learned last = thorough ? requireNonNull(fits.get(new Span(target, cutoff))) : first;
              if (last.hazards() == null && !thorough) {
                last = learned(new Span(target, cutoff), byTarget);
              }
              told.put(
                  target,
                  new Told(
                      held, last, answer(target, own, cutoff, from, held, first, last, thorough)));
            });
    byTarget.forEach(
        (target, own) -> {
          Told one = requireNonNull(told.get(target));
          Answer answer = one.answer();
          TargetCard card = card(own, cutoff, one.last(), answer);
          for (int i = 0; i < answer.served().length; i++) {
            judged.add(
                new Judged(
                    one.held().snapshots().get(i), one.held().facts().get(i), answer.served()[i]));
          }
          cards.add(card);
          card.metrics().forEach((name, value) -> metrics.put(target.name() + "/" + name, value));
          if (card.file() != null) {
            models.putAll(one.last().files());
            models.putAll(answer.chosen().models());
          }
        });
    Manifest draft =
        Manifest.draft(
            asOf, asOf, seed, windows(holdFrom, cutoff), tableVersions, cards, metrics, "passed");
    return new Fitted(draft, models, judged);
  }

  /**
   * First day of the span that members are judged on: long enough that the looks at its beginning
   * have had time to become due, and at most the later half of what is known.
   */
  private LocalDate holdFrom(List<Snapshot> own, LocalDate cutoff) {
    List<Snapshot> matured = own.stream().filter(one -> one.maturedBefore(cutoff)).toList();
    if (matured.isEmpty()) {
      return cutoff.minusDays(settings.holdoutDays());
    }
    int[] plans =
        matured.stream().mapToInt(one -> one.elapsedDays() + one.daysToDue()).sorted().toArray();
    long first = matured.stream().mapToLong(one -> one.day().toEpochDay()).min().orElseThrow();
    long plan = Math.min(AnalyticsSettings.LONGEST_PLAN, plans[(int) (USUAL * plans.length)]);
    return cutoff.minusDays(
        Math.min((cutoff.toEpochDay() - first) / 2, plan + settings.holdoutDays()));
  }

  private static Map<String, String> windows(Map<Target, LocalDate> holdFrom, LocalDate cutoff) {
    Map<String, String> windows = new TreeMap<>();
    windows.put("training", "until " + cutoff);
    holdFrom.forEach(
        (target, from) -> windows.put("calibration of " + target.name(), from + " to " + cutoff));
    return windows;
  }

  /**
   * What answers for a target.
   *
   * @param served probability of each held-out look; empty where nothing could be judged
   */
  private record Answer(
      TargetCard.Level level,
      Map<Phase, Mix> mixes,
      @org.jspecify.annotations.Nullable Member rate,
      Cells.Chosen chosen,
      double[] served,
      Map<String, Double> metrics,
      String why) {

    /** An answer that nothing was learned for. */
    static Answer plain(TargetCard.Level level, String why) {
      return new Answer(
          level,
          Mix.everywhere(Mix.hazards()),
          level == TargetCard.Level.RATE ? Member.RATE : null,
          new Cells.Chosen(Map.of(), Map.of(), new double[0]),
          new double[0],
          Map.of(),
          why);
    }
  }

  private Answer answer(
      Target target,
      List<Snapshot> own,
      LocalDate cutoff,
      LocalDate holdFrom,
      Held held,
      Learned first,
      Learned last,
      boolean thorough) {
    if (last.hazards() == null) {
      boolean known = own.stream().anyMatch(one -> one.judgedBefore(cutoff));
      return Answer.plain(
          known ? TargetCard.Level.RATE : TargetCard.Level.NONE,
          "Too few completions for a model.");
    }
    if (first.hazards() == null || !Mixing.isEnough(held)) {
      boolean hasDue = own.stream().anyMatch(one -> one.daysToDue() != Snapshot.NO_DUE);
      return hasDue
          ? Answer.plain(
              TargetCard.Level.RATE,
              "Only %d held-out outcomes, %d of them late: the model cannot be judged."
                  .formatted(held.size(), held.lates()))
          : Answer.plain(
              TargetCard.Level.POOLED, "No due day: the model gives times, no probability.");
    }
    double[] pooled = Mixing.crossed(held, first.blends());
    double[] losses = held.losses(pooled);
    Member best = held.best(Member.RATE, Member.ELAPSED, Member.SHARED);
    PairedGain gain = PairedGain.of(held.units(), losses, held.losses(held.of(best)), seed);
    Map<String, Double> metrics = new TreeMap<>();
    for (Member member : Member.values()) {
      metrics.put("brier_" + code(member), held.brier(held.of(member)));
    }
    metrics.put("brier", held.brier(pooled));
    metrics.put("brier_best_rate", held.brier(held.of(best)));
    metrics.put("judged", (double) gain.rows());
    boolean answers = !gain.worse();
    String why =
        "Brier %.4f against %.4f of the best rate (%s) on %d later snapshots (difference %+.4f, 95 %% from %+.4f to %+.4f)."
            .formatted(
                held.brier(pooled),
                held.brier(held.of(best)),
                code(best),
                gain.rows(),
                gain.mean(),
                gain.low(),
                gain.high());
    Cells.Chosen chosen =
        answers && thorough
            ? new Cells(spark, settings, seed).choose(target, own, holdFrom, cutoff, held, pooled)
            : new Cells.Chosen(Map.of(), Map.of(), answers ? pooled : held.of(best));
    Map<Phase, Mix> mixes = Mixing.of(held, first.blends());
    mixes = Mixing.stretched(mixes, held, chosen.probabilities(), cutoff);
    mixes.forEach(
        (phase, mix) -> {
          for (Member member : Member.values()) {
            metrics.put(
                "weight_" + phase.name().toLowerCase(Locale.ROOT) + "_" + code(member),
                mix.blend().of(member));
          }
        });
    return new Answer(
        answers ? TargetCard.Level.POOLED : TargetCard.Level.RATE,
        mixes,
        answers ? null : best,
        chosen,
        chosen.probabilities(),
        metrics,
        why);
  }

  private static TargetCard card(
      List<Snapshot> own, LocalDate cutoff, Learned last, Answer answer) {
    long support =
        Matured.lines(own.stream().filter(one -> one.judgedBefore(cutoff)).toList()).known();
    return card(
        last,
        answer,
        support,
        last.hazards() != null && answer.served().length > 0
            || answer.level() == TargetCard.Level.POOLED);
  }

  private static TargetCard card(Learned learned, Answer answer, long support, boolean withModels) {
    Target target = learned.target();
    return new TargetCard(
        target.direction(),
        target.stage(),
        answer.level(),
        support,
        learned.rows(),
        withModels && learned.hazards() != null
            ? TargetCard.fileOf(target.direction(), target.stage())
            : null,
        withModels ? learned.beginCohort() : Cohort.nothing(),
        withModels ? learned.underWayCohort() : Cohort.nothing(),
        learned.elapsed(),
        answer.mixes(),
        answer.rate(),
        answer.chosen().cells(),
        learned.baseline(),
        answer.metrics(),
        answer.why());
  }

  /** A bundle of what was learned, nothing on top. */
  private ModelBundle draft(Map<Target, Learned> learned, Instant asOf) {
    List<TargetCard> cards = new ArrayList<>();
    Map<String, XGBoostModel<Label>> models = new TreeMap<>();
    learned.forEach(
        (target, one) -> {
          cards.add(card(one, Answer.plain(TargetCard.Level.POOLED, ""), 0, true));
          models.putAll(one.files());
        });
    return ModelBundle.inMemory(
        Manifest.draft(asOf, asOf, seed, Map.of(), Map.of(), cards, Map.of(), ""), models);
  }

  /** All that is told of a target. */
  private record Told(Held held, Learned last, Answer answer) {}

  /** What is fitted on its own: a target up to a day. */
  private record Span(Target target, LocalDate until) {}

  private Learned learned(Span span, Map<Target, List<Snapshot>> byTarget) {
    return Learned.of(
        span.target(), requireNonNull(byTarget.get(span.target())), span.until(), settings, seed);
  }

  private static String code(Member member) {
    return member.name().toLowerCase(Locale.ROOT);
  }
}
