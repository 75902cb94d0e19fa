package io.duecast.ingest.normalize;

import io.duecast.ingest.fault.IngestFaults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the key of pseudonyms comes from: a file, else the environment. There is none by default,
 * since whoever knows the key can try names until one fits.
 *
 * @param environment by name of the variable
 */
public record PeopleKey(Optional<Path> file, Function<String, @Nullable String> environment) {

  public static final String VARIABLE = "DUECAST_PEOPLE_KEY";

  private static final int FEWEST_BYTES = 16;

  /**
   * The key.
   *
   * @throws io.duecast.contract.fault.Fault CONFIG_INVALID when there is none, or it is too short
   */
  public byte[] needed() {
    String text = file.map(PeopleKey::read).orElseGet(this::fromEnvironment).strip();
    byte[] key = text.getBytes(StandardCharsets.UTF_8);
    if (key.length == 0) {
      throw IngestFaults.peopleKeyMissing(VARIABLE);
    }
    if (key.length < FEWEST_BYTES) {
      throw IngestFaults.peopleKeyShort(FEWEST_BYTES);
    }
    return key;
  }

  private String fromEnvironment() {
    String value = environment.apply(VARIABLE);
    return value == null ? "" : value;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw IngestFaults.unreadable(file.toString(), e);
    }
  }
}
