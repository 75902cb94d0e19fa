package io.duecast.ingest.land;

import io.duecast.ingest.fault.IngestFaults;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Keeps the files of a load in the lake, byte by byte as they came. */
public final class RawFiles {

  private static final int BLOCK_BYTES = 1 << 20;

  private RawFiles() {}

  /**
   * Copies the files and answers where each can be read in UTF-8. A file that came in another
   * encoding or format has its rows in UTF-8 in the folder {@code utf8} beside it, by source.
   */
  public static Map<InspectedFile, String> keep(
      List<InspectedFile> files, String folder, Configuration hadoop) {
    Map<InspectedFile, String> addresses = new LinkedHashMap<>();
    try {
      FileSystem lake = new Path(folder).getFileSystem(hadoop);
      lake.setWriteChecksum(false);
      for (InspectedFile file : files) {
        Path kept = new Path(folder, file.name());
        copy(file.original(), lake, kept);
        if (file.isTranscoded()) {
          kept = new Path(new Path(folder, "utf8/" + file.source().name()), file.name());
          copy(file.utf8(), lake, kept);
        }
        addresses.put(file, lake.makeQualified(kept).toString());
      }
    } catch (IOException e) {
      throw IngestFaults.notKept(folder, e);
    }
    return addresses;
  }

  /** Copies the corrections of a load beside its files. */
  public static void keepCorrections(java.nio.file.Path file, String folder, Configuration hadoop) {
    try {
      Path kept = new Path(folder, "corrections.csv");
      FileSystem lake = kept.getFileSystem(hadoop);
      lake.setWriteChecksum(false);
      copy(file, lake, kept);
    } catch (IOException e) {
      throw IngestFaults.notKept(folder, e);
    }
  }

  private static void copy(java.nio.file.Path from, FileSystem lake, Path to) throws IOException {
    try (InputStream in = Files.newInputStream(from);
        OutputStream out = lake.create(to, true)) {
      byte[] block = new byte[BLOCK_BYTES];
      for (int read; (read = in.read(block)) > 0; ) {
        out.write(block, 0, read);
      }
    }
  }
}
