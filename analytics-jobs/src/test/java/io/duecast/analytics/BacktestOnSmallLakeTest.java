package io.duecast.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.duecast.contract.lake.Lake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One backtest, judged by its files alone: DuckDB computes every figure again. */
class BacktestOnSmallLakeTest {

  private static final int LINES = 3_000;

  /** Rows below which the protocol measures nothing. */
  private static final int LEAST = 30;

  @TempDir private static Path folder;
  private static Lake lake;
  private static Path out;
  private static JsonNode metrics;
  private static Connection duck;

  @BeforeAll
  static void backtest() throws Exception {
    SmallLake.spark();
    lake = SmallLake.write(folder.resolve("lake"), LINES, null);
    out = folder.resolve("backtest");
    assertThat(run()).doesNotContain("done before");
    metrics = new ObjectMapper().readTree(out.resolve("metrics.json").toFile());
    duck = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = duck.createStatement()) {
      statement.execute(
          "create view predictions as select * from read_parquet('%s')"
              .formatted(out.resolve("predictions.parquet")));
    }
  }

  @AfterAll
  static void close() throws SQLException {
    duck.close();
  }

  /** Runs the command; answers what it said on the way. */
  private static String run() {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      assertThat(
              AnalyticsProgram.run(
                  "backtest",
                  "--lake",
                  lake.root(),
                  "--windows",
                  "3",
                  "--lang",
                  "en",
                  "--out",
                  out.toString()))
          .as(() -> said.toString(StandardCharsets.UTF_8))
          .isZero();
    } finally {
      System.setErr(before);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everyFigureHasAPlaceInTheFlatList() {
    List<String> names = new ArrayList<>();
    metrics.get(0).fieldNames().forEachRemaining(names::add);

    assertThat(names)
        .containsExactly(
            "target",
            "stage",
            "snapshot",
            "window",
            "slice",
            "model",
            "metric",
            "value",
            "low",
            "high",
            "n");
    assertThat(rows("auc"))
        .extracting(row -> row.get("target").asText())
        .contains("purchase/delivery", "purchase/confirmed");
    assertThat(rows("coverage_80"))
        .extracting(row -> row.get("window").asText())
        .contains("all")
        .anyMatch(window -> window.matches("2025-Q\\d"));
    assertThat(rows("auc"))
        .extracting(row -> row.get("slice").asText())
        .contains("all", "suppliers >100")
        .anyMatch(slice -> slice.startsWith("level "));
    assertThat(rows("worst_auc"))
        .isNotEmpty()
        .allMatch(row -> row.get("window").asText().endsWith("-01"));
    assertThat(rows("warned_7_days_ahead"))
        .extracting(row -> row.get("model").asText())
        .contains("duecast", "b2_supplier_rate");
  }

  @Test
  void intervalsHoldTheirValueInMostCells() {
    List<JsonNode> whole =
        all()
            .filter(row -> row.hasNonNull("low") && row.get("metric").asText().equals("auc"))
            .toList();

    assertThat(whole).isNotEmpty();
    assertThat(whole)
        .allMatch(
            row ->
                row.get("low").asDouble() <= row.get("value").asDouble()
                    && row.get("value").asDouble() <= row.get("high").asDouble());
  }

  @Test
  void aLineThatCameOnItsDueDayIsTestedOnThatMorning() throws SQLException {
    try (Statement statement = duck.createStatement();
        ResultSet counts =
            statement.executeQuery(
                "select count(*) filter (where label), count(*) filter (where not label)"
                    + " from predictions where snapshot = 'due' and stage = 'delivery'")) {
      counts.next();
      assertThat(counts.getInt(1)).as("late").isPositive();
      assertThat(counts.getInt(2)).as("on time").isPositive();
    }
  }

  @Test
  void anotherEngineFindsTheSameAuc() throws SQLException {
    assertRecomputed(
        "auc",
        """
        select (sum(place) filter (label) - count(*) filter (label) * (count(*) filter (label) + 1) / 2.0)
          / (count(*) filter (label) * (count(*) filter (not label)))
        from (select label, rank() over (order by p) + (count(*) over (partition by p) - 1) / 2.0 as place from looks)
        """);
  }

  @Test
  void anotherEngineFindsTheSameBrierScore() throws SQLException {
    assertRecomputed("brier", "select avg((p - label::int) ** 2) from looks");
  }

  @Test
  void anotherEngineFindsTheSameSkill() throws SQLException {
    assertRecomputed(
        "brier_skill",
        "select 1 - avg((p - label::int) ** 2) / avg((b0_base_rate - label::int) ** 2) from looks");
  }

  @Test
  void anotherEngineFindsTheSameCalibrationError() throws SQLException {
    assertRecomputed(
        "ece",
        """
        select sum(gap) / sum(rows) from (
          select abs(sum(p - label::int)) as gap, count(*) as rows from (
            select p, label, (row_number() over (order by p, "window", order_line_key, snapshot_at) - 1) * 15
              // count(*) over () as bin
            from looks) group by bin)
        """);
  }

  @Test
  void anotherEngineFindsTheSamePrecisionInTheRiskiestTenth() throws SQLException {
    assertRecomputed(
        "precision_at_10",
        """
        select sum(greatest(0, least(tied, 0.1 * rows - before)) * late / tied) / (0.1 * any_value(rows)) from (
          select count(*) as tied, count(*) filter (label) as late, any_value(rows) as rows,
            coalesce(sum(count(*)) over (order by p desc rows between unbounded preceding and 1 preceding), 0) as before
          from (select p, label, count(*) over () as rows from looks) group by p)
        """);
  }

  @Test
  void anotherEngineFindsTheSameErrorAndCoverageOfDates() throws SQLException {
    String counted =
        """
        with dated as (
          select *, coalesce(days_to_done, days_watched) as done from predictions
          where label is not null and p10_days is not null and median_days is not null
            and (days_to_done is not null or (days_watched > p90_days and days_watched > median_days)))
        """;
    int compared = 0;
    for (JsonNode row : metrics) {
      String figure =
          switch (row.get("metric").asText()) {
            case "mae_days" ->
                row.get("model").asText().equals("duecast")
                    ? "avg(abs(done - p50_days))"
                    : "avg(abs(done - median_days))";
            case "coverage_80" -> "avg((done between p10_days and p90_days)::int)";
            case "width_80_days" -> "avg(p90_days - p10_days)";
            case "pinball_80" ->
                "avg(case when done >= p80_days then 0.8 * (done - p80_days) else 0.2 * (p80_days - done) end)";
            default -> "";
          };
      if (!figure.isEmpty() && row.get("slice").asText().equals("all")) {
        String window = row.get("window").asText();
        String sql =
            counted
                + "select "
                + figure
                + " from dated where direction || '/' || stage = '"
                + row.get("target").asText()
                + "'"
                + (row.get("snapshot").asText().equals("all")
                    ? ""
                    : " and snapshot = '" + row.get("snapshot").asText() + "'")
                + (window.equals("all")
                    ? ""
                    : " and year(\"window\") || '-Q' || quarter(\"window\") = '" + window + "'");
        assertThat(number(sql))
            .as(row.toString())
            .isCloseTo(row.get("value").asDouble(), within(1e-9));
        compared++;
      }
    }

    assertThat(compared).isGreaterThan(20);
  }

  @Test
  void aLookTellsTheFutureOnlyWhileItIsOne() throws SQLException {
    assertThat(number("select count(*) from predictions")).isGreaterThan(500);
    assertThat(
            number(
                "select count(*) from predictions where due_on < snapshot_at::date or label_known_on < snapshot_at::date"))
        .isZero();
    assertThat(number("select count(*) from predictions where label is null")).isPositive();
  }

  @Test
  void linesOfOneUnitShareTheirLabel() throws SQLException {
    assertThat(
            number(
                "select count(*) from (select unit, stage from predictions group by all having count(distinct label) > 1)"))
        .isZero();
  }

  @Test
  void theReportSpeaksBothLanguagesAndNeedsNothingElse() throws IOException {
    String page = Files.readString(out.resolve("report.html"));

    assertThat(page)
        .contains("What it cannot do", "它做不到什么", "Purchase: delivery", "采购：")
        .contains("Is the probability honest?", "Found by looking at the riskiest first")
        .contains("AUC by month", "How early late lines are warned of", "80 % date interval")
        .containsPattern("On 2025-\\d\\d-15 we would have flagged \\d+ of the \\d+ open lines")
        .doesNotContain("http://", "https://", "<script", "NaN", "Infinity");
  }

  @Test
  void windowsThatAreDoneAreNotComputedAgain() throws IOException {
    byte[] before = Files.readAllBytes(out.resolve("metrics.json"));
    List<Path> windows;
    try (Stream<Path> files = Files.list(out.resolve(".windows"))) {
      windows = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(windows).hasSize(3);

    // As if the program had been killed while it wrote the last one.
    String last = Files.readString(windows.get(2));
    Files.delete(windows.get(2));
    Files.writeString(
        Path.of(windows.get(2).toString().replace(".json", ".writing")),
        last.substring(0, last.length() / 2));

    assertThat(run())
        .contains("(1 of 3, done before)", "(2 of 3, done before)")
        .doesNotContain("(3 of 3, done before)");
    assertThat(Files.readAllBytes(out.resolve("metrics.json"))).isEqualTo(before);
    assertThat(run()).contains("(3 of 3, done before)").doesNotContain("Snapshots");
    assertThat(Files.readAllBytes(out.resolve("metrics.json"))).isEqualTo(before);
  }

  /** Every rival's {@code metric} in every cell of all windows, against {@code sql} on its rows. */
  private static void assertRecomputed(String metric, String sql) throws SQLException {
    int compared = 0;
    for (JsonNode row : rows(metric)) {
      if (row.get("window").asText().equals("all")
          && row.get("slice").asText().equals("all")
          && row.get("n").asInt() >= LEAST) {
        String looks =
            "with looks as (select *, %s as p from predictions where direction || '/' || stage = '%s' and snapshot = '%s' and label is not null)\n"
                .formatted(
                    row.get("model").asText(),
                    row.get("target").asText(),
                    row.get("snapshot").asText());
        assertThat(number(looks + sql))
            .as(row.toString())
            .isCloseTo(row.get("value").asDouble(), within(1e-9));
        assertThat(number(looks + "select count(*) from looks")).isEqualTo(row.get("n").asInt());
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(20);
  }

  private static double number(String sql) throws SQLException {
    try (Statement statement = duck.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getDouble(1);
    }
  }

  private static List<JsonNode> rows(String metric) {
    return all().filter(row -> row.get("metric").asText().equals(metric)).toList();
  }

  private static Stream<JsonNode> all() {
    return java.util.stream.StreamSupport.stream(metrics.spliterator(), false);
  }
}
