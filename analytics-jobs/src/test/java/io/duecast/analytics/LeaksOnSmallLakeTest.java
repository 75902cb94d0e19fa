package io.duecast.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.duecast.contract.lake.Lake;
import io.duecast.contract.score.Runs;
import io.duecast.contract.score.ScoreStages;
import io.duecast.contract.score.Scores;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.TableSpec;
import io.duecast.delta.DeltaTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from lake to figure must not see the future (EVALUATION §1.7). */
class LeaksOnSmallLakeTest {

  /** A model's name tells the tables that it learned from, which differ. */
  private static final Set<String> NAMES = Set.of(Runs.RUN_ID.name(), Scores.MODEL_VERSION.name());

  @TempDir private Path folder;

  @DisabledIfEnvironmentVariable(
      named = "CI",
      matches = "true",
      disabledReason =
          "Twenty windows take minutes; there AnalyticsOnSmallLakeTest shuffles labels instead")
  @Test
  void lateDeliveriesDealtOutAtRandomAreRankedByNobody() throws IOException {
    SmallLake.spark();
    Lake lake = SmallLake.writeShuffled(folder.resolve("lake"), 8_000);
    Path out = folder.resolve("backtest");
    // Every look is judged.
    Path settings = settings("evaluation-rows = 1000000");

    assertThat(
            AnalyticsProgram.run(
                "backtest",
                "--lake",
                lake.root(),
                "--windows",
                "20",
                "--quick",
                "--config",
                settings.toString(),
                "--out",
                out.toString()))
        .isZero();

    int judged = 0;
    for (JsonNode row : new ObjectMapper().readTree(out.resolve("metrics.json").toFile())) {
      if (row.get("snapshot").asText().equals("creation")
          && row.get("window").asText().equals("all")
          && row.get("slice").asText().equals("all")
          && row.get("metric").asText().equals("auc")) {
        assertThat(row.get("n").asInt()).isGreaterThan(4_000);
        assertThat(row.get("value").asDouble()).as(row.toString()).isBetween(0.48, 0.52);
        judged++;
      }
    }
    assertThat(judged).isGreaterThanOrEqualTo(7);
  }

  @Test
  void deletingEveryFactAfterAnInstantChangesNoScoreAtThatInstant() throws IOException {
    LocalDate day = LocalDate.of(2025, 3, 31);
    SmallLake.spark();
    Lake whole = SmallLake.write(folder.resolve("whole"), 3_000, null);
    Lake cut = SmallLake.write(folder.resolve("cut"), 3_000, SmallLake.end(day));
    String settings = settings("evaluation-rows = 60000").toString();
    for (Lake lake : List.of(whole, cut)) {
      assertThat(
              AnalyticsProgram.run(
                  "run", "--lake", lake.root(), "--as-of", day.toString(), "--config", settings))
          .isZero();
    }
    SparkSession spark = SmallLake.spark();

    for (TableSpec table : List.of(Scores.TABLE, ScoreStages.TABLE)) {
      Set<String> scores = scores(spark, whole, table);
      assertThat(scores).hasSizeGreaterThan(50);
      assertThat(scores(spark, cut, table)).isEqualTo(scores);
    }
  }

  /** Small trees find a leak as well. */
  private Path settings(String more) throws IOException {
    return Files.writeString(
        folder.resolve("small.conf"),
        "duecast.analytics { trees = 15, training-rows = 60000, %s }".formatted(more));
  }

  /** Rows of {@code table} to the last bit, without the names of run and model. */
  private static Set<String> scores(SparkSession spark, Lake lake, TableSpec table) {
    Set<String> scores = new TreeSet<>();
    for (Row row : DeltaTables.open(spark, lake).read(table).collectAsList()) {
      StringBuilder text = new StringBuilder();
      for (Column column : table.columns()) {
        if (!NAMES.contains(column.name())) {
          text.append(column).append('=').append(row.<Object>getAs(column.name())).append('|');
        }
      }
      scores.add(text.toString());
    }
    return scores;
  }
}
