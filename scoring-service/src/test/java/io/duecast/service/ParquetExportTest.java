package io.duecast.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list as Parquet, read back by DuckDB. */
class ParquetExportTest {

  @TempDir private static Path folder;

  @Test
  void parquetHoldsTheRowsOfJsonInTheirOrderWithEveryDigit() throws IOException, SQLException {
    try (RunningService service = RunningService.over(GoldenLake.lake())) {
      String list = "/v1/open-orders?sort=amount_open&direction=purchase";
      JsonNode rows = service.json(list + "&limit=200").get("rows");
      HttpResponse<byte[]> answer =
          service.get(list + "&limit=1", "Accept", "application/vnd.apache.parquet");
      Path file = Files.write(folder.resolve("list.parquet"), answer.body());

      assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
          .endsWith(".parquet\"");
      assertThat(service.get(list + "&format=parquet").body()).isEqualTo(answer.body());
      assertThat(rows).isNotEmpty();
      try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = duck.createStatement();
          ResultSet result = statement.executeQuery("FROM '" + file + "'")) {
        for (JsonNode row : rows) {
          assertThat(result.next()).isTrue();
          for (Map.Entry<String, JsonNode> field : row.properties()) {
            assertSame(field.getValue(), result.getObject(field.getKey()), field.getKey());
          }
        }
        assertThat(result.next()).isFalse();
      }
    }
  }

  @Test
  void theListIsNeverCappedAndAnEmptyOneIsAFileToo() throws IOException, SQLException {
    try (RunningService service = RunningService.over(GoldenLake.lake())) {
      long total = service.json("/v1/open-orders").get("total").asLong();
      assertThat(count(service.get("/v1/open-orders?format=parquet&limit=1").body()))
          .isEqualTo(total);
      assertThat(count(service.get("/v1/open-orders?format=parquet&q=no-such-thing").body()))
          .isZero();
      assertThat(service.get("/v1/open-orders?format=parquet&band=hgih").statusCode())
          .isEqualTo(400);
      assertThat(RunningService.text(service.get("/?lang=en"))).contains("Export Parquet");
    }
  }

  private static void assertSame(JsonNode expected, Object actual, String name) {
    if (expected.isNull()) {
      assertThat(actual).as(name).isNull();
    } else if (actual instanceof BigDecimal number) {
      assertThat(number).as(name).isEqualByComparingTo(expected.decimalValue());
    } else if (actual instanceof Double number) {
      assertThat(number).as(name).isEqualTo(expected.doubleValue());
    } else if (actual instanceof Number number) {
      assertThat(number.longValue()).as(name).isEqualTo(expected.longValue());
    } else {
      assertThat(String.valueOf(actual)).as(name).isEqualTo(expected.asText());
    }
  }

  private static long count(byte[] parquet) throws IOException, SQLException {
    Path file = Files.write(folder.resolve("counted.parquet"), parquet);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM '" + file + "'")) {
      result.next();
      return result.getLong(1);
    }
  }
}
