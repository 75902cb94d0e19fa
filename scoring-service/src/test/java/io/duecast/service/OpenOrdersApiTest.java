package io.duecast.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.duecast.contract.score.Scores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenOrdersApiTest {

  private static RunningService service;
  private static int total;

  @BeforeAll
  static void start() {
    service = RunningService.over(GoldenLake.lake());
    total = service.json("/v1/open-orders").get("total").asInt();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void pagesFollowOneAnotherWithoutGapOrRepetition() {
    List<Integer> ranks = new ArrayList<>();
    String next = "/v1/open-orders?limit=7";
    while (!next.isEmpty()) {
      JsonNode page = service.json(next);
      page.get("rows").forEach(row -> ranks.add(row.get("rank").asInt()));
      next =
          page.get("next_cursor").isNull()
              ? ""
              : "/v1/open-orders?limit=7&cursor=" + page.get("next_cursor").asText();
    }

    assertThat(total).isPositive();
    assertThat(ranks).hasSize(total).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void filtersNarrowAndSortsOrder() {
    JsonNode first = service.json("/v1/open-orders?limit=1").get("rows").get(0);
    for (String part :
        List.of(
            "partner=" + RunningService.encoded(first.get("partner_key").asText()),
            "stage=" + first.get("current_stage").asText(),
            "owner_role=" + first.get("owner_role").asText(),
            "band=" + first.get("band").asText(),
            "state=" + first.get("state").asText(),
            "q=" + first.get("order_no").asText().toLowerCase(java.util.Locale.ROOT))) {
      JsonNode page = service.json("/v1/open-orders?limit=200&" + part);
      assertThat(page.get("total").asInt()).as(part).isPositive();
      assertThat(page.get("rows").toString()).contains(first.get("order_line_key").asText());
    }
    List<String> due = new ArrayList<>();
    service
        .json("/v1/open-orders?limit=200&sort=due_on&due_before=2100-01-01")
        .get("rows")
        .forEach(row -> due.add(row.get("due_on").asText()));
    assertThat(due).isNotEmpty().isSorted();
    assertThat(service.json("/v1/open-orders?q=no-such-thing").get("total").asInt()).isZero();
  }

  @Test
  void aLineThatIsMarkedRiskySaysWhatRaisesItsRiskWhereAnythingDoes() {
    int raised = 0;
    for (JsonNode row : service.json("/v1/open-orders?limit=200").get("rows")) {
      String key = RunningService.encoded(row.get("order_line_key").asText());
      List<JsonNode> reasons = new ArrayList<>();
      service.json("/v1/open-orders/" + key).get("reasons").forEach(reasons::add);
      JsonNode main =
          reasons.stream()
              .filter(one -> !row.get("band").asText().equals("low"))
              .filter(one -> one.get("effect").asText().equals("raises"))
              .findFirst()
              .orElse(reasons.get(0));

      assertThat(row.get("reason_effect")).isEqualTo(main.get("effect"));
      assertThat(row.get("reason_en")).isEqualTo(main.get("fact_en"));
      raised += main.get("rank").asInt() > 1 ? 1 : 0;
    }
    assertThat(raised).isPositive();
  }

  @Test
  void aStageHasTheNameThatItsOwnProcessGivesIt() {
    Map<String, String> names = new TreeMap<>();
    for (JsonNode row : service.json("/v1/open-orders?limit=200").get("rows")) {
      String key = RunningService.encoded(row.get("order_line_key").asText());
      for (JsonNode stage : service.json("/v1/open-orders/" + key).get("stages")) {
        if (stage.get("stage").asText().equals("shipped")) {
          names.put(row.get("direction").asText(), stage.get("name").get("en").asText());
        }
      }
    }

    assertThat(names)
        .containsOnly(entry("purchase", "Supplier shipment"), entry("sales", "Shipment"));
    assertThat(RunningService.text(service.get("/?lang=en&direction=sales")))
        .doesNotContain("Supplier shipment");
    assertThat(RunningService.text(service.get("/?lang=en")))
        .contains("Supplier shipment / Shipment");
  }

  @Test
  void aCursorOfAnotherListIsStale() {
    String cursor = service.json("/v1/open-orders?limit=3").get("next_cursor").asText();

    HttpResponse<byte[]> other = service.get("/v1/open-orders?limit=3&band=high&cursor=" + cursor);
    HttpResponse<byte[]> resorted =
        service.get("/v1/open-orders?limit=3&sort=due_on&cursor=" + cursor);
    HttpResponse<byte[]> damaged = service.get("/v1/open-orders?cursor=%21%21");

    assertThat(other.statusCode()).isEqualTo(410);
    assertThat(RunningService.json(other).get("code").asText()).isEqualTo("STALE_CURSOR");
    assertThat(resorted.statusCode()).isEqualTo(410);
    assertThat(damaged.statusCode()).isEqualTo(400);
  }

  @Test
  void aKnownAnswerIsNotSentAgain() {
    HttpResponse<byte[]> first = service.get("/v1/open-orders?band=high");
    String tag = first.headers().firstValue("ETag").orElseThrow();

    HttpResponse<byte[]> again = service.get("/v1/open-orders?band=high", "If-None-Match", tag);
    HttpResponse<byte[]> other = service.get("/v1/open-orders?band=low", "If-None-Match", tag);
    HttpResponse<byte[]> asFile =
        service.get("/v1/open-orders?band=high", "If-None-Match", tag, "Accept", "text/csv");

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(asFile.statusCode()).isEqualTo(200);
  }

  @Test
  void csvHoldsEveryRowAndNoFormula() {
    HttpResponse<byte[]> answer = service.get("/v1/open-orders", "Accept", "text/csv");
    String text = RunningService.text(answer);
    List<String> lines = text.lines().toList();

    assertThat(answer.body()).startsWith(0xEF, 0xBB, 0xBF);
    assertThat(text).contains("\r\n");
    assertThat(lines).hasSize(total + 1);
    assertThat(lines.get(0)).contains("rank,band,late_probability").contains(",order_line_key");
    assertThat(text).doesNotContainPattern("(?m)(^|,)\"?[=@+]");
    assertThat(
            RunningService.text(service.get("/v1/open-orders?format=csv&headings=label&lang=zh")))
        .contains("延期概率");
  }

  @Test
  void xlsxHoldsEveryRowAsValuesAndSaysWhereItComesFrom() throws IOException {
    HttpResponse<byte[]> answer = service.get("/v1/open-orders?format=xlsx&lang=zh&band=high");

    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(answer.body()))) {
      List<Sheet> sheets = book.getSheets().toList();
      List<Row> rows = sheets.get(0).read();
      assertThat(rows).hasSize(service.json("/v1/open-orders?band=high").get("total").asInt() + 1);
      assertThat(rows.get(0).getCellText(0)).isEqualTo("排名");
      assertThat(rows.stream().flatMap(Row::stream).filter(cell -> cell != null))
          .noneMatch(cell -> cell.getType() == CellType.FORMULA);
      String about;
      try (Stream<Row> facts = sheets.get(1).openStream()) {
        about = facts.map(row -> row.getCellText(0) + row.getCellText(1)).toList().toString();
      }
      assertThat(about).contains("评分批次", "模型版本", "band=high", "延期概率");
    }
  }

  @Test
  void wrongRequestsSayWhatToDoInBothLanguages() {
    HttpResponse<byte[]> en = service.get("/v1/open-orders?bnad=high");
    HttpResponse<byte[]> zh =
        service.get("/v1/open-orders?band=hihg", "Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5");

    assertThat(en.statusCode()).isEqualTo(400);
    assertThat(RunningService.json(en).get("detail").asText())
        .startsWith("There is no parameter bnad; did you mean band?");
    assertThat(RunningService.json(zh).get("detail").asText())
        .isEqualTo("参数 band 的值 hihg 无效，您是指 high 吗？可用：high, medium, low, unknown。");
    assertThat(RunningService.json(zh).get("title").asText()).isEqualTo("参数错误");
    assertThat(service.get("/v1/open-orders?due_before=tomorrow").statusCode()).isEqualTo(400);
    assertThat(service.get("/v1/open-orders?limit=0").statusCode()).isEqualTo(400);
    assertThat(service.get("/v1/open-orders?limit=9999").statusCode()).isEqualTo(400);
    assertThat(service.get("/v1/open-orders?band=high&band=low").statusCode()).isEqualTo(400);
    assertThat(service.get("/v1/open-orders", "Accept", "image/png").statusCode()).isEqualTo(406);
    assertThat(service.get("/v1/open-orders/nobody").statusCode()).isEqualTo(404);
    assertThat(service.get("/v1/suppliers/nobody/report").statusCode()).isEqualTo(404);
    assertThat(service.get("/v1/nothing-here").statusCode()).isEqualTo(404);
  }

  @Test
  void inputIsNeverSql() {
    for (String evil : List.of("'%20OR%201=1--", "%25", "';drop%20view%20scores;--")) {
      assertThat(service.json("/v1/open-orders?q=" + evil).get("total").asInt()).isZero();
      assertThat(service.json("/v1/open-orders?partner=" + evil).get("total").asInt()).isZero();
    }
    assertThat(service.json("/v1/open-orders").get("total").asInt()).isEqualTo(total);
  }

  @Test
  void keysMayHoldAnyCharacter() {
    HttpResponse<byte[]> answer = service.get("/v1/open-orders/a%2Fb%20%E4%B8%AD%3Fc%25");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(RunningService.json(answer).get("detail").asText()).contains("a/b 中?c%");
  }

  @Test
  void aRunThatVanishesLeavesAnEmptyStateNotAnError(@TempDir Path folder) {
    var lake = GoldenLake.copyTo(folder.resolve("lake"));
    GoldenLake.empty(lake, io.duecast.contract.score.Runs.TABLE);
    GoldenLake.empty(lake, Scores.TABLE);
    try (RunningService empty = RunningService.over(lake)) {
      assertThat(empty.get("/v1/open-orders").statusCode()).isEqualTo(503);
      assertThat(RunningService.json(empty.get("/v1/open-orders")).get("detail").asText())
          .contains("Run duecast run first");
      HttpResponse<byte[]> page = empty.get("/?lang=en");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(RunningService.text(page)).contains("No scores yet", "./duecast run");
      assertThat(new String(empty.get("/suppliers?lang=zh").body(), StandardCharsets.UTF_8))
          .contains("还没有评分");
      assertThat(empty.get("/v1/runs").statusCode()).isEqualTo(200);
    }
  }
}
