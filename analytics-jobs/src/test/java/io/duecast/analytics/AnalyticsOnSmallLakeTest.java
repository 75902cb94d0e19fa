package io.duecast.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.analytics.backtest.Baselines;
import io.duecast.analytics.backtest.LeakCheck;
import io.duecast.analytics.history.History;
import io.duecast.analytics.history.Knowledge;
import io.duecast.analytics.order.OrderBook;
import io.duecast.analytics.order.Places;
import io.duecast.analytics.order.StepTables;
import io.duecast.analytics.train.Beside;
import io.duecast.analytics.train.Gate;
import io.duecast.analytics.train.Landmark;
import io.duecast.analytics.train.Snapshot;
import io.duecast.analytics.train.Snapshots;
import io.duecast.analytics.train.Training;
import io.duecast.analytics.train.Yardsticks;
import io.duecast.contract.flow.Step;
import io.duecast.contract.history.StageOutcomes;
import io.duecast.contract.history.SupplierLedger;
import io.duecast.contract.lake.Lake;
import io.duecast.contract.order.Customers;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.PartnerAliases;
import io.duecast.contract.order.PartnerKind;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.score.Scores;
import io.duecast.delta.DeltaTables;
import io.duecast.features.Norms;
import io.duecast.features.OrderFacts;
import io.duecast.features.OrderFeatures;
import io.duecast.features.StageOutcome;
import io.duecast.features.bundle.LineScore;
import io.duecast.features.bundle.Scorer;
import io.duecast.features.bundle.TargetCard;
import io.duecast.features.bundle.TribuoHazards;
import io.duecast.features.bundle.VectorModel;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyticsOnSmallLakeTest {

  private static final int LINES = 3_000;
  private static final LocalDate DAY = LocalDate.of(2025, 3, 31);
  private static final AnalyticsSettings SETTINGS =
      new AnalyticsSettings(120_000, 40_000, 40, 120, 540, "", 30, "propose", 200, 40, 0, 0);

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static Lake lake;

  @BeforeAll
  static void makeLake() {
    spark = SmallLake.spark();
    lake = SmallLake.write(folder.resolve("whole"), LINES, null);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static StepTables tables(Lake of, Step step) {
    return new StepTables(spark, DeltaTables.open(spark, of), step);
  }

  /** Facts of every line open at {@code asOf}, as JSON. */
  private static Map<String, String> openFacts(Lake of, Instant asOf) {
    StepTables tables = tables(of, Step.SCORE);
    Places places = Places.of(tables);
    History history = History.compute(tables, places, asOf);
    Map<String, String> facts = new TreeMap<>();
    new Knowledge(tables, places, history)
        .apply(
            (orders, known) -> {
              List<String[]> open = new ArrayList<>();
              while (orders.hasNext()) {
                var placed = orders.next();
                if (!placed.order().createdKnownAt().isAfter(asOf)) {
                  var one = placed.factsAt(asOf, known);
                  if (one.exit().equals("open")) {
                    open.add(new String[] {one.orderLineKey(), one.toJson()});
                  }
                }
              }
              Iterator<String[]> rows = open.iterator();
              return rows;
            })
        .collect()
        .forEach(row -> facts.put(row[0], row[1]));
    return facts;
  }

  private static List<Snapshot> snapshots(Instant asOf) {
    StepTables tables = tables(lake, Step.BACKTEST);
    Places places = Places.of(tables);
    History history = History.compute(tables, places, asOf).kept();
    return Snapshots.collect(
        new Knowledge(tables, places, history),
        history,
        SETTINGS,
        new Snapshots.Plan(asOf, asOf, true, 1));
  }

  @Test
  void deletingEveryFactAfterAnInstantChangesNoFactsAtThatInstant() {
    Instant asOf = SmallLake.end(DAY);
    Lake cut = SmallLake.write(folder.resolve("cut"), LINES, asOf);

    Map<String, String> whole = openFacts(lake, asOf);

    assertThat(whole).hasSizeGreaterThan(50);
    assertThat(openFacts(cut, asOf)).isEqualTo(whole);
  }

  @Test
  void aLineIsOpenOnAPastDayUntilItsReceiptIsKnown() {
    Instant asOf = SmallLake.end(DAY);
    Map<String, String> open = openFacts(lake, asOf);
    List<Row> received =
        DeltaTables.open(spark, lake)
            .read(io.duecast.contract.order.Receipts.TABLE)
            .select("order_line_key", "receipt_date")
            .collectAsList();

    for (Row row : received) {
      boolean later = row.getDate(1).toLocalDate().isAfter(DAY);
      if (open.containsKey(row.getString(0))) {
        assertThat(later).as(row.getString(0)).isTrue();
      }
    }
  }

  @Test
  void shuffledLabelsTeachNothing() {
    List<Snapshot> judged =
        snapshots(SmallLake.end(SmallLake.LAST)).stream()
            .filter(one -> one.late() != null && one.predicted())
            .toList();
    List<Boolean> labels = new ArrayList<>(judged.stream().map(Snapshot::late).toList());
    java.util.Collections.shuffle(labels, new java.util.Random(3));
    int half = judged.size() / 2;
    float[][] rows = judged.stream().map(Snapshot::vector).toArray(float[][]::new);
    boolean[] train = new boolean[half];
    float[] weights = new float[half];
    for (int i = 0; i < half; i++) {
      train[i] = labels.get(i);
      weights[i] = 1;
    }
    VectorModel model =
        VectorModel.train(
            "shuffled",
            OrderFeatures.names(),
            java.util.Arrays.copyOf(rows, half),
            train,
            weights,
            TribuoHazards.Settings.defaults(5).withTrees(20));
    float[][] rest = java.util.Arrays.copyOfRange(rows, half, rows.length);
    boolean[] late = new boolean[rest.length];
    for (int i = 0; i < late.length; i++) {
      late[i] = labels.get(half + i);
    }

    double auc = LeakCheck.auc(model.probabilities(rest), late);

    assertThat(rest.length).isGreaterThan(3_000);
    assertThat(auc).isBetween(0.48, 0.52);
  }

  @Test
  void noSingleFeatureKnowsTheOutcomeAtCreation() {
    List<Snapshot> creation = creation();

    assertThat(
            LeakCheck.suspicious(
                OrderFeatures.names(),
                creation.stream().map(Snapshot::vector).toList(),
                creation.stream().map(Snapshot::late).toList()))
        .isEmpty();
  }

  @Test
  void aPlantedFutureColumnIsCaughtByName() {
    List<Snapshot> creation = creation();
    List<String> names = new ArrayList<>(OrderFeatures.names());
    names.add("delivered_after_due");
    SplittableRandom random = new SplittableRandom(1);
    List<float[]> rows = new ArrayList<>();
    for (Snapshot one : creation) {
      float[] row = java.util.Arrays.copyOf(one.vector(), names.size());
      row[names.size() - 1] =
          (float) (Boolean.TRUE.equals(one.late()) == (random.nextInt(20) > 0) ? 1 : 0);
      rows.add(row);
    }

    assertThat(LeakCheck.suspicious(names, rows, creation.stream().map(Snapshot::late).toList()))
        .containsOnlyKeys("delivered_after_due");
  }

  @Test
  void halfOfTheWeeklyLooksStandForAll() {
    List<Snapshot> weekly =
        snapshots(SmallLake.end(SmallLake.LAST)).stream()
            .filter(one -> one.kind() == Landmark.Kind.WEEKLY && one.matrix().length > 0)
            .toList();
    double least = weekly.stream().mapToDouble(Snapshot::weight).min().orElse(0);
    double others =
        snapshots(SmallLake.end(SmallLake.LAST)).stream()
            .filter(one -> one.kind() == Landmark.Kind.CREATION && one.matrix().length > 0)
            .mapToDouble(Snapshot::weight)
            .max()
            .orElse(0);

    assertThat(weekly).hasSizeGreaterThan(1_000);
    assertThat(least).isEqualTo(2 * others);
  }

  @Test
  void theGateRefusesAModelWhoseFeaturesKnowTheOutcome() {
    Training.Fitted fitted =
        new Training(tables(lake, Step.TRAIN).spark(), SETTINGS, 1)
            .fit(List.of(), DAY, SmallLake.end(DAY), Set.of(), true, Map.of());

    Gate gate =
        Gate.judge(
            fitted,
            null,
            Map.of("delivered_after_due", 0.97),
            (target, test, cutoff) -> Map.of(),
            Instant.EPOCH,
            1);

    assertThat(gate.passed()).isFalse();
    assertThat(gate.reason())
        .isEqualTo("features that know the outcome (AUC at creation): {delivered_after_due=0.97}");
  }

  @Test
  void theBlendIsAnsweredAlikeInTrainingAndByTheScorer() {
    List<Snapshot> all = snapshotsWithFacts();
    Training.Fitted fitted =
        new Training(tables(lake, Step.TRAIN).spark(), SETTINGS, 1)
            .fit(all, SmallLake.LAST, SmallLake.end(SmallLake.LAST), Set.of(), true, Map.of());
    TargetCard card = fitted.draft().targets().get(0);
    Scorer scorer = Scorer.of(fitted.bundle());

    assertThat(card.level()).isEqualTo(TargetCard.Level.POOLED);
    assertThat(card.begin().file()).isNotNull();
    List<OrderFacts> facts =
        all.stream()
            .filter(one -> one.facts() != null && one.predicted())
            .limit(200)
            .map(Snapshot::orderFacts)
            .toList();
    List<LineScore> scores = scorer.scoreAll(facts, false);
    List<Optional<Scorer.Raw>> raw = scorer.raw(facts, card.stage());
    for (int i = 0; i < facts.size(); i++) {
      OrderFacts line = facts.get(i);
      Scorer.Raw said = raw.get(i).orElseThrow();
      assertThat(scores.get(i).lateProbability())
          .isEqualTo(
              Scorer.late(
                  card,
                  line.partnerKey(),
                  said.phase(),
                  said.members(),
                  said.carried(),
                  said.own()));
    }
  }

  @Test
  void aModelThatIsWorseThanABaselineStaysChallengerAndSaysWhichBaseline() {
    List<Snapshot> all = snapshotsWithFacts();
    Instant asOf = SmallLake.end(SmallLake.LAST);
    Training.Fitted good =
        new Training(tables(lake, Step.TRAIN).spark(), SETTINGS, 1)
            .fit(all, SmallLake.LAST, asOf, Set.of(), true, Map.of());
    Training.Fitted bad =
        new Training.Fitted(
            good.draft(),
            good.models(),
            good.judged().stream()
                .map(one -> new Training.Judged(one.snapshot(), one.facts(), 1 - one.probability()))
                .toList());
    Yardsticks baselines = Baselines.yardsticks(all, 1);

    Gate passed = Gate.judge(good, null, Map.of(), baselines, asOf, 1);
    Gate refused = Gate.judge(bad, null, Map.of(), baselines, asOf, 1);

    assertThat(passed).returns("passed", Gate::reason);
    assertThat(passed.beside()).singleElement().matches(Beside::isKnown);
    assertThat(refused.passed()).isFalse();
    assertThat(refused.reason())
        .matches(
            "purchase/delivery is worse than the best baseline b\\d_\\w+: Brier 0\\.\\d{4} against 0\\.\\d{4} \\(difference \\+0\\.\\d{4}, 95 % from \\+0\\.\\d{4} to \\+0\\.\\d{4}, on \\d+ snapshots\\)");
  }

  private static List<Snapshot> snapshotsWithFacts() {
    Instant asOf = SmallLake.end(SmallLake.LAST);
    StepTables tables = tables(lake, Step.BACKTEST);
    Places places = Places.of(tables);
    History history = History.compute(tables, places, asOf).kept();
    Instant from = SmallLake.end(SmallLake.LAST.minusDays(SETTINGS.factsDays()));
    return Snapshots.collect(
        new Knowledge(tables, places, history),
        history,
        SETTINGS,
        new Snapshots.Plan(asOf, from, true, 1));
  }

  private static List<Snapshot> creation() {
    return snapshots(SmallLake.end(SmallLake.LAST)).stream()
        .filter(one -> one.kind() == Landmark.Kind.CREATION && one.late() != null)
        .toList();
  }

  @Test
  void theDailyJobTrainsScoresAndShowsTheList() {
    String at = lake.root();

    assertThat(AnalyticsProgram.run("run", "--lake", at, "--as-of", DAY.toString())).isZero();
    assertThat(AnalyticsProgram.run("score", "--show", "--lake", at, "--json")).isZero();
    assertThat(AnalyticsProgram.run("models", "list", "--lake", at)).isZero();

    spark = SmallLake.spark();
    List<Row> scores =
        DeltaTables.open(spark, lake)
            .read(Scores.TABLE)
            .orderBy(Scores.RANK.name())
            .collectAsList();
    assertThat(scores).hasSizeGreaterThan(50);
    assertThat(scores.get(0).<Integer>getAs(Scores.RANK.name())).isEqualTo(1);
    assertThat(scores)
        .allSatisfy(
            row -> {
              if (row.<String>getAs(Scores.STATE.name()).equals("predicted")) {
                assertThat(row.<Double>getAs(Scores.LATE_PROBABILITY.name())).isBetween(0.0, 1.0);
              }
              assertThat(row.<String>getAs(Scores.FACTS.name())).startsWith("{");
            });
    assertThat(DeltaTables.open(spark, lake).read(StageOutcomes.TABLE).count())
        .isGreaterThan(LINES);
  }

  @Test
  void aStageOfASupplierAbroadIsDueByTheDaysOfItsCountryAndLateWhenTheyEndThere() {
    StepTables tables = tables(lake, Step.HISTORY);
    Places places = Places.of(tables);
    List<StageOutcome> confirmed = new ArrayList<>();
    for (Row row :
        OrderBook.rows(tables)
            .filter(OrderHeaders.PARTNER_KEY.name() + " = '" + SmallLake.ABROAD + "'")
            .collectAsList()) {
      java.util.Objects.requireNonNull(OrderBook.placed(row, places))
          .outcomesAt(SmallLake.end(SmallLake.LAST), Norms.none())
          .stream()
          .filter(outcome -> outcome.stage().equals("confirmed"))
          .forEach(confirmed::add);
    }

    assertThat(confirmed)
        .allSatisfy(
            one -> {
              assertThat(one.dueOn())
                  .isEqualTo(SmallLake.DAYS_ABROAD.plusWorkdays(one.enteredOn(), 3));
              if (Boolean.TRUE.equals(one.late())) {
                assertThat(one.outcomeKnownAt())
                    .isEqualTo(
                        java.util.Objects.requireNonNull(one.dueOn())
                            .plusDays(1)
                            .atStartOfDay(SmallLake.ZONE_ABROAD)
                            .toInstant());
              }
            })
        .anyMatch(one -> Boolean.TRUE.equals(one.late()))
        .as("in the month off")
        .anyMatch(one -> one.plannedDays() != null && one.plannedDays() > 7);
  }

  @Test
  void partnersThatAreDecidedToBeOneAreOneWhereverLinesAreRead() {
    Lake own = SmallLake.write(folder.resolve("aliases"), 60, null);
    StepTables tables = tables(own, Step.HISTORY);
    Instant asOf = SmallLake.end(DAY);
    DeltaTables delta = DeltaTables.open(spark, own);
    delta.replace(
        Customers.TABLE,
        delta
            .read(Suppliers.TABLE)
            .withColumnRenamed(Suppliers.SUPPLIER_KEY.name(), Customers.CUSTOMER_KEY.name()));
    Map<String, String> before = partners(tables);
    tables.replace(
        StageOutcomes.TABLE, History.compute(tables, Places.of(tables), asOf).outcomes());
    tables.replace(
        SupplierLedger.TABLE,
        spark.createDataFrame(List.<Row>of(), DeltaTables.schema(SupplierLedger.TABLE)));
    delta.replace(
        PartnerAliases.TABLE,
        spark.createDataFrame(
            List.of(
                alias(PartnerKind.SUPPLIER, "S1", "S2", PartnerAliases.SAME),
                alias(PartnerKind.CUSTOMER, "S2", "S4", PartnerAliases.SAME),
                alias(PartnerKind.SUPPLIER, "S0", "S3", PartnerAliases.DIFFERENT)),
            DeltaTables.schema(PartnerAliases.TABLE)));

    Map<String, String> after = partners(tables);

    assertThat(before).containsValue("S1 Supplier 1").containsValue("S0 Supplier 0");
    before.replaceAll((line, name) -> name.equals("S1 Supplier 1") ? "S2 Supplier 2" : name);
    assertThat(after).isEqualTo(before);
    assertThat(
            History.compute(tables, Places.of(tables), asOf)
                .outcomes()
                .select(StageOutcomes.PARTNER_KEY.name())
                .distinct()
                .as(org.apache.spark.sql.Encoders.STRING())
                .collectAsList())
        .contains("S2", "S0")
        .doesNotContain("S1");
    assertThatThrownBy(() -> History.read(tables, asOf))
        .hasMessageContaining("Decisions about partners were taken after the history was written");
  }

  private static Row alias(PartnerKind kind, String partner, String other, String decision) {
    return org.apache.spark.sql.RowFactory.create(
        kind.code(),
        partner,
        other,
        decision,
        decision.equals(PartnerAliases.SAME) ? other : null,
        null,
        null,
        java.sql.Timestamp.from(Instant.EPOCH));
  }

  /** Key and name of the partner of every line. */
  private static Map<String, String> partners(StepTables tables) {
    Places places = Places.of(tables);
    Map<String, String> partners = new TreeMap<>();
    for (Row row : OrderBook.rows(tables).collectAsList()) {
      var placed = java.util.Objects.requireNonNull(OrderBook.placed(row, places));
      String line = placed.order().orderLineKey();
      assertThat(partners).doesNotContainKey(line);
      partners.put(line, placed.order().partnerKey() + " " + placed.labels().partnerName());
    }
    return partners;
  }

  @Test
  void aTableThatAStepDoesNotDeclareIsAProgrammingError() {
    assertThatThrownBy(() -> tables(lake, Step.HISTORY).read(Scores.TABLE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("HISTORY does not declare that it reads scores");
  }
}
