package io.duecast.analytics.train;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

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
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Chooses and collects snapshots: all of them, or a weighted sample within the row budget. */
public final class Snapshots {

  /**
   * Share of weekly looks that enter training, each for as many: neighbouring weeks of one line say
   * nearly the same.
   */
  private static final double WEEKLY = 0.5;

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

  /** Share of a target's snapshots that are kept. */
  private record Shares(double train, double evaluate) implements Serializable {}

  /** Collects the snapshots of {@code plan}, at most as many as the settings allow. */
  public static List<Snapshot> collect(
      Knowledge knowledge, History history, AnalyticsSettings settings, Plan plan) {
    HashMap<String, Shares> shares = shares(history, settings, plan);
    LocalDate from = settings.trainFromDay();
    return knowledge
        .apply((orders, facts) -> new Maker(orders, facts, shares, plan, from))
        .collect()
        .stream()
        .map(Snapshot::fromBytes)
        .toList();
  }

  private static HashMap<String, Shares> shares(
      History history, AnalyticsSettings settings, Plan plan) {
    List<Row> counts =
        history
            .outcomes()
            .groupBy(col(StageOutcomes.DIRECTION.name()), col(StageOutcomes.STAGE.name()))
            .agg(
                count(lit(1)),
                sum(
                    coalesce(
                            col(StageOutcomes.DURATION_DAYS.name()),
                            col(StageOutcomes.PLANNED_DAYS.name()),
                            lit(30))
                        .divide(7)))
            .collectAsList();
    HashMap<String, Shares> shares = new HashMap<>();
    List<Row> wanted =
        counts.stream()
            .filter(
                row ->
                    !plan.deliveryOnly()
                        || new Target(row.getString(0), row.getString(1)).isDelivery())
            .toList();
    Map<String, Double> claims = new HashMap<>();
    double all = 0;
    for (Row row : wanted) {
      Target target = new Target(row.getString(0), row.getString(1));
      // The delivery matters as much as three stages.
      double claim = (target.isDelivery() ? 3 : 1) * StrictMath.sqrt(row.getLong(2));
      claims.put(target.name(), claim);
      all += claim;
    }
    for (Row row : wanted) {
      Target target = new Target(row.getString(0), row.getString(1));
      double part = java.util.Objects.requireNonNull(claims.get(target.name())) / all;
      double own = 3.0 * row.getLong(2);
      double weekly = Math.max(0, row.getDouble(3));
      shares.put(
          target.name(),
          new Shares(
              Math.min(1, settings.trainingRows() * part / ((own + WEEKLY * weekly) * PERIODS)),
              Math.min(1, settings.evaluationRows() * part / (own + weekly))));
    }
    return shares;
  }

  /** Makes the snapshots of one partition. */
  private static final class Maker implements Iterator<byte[]> {
    private final Iterator<PlacedOrder> orders;
    private final PartnerHistory history;
    private final Map<String, Shares> shares;
    private final Plan plan;
    private final @Nullable LocalDate from;
    private Iterator<byte[]> ready = List.<byte[]>of().iterator();

    Maker(
        Iterator<PlacedOrder> orders,
        PartnerHistory history,
        Map<String, Shares> shares,
        Plan plan,
        @Nullable LocalDate from) {
      this.orders = orders;
      this.history = history;
      this.shares = shares;
      this.plan = plan;
      this.from = from;
    }

    @Override
    public boolean hasNext() {
      while (!ready.hasNext() && orders.hasNext()) {
        ready = of(orders.next()).iterator();
      }
      return ready.hasNext();
    }

    @Override
    public byte[] next() {
      return ready.next();
    }

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
          double kept = landmark.kind() == Landmark.Kind.WEEKLY ? WEEKLY : 1;
          boolean train = draw < share.train() * kept;
          boolean evaluate =
              !landmark.at().isBefore(plan.evaluateFrom()) && draw < share.evaluate();
          if (train || evaluate) {
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
                    (float) (1 / (share.train() * kept)),
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
