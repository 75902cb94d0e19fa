package io.duecast.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The folder a simulation ends in. It is written beside its place and moved there whole, so that it
 * is either complete or not there.
 */
final class OutputFolder {

  /** Parameters and row counts of the simulation, one {@code name=value} a line. */
  static final String RECORD = "simulation.properties";

  static final String TRUTH = "truth";

  private static final String ROWS = "rows.";

  private final Path folder;

  OutputFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** What a folder holds. */
  record Content(Map<String, Long> rows, boolean reused) {}

  /**
   * Reuses the folder when it holds a simulation of the same settings; else writes one.
   *
   * @param writer gets the folder of the export and the folder of the truth, answers rows by file
   */
  Content fill(SimulationSettings settings, BiFunction<Path, Path, Map<String, Long>> writer) {
    try {
      if (Files.exists(folder) && !isEmpty()) {
        return new Content(reused(settings), true);
      }
      Path parent = folder.getParent();
      Path name = folder.getFileName();
      if (parent == null || name == null) {
        throw SimulatorFaults.occupied(folder);
      }
      Files.createDirectories(parent);
      sweep(parent, name);
      Path draft = Files.createDirectory(parent.resolve(draftName(name, ProcessHandle.current())));
      try {
        Path truth = Files.createDirectory(draft.resolve(TRUTH));
        Map<String, Long> rows = writer.apply(draft, truth);
        Files.writeString(draft.resolve(RECORD), record(settings, rows));
        Files.deleteIfExists(folder);
        Files.move(draft, folder);
        return new Content(rows, false);
      } catch (IOException | RuntimeException e) {
        delete(draft);
        throw e;
      }
    } catch (UncheckedIOException | IOException e) {
      throw SimulatorFaults.storage(folder, e);
    }
  }

  private static String draftName(Path name, ProcessHandle process) {
    return "." + name + ".writing-" + process.pid();
  }

  /** Removes what a killed run left, unless that run still goes on. */
  private static void sweep(Path parent, Path name) throws IOException {
    String prefix = "." + name + ".writing-";
    List<Path> drafts;
    try (Stream<Path> paths = Files.list(parent)) {
      drafts = paths.filter(path -> path.getFileName().toString().startsWith(prefix)).toList();
    }
    for (Path draft : drafts) {
      String pid = draft.getFileName().toString().substring(prefix.length());
      boolean running =
          pid.matches("\\d{1,18}")
              && Long.parseLong(pid) != ProcessHandle.current().pid()
              && ProcessHandle.of(Long.parseLong(pid)).isPresent();
      if (!running) {
        delete(draft);
      }
    }
  }

  private boolean isEmpty() throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.findAny().isEmpty();
    }
  }

  private Map<String, Long> reused(SimulationSettings settings) throws IOException {
    Map<String, String> record = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(folder.resolve(RECORD))) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          record.put(line.substring(0, equals), line.substring(equals + 1));
        }
      }
    } catch (FileSystemException e) {
      throw SimulatorFaults.occupied(folder);
    }
    Map<String, Long> rows = new LinkedHashMap<>();
    List<String> given = new ArrayList<>();
    List<String> asked = new ArrayList<>();
    settings
        .parameters()
        .forEach(
            (name, value) -> {
              String there = record.getOrDefault(name, "?");
              if (!value.equals(there)) {
                given.add(name + " " + there);
                asked.add(name + " " + value);
              }
            });
    if (!given.isEmpty()) {
      throw SimulatorFaults.otherParameters(
          folder, String.join(", ", given), String.join(", ", asked));
    }
    record.forEach(
        (name, value) -> {
          if (name.startsWith(ROWS)) {
            rows.put(name.substring(ROWS.length()), Long.valueOf(value));
          }
        });
    return rows;
  }

  private static String record(SimulationSettings settings, Map<String, Long> rows) {
    StringBuilder record = new StringBuilder();
    settings.parameters().forEach((name, value) -> line(record, name, value));
    rows.forEach((name, count) -> line(record, ROWS + name, count.toString()));
    return record.toString();
  }

  private static void line(StringBuilder record, String name, String value) {
    record.append(name).append('=').append(value).append('\n');
  }

  private static void delete(Path draft) throws IOException {
    if (!Files.exists(draft)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(draft)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
