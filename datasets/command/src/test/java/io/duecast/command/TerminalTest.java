package io.duecast.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.duecast.contract.Text;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void alignsChineseBesideLatin() {
    terminal(false)
        .table(List.of("供应商", "n"), List.of(List.of("苏州恒精密件", "1"), List.of("ACME", "22")));

    assertThat(out())
        .isEqualTo("供应商        n\n" + "────────────  ──\n" + "苏州恒精密件  1\n" + "ACME          22\n");
  }

  @Test
  void jsonOutputHoldsTheDocumentAndNothingElse() {
    Terminal terminal = terminal(true);
    terminal.print(Text.of("表", "table"));
    terminal.table(List.of("a"), List.of(List.of("1")));
    try (Terminal.Progress progress = terminal.step(Text.of("读", "read"))) {
      progress.rows(12345);
    }
    terminal.json(Map.of("rows", 1));

    assertThat(out()).isEqualToNormalizingWhitespace("{ \"rows\" : 1 }");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("✓ read", "12,345", " s");
  }

  private Terminal terminal(boolean json) {
    return new Terminal(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Text.Language.EN,
        json,
        new ObjectMapper());
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
