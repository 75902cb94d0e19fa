package io.duecast.ingest.land;

import java.nio.file.Path;
import java.util.List;

/**
 * The files that came together.
 *
 * @param shown where they came from, as messages name it
 * @param chosen whether the user named these very files, so that a connector of one source takes
 *     them whatever their names
 */
public record Extract(String shown, List<Item> files, boolean chosen) {

  public Extract {
    files = List.copyOf(files);
  }

  /** One file that the user named. */
  public static Extract of(Path file) {
    String name = String.valueOf(file.getFileName());
    return new Extract(file.toString(), List.of(new Item(file, name)), true);
  }

  /**
   * A file and its name in the extract: with folders before it where it lay in some, with slashes.
   */
  public record Item(Path path, String name) {}
}
