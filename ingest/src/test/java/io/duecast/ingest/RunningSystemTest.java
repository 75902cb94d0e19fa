package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.duecast.delta.DeltaTables;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.Connectors;
import io.duecast.ingest.publish.Watermarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders that are read out of a database, from its address to canonical rows. */
class RunningSystemTest {

  private static final Path WORKSHOP = TestLake.resource("workshop");

  @TempDir private Path folder;

  @Test
  void rowsOfADatabaseBecomeTheSameOrdersAsTheirExport() throws IOException, SQLException {
    List<CsvRecord> ledger = new ArrayList<>();
    try (CsvReader<CsvRecord> records =
        CsvReader.builder().ofCsvRecord(WORKSHOP.resolve("ledger.txt"))) {
      records.forEach(ledger::add);
    }
    String address = "jdbc:sqlite:" + folder.resolve("erp.db");
    List<String> headings = ledger.get(0).getFields();
    try (Connection connection = DriverManager.getConnection(address);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "CREATE TABLE ledger (\"%s\")".formatted(String.join("\",\"", headings)));
      String marks = String.join(",", Collections.nCopies(headings.size(), "?"));
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO ledger VALUES (%s)".formatted(marks))) {
        for (CsvRecord row : ledger.subList(1, ledger.size())) {
          for (int i = 0; i < headings.size(); i++) {
            insert.setString(i + 1, i < row.getFieldCount() ? row.getField(i) : null);
          }
          insert.executeUpdate();
        }
      }
    }
    Path own = TestLake.copy(WORKSHOP, folder.resolve("own"));
    Path yaml = own.resolve("connector.yaml");
    Files.writeString(
        yaml,
        Files.readString(yaml)
            .replace("    columns:\n", "    table: ledger\n    watermark: 下单日期\n    columns:\n"));

    JsonNode read = check(own, address);
    Path export = Files.createDirectories(folder.resolve("export")).resolve("ledger.csv");
    JsonNode exported = check(WORKSHOP, Files.copy(own.resolve("ledger.txt"), export).toString());

    assertThat(read.at("/tables/order_lines"))
        .hasSize(3)
        .isEqualTo(exported.at("/tables/order_lines"));
    assertThat(read.at("/tables/receipts")).isEqualTo(exported.at("/tables/receipts"));
    assertThat(read.at("/rejects_by_rule")).isEqualTo(exported.at("/rejects_by_rule"));
  }

  private static JsonNode check(Path connector, String input) throws IOException {
    TestLake.Answer answer =
        TestLake.run(
            "connectors",
            "check",
            connector.toString(),
            "--input",
            input,
            "--json",
            "--lang",
            "en",
            "--master",
            "local[2]");
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    return new ObjectMapper().readTree(answer.out());
  }

  @Test
  void theLakeKeepsHowFarEachSourceWasReadByThisVersionOfTheConnector() throws IOException {
    DeltaTables lake =
        DeltaTables.openOrCreate(TestLake.spark(), new TestLake(folder.resolve("lake")).lake());
    Path own = TestLake.copy(WORKSHOP, folder.resolve("own"));
    Connector connector = Connectors.find(own.toString());
    assertThat(Watermarks.read(lake, connector)).isEmpty();

    Watermarks.keep(
        TestLake.spark(), lake, connector, "load-1", Map.of("order", "2026-03-01", "item", "7"));
    Watermarks.keep(TestLake.spark(), lake, connector, "load-2", Map.of("order", "2026-03-09"));

    assertThat(Watermarks.read(lake, connector))
        .isEqualTo(Map.of("order", "2026-03-09", "item", "7"));
    Path sql = own.resolve("order_lines.sql");
    Files.writeString(sql, Files.readString(sql) + "\n-- another version\n");
    assertThat(Watermarks.read(lake, Connectors.find(own.toString()))).isEmpty();
  }
}
