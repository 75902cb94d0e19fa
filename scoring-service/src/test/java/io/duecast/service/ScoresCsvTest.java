package io.duecast.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders that come, and scores that go, as CSV. */
class ScoresCsvTest {

  private static final String HEADINGS =
      "order_line_key,partner_key,order_date,promised_date_first,promised_date,qty,attrs.colour,"
          + "events.approved.actual_on,events.shipped.planned_on,revisions\n";

  private static final String CSV =
      HEADINGS
          + "mine-1,k3cloud:demo:S1,2026-06-20,2026-07-20,2026-07-25,100.50,red,2026-06-21,2026-07-10,"
          + "\"[{\"\"field\"\":\"\"promised\"\",\"\"old_date\"\":\"\"2026-07-20\"\",\"\"new_date\"\":\"\"2026-07-25\"\",\"\"changed_at\"\":\"\"2026-06-25T00:00:00Z\"\"}]\"\n";

  private static final String JSON =
      """
      {"orders": [{"order": {"order_line_key": "mine-1", "partner_key": "k3cloud:demo:S1", "order_date": "2026-06-20",
        "promised_date_first": "2026-07-20", "promised_date": "2026-07-25", "qty": 100.50, "attrs": {"colour": "red"},
        "events": [{"stage": "approved", "actual_on": "2026-06-21"}, {"stage": "shipped", "planned_on": "2026-07-10"}],
        "revisions": [{"field": "promised", "old_date": "2026-07-20", "new_date": "2026-07-25", "changed_at": "2026-06-25T00:00:00Z"}]}}]}
      """;

  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.over(GoldenLake.lake());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void theSameOrderGivesTheSameBitsAsJsonAndAsCsv() {
    JsonNode json = RunningService.json(service.post("/v1/scores", JSON)).get("results");

    assertThat(json.get(0).get("status").asText()).as(json.toString()).isEqualTo("scored");
    assertThat(RunningService.json(csv(CSV)).get("results")).isEqualTo(json);
    assertThat(RunningService.json(csv("\uFEFF" + CSV.replace("\n", "\r\n"))).get("results"))
        .isEqualTo(json);
  }

  @Test
  void everyDigitSurvivesTheWayToCsv() {
    JsonNode score =
        RunningService.json(service.post("/v1/scores", JSON)).get("results").get(0).get("score");
    HttpResponse<byte[]> answer = service.post("/v1/scores", JSON, "Accept", "text/csv");
    NamedCsvRecord row = rows(answer).get(0);

    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(answer.body()).startsWith(0xEF, 0xBB, 0xBF);
    assertThat(Double.parseDouble(row.getField("late_probability")))
        .isEqualTo(score.get("late_probability").asDouble());
    assertThat(Double.parseDouble(row.getField("expected_days_late")))
        .isEqualTo(score.get("expected_days_late").asDouble());
    assertThat(row.getField("delivery_p50")).isEqualTo(score.get("delivery_p50").asText());
    assertThat(row.getField("reason"))
        .isEqualTo(score.get("reasons").get(0).get("fact_en").asText());
  }

  @Test
  void aRowWithNothingButAKeyIsALineOfTheRun() {
    JsonNode listed = service.json("/v1/open-orders?limit=1").get("rows").get(0);
    String key = listed.get("order_line_key").asText();

    JsonNode row =
        RunningService.json(csv("order_line_key,qty\n" + key + ",\n")).get("results").get(0);

    assertThat(row.get("score").get("late_probability")).isEqualTo(listed.get("late_probability"));
  }

  @Test
  void oneBadRowFailsAloneAndNamesItsColumn() {
    JsonNode results =
        RunningService.json(
                csv(
                    "order_line_key,order_date,qty\na,2026-06-20,5\nb,20/06/2026,5\nc,2026-06-20,\"1,000\"\n"
                        + "d,2026-06-20,1,000\ne,2026-06-20,\nnobody,,\nf,2026-06-20,-1e999999999\n"))
            .get("results");

    assertThat(results.findValuesAsText("status").stream().filter(word -> !word.matches("\\d+")))
        .containsExactly("scored", "failed", "failed", "failed", "failed", "failed", "failed");
    assertThat(results.findValuesAsText("order_line_key"))
        .containsExactly("a", "b", "c", "d", "e", "nobody", "f");
    assertThat(results.findValuesAsText("detail"))
        .satisfiesExactly(
            date -> assertThat(date).contains("20/06/2026 of the column order_date", "2026-03-02"),
            number -> assertThat(number).contains("1,000 of the column qty"),
            cells -> assertThat(cells).contains("4 cells and the headings have 3"),
            missing -> assertThat(missing).contains("the field qty is missing"),
            unknown -> assertThat(unknown).contains("no open order line nobody"),
            size -> assertThat(size).contains("qty"));
  }

  @Test
  void aFileThatCannotBeReadSaysWhatToDo() {
    assertThat(detail(csv("order_line_key,order_dat,qty\n")))
        .startsWith("There is no column order_dat; did you mean order_date?");
    assertThat(detail(csv("qty,events.shipped.actual\n")))
        .contains("did you mean events.shipped.actual_on?");
    assertThat(detail(csv("qty,qty\n"))).contains("qty is given more than once");
    assertThat(detail(csv(""))).contains("no row of headings");
    assertThat(detail(csv("qty\n\"5"))).contains("the CSV expected");
    assertThat(detail(csv("qty\n" + "1\n".repeat(51)))).contains("51 rows; the limit is 50");
    assertThat(detail(service.post("/v1/scores", "qty\n", "Content-Type", "text/csv; charset=gbk")))
        .contains("UTF-8");
    assertThat(
            detail(
                service.post(
                    "/v1/scores",
                    "partner_key\n供应商\n".getBytes(Charset.forName("GBK")),
                    "text/csv")))
        .contains("it is not UTF-8");
    assertThat(csv("qty\n1\n", "Accept", "image/png").statusCode()).isEqualTo(406);
  }

  @Test
  void noCellOfAnAnswerIsAFormula() {
    HttpResponse<byte[]> answer =
        csv(
            "order_line_key,order_date,qty\n=1+1,2026-06-20,5\n@x,2026-06-20,y\n",
            "Accept",
            "text/csv");

    assertThat(rows(answer).get(0).getField("order_line_key")).isEqualTo("'=1+1");
    assertThat(rows(answer).get(1).getField("order_line_key")).isEqualTo("'@x");
    assertThat(rows(answer).get(1).getField("problem_code")).isEqualTo("BAD_ARGUMENT");
  }

  private static List<NamedCsvRecord> rows(HttpResponse<byte[]> answer) {
    return CsvReader.builder().ofNamedCsvRecord(RunningService.text(answer).substring(1)).stream()
        .toList();
  }

  private static String detail(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(RunningService.text(answer)).isBetween(400, 499);
    return RunningService.json(answer).get("detail").asText();
  }

  private static HttpResponse<byte[]> csv(String body, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = "text/csv";
    System.arraycopy(headers, 0, all, 2, headers.length);
    return service.post("/v1/scores", body, all);
  }
}
