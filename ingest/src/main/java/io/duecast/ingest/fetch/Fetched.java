package io.duecast.ingest.fetch;

import io.duecast.ingest.fault.IngestFaults;
import io.duecast.ingest.land.Extract;
import io.duecast.ingest.land.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An extract that is on this machine; close it when its files have been kept elsewhere. */
public final class Fetched implements AutoCloseable {

  /** Beginning of the names of folders that are fetched into. */
  static final String FOLDER = "duecast-fetch-";

  private final Extract extract;
  private final Map<String, String> watermarks;
  private final @Nullable Path folder;

  Fetched(Extract extract, Map<String, String> watermarks, @Nullable Path folder) {
    this.extract = extract;
    this.watermarks = Map.copyOf(watermarks);
    this.folder = folder;
  }

  public Extract extract() {
    return extract;
  }

  /** By reading of a source: the watermark that its next reading goes on from. */
  public Map<String, String> watermarks() {
    return watermarks;
  }

  /** Removes what was written for this extract; files of the user stay. */
  @Override
  public void close() {
    if (folder != null) {
      TemporaryFolder.delete(folder);
    }
  }

  static List<Extract.Item> items(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .sorted()
          .map(path -> new Extract.Item(path, name(folder, path)))
          .filter(item -> !isHidden(item.name()))
          .toList();
    } catch (IOException e) {
      throw IngestFaults.unreadable(folder.toString(), e);
    }
  }

  private static String name(Path folder, Path path) {
    return folder.relativize(path).toString().replace('\\', '/');
  }

  /** What file managers and archivers leave behind beside the files. */
  static boolean isHidden(String name) {
    return Stream.of(name.split("/"))
        .anyMatch(part -> part.startsWith(".") || part.startsWith("~$") || part.equals("__MACOSX"));
  }
}
