package io.duecast.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TruthTest {

  private static final LocalDate END = LocalDate.of(2026, 6, 30);

  @TempDir private static Path folder;

  private static List<Map<String, String>> hazards;

  @BeforeAll
  static void simulate() throws Exception {
    Path truth = Files.createDirectory(folder.resolve("truth"));
    new Simulation(new SimulationSettings(20_000, 5, END, 0)).write(folder, truth, done -> {});
    hazards = Table.read(truth.resolve("hazards.csv"));
  }

  private static double probability(Map<String, String> row) {
    return Double.parseDouble(row.getOrDefault("p_true", ""));
  }

  private static List<Map<String, String>> finished(String kind) {
    return hazards.stream()
        .filter(row -> kind.equals(row.get("snapshot_kind")))
        .filter(row -> !"given_up".equals(row.get("outcome")))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"creation", "approved", "confirmed", "shipped", "arrived", "as_of"})
  void theTruthIsTheShareOfLateLinesInEveryTenth(String kind) {
    List<List<Map<String, String>>> tenths = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      tenths.add(new ArrayList<>());
    }
    finished(kind).forEach(row -> tenths.get((int) Math.min(9, probability(row) * 10)).add(row));
    for (List<Map<String, String>> tenth : tenths) {
      if (tenth.size() >= 30) {
        double expected =
            tenth.stream().mapToDouble(TruthTest::probability).average().orElseThrow();
        double late =
            tenth.stream().filter(row -> "late".equals(row.get("outcome"))).count()
                / (double) tenth.size();
        // Lines of one order share approval and confirmation, so their outcomes hang together.
        double error = Math.sqrt(expected * (1 - expected) / tenth.size()) * 4.5 + 0.015;
        assertThat(late).as("%s, p about %.2f", kind, expected).isCloseTo(expected, within(error));
      }
    }
  }

  @Test
  void aFifthOfTheLinesIsLateAndTheSupplierMatters() {
    List<Map<String, String>> created = finished("creation");
    double late =
        created.stream().filter(row -> "late".equals(row.get("outcome"))).count()
            / (double) created.size();

    assertThat(late).isBetween(0.15, 0.27);
    assertThat(created.stream().map(row -> row.get("supplier_size")).distinct())
        .containsExactlyInAnyOrder("over_100", "20_to_100", "5_to_20", "under_5");
  }

  @Test
  void openLinesOfTheExportHaveTheirProbability() {
    List<String> asOf =
        hazards.stream()
            .filter(row -> "as_of".equals(row.get("snapshot_kind")))
            .map(row -> row.getOrDefault("FPOOrderEntry_FEntryID", ""))
            .toList();
    List<String> open =
        Table.read(folder.resolve("PUR_PurchaseOrder.csv")).stream()
            .filter(
                row ->
                    "C".equals(row.get("FDocumentStatus")) && "A".equals(row.get("FCancelStatus")))
            .filter(row -> "A".equals(row.get("FMRPCloseStatus")))
            .filter(row -> "A".equals(row.get("FMRPTerminateStatus")))
            .map(row -> row.getOrDefault("FPOOrderEntry_FEntryID", ""))
            .toList();

    // The rest is in stock and not yet entered.
    assertThat(open.stream().filter(asOf::contains).count()).isGreaterThan(open.size() * 90L / 100);
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void theClosedFormAgreesWithDraws(Phase from) {
    Company company = new Company(new SimulationSettings(500, 9, END, 0));
    WorkAxis works = company.suppliers().get(3).works();
    Chances chances =
        new Chances(
            StageTime.waiting(1.4, 0.95),
            StageTime.waiting(2, 1.05),
            StageTime.work(9, 7, 1),
            0.3,
            StageTime.work(5, 2.8, 3),
            StageTime.work(2, 3.2, 0),
            true,
            StageTime.waiting(1.5, 1.1),
            0.2,
            StageTime.work(6, 3.5, 2),
            StageTime.waiting(0.6, 0.9),
            company.house(),
            works);
    int entered = (int) LocalDate.of(2026, 1, 20).toEpochDay();
    Draw draw = new Draw(from.ordinal());
    for (int days : new int[] {4, 12, 25, 45}) {
      int known = entered + 3;
      int due = entered + days;
      int late = 0;
      int all = 0;
      for (int i = 0; i < 40_000; i++) {
        int end = chances.end(from, entered, draw);
        if (end > known) {
          all++;
          late += rest(chances, from, end, draw) > due ? 1 : 0;
        }
      }
      if (all > 2_000) {
        assertThat(Odds.late(chances, from, entered, known, due))
            .as("%s, due in %d days, %d draws", from, days, all)
            .isCloseTo(late / (double) all, within(0.5 / Math.sqrt(all) * 4));
      }
    }
  }

  /** Day of delivery of a line whose phase ended on that day. */
  private static int rest(Chances chances, Phase done, int end, Draw draw) {
    int day = end;
    boolean refused =
        done.compareTo(Phase.REMAKING) >= 0
            ? done != Phase.STOCKING
            : draw.chance(chances.refuses());
    for (Phase phase : Phase.values()) {
      boolean happens =
          switch (phase) {
            case SECOND_LOT -> draw.chance(chances.splits());
            case REMAKING, SECOND_TRANSIT, SECOND_INSPECTION -> refused;
            case APPROVAL, CONFIRMATION, MAKING, TRANSIT, INSPECTION, STOCKING -> true;
          };
      if (phase.compareTo(done) > 0 && happens) {
        day = chances.end(phase, day, draw);
      }
    }
    return day;
  }
}
