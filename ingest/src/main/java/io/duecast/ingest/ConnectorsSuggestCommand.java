package io.duecast.ingest;

import io.duecast.command.CommonOptions;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.ingest.suggest.SuggestedFolder;
import io.duecast.ingest.suggest.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Suggests a connector for a list that none knows, from its headings. */
@Command(name = "suggest", mixinStandardHelpOptions = true)
final class ConnectorsSuggestCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private ConnectorOptions options;

  @Parameters(paramLabel = "FILE", descriptionKey = "suggest.file")
  private Path file;

  @Option(names = "--out", paramLabel = "DIR", descriptionKey = "suggest.out")
  private @Nullable Path out;

  @Option(names = "--sheet", paramLabel = "NAME", descriptionKey = "suggest.sheet")
  private String sheet = "";

  @Option(names = "--map", paramLabel = "HEADING=COLUMN", descriptionKey = "suggest.map")
  private Map<String, String> told = new LinkedHashMap<>();

  @Override
  public Integer call() {
    Terminal terminal = common.terminal();
    Suggestion suggestion = Suggestion.of(file, sheet, options.choices().settings(), told);
    if (out != null) {
      SuggestedFolder.write(suggestion, out, options.choices().instance().orElse("default"));
    }
    show(terminal, suggestion);
    return 0;
  }

  private void show(Terminal terminal, Suggestion suggestion) {
    Text.Language language = terminal.language();
    terminal.json(document(suggestion, language));
    List<List<String>> rows = new ArrayList<>();
    for (Suggestion.Found found : suggestion.columns()) {
      rows.add(
          List.of(
              found.heading(),
              found.name(),
              found.certainty().text().in(language),
              found.sample(),
              found.remark().map(remark -> remark.in(language)).orElse("")));
    }
    boolean zh = language == Text.Language.ZH;
    terminal.table(
        zh
            ? List.of("表头", "含义", "把握", "示例", "说明")
            : List.of("heading", "means", "how sure", "example", "remark"),
        rows);
    terminal.print(Text.of("\n待您回答的问题：", "\nQuestions that only you can answer:"));
    suggestion
        .open()
        .forEach(
            (name, open) -> {
              if (!open.answered()) {
                String about = open.heading().isEmpty() ? "" : open.heading() + ": ";
                terminal.print(
                    Text.of(
                        "  ? %s%s\n      --set %s=%s（目前：%s）"
                            .formatted(
                                about,
                                open.text().zh(),
                                name,
                                String.join("|", open.values()),
                                open.chosen()),
                        "  ? %s%s\n      --set %s=%s (now: %s)"
                            .formatted(
                                about,
                                open.text().en(),
                                name,
                                String.join("|", open.values()),
                                open.chosen())));
              }
            });
    suggestion
        .assumptions()
        .forEach(text -> terminal.print(Text.of("  ! " + text.zh(), "  ! " + text.en())));
    if (out == null) {
      terminal.print(
          Text.of("\n加上 --out 目录，即写出连接器目录。", "\nWith --out DIR the connector folder is written."));
    } else {
      terminal.print(
          Text.of(
              "\n已写出 %s。下一步：duecast connectors check %s --input %s".formatted(out, out, file),
              "\nWritten: %s. Next: duecast connectors check %s --input %s"
                  .formatted(out, out, file)));
    }
  }

  private Map<String, Object> document(Suggestion suggestion, Text.Language language) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("file", suggestion.file());
    document.put("rows", suggestion.rows());
    document.put("folder", out == null ? "" : out.toString());
    document.put(
        "columns",
        suggestion.columns().stream()
            .map(
                found ->
                    Map.of(
                        "heading", found.heading(),
                        "means", found.name(),
                        "certainty", found.certainty().name(),
                        "example", found.sample(),
                        "remark", found.remark().map(remark -> remark.in(language)).orElse("")))
            .toList());
    List<Map<String, Object>> questions = new ArrayList<>();
    suggestion
        .open()
        .forEach(
            (name, open) ->
                questions.add(
                    Map.of(
                        "setting", name,
                        "heading", open.heading(),
                        "question", open.text().in(language),
                        "values", open.values(),
                        "now", open.chosen(),
                        "answered", open.answered())));
    document.put("questions", questions);
    document.put(
        "assumptions", suggestion.assumptions().stream().map(text -> text.in(language)).toList());
    return document;
  }
}
