package io.duecast.ingest.land;

import io.duecast.ingest.fault.IngestFaults;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files and folders of this machine that are needed for as long as a command runs. All those of a
 * process lie in one folder, which holds a file that the process keeps locked. A lock ends with its
 * process, however that ends, and so what a killed one left is removed by the next.
 */
public final class TemporaryFolder {

  private static final String OF_PROCESS = "duecast-run-";
  private static final String LOCK = ".lock";

  private static @Nullable Path ofProcess;

  /** Open until the process ends: closing it would end the lock. */
  @SuppressWarnings("unused")
  private static @Nullable FileChannel locked;

  private TemporaryFolder() {}

  /** A new folder whose name begins so. */
  public static Path create(String name) {
    try {
      return Files.createTempDirectory(ofProcess(), name);
    } catch (IOException e) {
      throw IngestFaults.notKept(temporary().toString(), e);
    }
  }

  /** A new file whose name ends so. */
  public static Path file(String end) throws IOException {
    return Files.createTempFile(ofProcess(), "", end);
  }

  /** Deletes a folder with all it holds. */
  public static void delete(Path folder) {
    try {
      deleteAll(folder);
    } catch (IOException e) {
      throw IngestFaults.notKept(folder.toString(), e);
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static synchronized Path ofProcess() throws IOException {
    Path known = ofProcess;
    if (known != null && Files.isDirectory(known)) {
      return known;
    }
    Path folder = lockedFolder();
    ofProcess = folder;
    sweep(temporary(), folder);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteQuietly(folder)));
    return folder;
  }

  /** Nothing is put into a folder before it is locked, and so nothing is lost to a sweep. */
  private static Path lockedFolder() throws IOException {
    while (true) {
      Path folder = Files.createTempDirectory(temporary(), OF_PROCESS);
      Path lock = folder.resolve(LOCK);
      FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (channel.tryLock() != null && Files.exists(lock)) {
        locked = channel;
        return folder;
      }
      channel.close();
    }
  }

  /**
   * Removes the folders of processes that are no more.
   *
   * @param own stays, and so do folders of other users than its owner
   */
  static void sweep(Path temporary, Path own) throws IOException {
    UserPrincipal user = Files.getOwner(own);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, OF_PROCESS + "*")) {
      for (Path folder : folders) {
        if (!folder.equals(own)) {
          sweepOne(folder, user);
        }
      }
    }
  }

  private static void sweepOne(Path folder, UserPrincipal user) {
    // A link may lead anywhere.
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null && Files.getOwner(folder).equals(user)) {
        deleteAll(folder);
      }
    } catch (IOException | OverlappingFileLockException e) {
      // Made just now, or of a file system without locks: it stays.
      return;
    }
  }

  private static void deleteQuietly(Path folder) {
    try {
      deleteAll(folder);
    } catch (IOException e) {
      // The next process removes what is left.
      return;
    }
  }
}
