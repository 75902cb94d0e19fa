package io.duecast.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

class CommandLineProgramTest {

  /** Fails in the way its argument names. */
  @Command(name = "fail")
  static final class Failing implements Callable<Integer> {
    @Mixin private CommonOptions common = new CommonOptions();

    @Parameters private String how = "";

    @Override
    public Integer call() {
      switch (how) {
        case "data":
          throw new Fault(FaultCode.INPUT_EMPTY, Text.of("空文件 a.csv", "a.csv is empty"));
        case "wrapped":
          throw new IllegalStateException(
              new Fault(FaultCode.PORT_IN_USE, Text.of("端口 1 被占用", "port 1 is in use")));
        case "bug":
          throw new IllegalStateException("oops");
        default:
          return 0;
      }
    }
  }

  @ParameterizedTest(name = "{0} exits with {1}")
  @CsvSource({
    "fine --lang en,    0, ''",
    "data --lang en,    3, INPUT_EMPTY: a.csv is empty",
    "data --lang zh,    3, INPUT_EMPTY: 空文件 a.csv",
    "wrapped --lang=en, 4, PORT_IN_USE: port 1 is in use",
    "bug --lang en,     1, 'INTERNAL: java.lang.IllegalStateException: oops'",
    "fine --lan en,     2, 'BAD_ARGUMENT: Unknown option'"
  })
  void blameDecidesTheExitCodeAndTheMessageSpeaksTheCallersLanguage(
      String line, int exitCode, String message) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      assertThat(CommandLineProgram.run(new Failing(), "io.duecast.command.front", line.split(" ")))
          .isEqualTo(exitCode);
    } finally {
      System.setErr(before);
    }
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith(message);
  }
}
