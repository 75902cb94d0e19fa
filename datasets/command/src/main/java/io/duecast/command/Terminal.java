package io.duecast.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.duecast.contract.Text;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a command says: results on standard output, progress on standard error. With {@code --json}
 * standard output holds one JSON document and nothing else.
 */
public final class Terminal {

  private final PrintStream out;
  private final PrintStream err;
  private final Text.Language language;
  private final boolean json;
  private final ObjectMapper mapper;

  Terminal(
      PrintStream out, PrintStream err, Text.Language language, boolean json, ObjectMapper mapper) {
    this.out = out;
    this.err = err;
    this.language = language;
    this.json = json;
    this.mapper = mapper;
  }

  public Text.Language language() {
    return language;
  }

  /** A share as both languages write it, such as {@code 2.0 %}. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** A number as both languages write it, with its thousands apart. */
  public static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A sentence of progress; never part of the result. */
  public void say(Text text) {
    err.println(text.in(language));
  }

  /** A sentence of the result; left out with {@code --json}. */
  public void print(Text text) {
    if (!json) {
      out.println(text.in(language));
    }
  }

  /** A block of text of the result, such as CSV or a picture; left out with {@code --json}. */
  public void print(String block) {
    if (!json) {
      out.print(block);
      out.flush();
    }
  }

  /** The result as one JSON document; only with {@code --json}. */
  public void json(Object document) {
    if (json) {
      try {
        out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(document));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("Result is not writable as JSON", e);
      }
    }
  }

  /**
   * A table of the result, columns aligned with wide characters counted as two; left out with JSON.
   */
  public void table(List<String> headings, List<List<String>> rows) {
    if (json) {
      return;
    }
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < headings.size(); column++) {
      int width = width(headings.get(column));
      for (List<String> row : rows) {
        width = Math.max(width, width(row.get(column)));
      }
      widths.add(width);
    }
    line(headings, widths);
    out.println(String.join("  ", widths.stream().map("─"::repeat).toList()));
    rows.forEach(row -> line(row, widths));
  }

  /** Starts a step; its end is reported with rows and seconds. */
  public Progress step(Text name) {
    return new Progress(this, name);
  }

  private void line(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      line.append(cell).append(" ".repeat(widths.get(column) - width(cell) + 2));
    }
    out.println(line.toString().stripTrailing());
  }

  /** Columns a text takes on a terminal: East Asian wide characters count as two. */
  static int width(String text) {
    return text.codePoints()
        .map(
            point -> {
              Character.UnicodeScript script = Character.UnicodeScript.of(point);
              boolean wide =
                  script == Character.UnicodeScript.HAN
                      || script == Character.UnicodeScript.HIRAGANA
                      || script == Character.UnicodeScript.KATAKANA
                      || script == Character.UnicodeScript.HANGUL
                      || (point >= 0x3000 && point <= 0x303F)
                      || (point >= 0xFF00 && point <= 0xFF60);
              return wide ? 2 : 1;
            })
        .sum();
  }

  /** A running step: closes with one line that says name, rows and seconds. */
  public static final class Progress implements AutoCloseable {
    private static final int BAR = 30;

    private final Terminal terminal;
    private final Text name;
    private final Instant start = Instant.now();
    private final boolean live = System.console() != null;
    private long rows = -1;

    private Progress(Terminal terminal, Text name) {
      this.terminal = terminal;
      this.name = name;
      if (live) {
        terminal.err.print("  … " + name.in(terminal.language) + "\r");
      }
    }

    /** Rows the step handled, shown at its end. */
    public void rows(long count) {
      rows = count;
    }

    /** Draws a bar on an interactive terminal. */
    public void advance(long done, long total) {
      if (live && total > 0) {
        int filled = (int) Math.min(BAR, BAR * done / total);
        terminal.err.print(
            "  %s %s%s %d%%\r"
                .formatted(
                    name.in(terminal.language),
                    "█".repeat(filled),
                    "░".repeat(BAR - filled),
                    Math.min(100, 100 * done / total)));
      }
    }

    @Override
    public void close() {
      double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
      String label = name.in(terminal.language);
      String padding = " ".repeat(Math.max(1, 44 - width(label)));
      String count = rows < 0 ? "" : number(rows);
      terminal.err.println(
          String.format(Locale.ROOT, "  ✓ %s%s%14s  %7.1f s", label, padding, count, seconds)
              + (live ? " ".repeat(20) : ""));
    }
  }
}
