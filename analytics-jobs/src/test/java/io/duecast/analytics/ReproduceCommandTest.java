package io.duecast.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.duecast.analytics.train.TrainStep;
import io.duecast.contract.lake.Lake;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.score.Scores;
import io.duecast.delta.DeltaTables;
import io.duecast.features.bundle.Bands;
import io.duecast.features.bundle.LineScore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model is made again from its own record, whatever the lake has become. */
class ReproduceCommandTest {

  private static final LocalDate DAY = LocalDate.of(2025, 3, 31);

  @TempDir private Path folder;

  private record Result(int exitCode, String out) {}

  @Test
  void aModelIsReproducedAfterTheLakeWentOnAndADifferenceIsShown() throws IOException {
    SmallLake.spark();
    Lake lake = SmallLake.write(folder.resolve("lake"), 3_000, null);
    Path small = settings("trees = 15, call-cost = 1, late-cost = 10");
    assertThat(run(lake, "run", "--as-of", DAY.toString(), "--config", small.toString()).exitCode())
        .isZero();
    assertThatBandsFollowCost(lake);

    DeltaTables tables = DeltaTables.open(SmallLake.spark(), lake);
    long before = tables.version(OrderLines.TABLE);
    tables.replace(
        OrderLines.TABLE, tables.read(OrderLines.TABLE).sample(0.5, 3).localCheckpoint());
    assertThat(tables.version(OrderLines.TABLE)).isGreaterThan(before);
    assertThat(run(lake, "history", "--as-of", "2025-06-30").exitCode()).isZero();
    List<String> bundles = bundles(lake);

    Result same = run(lake, "models", "reproduce", "--json");

    JsonNode found = new ObjectMapper().readTree(same.out());
    assertThat(same.exitCode()).as(same.out()).isZero();
    assertThat(found.get("identical").asBoolean()).isTrue();
    assertThat(found.get("files").size()).isGreaterThan(3);
    assertThat(found.get("looks").asInt()).isGreaterThan(300);
    assertThat(found.get("largest").asDouble()).isZero();
    assertThat(found.get("environment")).isEmpty();
    assertThat(bundles(lake)).isEqualTo(bundles);
  }

  /** High exactly where ten late lines cost what a call costs. */
  private static void assertThatBandsFollowCost(Lake lake) {
    List<Row> scores = DeltaTables.open(SmallLake.spark(), lake).read(Scores.TABLE).collectAsList();
    int high = 0;
    for (Row row : scores) {
      if (row.<String>getAs(Scores.STATE.name()).equals(LineScore.PREDICTED)) {
        double probability = row.<Double>getAs(Scores.LATE_PROBABILITY.name());
        String band = row.getAs(Scores.BAND.name());
        assertThat(band)
            .isEqualTo(
                probability >= 0.1 ? Bands.HIGH : probability >= 0.05 ? Bands.MEDIUM : Bands.LOW);
        high += band.equals(Bands.HIGH) ? 1 : 0;
      }
    }
    // More than the capacity of 40 calls: cost alone decides.
    assertThat(high).isGreaterThan(40);
  }

  private Path settings(String text) throws IOException {
    Path file = folder.resolve("duecast.conf");
    Files.writeString(file, "duecast.analytics { " + text + " }");
    return file;
  }

  private static List<String> bundles(Lake lake) throws IOException {
    try (Stream<Path> files = Files.walk(TrainStep.bundles(TrainStep.models(lake)))) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  private static Result run(Lake lake, String... arguments) {
    PrintStream out = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
      String[] all =
          Stream.concat(Stream.of(arguments), Stream.of("--lake", lake.root(), "--lang", "en"))
              .toArray(String[]::new);
      int exitCode = AnalyticsProgram.run(all);
      return new Result(exitCode, said.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
    }
  }
}
