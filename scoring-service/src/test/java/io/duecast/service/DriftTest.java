package io.duecast.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.duecast.contract.lake.Lake;
import io.duecast.contract.score.DriftChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What managers see of drift: nothing to read while there is none, a sentence when there is. */
class DriftTest {

  private static final String WARNING = "Orders changed since the model was trained.";

  @Test
  void theChampionTellsWhatItsLastRunWasLike() {
    try (RunningService service = RunningService.over(GoldenLake.lake())) {
      JsonNode card = service.json("/v1/models").get("rows").get(0);
      String run = service.json("/v1/runs").get("rows").get(0).get("run_id").asText();

      assertThat(card.get("aliases").get(0).asText()).isEqualTo("champion");
      assertThat(card.get("drift")).isNotEmpty();
      for (JsonNode finding : card.get("drift")) {
        assertThat(finding.get("run_id").asText()).isEqualTo(run);
        assertThat(finding.get("verdict").asText()).isIn(DriftChecks.STEADY, DriftChecks.TOO_FEW);
        assertThat(finding.get("drifted_features")).isEmpty();
        assertThat(finding.get("sentence_en").asText()).endsWith(".");
        assertThat(finding.get("sentence_zh").asText()).endsWith("。");
      }
      assertThat(RunningService.text(service.get("/?lang=en"))).doesNotContain(WARNING);
    }
  }

  @Test
  void driftIsToldAboveTheList(@TempDir Path folder) throws Exception {
    Lake lake = GoldenLake.copyTo(folder);
    plant(lake);
    try (RunningService service = RunningService.over(lake)) {
      JsonNode finding = service.json("/v1/models").get("rows").get(0).get("drift").get(0);

      assertThat(finding.get("verdict").asText()).isEqualTo(DriftChecks.RETRAIN);
      assertThat(finding.get("drifted_features").toString())
          .isEqualTo("[\"amount_log\",\"usual_days\"]");
      assertThat(RunningService.text(service.get("/?lang=en")))
          .contains(WARNING + " Purchase: 2 features drifted &lt;b&gt;.");
      assertThat(RunningService.text(service.get("/?lang=zh"))).contains("订单与模型训练时相比有变化。采购：有漂移。");
      assertThat(RunningService.text(service.get("/suppliers?lang=en"))).doesNotContain(WARNING);
    }
  }

  /** Rewrites the checks as if two features of the purchases had drifted. */
  private static void plant(Lake lake) throws IOException, SQLException {
    Path table = Path.of(lake.table(DriftChecks.TABLE));
    Path changed = table.resolve("part-00000-changed.snappy.parquet");
    List<Path> old;
    try (Stream<Path> files = Files.list(table)) {
      old = files.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          COPY (
            SELECT * REPLACE (
              CASE WHEN kind = 'all' AND direction = 'purchase' THEN 'retrain'
                   WHEN subject IN ('amount_log', 'usual_days') AND direction = 'purchase' THEN 'drifted'
                   ELSE verdict END AS verdict,
              CASE subject WHEN 'amount_log' THEN 0.9 WHEN 'usual_days' THEN 0.4 ELSE distance END AS distance,
              CASE WHEN kind = 'all' THEN 'Purchase: 2 features drifted <b>.' END AS sentence_en,
              CASE WHEN kind = 'all' THEN '采购：有漂移。' END AS sentence_zh)
            FROM read_parquet('%s/*.parquet'))
          TO '%s' (FORMAT parquet)
          """
              .formatted(table, changed));
    }
    StringBuilder commit = new StringBuilder();
    for (Path file : old) {
      commit
          .append("{\"remove\":{\"path\":\"")
          .append(file.getFileName())
          .append("\",\"deletionTimestamp\":1,\"dataChange\":true}}\n");
    }
    commit
        .append("{\"add\":{\"path\":\"")
        .append(changed.getFileName())
        .append("\",\"partitionValues\":{},\"size\":")
        .append(Files.size(changed))
        .append(",\"modificationTime\":1,\"dataChange\":true}}\n");
    try (Stream<Path> commits = Files.list(table.resolve("_delta_log"))) {
      long next = commits.filter(file -> file.toString().endsWith(".json")).count();
      Files.writeString(
          table.resolve("_delta_log").resolve("%020d.json".formatted(next)), commit.toString());
    }
  }
}
