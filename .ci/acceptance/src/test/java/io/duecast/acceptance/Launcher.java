package io.duecast.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts {@code ./duecast} as a person would, in the project's root. */
final class Launcher {

  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private static final long LIMIT_MINUTES = 15;

  private final Path folder;
  private final Map<String, String> environment;

  /**
   * @param folder where the output of the commands is kept
   * @param environment variables added to the caller's own
   */
  Launcher(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** What a command left behind. */
  record Result(int exitCode, String out, String err) {}

  /** Runs a command to its end. */
  Result run(String... arguments) {
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      Process process = start(out, err, arguments);
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        stop(process);
        throw new IllegalStateException(
            "duecast " + String.join(" ", arguments) + " did not end:\n" + read(err));
      }
      return new Result(process.exitValue(), read(out), read(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts a command and leaves it running. */
  Process start(Path out, Path err, String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(ROOT.resolve("duecast").toString()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(ROOT.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Ends a command with everything it started. */
  static void stop(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
