package io.duecast.ingest.land;

import io.duecast.contract.Sha256;
import io.duecast.delta.OwnFolder;
import io.duecast.ingest.fault.IngestFaults;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
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
   * Where a kept file can be read in UTF-8.
   *
   * @param below the folder of the load
   * @param sha256 digest of what is read there, hexadecimal
   */
  public record Kept(String address, String below, String sha256) {}

  /**
   * Copies the files and answers where each can be read in UTF-8. A file that came in another
   * encoding or format has its rows in UTF-8 in the folder {@code utf8} beside it, by source.
   *
   * @param root holds the files of all loads; the files tell whatever the ERP knows of people, and
   *     so it is for its owner only
   * @param folder of this load, in {@code root}
   */
  public static Map<InspectedFile, Kept> keep(
      List<InspectedFile> files, String root, String folder, Configuration hadoop) {
    Map<InspectedFile, Kept> all = new LinkedHashMap<>();
    try {
      FileSystem lake = new Path(folder).getFileSystem(hadoop);
      lake.setWriteChecksum(false);
      OwnFolder.make(lake, new Path(root));
      for (InspectedFile file : files) {
        String below = file.name();
        String sha256 = copy(file.original(), lake, new Path(folder, below));
        if (file.isTranscoded()) {
          below = "utf8/" + file.source().name() + "/" + file.name();
          sha256 = copy(file.utf8(), lake, new Path(folder, below));
        }
        String address = lake.makeQualified(new Path(folder, below)).toString();
        all.put(file, new Kept(address, below, sha256));
      }
    } catch (IOException e) {
      throw IngestFaults.notKept(folder, e);
    }
    return all;
  }

  private static String copy(java.nio.file.Path from, FileSystem lake, Path to) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] block = new byte[BLOCK_BYTES];
    try (InputStream in = Files.newInputStream(from);
        OutputStream out = new DigestOutputStream(lake.create(to, true), digest)) {
      for (int read; (read = in.read(block)) > 0; ) {
        out.write(block, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
