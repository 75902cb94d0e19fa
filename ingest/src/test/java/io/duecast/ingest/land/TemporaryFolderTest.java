package io.duecast.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

  @TempDir private Path temporary;

  /** Makes a file, tells where, and stays until it is killed. */
  static final class Process {
    public static void main(String[] args) throws Exception {
      Path file = TemporaryFolder.file(".utf8");
      Files.writeString(file, "rows");
      System.out.println(file);
      Thread.sleep(60_000);
    }
  }

  @Test
  void whatAKilledProcessLeftIsRemovedAndWhatALivingOneUsesIsNot() throws Exception {
    Path own = Files.createDirectory(temporary.resolve("duecast-run-of-mine"));
    java.lang.Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Djava.io.tmpdir=" + temporary,
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Process.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      Path file = Path.of(out.readLine());
      assertThat(file).hasContent("rows").startsWith(temporary);

      TemporaryFolder.sweep(temporary, own);
      assertThat(file).hasContent("rows");

      process.destroyForcibly();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(file).as("nobody was left to remove it").exists();
      TemporaryFolder.sweep(temporary, own);
      assertThat(temporary).isDirectoryContaining(path -> path.equals(own));
      assertThat(file.getParent()).doesNotExist();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void foldersOfOneProcessLieTogether() throws IOException {
    Path one = TemporaryFolder.create("duecast-fetch-");
    Path other = TemporaryFolder.file(".utf8");
    assertThat(one.getParent()).isEqualTo(other.getParent());
    TemporaryFolder.delete(one);
    Files.delete(other);
  }
}
