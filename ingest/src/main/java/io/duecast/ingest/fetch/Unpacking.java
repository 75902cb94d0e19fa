package io.duecast.ingest.fetch;

import io.duecast.ingest.fault.IngestFaults;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Unpacks archives into a folder, and stops before they fill the disk. */
final class Unpacking {

  private static final int BLOCK_BYTES = 1 << 16;

  private final Limits limits;
  private long unpacked;

  Unpacking(Limits limits) {
    this.limits = limits;
  }

  /**
   * How much an archive may become.
   *
   * @param bytes of all files together
   * @param free bytes of the disk that stay free
   * @param times how much larger than its archive it may become, beyond {@code harmless} bytes
   */
  record Limits(int entries, long bytes, long free, int times, long harmless) {

    /** Exports of orders pack 5 to 50 times; an archive built to do harm packs 1,000 times. */
    static final Limits USUAL = new Limits(10_000, 50L << 30, 2L << 30, 200, 256L << 20);
  }

  /** Unpacks every file of a zip archive under the folder. */
  void zip(Path archive, Path folder) {
    try {
      try {
        zip(archive, folder, StandardCharsets.UTF_8);
      } catch (ZipException | IllegalArgumentException e) {
        if (unpacked > 0) {
          throw e;
        }
        // Chinese Windows writes names in its own encoding and does not say so.
        zip(archive, folder, Charset.forName("GB18030"));
      }
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw IngestFaults.archiveDamaged(archive.toString(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw IngestFaults.unreadable(archive.toString(), e);
    }
  }

  private void zip(Path archive, Path folder, Charset names) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile(), names)) {
      List<? extends ZipEntry> entries = Collections.list(zip.entries());
      if (entries.size() > limits.entries()) {
        throw IngestFaults.archiveTooManyFiles(
            archive.toString(), entries.size(), limits.entries());
      }
      for (ZipEntry entry : entries) {
        String name = entry.getName().replace('\\', '/');
        if (entry.isDirectory() || name.endsWith("/") || Fetched.isHidden(withoutDots(name))) {
          continue;
        }
        Path target = inside(archive, folder, name);
        Files.createDirectories(folderOf(target));
        try (CheckedInputStream in =
            new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
          write(archive, in, target);
          if (entry.getCrc() >= 0 && entry.getCrc() != in.getChecksum().getValue()) {
            throw IngestFaults.archiveDamaged(archive.toString(), "the checksum of " + name);
          }
        } catch (FileAlreadyExistsException e) {
          throw IngestFaults.archiveDamaged(archive.toString(), "two entries named " + name);
        }
        if (entry.getLastModifiedTime() != null) {
          Files.setLastModifiedTime(target, entry.getLastModifiedTime());
        }
      }
    }
  }

  /** Steps out of the folder are judged by {@link #inside}, not skipped as hidden. */
  private static String withoutDots(String name) {
    return name.replaceAll("(^|/)\\.\\.?(?=/)", "$1_");
  }

  private static Path folderOf(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  private static Path inside(Path archive, Path folder, String name) {
    boolean stepsOut =
        name.startsWith("/") || name.matches("(?s)[A-Za-z]:.*") || name.indexOf('\0') >= 0;
    for (String part : name.split("/")) {
      stepsOut |= part.equals("..");
    }
    Path target = stepsOut ? folder : folder.resolve(name).normalize();
    if (stepsOut || !target.startsWith(folder)) {
      throw IngestFaults.archiveStepsOut(archive.toString(), name);
    }
    return target;
  }

  /** Unpacks a gzipped file. */
  void gzip(Path archive, Path target) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(archive), BLOCK_BYTES)) {
      Files.createDirectories(folderOf(target));
      write(archive, in, target);
      Files.setLastModifiedTime(target, Files.getLastModifiedTime(archive));
    } catch (ZipException | EOFException e) {
      throw IngestFaults.archiveDamaged(archive.toString(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw IngestFaults.unreadable(archive.toString(), e);
    }
  }

  /** Counts what really comes out: the sizes an archive states may be wrong. */
  private void write(Path archive, InputStream in, Path target) throws IOException {
    long packed = Files.size(archive);
    try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      long room = Files.getFileStore(target).getUsableSpace() - limits.free();
      byte[] block = new byte[BLOCK_BYTES];
      for (int read; (read = in.read(block)) > 0; ) {
        unpacked += read;
        room -= read;
        if (unpacked > limits.bytes() || room < 0) {
          throw IngestFaults.archiveTooLarge(archive.toString(), unpacked >> 20);
        }
        if (unpacked > limits.harmless() && unpacked / limits.times() > packed) {
          throw IngestFaults.archiveBomb(archive.toString(), limits.times());
        }
        out.write(block, 0, read);
      }
    }
  }
}
