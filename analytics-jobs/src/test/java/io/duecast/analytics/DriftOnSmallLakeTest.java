package io.duecast.analytics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.analytics.drift.Drift;
import io.duecast.analytics.drift.DriftStep;
import io.duecast.analytics.order.StepTables;
import io.duecast.contract.flow.Step;
import io.duecast.contract.lake.Lake;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.score.DriftChecks;
import io.duecast.delta.DeltaTables;
import io.duecast.features.bundle.Manifest;
import io.duecast.features.bundle.ModelBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The daily job over a company that stays the same for a month, and then does not. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DriftOnSmallLakeTest {

  private static final LocalDate DAY = LocalDate.of(2025, 3, 31);

  @TempDir private static Path folder;
  private static Lake lake;

  @BeforeAll
  static void makeLake() throws IOException {
    settle("propose");
    lake = SmallLake.write(folder.resolve("lake"), 3_000, null);
  }

  @AfterAll
  static void stop() {
    SmallLake.spark().stop();
  }

  /** Writes settings under which training is quick. */
  private static void settle(String retrainOnDrift) throws IOException {
    Files.writeString(
        folder.resolve("duecast.conf"),
        """
        duecast.analytics {
          training-rows = 40000
          evaluation-rows = 10000
          trees = 20
          retrain-on-drift = %s
        }
        """
            .formatted(retrainOnDrift));
  }

  /** Runs a command that must succeed and answers what it said. */
  private static String run(String... arguments) {
    PrintStream out = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--lake", lake.root(), "--lang", "en"));
    all.addAll(List.of("--config", folder.resolve("duecast.conf").toString()));
    try {
      System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
      assertThat(AnalyticsProgram.run(all.toArray(String[]::new))).isZero();
    } finally {
      System.setOut(out);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  private static DriftStep.Last last(LocalDate day) {
    SparkSession spark = SmallLake.spark();
    return DriftStep.last(
            new StepTables(spark, DeltaTables.open(spark, lake), Step.SCORE), SmallLake.end(day))
        .orElseThrow();
  }

  @Test
  @Order(1)
  void aMonthLaterTheSameCompanyHasNotDriftedAndItsProbabilitiesCameTrue() {
    run("run", "--as-of", DAY.toString());
    LocalDate later = DAY.plusDays(28);
    String said = run("run", "--as-of", later.toString());

    DriftStep.Last last = last(later);
    Drift drift = last.drift().get(0);
    assertThat(drift.verdict()).as("%s", drift).isEqualTo(DriftChecks.STEADY);
    assertThat(said).contains(drift.sentence().en()).doesNotContain("Training because");
    assertThat(drift.checks())
        .filteredOn(line -> line.kind().equals(DriftChecks.CALIBRATION))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.subject()).isEqualTo(last.modelVersion());
              assertThat(line.rowsCompared()).isGreaterThan(40);
              assertThat(line.brier()).isBetween(0.0, 0.25);
              assertThat(line.mean()).isBetween(0.05, 0.6);
            });
    Manifest champion = ModelBundle.manifest(Path.of(lake.bundle(last.modelVersion())));
    assertThat(champion.windows().get("because")).contains("no champion");
  }

  @Test
  @Order(2)
  void plantedShiftsAreNamed() {
    SparkSession spark = SmallLake.spark();
    DeltaTables tables = DeltaTables.open(spark, lake);
    tables.replace(
        OrderLines.TABLE,
        kept(tables.read(OrderLines.TABLE))
            .withColumn(
                OrderLines.QTY.name(),
                when(recent(), col(OrderLines.QTY.name()).multiply(lit(10)))
                    .otherwise(col(OrderLines.QTY.name())))
            .withColumn(
                OrderLines.AMOUNT_NET.name(),
                when(recent(), lit(null)).otherwise(col(OrderLines.AMOUNT_NET.name()))));

    LocalDate later = DAY.plusDays(29);
    String said = run("run", "--as-of", later.toString());

    Drift drift = last(later).drift().get(0);
    assertThat(drift.driftedFeatures()).contains("qty_to_usual", "amount_log");
    assertThat(said).contains(drift.sentence().en()).contains("features drifted");
    String shown = run("models", "drift", "--as-of", later.toString());
    assertThat(shown).contains("qty_to_usual", "amount_log", "ks", "calibration ");
    assertThat(run("score", "--show", "--json")).contains("\"driftedFeatures\"", "qty_to_usual");
  }

  /** Rows of their own: a table that is being replaced cannot be read on the way. */
  private static Dataset<Row> kept(Dataset<Row> rows) {
    return rows.sparkSession().createDataFrame(rows.collectAsList(), rows.schema());
  }

  private static org.apache.spark.sql.Column recent() {
    // Keys count up with the order day.
    return col(OrderLines.ORDER_LINE_KEY.name()).geq("L02550");
  }

  @Test
  @Order(3)
  void aProposalTrainsWhereTheSettingsSaySoAndTheModelTellsWhy() throws IOException {
    SparkSession spark = SmallLake.spark();
    DeltaTables tables = DeltaTables.open(spark, lake);
    Dataset<Row> checks = kept(tables.read(DriftChecks.TABLE));
    tables.replace(
        DriftChecks.TABLE,
        checks.withColumn(
            DriftChecks.VERDICT.name(),
            when(col(DriftChecks.KIND.name()).equalTo(DriftChecks.ALL), lit(DriftChecks.RETRAIN))
                .otherwise(col(DriftChecks.VERDICT.name()))));
    String before = last(DAY.plusDays(29)).modelVersion();
    settle("train");

    String said = run("run", "--as-of", DAY.plusDays(29).toString());

    assertThat(said).contains("Training because the last run drifted. Purchase: ");
    Set<String> reasons =
        bundles().stream()
            .filter(bundle -> !bundle.modelVersion().equals(before))
            .map(bundle -> String.valueOf(bundle.windows().get("because")))
            .collect(Collectors.toSet());
    assertThat(reasons).singleElement().asString().contains("because the last run drifted");
  }

  private static List<Manifest> bundles() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of(lake.bundle("any")).getParent())) {
      return folders.map(ModelBundle::manifest).toList();
    }
  }
}
