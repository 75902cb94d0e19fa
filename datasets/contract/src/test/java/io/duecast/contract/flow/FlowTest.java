package io.duecast.contract.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FlowTest {

  @Test
  void noStepReadsATableBeforeAnotherWritesIt() {
    assertThat(Flow.problems()).isEmpty();
  }

  @Test
  void thePictureInTheReadmeIsTheOneTheStepsDeclare() throws IOException {
    Path readme = Path.of("../../README.md");

    assertThat(Files.readString(readme))
        .as("README.md: paste the output of `duecast flow --mermaid`")
        .contains("```mermaid\n" + Flow.mermaid() + "```");
  }
}
