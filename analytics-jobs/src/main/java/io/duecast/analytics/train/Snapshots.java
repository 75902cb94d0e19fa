package io.duecast.analytics.train;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.duecast.analytics.AnalyticsSettings;
import io.duecast.analytics.history.History;
import io.duecast.analytics.history.Knowledge;
import io.duecast.analytics.order.PlacedOrder;
import io.duecast.contract.history.StageOutcomes;
import io.duecast.features.OrderFacts;
import io.duecast.features.PartnerHistory;
import io.duecast.features.StageOutcome;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Chooses and collects snapshots: all of them, or a weighted sample within the row budget. */
public final class Snapshots {

  /**
   * Share of weekly looks that enter training, each for as many: neighbouring weeks of one line say
   * nearly the same.
   */
  private static final double WEEKLY = 0.5;

  /** Share of weekly looks that enter training however small the budget is. */
  private static final double LEAST_WEEKLY = 0.02;

  /** Looks at a target beside the weekly ones, about. */
  private static final double OWN = 4;

  /** Rough rows of a snapshot, for the budget. */
  private static final double PERIODS = 6;

  private Snapshots() {}

  /**
   * What to collect.
   *
   * @param asOf nothing known later enters labels or features
   * @param evaluateFrom snapshots from this instant on carry their facts
   * @param deliveryOnly leaves the single stages out
   */
  public record Plan(Instant asOf, Instant evaluateFrom, boolean deliveryOnly, long seed)
      implements Serializable {}

  /**
   * Shares of a target's looks that are kept. The look at its beginning, at its due day and at the
   * quarters of its plan come first; weekly looks get what is left.
   *
   * @param train looks with the rows of their periods, for the hazards
   * @param matured looks with at least the one row that tells late from on time: those of {@code
   *     train} and more
   */
  private record Shares(
      double train, double trainWeekly, double matured, double evaluate, double evaluateWeekly)
      implements Serializable {

    static Shares of(double trainRows, double evaluationRows, Looks all, Looks evaluated) {
      double own = share(trainRows, all.own() * PERIODS);
      double rest = trainRows - own * all.own() * PERIODS;
      double ownEvaluated = share(evaluationRows, evaluated.own());
      double restEvaluated = evaluationRows - ownEvaluated * evaluated.own();
      return new Shares(
          own,
          Math.min(own * WEEKLY, Math.max(LEAST_WEEKLY, share(rest, all.weekly() * PERIODS))),
          share(trainRows, all.own()),
          ownEvaluated,
          share(restEvaluated, evaluated.weekly()));
    }

    private static double share(double wanted, double there) {
      return there <= wanted ? 1 : Math.max(0, wanted / there);
    }

    double train(Landmark.Kind kind) {
      return kind == Landmark.Kind.WEEKLY ? trainWeekly : train;
    }

    double matured(Landmark.Kind kind) {
      return kind == Landmark.Kind.WEEKLY ? trainWeekly : matured;
    }

    double evaluate(Landmark.Kind kind) {
      return kind == Landmark.Kind.WEEKLY ? evaluateWeekly : evaluate;
    }
  }

  /** About how many looks there are at a target. */
  private record Looks(double own, double weekly) {}

  /** Collects the snapshots of {@code plan}, at most as many as the settings allow. */
  public static List<Snapshot> collect(
      Knowledge knowledge, History history, AnalyticsSettings settings, Plan plan) {
    HashMap<String, Shares> shares = shares(history, settings, plan);
    LocalDate from = settings.trainFromDay();
    return knowledge
        .apply((orders, facts) -> Knowledge.each(orders, new Maker(facts, shares, plan, from)::of))
        .collect()
        .stream()
        .map(Snapshot::fromBytes)
        // Tasks end in any order; the same rows in another order are another model.
        .sorted(
            Comparator.comparing(Snapshot::lineKey)
                .thenComparing(Snapshot::at)
                .thenComparing(Snapshot::target))
        .toList();
  }

  private static HashMap<String, Shares> shares(
      History history, AnalyticsSettings settings, Plan plan) {
    Column weeks =
        coalesce(
                col(StageOutcomes.DURATION_DAYS.name()),
                col(StageOutcomes.PLANNED_DAYS.name()),
                lit(30))
            .divide(7);
    Column evaluated =
        coalesce(
            col(StageOutcomes.EXIT_KNOWN_AT.name()).geq(lit(Timestamp.from(plan.evaluateFrom()))),
            lit(true));
    Map<Target, Looks> all = new TreeMap<>();
    Map<Target, Looks> later = new TreeMap<>();
    for (Row row :
        history
            .outcomes()
            .groupBy(col(StageOutcomes.DIRECTION.name()), col(StageOutcomes.STAGE.name()))
            .agg(
                count(lit(1)),
                sum(weeks),
                count_if(evaluated),
                sum(when(evaluated, weeks).otherwise(lit(0))))
            .collectAsList()) {
      Target target = new Target(row.getString(0), row.getString(1));
      if (!plan.deliveryOnly() || target.isDelivery()) {
        all.put(target, new Looks(OWN * row.getLong(2), Math.max(0, row.getDouble(3))));
        later.put(target, new Looks(OWN * row.getLong(4), Math.max(0, row.getDouble(5))));
      }
    }
    double claims = 0;
    for (Map.Entry<Target, Looks> one : all.entrySet()) {
      claims += claim(one.getKey(), one.getValue());
    }
    HashMap<String, Shares> shares = new HashMap<>();
    for (Map.Entry<Target, Looks> one : all.entrySet()) {
      double part = claim(one.getKey(), one.getValue()) / claims;
      shares.put(
          one.getKey().name(),
          Shares.of(
              settings.trainingRows() * part,
              settings.evaluationRows() * part,
              one.getValue(),
              java.util.Objects.requireNonNull(later.get(one.getKey()))));
    }
    return shares;
  }

  /** What a target may ask of the budget: the delivery matters as much as three stages. */
  private static double claim(Target target, Looks looks) {
    return (target.isDelivery() ? 3 : 1) * StrictMath.sqrt(looks.own());
  }

  /** Makes the snapshots of one partition. */
  private record Maker(
      PartnerHistory history, Map<String, Shares> shares, Plan plan, @Nullable LocalDate from) {

    private List<byte[]> of(PlacedOrder placed) {
      List<byte[]> snapshots = new ArrayList<>();
      LocalDate orderDate = placed.order().orderDate();
      if (from != null && orderDate.isBefore(from)) {
        return snapshots;
      }
      Map<Instant, OrderFacts> factsAt = new HashMap<>();
      for (StageOutcome outcome : placed.outcomesAt(plan.asOf(), history)) {
        Target target = new Target(outcome.direction(), outcome.stage());
        Shares share = shares.get(target.name());
        if (share == null) {
          continue;
        }
        for (Landmark landmark : Landmark.of(placed, outcome, orderDate, plan.asOf())) {
          double draw = draw(placed.order().orderLineKey(), target, landmark);
          double kept = share.train(landmark.kind());
          boolean train = draw < kept;
          boolean evaluate =
              !landmark.at().isBefore(plan.evaluateFrom())
                  && draw < share.evaluate(landmark.kind());
          if (evaluate || draw < share.matured(landmark.kind())) {
            OrderFacts facts =
                factsAt.computeIfAbsent(landmark.at(), at -> placed.factsAt(at, history));
            Snapshot snapshot =
                Snapshot.of(
                    facts,
                    outcome,
                    placed.unit(),
                    landmark,
                    plan.asOf(),
                    placed.zone(),
                    (float) (1 / kept),
                    train,
                    evaluate);
            if (snapshot != null) {
              snapshots.add(snapshot.toBytes());
            }
          }
        }
      }
      return snapshots;
    }

    /** Uniform in 0..1, the same in every run with the seed. */
    private double draw(String line, Target target, Landmark landmark) {
      long hash = 0xcbf29ce484222325L ^ plan.seed();
      for (byte one : (line + target.name() + landmark.at()).getBytes(StandardCharsets.UTF_8)) {
        hash = (hash ^ one) * 0x100000001b3L;
      }
      hash ^= hash >>> 32;
      hash *= 0xd6e8feb86659fd93L;
      hash ^= hash >>> 32;
      return (hash >>> 11) * 0x1.0p-53;
    }
  }
}
