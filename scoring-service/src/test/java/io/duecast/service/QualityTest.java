package io.duecast.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.duecast.contract.check.QualityRates;
import io.duecast.contract.lake.Lake;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures that rest on a source with too many wrong rows. */
class QualityTest {

  @TempDir private Path folder;

  @Test
  void aSourceThatMissesTheTargetWarnsWhereverItsRowsAreBehind() {
    try (RunningService service = RunningService.over(lake(0.05))) {
      JsonNode list = service.json("/v1/open-orders?limit=1");
      String partner = RunningService.encoded(list.at("/rows/0/partner_key").asText());
      HttpResponse<byte[]> csv = service.get("/v1/open-orders?format=csv");

      assertThat(list.at("/warnings/0/source").asText()).isEqualTo("order");
      assertThat(list.at("/warnings/0/rate").asDouble()).isEqualTo(0.05);
      assertThat(list.get("warnings"))
          .as("a source that meets the target, and one without lines here, say nothing")
          .hasSize(1);
      assertThat(service.json("/v1/suppliers").get("warnings")).isEqualTo(list.get("warnings"));
      assertThat(service.json("/v1/suppliers/" + partner + "/report").get("warnings"))
          .isEqualTo(list.get("warnings"));
      assertThat(csv.headers().firstValue("Duecast-Warning"))
          .hasValue("system=k3cloud; source=order; rate=0.0500; target=0.0200");
      for (String page : new String[] {"/", "/suppliers", "/suppliers/" + partner}) {
        assertThat(RunningService.text(service.get(page + "?lang=zh")))
            .as(page)
            .contains("1,000 行中 50 行有错", "错误率 5.0 %", "目标不超过 2.0 %", "duecast quality");
      }
    }
  }

  @Test
  void beyondTheLimitRankingsAndReportsAreWithheldAndTheListIsNot() {
    try (RunningService service = RunningService.over(lake(0.2))) {
      JsonNode list = service.json("/v1/open-orders?limit=1");
      String partner = RunningService.encoded(list.at("/rows/0/partner_key").asText());

      assertThat(list.get("warnings")).hasSize(1);
      for (String path : new String[] {"/v1/suppliers", "/v1/suppliers/" + partner + "/report"}) {
        HttpResponse<byte[]> answer = service.get(path + "?lang=en", "If-None-Match", "*");
        assertThat(answer.statusCode()).as(path).isEqualTo(409);
        assertThat(RunningService.json(answer).get("code").asText()).isEqualTo("QUALITY_TOO_LOW");
        assertThat(RunningService.json(answer).get("detail").asText())
            .contains("200 of 1,000 rows are wrong", "the limit is 10.0 %", "mend them");
      }
      HttpResponse<byte[]> page = service.get("/suppliers?lang=zh");
      assertThat(page.statusCode()).isEqualTo(409);
      assertThat(RunningService.text(page)).contains("错误率 20.0 %", "duecast quality --out");
      assertThat(service.get("/suppliers/" + partner).statusCode()).isEqualTo(409);
      assertThat(service.get("/").statusCode()).isEqualTo(200);
    }
  }

  /** The golden lake, whose orders were loaded twice: the second time with this rate. */
  private Lake lake(double rate) {
    Lake lake = GoldenLake.copyTo(folder.resolve("lake"));
    String row =
        "SELECT '%s', 'kingdee', '%s', (SELECT any_value(source_instance) FROM lines), '%s', 'ANY', 1000, %d, %s, 0.02, NULL, NULL, NULL, TIMESTAMPTZ '%s'";
    GoldenLake.add(
        lake,
        QualityRates.TABLE,
        "WITH lines AS (FROM read_parquet('%s/*.parquet')) "
                .formatted(lake.table(io.duecast.contract.order.OrderLines.TABLE))
            + String.join(
                " UNION ALL ",
                row.formatted("first", "k3cloud", "order", 900, 0.9, "2026-01-01 00:00:00Z"),
                row.formatted(
                    "second",
                    "k3cloud",
                    "order",
                    Math.round(1000 * rate),
                    rate,
                    "2026-02-01 00:00:00Z"),
                row.formatted("second", "k3cloud", "receipt", 20, 0.02, "2026-02-01 00:00:00Z"),
                row.formatted("other", "sap", "order", 900, 0.9, "2026-02-01 00:00:00Z")));
    return lake;
  }
}
