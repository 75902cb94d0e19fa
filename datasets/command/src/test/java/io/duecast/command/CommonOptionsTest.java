package io.duecast.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommonOptionsTest {

  @Test
  void aRelativeLakeLiesUnderTheFolderOfTheCommand() {
    assertThat(lake("orders/lake")).isEqualTo(Path.of("orders/lake").toAbsolutePath().toString());
  }

  @Test
  void anAddressIsTakenAsItIs() {
    assertThat(lake("s3a://bucket/duecast")).isEqualTo("s3a://bucket/duecast");
  }

  private static String lake(String given) {
    return CommandLine.populateCommand(new CommonOptions(), "--lake", given).lake().root();
  }
}
