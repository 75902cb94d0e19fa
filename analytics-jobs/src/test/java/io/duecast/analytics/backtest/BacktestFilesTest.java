package io.duecast.analytics.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestFilesTest {

  private static final LocalDate MONTH = LocalDate.of(2025, 4, 1);

  @TempDir private Path folder;

  @Test
  void aFinishedWindowIsReadAgainToTheLastBit() {
    List<Prediction> own = List.of(prediction("L1", true, 12), prediction("L2", null, null));
    new BacktestFiles(folder, "key").keep(MONTH, own);

    List<Prediction> kept = new BacktestFiles(folder, "key").kept(MONTH);

    assertThat(kept).usingRecursiveFieldByFieldElementComparator().isEqualTo(own);
    assertThat(new BacktestFiles(folder, "key").kept(MONTH.plusMonths(1))).isNull();
  }

  @Test
  void windowsOfOtherDataOrSettingsAreThrownAway() {
    new BacktestFiles(folder, "data 1").keep(MONTH, List.of(prediction("L1", true, 12)));

    assertThat(new BacktestFiles(folder, "data 2").kept(MONTH)).isNull();
    assertThat(new BacktestFiles(folder, "data 1").kept(MONTH)).isNull();
  }

  @Test
  void aWindowWhoseWritingWasCutShortIsNotUsed() throws IOException {
    BacktestFiles files = new BacktestFiles(folder, "key");
    files.keep(MONTH, List.of(prediction("L1", true, 12)));
    Path window = folder.resolve(".windows").resolve(MONTH + ".json");
    String whole = Files.readString(window);

    Files.writeString(window, whole.substring(0, whole.length() / 2));

    assertThat(files.kept(MONTH)).isNull();
  }

  private static Prediction prediction(
      String line, @Nullable Boolean label, @Nullable Integer done) {
    double[] probabilities = new double[Rival.values().length];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = Math.nextUp(0.1 * (i + 1));
    }
    return new Prediction(
        "purchase",
        "delivery",
        line,
        "O" + line,
        null,
        "creation",
        Instant.parse("2025-04-03T16:00:00.123456Z"),
        MONTH,
        label,
        LocalDate.of(2025, 5, 1),
        label == null ? null : LocalDate.of(2025, 5, 2),
        28,
        probabilities,
        3,
        9,
        14,
        20,
        9.5,
        done,
        60,
        17,
        "pooled");
  }
}
