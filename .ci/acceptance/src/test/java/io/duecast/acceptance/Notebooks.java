package io.duecast.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The notebooks, and how a person would run one to its end. */
final class Notebooks {

  static final Path FOLDER = Launcher.ROOT.resolve("notebooks");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Jupyter's kernel client says so when the kernel did not answer; no cell has run then. */
  private static final String NOT_STARTED = "Error occurred while starting new kernel client";

  /**
   * The Java kernel drops its shell when the first message comes before it is ready (measured: 4 of
   * 40 starts on a quiet machine, half of them on a busy one), so it is started again.
   */
  private static final int STARTS = 10;

  private static final int START_SECONDS = 15;
  private static final int CELL_SECONDS = 90;
  private static final long LIMIT_SECONDS = 180;

  private Notebooks() {}

  /** All notebooks in the order of their names. */
  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  static JsonNode read(Path notebook) throws IOException {
    return JSON.readTree(notebook.toFile());
  }

  /** Whether this machine has what runs notebooks. */
  static boolean canRun() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "jupyter-nbconvert")));
  }

  /**
   * Runs every cell over {@code lake} and answers the notebook with its outputs.
   *
   * @throws AssertionError with Jupyter's own words when a cell fails or nothing starts
   */
  static JsonNode run(Path notebook, String lake, Path folder)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "notebook", ".ipynb");
    Path err = Files.createTempFile(folder, "notebook", ".txt");
    for (int start = 1; start <= STARTS; start++) {
      Process process = start(notebook, lake, out, err);
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        Launcher.stop(process);
      } else if (process.exitValue() == 0) {
        return read(out);
      }
      if (ended && !Launcher.read(err).contains(NOT_STARTED)) {
        break;
      }
    }
    throw new AssertionError(notebook.getFileName() + " did not run:\n" + Launcher.read(err));
  }

  private static Process start(Path notebook, String lake, Path out, Path err) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Launcher.ROOT.resolve(".ci/notebooks").toString(),
                "jupyter-nbconvert",
                "--to=notebook",
                "--execute",
                "--stdout",
                "--ExecutePreprocessor.startup_timeout=" + START_SECONDS,
                "--ExecutePreprocessor.timeout=" + CELL_SECONDS,
                notebook.toString())
            .directory(Launcher.ROOT.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("DUECAST_LAKE", lake);
    return builder.start();
  }
}
