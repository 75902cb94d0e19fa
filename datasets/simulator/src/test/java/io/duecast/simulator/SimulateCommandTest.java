package io.duecast.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {

  private static final SimulationSettings SETTINGS =
      new SimulationSettings(200, 7, LocalDate.of(2026, 6, 30), 0.03);

  @TempDir private Path folder;

  private static OutputFolder.Content fill(Path out, SimulationSettings settings) {
    return new OutputFolder(out)
        .fill(
            settings, (export, truth) -> new Simulation(settings).write(export, truth, done -> {}));
  }

  private static String printed(String... args) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      assertThat(SimulatorProgram.run(args)).isZero();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesOnceAndReusesTheSameParameters() {
    Path out = folder.resolve("company");
    String[] args = {
      "simulate", "--out", out.toString(), "--lines", "300", "--json", "--lang", "en"
    };

    assertThat(printed(args)).contains("\"reused\" : false", "\"lines\" : \"300\"");
    assertThat(printed(args)).contains("\"reused\" : true", "\"PUR_PurchaseOrder\" : 30");
    assertThat(folder.toFile().list()).containsExactly("company");
  }

  @Test
  void refusesAFolderThatHoldsSomethingElse() throws IOException {
    Files.writeString(folder.resolve("letter.txt"), "dear");

    assertThatThrownBy(() -> fill(folder, SETTINGS))
        .hasMessageStartingWith("CONFLICT: The folder " + folder + " already holds something else");
    assertThat(folder.toFile().list()).containsExactly("letter.txt");
    Path out = folder.resolve("company");
    fill(out, SETTINGS);
    assertThatThrownBy(
            () -> fill(out, new SimulationSettings(201, 7, LocalDate.of(2026, 6, 30), 0.03)))
        .hasMessageContaining("(there: lines 200; asked for: lines 201); nothing was changed");
  }

  @Test
  void aFailureLeavesNothingBehindAndALeftoverIsSwept() throws IOException {
    Path out = folder.resolve("company");
    Files.createDirectories(folder.resolve(".company.writing-99999999/truth"));

    assertThatThrownBy(
            () ->
                new OutputFolder(out)
                    .fill(
                        SETTINGS,
                        (export, truth) -> {
                          throw new IllegalStateException("stopped");
                        }))
        .hasMessage("stopped");
    assertThat(folder).isEmptyDirectory();
    assertThat(fill(out, SETTINGS).reused()).isFalse();
  }

  @Test
  void saysWhatIsWrongWithTheParameters() throws IOException {
    LocalDate end = LocalDate.of(2026, 6, 30);
    assertThatThrownBy(() -> new SimulationSettings(0, 7, end, 0))
        .hasMessage("BAD_ARGUMENT: --lines is 0; give a number from 1 to 10000000.");
    assertThatThrownBy(() -> new SimulationSettings(1, 7, end.plusYears(50), 0))
        .hasMessage("BAD_ARGUMENT: --end is 2076-06-30; give a day from 2018 to 2040.");
    assertThatThrownBy(() -> new SimulationSettings(1, 7, end, 0.7))
        .hasMessage("BAD_ARGUMENT: --dirty-rate is 0.7; give a share from 0 to 0.5.");
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> fill(file.resolve("company"), SETTINGS))
        .hasMessageStartingWith("STORAGE: Cannot write to the folder " + file);
  }

  /**
   * To write it anew: {@code duecast simulate --lines 200 --dirty-rate 0.03 --out
   * datasets/samples/kingdee}.
   */
  @Test
  void theSampleThatShipsIsWhatTheSimulatorWrites() throws IOException {
    Path sample = Path.of("../samples/kingdee");
    Path out = folder.resolve("kingdee");

    Map<String, Long> rows = fill(out, SETTINGS).rows();

    assertThat(rows.get("PUR_PurchaseOrder")).isBetween(200L, 210L);
    for (Form form : Form.values()) {
      String name = form.file() + ".csv";
      assertThat(sample.resolve(name)).hasSameBinaryContentAs(out.resolve(name));
    }
    assertThat(sample.resolve(OutputFolder.RECORD))
        .hasSameBinaryContentAs(out.resolve(OutputFolder.RECORD));
  }
}
