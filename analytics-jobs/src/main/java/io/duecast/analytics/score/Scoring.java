package io.duecast.analytics.score;

import static org.apache.spark.sql.functions.col;

import io.duecast.analytics.AnalyticsSettings;
import io.duecast.analytics.drift.OpenLines;
import io.duecast.analytics.history.Knowledge;
import io.duecast.analytics.order.PlacedOrder;
import io.duecast.contract.order.OrderRecord;
import io.duecast.contract.process.OwnerRole;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.contract.score.ScoreReasons;
import io.duecast.contract.score.ScoreStages;
import io.duecast.contract.score.Scores;
import io.duecast.delta.DeltaTables;
import io.duecast.features.OrderFacts;
import io.duecast.features.PartnerHistory;
import io.duecast.features.StageOutcome;
import io.duecast.features.bundle.Bands;
import io.duecast.features.bundle.LineScore;
import io.duecast.features.bundle.ModelBundle;
import io.duecast.features.bundle.Reason;
import io.duecast.features.bundle.Scorer;
import io.duecast.features.bundle.StageScore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * Scores of every line that is open at one instant, ranked by what a call is worth.
 *
 * @param scores rows of {@code scores}
 * @param stages rows of {@code score_stages}
 * @param reasons rows of {@code score_reasons}
 * @param lines their number, and a sample to compare with the model's reference
 */
public record Scoring(
    Dataset<Row> scores, Dataset<Row> stages, Dataset<Row> reasons, OpenLines lines) {

  /** Lines scored at once. */
  private static final int BATCH = 2_000;

  private static final String BENEFIT = "benefit";

  /** One scorer per program and bundle: opening one takes longer than many scores. */
  private static final Map<String, Scorer> OPEN = new ConcurrentHashMap<>();

  /**
   * What a run is, for every row of it.
   *
   * @param capacity calls a day that size the bands, unless the settings do so by cost
   */
  public record Run(
      String runId,
      Instant asOf,
      String modelVersion,
      String bundle,
      int capacity,
      AnalyticsSettings settings)
      implements java.io.Serializable {}

  private record Scored(Row score, List<Row> stages, List<Row> reasons)
      implements java.io.Serializable {}

  public static Scoring of(SparkSession spark, Knowledge knowledge, Run run) {
    JavaRDD<Scored> scored =
        knowledge
            .apply((orders, history) -> new Open(orders, history, run))
            .persist(StorageLevel.MEMORY_AND_DISK());
    StructType withBenefit =
        DeltaTables.schema(Scores.TABLE).add(BENEFIT, DataTypes.DoubleType, false);
    Dataset<Row> raw = spark.createDataFrame(scored.map(Scored::score), withBenefit);
    // The first pass keeps what was scored.
    OpenLines lines = OpenLines.of(scored.map(Scored::score));
    double[] riskiest =
        raw
            .select(col(Scores.LATE_PROBABILITY.name()))
            .filter(col(Scores.LATE_PROBABILITY.name()).isNotNull())
            .orderBy(col(Scores.LATE_PROBABILITY.name()).desc())
            .limit(Math.max(1, run.capacity() * 3 + 1))
            .collectAsList()
            .stream()
            .mapToDouble(row -> row.getDouble(0))
            .toArray();
    AnalyticsSettings settings = run.settings();
    Bands sized =
        settings.bandsByCost()
            ? Bands.ofCost(settings.callCost(), settings.lateCost())
            : Bands.ofProbabilities(riskiest, run.capacity());
    double high = sized.high();
    double medium = sized.medium();
    int band = withBenefit.fieldIndex(Scores.BAND.name());
    int rank = withBenefit.fieldIndex(Scores.RANK.name());
    int state = withBenefit.fieldIndex(Scores.STATE.name());
    int late = withBenefit.fieldIndex(Scores.LATE_PROBABILITY.name());
    JavaRDD<Row> ranked =
        raw.orderBy(col(BENEFIT).desc(), col(Scores.ORDER_LINE_KEY.name()))
            .toJavaRDD()
            .zipWithIndex()
            .map(
                pair -> {
                  Object[] values = new Object[withBenefit.size() - 1];
                  for (int i = 0; i < values.length; i++) {
                    values[i] = pair._1().get(i);
                  }
                  Double probability = pair._1().isNullAt(late) ? null : pair._1().getDouble(late);
                  values[band] =
                      new Bands(high, medium).of(pair._1().getString(state), probability);
                  values[rank] = Math.toIntExact(pair._2() + 1);
                  return RowFactory.create(values);
                });
    return new Scoring(
        spark.createDataFrame(ranked, DeltaTables.schema(Scores.TABLE)),
        spark.createDataFrame(
            scored.flatMap(one -> one.stages().iterator()), DeltaTables.schema(ScoreStages.TABLE)),
        spark.createDataFrame(
            scored.flatMap(one -> one.reasons().iterator()),
            DeltaTables.schema(ScoreReasons.TABLE)),
        lines);
  }

  /** The open lines of one partition, scored batch by batch. */
  private static final class Open implements Iterator<Scored> {
    private final Iterator<PlacedOrder> orders;
    private final PartnerHistory history;
    private final Run run;
    private final Scorer scorer;
    private Iterator<Scored> ready = List.<Scored>of().iterator();

    Open(Iterator<PlacedOrder> orders, PartnerHistory history, Run run) {
      this.orders = orders;
      this.history = history;
      this.run = run;
      this.scorer =
          OPEN.computeIfAbsent(
              run.bundle(), folder -> Scorer.of(ModelBundle.open(Path.of(folder))));
    }

    @Override
    public boolean hasNext() {
      while (!ready.hasNext() && orders.hasNext()) {
        ready = batch().iterator();
      }
      return ready.hasNext();
    }

    @Override
    public Scored next() {
      return ready.next();
    }

    private List<Scored> batch() {
      List<PlacedOrder> open = new ArrayList<>();
      List<OrderFacts> facts = new ArrayList<>();
      while (orders.hasNext() && open.size() < BATCH) {
        PlacedOrder placed = orders.next();
        if (placed.order().createdKnownAt().isAfter(run.asOf())) {
          continue;
        }
        OrderFacts known = placed.factsAt(run.asOf(), history);
        if (known.exit().equals(StageOutcome.OPEN)) {
          open.add(placed);
          facts.add(known);
        }
      }
      List<LineScore> scores = scorer.scoreAll(facts, true);
      List<Scored> scored = new ArrayList<>(scores.size());
      for (int i = 0; i < scores.size(); i++) {
        scored.add(
            new Scored(
                score(open.get(i), facts.get(i), scores.get(i)),
                stages(scores.get(i)),
                reasons(scores.get(i))));
      }
      return scored;
    }

    private Row score(PlacedOrder placed, OrderFacts facts, LineScore score) {
      OrderRecord order = placed.order();
      PlacedOrder.Labels labels = placed.labels();
      String stage = score.currentStage();
      String role = score.ownerRole();
      BigDecimal open =
          order.qty().subtract(BigDecimal.valueOf(facts.qtyFulfilled())).max(BigDecimal.ZERO);
      BigDecimal amount = order.amount();
      return RowFactory.create(
          run.runId(),
          order.orderLineKey(),
          order.orderKey(),
          labels.orderNo(),
          labels.lineNo(),
          order.direction(),
          order.partnerKey(),
          labels.partnerName(),
          order.itemKey(),
          labels.itemName(),
          order.buyerCode(),
          labels.buyerName(),
          order.org(),
          labels.uom(),
          order.qty(),
          open,
          amount == null || order.qty().signum() <= 0
              ? amount
              : amount.multiply(open).divide(order.qty(), 10, RoundingMode.HALF_UP),
          order.currency(),
          sql(order.orderDate()),
          sql(facts.requiredDate()),
          sql(facts.promiseFirst()),
          sql(facts.promiseNow()),
          sql(score.dueOn()),
          score.dueBasis(),
          stage == null ? ProcessDefinition.DELIVERY : stage,
          sql(score.stageEnteredOn()),
          sql(score.stageDueOn()),
          role == null ? facts.delivery().ownerRole() : role,
          ownerName(placed, stage, role),
          score.state(),
          score.stageLateProbability(),
          score.lateProbability(),
          sql(score.deliveryP10()),
          sql(score.deliveryP50()),
          sql(score.deliveryP80()),
          sql(score.deliveryP90()),
          score.expectedDaysLate(),
          "",
          0,
          score.level(),
          score.support(),
          score.action().code(),
          run.modelVersion(),
          facts.toJson(),
          Benefit.of(score));
    }

    /** The person whose turn it is, from what is planned or known; the buyer for his own stages. */
    private @Nullable String ownerName(
        PlacedOrder placed, @Nullable String stage, @Nullable String role) {
      if (role == null
          || role.equals(OwnerRole.BUYER.code())
          || role.equals(OwnerRole.SALES.code())) {
        return placed.labels().buyerName();
      }
      for (OrderRecord.Event event : placed.order().events()) {
        Instant knownAt = event.knownAt();
        if (event.stage().equals(stage)
            && event.ownerName() != null
            && (knownAt == null || !knownAt.isAfter(run.asOf()))) {
          return event.ownerName();
        }
      }
      return null;
    }

    private List<Row> stages(LineScore score) {
      List<Row> rows = new ArrayList<>();
      for (StageScore stage : score.stages()) {
        rows.add(
            RowFactory.create(
                run.runId(),
                score.orderLineKey(),
                stage.stage(),
                stage.stageOrder(),
                stage.ownerRole(),
                stage.state(),
                sql(stage.plannedOn()),
                sql(stage.actualOn()),
                sql(stage.predictedOn()),
                stage.lateProbability(),
                stage.expectedDaysLate()));
      }
      return rows;
    }

    private List<Row> reasons(LineScore score) {
      List<Row> rows = new ArrayList<>();
      for (Reason reason : score.reasons()) {
        rows.add(
            RowFactory.create(
                run.runId(),
                score.orderLineKey(),
                rows.size() + 1,
                reason.cause().code(),
                reason.effect(),
                reason.contribution(),
                reason.fact().zh(),
                reason.fact().en()));
      }
      return rows;
    }
  }

  private static @Nullable Date sql(@Nullable LocalDate day) {
    return day == null ? null : Date.valueOf(day);
  }
}
