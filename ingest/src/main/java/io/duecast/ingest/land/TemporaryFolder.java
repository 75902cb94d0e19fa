package io.duecast.ingest.land;

import io.duecast.ingest.fault.IngestFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders of this machine that hold files for as long as a command runs. */
public final class TemporaryFolder {

  private TemporaryFolder() {}

  /** A new folder whose name begins so. */
  public static Path create(String name) {
    try {
      return Files.createTempDirectory(name);
    } catch (IOException e) {
      throw IngestFaults.notKept(System.getProperty("java.io.tmpdir"), e);
    }
  }

  /** Deletes a folder with all it holds. */
  public static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw IngestFaults.notKept(folder.toString(), e);
    }
  }
}
