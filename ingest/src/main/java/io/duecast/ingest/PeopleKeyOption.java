package io.duecast.ingest;

import io.duecast.ingest.normalize.PeopleKey;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the key of pseudonyms comes from, for commands that load or load again. */
final class PeopleKeyOption {

  @Option(names = "--people-key-file", paramLabel = "FILE", descriptionKey = "people.key-file")
  private @Nullable Path file;

  PeopleKey key() {
    return new PeopleKey(Optional.ofNullable(file), System::getenv);
  }
}
