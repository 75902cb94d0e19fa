package io.duecast.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.command.CommonOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServiceSettingsTest {

  @TempDir private Path folder;

  @Test
  void theDefaultsListenOnThisMachineOnly() {
    assertThat(load())
        .isEqualTo(
            new ServiceSettings(
                "127.0.0.1", 8080, "512MB", 2, 30, 8, 5, 50, 1000, 4_194_304, 1000, 0.1));
  }

  @Test
  void everyKeyCanBeSet() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("duecast.conf"),
            """
            duecast.service {
              host = "0.0.0.0", port = 9090, memory-limit = 2GB, threads = 3, query-timeout-seconds = 4
              queries-at-once = 5, refresh-seconds = 6, page-rows = 7, most-rows = 8, body-bytes = 2048, most-orders = 9
              quality-limit = 0.5
            }
            """);

    assertThat(load("--config", file.toString()))
        .isEqualTo(new ServiceSettings("0.0.0.0", 9090, "2GB", 3, 4, 5, 6, 7, 8, 2048, 9, 0.5));
  }

  @Test
  void wrongValuesSayWhatIsExpected() throws IOException {
    Path file =
        Files.writeString(folder.resolve("duecast.conf"), "duecast.service.memory-limit = lots");

    assertThatThrownBy(() -> load("--config", file.toString()))
        .hasMessageContaining("CONFIG_INVALID")
        .hasMessageContaining("memory-limit is lots; write it as 512MB or 2GB");
  }

  private static ServiceSettings load(String... arguments) {
    return CommandLine.populateCommand(new CommonOptions(), arguments)
        .settings(ServiceSettings.class, "service");
  }
}
