package io.duecast.features.bundle;

import io.duecast.features.FactsJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Which model version plays which part, {@code aliases.json}. Every change replaces the whole file
 * by one rename.
 *
 * @param champion scores orders
 * @param challenger trained, but kept back by the gate
 * @param previous was champion before
 */
public record Aliases(
    @Nullable String champion, @Nullable String challenger, @Nullable String previous) {

  private static final String FILE = "aliases.json";

  /**
   * The aliases of {@code models} (the lake's folder of models); none where nothing was trained.
   */
  public static Aliases read(Path models) {
    Path file = models.resolve(FILE);
    try {
      return FactsJson.MAPPER.readValue(Files.readAllBytes(file), Aliases.class);
    } catch (NoSuchFileException e) {
      return new Aliases(null, null, null);
    } catch (IOException e) {
      throw BundleFaults.unreadable(file, e);
    }
  }

  /**
   * The champion's version.
   *
   * @throws io.duecast.contract.fault.Fault MODEL_MISSING without one
   */
  public static String champion(Path models) {
    String champion = read(models).champion();
    if (champion == null) {
      throw BundleFaults.alias("champion", models.resolve(FILE));
    }
    return champion;
  }

  /** {@code version} becomes champion, the champion previous; a challenger that rose is cleared. */
  public static Aliases promote(Path models, String version) {
    Aliases now = read(models);
    if (version.equals(now.champion())) {
      return now;
    }
    return write(
        models,
        new Aliases(
            version, version.equals(now.challenger()) ? null : now.challenger(), now.champion()));
  }

  /** {@code version} becomes challenger. */
  public static Aliases challenge(Path models, String version) {
    Aliases now = read(models);
    return write(models, new Aliases(now.champion(), version, now.previous()));
  }

  /**
   * Champion and previous change places.
   *
   * @throws io.duecast.contract.fault.Fault CONFLICT without a previous model
   */
  public static Aliases rollback(Path models) {
    Aliases now = read(models);
    if (now.previous() == null) {
      throw BundleFaults.noPrevious(models.resolve(FILE));
    }
    return write(models, new Aliases(now.previous(), now.challenger(), now.champion()));
  }

  private static Aliases write(Path models, Aliases aliases) {
    try {
      Files.createDirectories(models);
      Path temporary = Files.createTempFile(models, ".aliases-", ".json");
      Files.write(
          temporary, FactsJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(aliases));
      Files.move(
          temporary,
          models.resolve(FILE),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      return aliases;
    } catch (IOException e) {
      throw BundleFaults.storage(models, e);
    }
  }
}
