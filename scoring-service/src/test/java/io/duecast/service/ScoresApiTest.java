package io.duecast.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.duecast.contract.lake.Lake;
import io.duecast.contract.table.Zone;
import io.duecast.features.BaselineHazards;
import io.duecast.features.Calibration;
import io.duecast.features.bundle.Aliases;
import io.duecast.features.bundle.Manifest;
import io.duecast.features.bundle.ModelBundle;
import io.duecast.features.bundle.TargetCard;
import io.duecast.service.lake.LakeReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoresApiTest {

  private static final String ORDER =
      """
      {"order": {"order_line_key": "mine-1", "partner_key": "k3cloud:demo:S1", "order_date": "2026-06-20",
        "promised_date_first": "2026-07-20", "promised_date": "2026-07-20", "qty": 100,
        "events": [{"stage": "approved", "actual_on": "2026-06-21"}]}}
      """;

  @TempDir private static Path folder;

  private static Lake lake;
  private static RunningService service;

  @BeforeAll
  static void start() {
    lake = GoldenLake.copyTo(folder.resolve("lake"));
    promote(lake, rateOnly());
    service = RunningService.over(lake);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void anOrderSentAlongIsScoredByTheChampion() {
    JsonNode answer = RunningService.json(service.post("/v1/scores", ORDER));
    JsonNode row = answer.get("results").get(0);
    JsonNode score = row.get("score");

    assertThat(row.get("status").asText()).as(answer.toString()).isEqualTo("scored");
    assertThat(row.get("order_line_key").asText()).isEqualTo("mine-1");
    assertThat(score.get("state").asText()).isEqualTo("predicted");
    assertThat(score.get("late_probability").asDouble()).isBetween(0.0, 1.0);
    assertThat(score.get("model_version").asText())
        .isEqualTo(Aliases.champion(Path.of(lake.zone(Zone.MODELS))));
    assertThat(score.get("stages").size()).isPositive();
    assertThat(answer.get("run_id").asText()).isNotBlank();
    assertThat(answer.get("table_versions").has("supplier_ledger")).isTrue();
  }

  @Test
  void theSameOrderGivesTheSameBitsAloneAndInABatch() {
    JsonNode alone = RunningService.json(service.post("/v1/scores", ORDER));
    JsonNode batch =
        RunningService.json(
            service.post("/v1/scores", "{\"orders\": [" + ORDER + "," + ORDER + "]}"));

    assertThat(batch.get("results").get(1).get("score"))
        .isEqualTo(alone.get("results").get(0).get("score"));
  }

  @Test
  void oneBadRowFailsAloneAndSaysWhy() {
    JsonNode answer =
        RunningService.json(
            service.post(
                "/v1/scores",
                "{\"orders\": ["
                    + ORDER
                    + ", {\"order\": {\"order_date\": \"2026-06-20\"}}, {\"order\": {\"qty\": 1, \"ordr_date\": 1}}, {\"order_line_key\": \"nobody\"}, 7]}",
                "Accept-Language",
                "en"));

    assertThat(answer.get("results").findValuesAsText("status"))
        .containsSubsequence("scored", "failed", "failed", "failed", "failed");
    assertThat(detail(answer, 1)).contains("the field qty is missing");
    assertThat(detail(answer, 2)).contains("ordr_date");
    assertThat(detail(answer, 3)).contains("no open order line nobody");
    assertThat(detail(answer, 4)).contains("order_line_key or order");
  }

  @Test
  void aStageOrDateThatTheProcessDoesNotHaveIsNamedWithWhatWasMeant() {
    String order = "{\"order\": {\"order_date\": \"2026-06-20\", \"qty\": 1, %s}}";
    JsonNode answer =
        RunningService.json(
            service.post(
                "/v1/scores",
                "{\"orders\": ["
                    + order.formatted(
                        "\"events\": [{\"stage\": \"aproved\", \"actual_on\": \"2026-06-21\"}]")
                    + ","
                    + order.formatted(
                        "\"revisions\": [{\"field\": \"promise\", \"changed_at\": \"2026-06-21T00:00:00Z\"}]")
                    + "]}",
                "Accept-Language",
                "en"));

    assertThat(detail(answer, 0))
        .contains("The value aproved of events.stage")
        .contains("approved");
    assertThat(detail(answer, 1)).contains("The value promise of revisions.field");
  }

  @Test
  void aSingleBadRowIsAProblem() {
    assertThat(service.post("/v1/scores", "{\"order_line_key\": \"nobody\"}").statusCode())
        .isEqualTo(404);
    assertThat(service.post("/v1/scores", "not json").statusCode()).isEqualTo(400);
    assertThat(service.post("/v1/scores", "[]").statusCode()).isEqualTo(400);
    assertThat(service.post("/v1/scores", ORDER, "Content-Type", "text/plain").statusCode())
        .isEqualTo(400);
  }

  @Test
  void aBodyBeyondTheLimitIsRefused() {
    HttpResponse<byte[]> large =
        service.post("/v1/scores", "{\"x\": \"" + "a".repeat(70_000) + "\"}");
    HttpResponse<byte[]> larger =
        service.post("/v1/scores", "{\"x\": \"" + "a".repeat(1_000_000) + "\"}");
    HttpResponse<byte[]> many =
        service.post("/v1/scores", "{\"orders\": [" + "{},".repeat(60) + "{}]}");

    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(larger.statusCode())
        .as("read to its end, so that the answer arrives")
        .isEqualTo(413);
    assertThat(many.statusCode()).isEqualTo(413);
    assertThat(RunningService.json(many).get("detail").asText())
        .contains("61 rows; the limit is 50");
  }

  @Test
  void aUsableChampionMakesTheServiceReady() {
    assertThat(service.get("/v1/health/ready").statusCode()).isEqualTo(200);
    assertThat(service.get("/v1/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void aModelWithAChangedFeatureIsRefusedWhileListsWork(@TempDir Path other) {
    Lake changed = GoldenLake.copyTo(other.resolve("lake"));
    Manifest now = rateOnly();
    promote(
        changed,
        new Manifest(
            now.format(),
            "",
            now.trainedAt(),
            now.asOf(),
            now.seed(),
            "another",
            Map.of("days_of_yesterday", "beef"),
            now.settings(),
            now.windows(),
            now.tableVersions(),
            now.targets(),
            now.metrics(),
            now.gate(),
            now.environment(),
            List.of()));
    try (RunningService refusing = RunningService.over(changed)) {
      HttpResponse<byte[]> ready = refusing.get("/v1/health/ready");
      HttpResponse<byte[]> score = refusing.post("/v1/scores", ORDER);

      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(RunningService.json(ready).get("reason").asText()).contains("feature");
      assertThat(RunningService.json(score).get("code").asText()).isEqualTo("MODEL_REFUSED");
      assertThat(refusing.get("/v1/open-orders").statusCode()).isEqualTo(200);
      assertThat(RunningService.text(refusing.get("/?lang=en")))
          .contains("New orders cannot be scored at the moment");
    }
  }

  /** The golden promise: what the batch wrote, the endpoint computes again, to the last bit. */
  @Test
  void everyLineOfTheGoldenRunGivesTheBitsOfTheBatch() {
    Lake golden = GoldenLake.lake();
    assumeTrue(
        Aliases.read(Path.of(golden.zone(Zone.MODELS))).champion() != null,
        "The golden lake holds no model yet");
    try (RunningService over = RunningService.over(golden);
        LakeReader reader = LakeReader.open(golden, RunningService.SETTINGS.limits())) {
      List<String> keys =
          reader.with(
              snapshot ->
                  snapshot.list(
                      "SELECT s.order_line_key AS key FROM scores AS s JOIN service.current_run USING (run_id) ORDER BY rank LIMIT 50",
                      row -> row.word("key")));
      assertThat(keys).isNotEmpty();
      for (String key : keys) {
        JsonNode batch = over.json("/v1/open-orders/" + RunningService.encoded(key)).get("order");
        JsonNode live =
            RunningService.json(over.post("/v1/scores", "{\"order_line_key\": \"" + key + "\"}"))
                .path("results")
                .path(0)
                .path("score");
        assertThat(live.isObject())
            .as("%s is scored; if not, make the lake anew: datasets/golden/README.md", key)
            .isTrue();
        for (String field :
            List.of(
                "late_probability",
                "stage_late_probability",
                "expected_days_late",
                "delivery_p10",
                "delivery_p50",
                "delivery_p80",
                "delivery_p90",
                "due_on",
                "state",
                "level",
                "support",
                "action",
                "model_version")) {
          assertThat(live.get(field)).as(key + " " + field).isEqualTo(batch.get(field));
        }
      }
    }
  }

  private static String detail(JsonNode answer, int row) {
    return answer.get("results").get(row).get("problem").get("detail").asText();
  }

  private static void promote(Lake lake, Manifest draft) {
    Path models = Path.of(lake.zone(Zone.MODELS));
    Manifest written = ModelBundle.write(models.resolve("bundles"), draft, Map.of());
    Aliases.promote(models, written.modelVersion());
  }

  /** A bundle that answers by rates alone, so that it needs no trained file. */
  private static Manifest rateOnly() {
    Instant asOf = Instant.parse("2026-06-30T16:00:00Z");
    List<TargetCard> targets =
        List.of("delivery", "approved", "confirmed", "shipped", "arrived", "inspected", "stocked")
            .stream()
            .map(
                stage ->
                    new TargetCard(
                        "purchase",
                        stage,
                        TargetCard.Level.RATE,
                        30,
                        0,
                        null,
                        Calibration.identity(),
                        0,
                        new BaselineHazards.Builder().build(),
                        Map.of(),
                        "a bundle for tests"))
            .toList();
    return Manifest.draft(asOf, asOf, 1, Map.of(), Map.of(), targets, Map.of(), "passed");
  }
}
