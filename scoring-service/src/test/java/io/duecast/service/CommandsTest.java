package io.duecast.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

  private record Result(int exitCode, String out, String err) {}

  @Test
  void sqlAnswersAsTableCsvAndJson() throws IOException {
    String query = "select order_no, rank, qty from scores order by rank limit 2";
    Result table = run("sql", query);
    Result csv = run("sql", query, "--format", "csv");
    Result json = run("sql", query, "--json");

    assertThat(table.exitCode()).isZero();
    assertThat(table.out().lines().toList()).hasSize(4);
    assertThat(csv.out()).startsWith("order_no,rank,qty\r\n");
    assertThat(csv.out().lines().toList()).hasSize(3);
    assertThat(new ObjectMapper().readTree(json.out()).findValuesAsText("rank"))
        .containsExactly("1", "2");
  }

  @Test
  void sqlQuotesCellsAfterRfc4180() {
    Result csv =
        run("sql", "select 'a,\"b\"' as x, 'two\nlines' as y, null as z", "--format", "csv");

    assertThat(csv.out()).isEqualTo("x,y,z\r\n\"a,\"\"b\"\"\",\"two\nlines\",\r\n");
  }

  @Test
  void sqlThatWritesIsTheCallersFault() {
    Result refused = run("sql", "drop view scores");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).startsWith("SQL_REFUSED: Only a single reading statement is taken");
    assertThat(run("sql", "drop view scores", "--lang", "zh").err()).contains("只接受一条只读查询");
    assertThat(run("sql", "select 1", "--format", "xml").exitCode()).isEqualTo(2);
  }

  @Test
  void aMissingLakeIsOneSentence(@TempDir Path folder) {
    Result missing = ServiceRun.of("sql", "select 1", "--lake", folder.resolve("none").toString());

    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err().lines().toList()).hasSize(1);
    assertThat(missing.err()).contains("is not a Duecast lake. Run duecast ingest first");
  }

  @Test
  void aPortInUseIsOneSentence() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Result refused = run("serve", "--port", Integer.toString(taken.getLocalPort()));

      assertThat(refused.exitCode()).isEqualTo(4);
      assertThat(refused.err().lines().toList())
          .containsExactly(
              "PORT_IN_USE: Port %d of 127.0.0.1 is in use. Name another with --port."
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void helpIsThereInBothLanguages() {
    assertThat(run("serve", "--help").out()).contains("Serves the pages and the API");
    assertThat(run("sql", "--help", "--lang", "zh").out()).contains("只读 SQL");
  }

  private static Result run(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--lake";
    all[arguments.length + 1] = GoldenLake.lake().root();
    return ServiceRun.of(all);
  }

  /** Runs a command with its streams caught. */
  private static final class ServiceRun {
    static Result of(String... arguments) {
      PrintStream out = System.out;
      PrintStream err = System.err;
      ByteArrayOutputStream caughtOut = new ByteArrayOutputStream();
      ByteArrayOutputStream caughtErr = new ByteArrayOutputStream();
      try {
        System.setOut(new PrintStream(caughtOut, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(caughtErr, true, StandardCharsets.UTF_8));
        boolean named = List.of(arguments).contains("--lang");
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + (named ? 0 : 1));
        if (!named) {
          all[arguments.length] = "--lang=en";
        }
        int code = ServiceProgram.run(all);
        System.out.flush();
        return new Result(
            code,
            caughtOut.toString(StandardCharsets.UTF_8),
            caughtErr.toString(StandardCharsets.UTF_8));
      } finally {
        System.setOut(out);
        System.setErr(err);
      }
    }
  }
}
