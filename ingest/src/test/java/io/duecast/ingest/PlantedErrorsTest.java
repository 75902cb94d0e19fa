package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.duecast.contract.check.QualityRates;
import io.duecast.contract.check.Rejects;
import io.duecast.simulator.SimulatorProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A simulated company whose wrong cells and rows are known: nearly all are found, and no others.
 */
class PlantedErrorsTest {

  private static final int KINDS = 20;

  /** A wrong cell or row, as the simulator notes it and as rejects name it. */
  private record Wrong(String place, String rule) {}

  @TempDir static Path folder;
  private static final Set<String> PLANTED_KINDS = new TreeSet<>();
  private static final Set<Wrong> PLANTED = new HashSet<>();
  private static TestLake lake = new TestLake(Path.of("unset"));

  @BeforeAll
  static void load() throws IOException {
    Path company = folder.resolve("company");
    int exit =
        SimulatorProgram.run(
            "simulate",
            "--lines",
            "2000",
            "--dirty-rate",
            "0.1",
            "--end",
            "2026-06-30",
            "--out",
            company.toString());
    assertThat(exit).isZero();
    Files.readAllLines(company.resolve("truth/planted-errors.csv")).stream()
        .skip(1)
        .map(line -> List.of(line.split(",", -1)))
        .forEach(
            cells -> {
              PLANTED.add(new Wrong(cells.get(0) + "#" + cells.get(1), cells.get(4)));
              PLANTED_KINDS.add(cells.get(3));
            });
    lake = new TestLake(folder.resolve("lake"));
    lake.load("kingdee", company);
  }

  @Test
  void wrongCellsAreFoundAndSoundOnesAreNot() {
    Set<String> plantedPlaces = PLANTED.stream().map(Wrong::place).collect(Collectors.toSet());
    Set<Wrong> found = new HashSet<>();
    Set<Wrong> alarms = new HashSet<>();
    List<Row> rejects = lake.rows(Rejects.TABLE);
    for (Row row : rejects) {
      Wrong wrong =
          new Wrong(
              row.getAs(Rejects.FILE.name()) + "#" + row.<Long>getAs(Rejects.ROW_NUMBER.name()),
              row.getAs(Rejects.RULE.name()));
      found.add(wrong);
      // One wrong cell may break several rules of its row.
      if (!plantedPlaces.contains(wrong.place())) {
        alarms.add(wrong);
      }
    }
    Set<Wrong> missed = new HashSet<>(PLANTED);
    missed.removeAll(found);
    System.out.printf(
        "planted %d of %d kinds: recall %.4f, precision %.4f%n",
        PLANTED.size(),
        PLANTED_KINDS.size(),
        1 - (double) missed.size() / PLANTED.size(),
        1 - (double) alarms.size() / rejects.size());

    assertThat(PLANTED_KINDS).hasSize(KINDS);
    assertThat(missed).hasSizeLessThanOrEqualTo(PLANTED.size() / 100);
    assertThat(alarms).hasSizeLessThanOrEqualTo(rejects.size() / 100);
  }

  @Test
  void theReportTellsRatesProblemsAndEntryLagAndEndsWellBelowTheTarget() throws IOException {
    Path out = folder.resolve("report");

    TestLake.Answer answer =
        TestLake.run(
            "quality",
            "--lake",
            lake.lake().root(),
            "--out",
            out.toString(),
            "--lang",
            "en",
            "--json");

    assertThat(answer.exitCode()).isZero();
    JsonNode report = new ObjectMapper().readTree(answer.out());
    assertThat(report.get("meetsTarget").asBoolean()).isFalse();
    JsonNode orders = source(report, "purchase_order");
    long wrong =
        PLANTED.stream()
            .filter(one -> one.place().startsWith("PUR_PurchaseOrder.csv#"))
            .filter(one -> !one.rule().equals("TOTAL_ROW"))
            .map(Wrong::place)
            .distinct()
            .count();
    assertThat(orders.get("wrong").asLong()).as("each wrong row once").isEqualTo(wrong);
    assertThat(orders.get("rate").asDouble())
        .isEqualTo(QualityRates.rate(wrong, orders.get("rowsIn").asLong()));
    assertThat(orders.get("meetsTarget").asBoolean()).isFalse();
    assertThat(orders.get("trend")).hasSize(1);
    assertThat(source(report, "supplier").get("meetsTarget").asBoolean()).isTrue();
    assertThat(source(report, "in_stock").findValuesAsText("rule"))
        .contains("DATE_INVALID", "NUMBER_INVALID", "RECEIPT_BEFORE_ORDER");
    JsonNode problem = report.get("problems").get(0);
    assertThat(report.get("problems")).hasSize(10);
    assertThat(problem.get("examples")).hasSize(3);
    assertThat(problem.get("cost").asLong()).isGreaterThan(problem.get("rows").asLong());
    assertThat(menders(source(report, "in_stock"), "DATE_INVALID")).isEqualTo("warehouse entry");
    assertThat(menders(orders, "PROMISE_BEFORE_ORDER")).isEqualTo("buyer");
    assertThat(report.get("entryLag").findValuesAsText("of")).contains("warehouse", "person");
    assertThat(Files.readString(out.resolve("quality.html")))
        .contains("Below the target of 2 %: ", "未达到 2 % 的目标：", "PROMISE_BEFORE_ORDER");
    assertThat(new ObjectMapper().readTree(out.resolve("quality.json").toFile())).isEqualTo(report);
  }

  private static JsonNode source(JsonNode report, String name) {
    return StreamSupport.stream(report.get("sources").spliterator(), false)
        .filter(source -> source.get("source").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String menders(JsonNode source, String rule) {
    return StreamSupport.stream(source.get("rules").spliterator(), false)
        .filter(one -> one.get("rule").asText().equals(rule))
        .findFirst()
        .orElseThrow()
        .at("/mender/en")
        .asText();
  }
}
