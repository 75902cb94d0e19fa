package io.duecast.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.lake.Lake;
import io.duecast.contract.table.Zone;
import io.duecast.features.bundle.Aliases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry's commands over a copy of the golden lake's models. */
class ModelsCommandTest {

  private static final Path GOLDEN = Path.of("../datasets/golden/lake");

  private final Path folder;
  private final Path models;
  private final String champion;

  private record Result(int exitCode, String out, String err) {}

  ModelsCommandTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.models = Path.of(new Lake(folder.toString()).zone(Zone.MODELS));
    Path golden = GOLDEN.resolve(folder.relativize(models));
    try (Stream<Path> files = Files.walk(golden)) {
      for (Path file : files.toList()) {
        Path target = models.resolve(golden.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    this.champion = Aliases.champion(models);
  }

  @Test
  void theListNamesPartLevelAndReasonOfEveryTarget() {
    Result list = run("models", "list");

    assertThat(list.exitCode()).isZero();
    assertThat(list.out()).contains(champion, "champion", "purchase/delivery");
  }

  @Test
  void anUnknownVersionIsTheCallersFaultAndMovesNothing() {
    Result refused = run("models", "promote", champion + "x");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains(champion + "x").contains(champion);
    assertThat(Aliases.read(models)).isEqualTo(new Aliases(champion, null, null));
  }

  @Test
  void rollingBackNeedsAModelBefore() {
    Result refused = run("models", "rollback");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).startsWith("CONFLICT");
    assertThat(Aliases.champion(models)).isEqualTo(champion);
  }

  @Test
  void promotionAndRollbackMoveTheAliasOnly() throws IOException {
    // As after a second training: what is champion now was trained and kept back then.
    Files.delete(Path.of(new Lake(folder.toString()).aliases()));
    Aliases.promote(models, "20250101-before");
    Aliases.challenge(models, champion);

    assertThat(run("models", "promote", champion).exitCode()).isZero();
    assertThat(Aliases.read(models)).isEqualTo(new Aliases(champion, null, "20250101-before"));
    assertThat(run("models", "rollback").out()).contains("Champion: 20250101-before");
    assertThat(Aliases.read(models)).isEqualTo(new Aliases("20250101-before", null, champion));
  }

  @Test
  void aBundleWithAChangedByteIsNotPromoted() throws IOException {
    Files.delete(Path.of(new Lake(folder.toString()).aliases()));
    Path bundle = Path.of(new Lake(folder.toString()).bundle(champion));
    try (Stream<Path> files = Files.list(bundle)) {
      Path model = files.filter(file -> !file.endsWith("manifest.json")).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(model);
      bytes[bytes.length / 2] ^= 1;
      Files.write(model, bytes);
    }

    Result refused = run("models", "promote", champion);

    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.err()).startsWith("MODEL_REFUSED");
    assertThat(Aliases.read(models).champion()).isNull();
  }

  private Result run(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream failed = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(failed, true, StandardCharsets.UTF_8));
      String[] all =
          Stream.concat(
                  Stream.of(arguments), Stream.of("--lake", folder.toString(), "--lang", "en"))
              .toArray(String[]::new);
      int exitCode = AnalyticsProgram.run(all);
      return new Result(
          exitCode, said.toString(StandardCharsets.UTF_8), failed.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
