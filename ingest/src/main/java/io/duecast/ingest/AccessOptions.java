package io.duecast.ingest;

import io.duecast.ingest.fetch.Access;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a user says to reach a running system; a password is never an argument. */
final class AccessOptions {

  /** Folder for drivers, beside the launcher. */
  private static final String DRIVERS = "drivers";

  @Option(names = "--user", paramLabel = "NAME", descriptionKey = "access.user")
  private @Nullable String user;

  @Option(names = "--secret-file", paramLabel = "FILE", descriptionKey = "access.secret")
  private @Nullable Path secretFile;

  @Option(names = "--driver", paramLabel = "JAR|DIR", descriptionKey = "access.driver")
  private List<Path> drivers = new ArrayList<>();

  Access access() {
    List<Path> places = new ArrayList<>(drivers);
    Path usual = Path.of(System.getProperty("duecast.home", ""), DRIVERS);
    if (Files.isDirectory(usual)) {
      places.add(usual);
    }
    return new Access(
        Optional.ofNullable(user), Optional.ofNullable(secretFile), places, System::getenv);
  }
}
