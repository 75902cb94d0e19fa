package io.duecast.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.duecast.analytics.train.TrainStep;
import io.duecast.contract.lake.Lake;
import io.duecast.features.BaselineHazards;
import io.duecast.features.bundle.Aliases;
import io.duecast.features.bundle.Cell;
import io.duecast.features.bundle.Cohort;
import io.duecast.features.bundle.ElapsedTable;
import io.duecast.features.bundle.Manifest;
import io.duecast.features.bundle.Member;
import io.duecast.features.bundle.Mix;
import io.duecast.features.bundle.ModelBundle;
import io.duecast.features.bundle.TargetCard;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry of a bundle made for it: one partner for every way a level can win. */
class CellsCommandTest {

  private final Path folder;

  CellsCommandTest(@TempDir Path folder) {
    this.folder = folder;
    Map<String, Cell> cells = new TreeMap<>();
    cells.put("few", cell(TargetCard.Level.POOLED, 9, 14, Map.of("pooled", 0.2, "rate", 0.1)));
    cells.put("rated", cell(TargetCard.Level.RATE, 300, 80, Map.of("pooled", 0.2, "rate", 0.15)));
    cells.put("level", cell(TargetCard.Level.POOLED, 90, 40, Map.of("pooled", 0.2, "rate", 0.21)));
    cells.put("lucky", cell(TargetCard.Level.POOLED, 80, 15, Map.of("pooled", 0.2, "rate", 0.19)));
    for (int i = 0; i < 50; i++) {
      cells.put("small-" + i, cell(TargetCard.Level.POOLED, 3, 0, Map.of()));
    }
    write(folder, cells);
  }

  /** A champion whose delivery card has {@code cells}. */
  private static void write(Path lake, Map<String, Cell> cells) {
    TargetCard card =
        new TargetCard(
            "purchase",
            "delivery",
            TargetCard.Level.POOLED,
            900,
            9_000,
            null,
            Cohort.nothing(),
            Cohort.nothing(),
            ElapsedTable.empty(),
            Mix.everywhere(Mix.hazards()),
            null,
            cells,
            new BaselineHazards.Builder().build(),
            Map.of("brier", 0.18, "brier_best_rate", 0.2, "judged", 700.0),
            "");
    Path models = TrainStep.models(new Lake(lake.toString()));
    Instant asOf = Instant.parse("2026-01-01T00:00:00Z");
    Manifest written =
        ModelBundle.write(
            TrainStep.bundles(models),
            Manifest.draft(asOf, asOf, 1, Map.of(), Map.of(), List.of(card), Map.of(), "passed"),
            Map.of());
    Aliases.promote(models, written.modelVersion());
  }

  private static Cell cell(
      TargetCard.Level level, long support, int judged, Map<String, Double> brier) {
    return new Cell(
        level,
        level == TargetCard.Level.RATE ? Member.RATE : null,
        null,
        support,
        support / 3,
        judged,
        brier);
  }

  @Test
  void everyCellSaysWhyItsLevelWonFromItsOwnFigures() {
    String shown = run("models", "cells");

    assertThat(shown)
        .contains(
            "On 80 later lines a rate was better than the pooled model: Brier 0.1500 against 0.2000.",
            "On 40 later lines nothing was better than the pooled model: Brier 0.2000, next a rate with 0.2100.",
            "On 15 later lines a rate was better by 0.0100, but not beyond doubt in every phase and over time, or by less than such an answer loses over all partners, so the pooled model stays.",
            "Only 14 later lines to judge by, fewer than 15, so everybody's answer is used.",
            "On 700 later looks the pooled model was not worse than the best rate: Brier 0.1800 against 0.2000.");
  }

  @Test
  void theMostSupportedComeFirstAndTheRestIsCounted() {
    String shown = run("models", "cells");

    assertThat(shown.indexOf("(all others)")).isLessThan(shown.indexOf("rated"));
    assertThat(shown.indexOf("rated")).isLessThan(shown.indexOf("lucky"));
    assertThat(shown).contains("15 more rows.");
    assertThat(run("models", "cells", "--all")).contains("small-49").doesNotContain("more rows");
  }

  @Test
  void oneSupplierCanBeAskedForAndJsonHoldsEverything() throws Exception {
    assertThat(run("models", "cells", "--supplier", "LUCK"))
        .contains("lucky")
        .doesNotContain("few");
    assertThat(run("models", "cells", "--supplier", "nobody")).contains("no such partner");
    JsonNode all = new ObjectMapper().readTree(run("models", "cells", "--json")).get("cells");
    assertThat(all).hasSize(55);
    assertThat(all.get(1).get("brier").get("rate").asDouble()).isEqualTo(0.15);
    assertThat(all.get(1).get("why").get("zh").asText()).contains("80", "0.1500");
  }

  @Test
  void theListCountsThePartnersOfEveryLevel() {
    assertThat(run("models", "list")).contains("pooled 53, rate 1");
  }

  @Test
  void aSupplierIsShownAndFoundByTheNameThatTheLakeKnows() {
    Path whole = folder.resolve("named");
    SmallLake.write(whole, 50, null);
    write(whole, Map.of("S7", cell(TargetCard.Level.POOLED, 9, 14, Map.of())));

    assertThat(runOn(whole, "models", "cells", "--supplier", "supplier 7")).contains("Supplier 7");
  }

  private String run(String... arguments) {
    return runOn(folder, arguments);
  }

  private static String runOn(Path lake, String... arguments) {
    PrintStream out = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
      String[] all =
          Stream.concat(Stream.of(arguments), Stream.of("--lake", lake.toString(), "--lang", "en"))
              .toArray(String[]::new);
      assertThat(AnalyticsProgram.run(all)).isZero();
      return said.toString(StandardCharsets.UTF_8);
    } finally {
      System.setOut(out);
    }
  }
}
