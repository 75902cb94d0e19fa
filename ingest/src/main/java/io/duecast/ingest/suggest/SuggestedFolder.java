package io.duecast.ingest.suggest;

import io.duecast.contract.Text;
import io.duecast.ingest.connector.ColumnSpec;
import io.duecast.ingest.fault.IngestFaults;
import io.duecast.ingest.land.HeadingText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the connector folder of a suggestion. Only the headings and one view are written for the
 * file; the queries over that view are the same for every list.
 */
public final class SuggestedFolder {

  private static final String YES = "true";
  private static final String NO = "false";
  private static final String ABSENT = "CAST(NULL AS ";

  private static final String TEMPLATES = "connectors/files/";

  /** Queries that every list shares. */
  private static final List<String> QUERIES =
      List.of(
          "receipt_rows",
          "suppliers",
          "items",
          "order_headers",
          "order_lines",
          "receipts",
          "stage_events");

  private final HeadingDictionary dictionary = HeadingDictionary.shipped();
  private final Suggestion suggestion;
  private final String name;
  private final String instance;

  private SuggestedFolder(Suggestion suggestion, String name, String instance) {
    this.suggestion = suggestion;
    this.name = name;
    this.instance = instance;
  }

  /**
   * Writes a folder that is not there yet.
   *
   * @param instance plant or company whose list it is; part of every key
   * @throws io.duecast.contract.fault.Fault when the folder holds something already
   */
  public static void write(Suggestion suggestion, Path folder, String instance) {
    String name =
        String.valueOf(folder.toAbsolutePath().normalize().getFileName()).replaceAll("[|\\s]", "-");
    SuggestedFolder writing = new SuggestedFolder(suggestion, name, instance);
    try {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> there = Files.list(folder)) {
          if (there.findAny().isPresent()) {
            throw IngestFaults.folderNotEmpty(folder.toString());
          }
        }
      }
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("connector.yaml"), writing.connector());
      Files.writeString(folder.resolve("order_rows.sql"), writing.rows());
      for (String query : QUERIES) {
        Files.writeString(folder.resolve(query + ".sql"), template(query + ".sql"));
      }
    } catch (IOException e) {
      throw IngestFaults.notKept(folder.toString(), e);
    }
  }

  private static String template(String file) throws IOException {
    try (InputStream in =
        SuggestedFolder.class.getClassLoader().getResourceAsStream(TEMPLATES + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String connector() {
    StringBuilder yaml = new StringBuilder();
    yaml.append("# Suggested from the headings of ")
        .append(suggestion.file().replaceAll("\\p{Cntrl}", " "))
        .append(". It is yours: change what does not fit.\n")
        .append("name: ")
        .append(quoted(name))
        .append('\n')
        .append("label: {zh: ")
        .append(quoted(name))
        .append(", en: ")
        .append(quoted(name))
        .append("}\n")
        .append("source_system: file\n")
        .append("source_instance: ")
        .append(quoted(instance))
        .append('\n')
        .append(
            """
            directions: [purchase]
            zone: Asia/Shanghai
            calendar: china
            processes: [purchase]
            encodings: [utf-8, gb18030]

            # What only you can say. "none" leaves a column unused.
            settings:
            """);
    suggestion.open().forEach((setting, open) -> setting(yaml, setting, open));
    yaml.append(
        """

        sources:
          list:
            files: ["*.csv", "*.txt"]   # Excel files of such names are read too
        """);
    if (!suggestion.sheet().isEmpty()) {
      yaml.append("    sheet: ").append(quoted(suggestion.sheet())).append('\n');
    }
    List<String> attrs =
        headings(Suggestion.Certainty.KEPT, Suggestion.Certainty.ALIKE, Suggestion.Certainty.SPARE);
    if (!attrs.isEmpty()) {
      yaml.append("    attrs: [")
          .append(
              attrs.stream()
                  .map(SuggestedFolder::pattern)
                  .map(SuggestedFolder::quoted)
                  .collect(Collectors.joining(", ")))
          .append("]\n");
    }
    fillDown(yaml);
    yaml.append("    grain: [").append(String.join(", ", grain())).append("]\n    columns:\n");
    columnsWritten().forEach(found -> column(yaml, found));
    yaml.append("\nviews: [order_rows, receipt_rows]\n");
    return yaml.toString();
  }

  /** Templates that name the parts of a document write its head once, above all its lines. */
  private void fillDown(StringBuilder yaml) {
    Set<String> sections =
        suggestion.columns().stream()
            .map(found -> HeadingText.section(found.heading()))
            .filter(section -> !section.isEmpty())
            .collect(Collectors.toSet());
    String head =
        suggestion
            .mapped(HeadingDictionary.ORDER_NO)
            .map(found -> HeadingText.section(found.heading()))
            .orElse("");
    if (head.isEmpty() || sections.size() < 2) {
      return;
    }
    yaml.append("    fill_down: [{group: ")
        .append(HeadingDictionary.ORDER_NO)
        .append(", columns: [")
        .append(
            columnsWritten()
                .filter(found -> HeadingText.section(found.heading()).equals(head))
                .map(SuggestedFolder::column)
                .filter(column -> !column.equals(HeadingDictionary.ORDER_NO))
                .collect(Collectors.joining(", ")))
        .append("]}]\n");
  }

  private Stream<Suggestion.Found> columnsWritten() {
    return suggestion.columns().stream()
        .filter(
            found -> Suggestion.isMapped(found) || found.certainty() == Suggestion.Certainty.ASKED);
  }

  private static void setting(StringBuilder yaml, String setting, Suggestion.Open open) {
    Text text = open.text();
    String about = open.heading().isEmpty() ? "" : open.heading() + "：";
    yaml.append("  ")
        .append(setting)
        .append(":\n    default: ")
        .append(open.chosen())
        .append("\n    values: [")
        .append(String.join(", ", open.values()))
        .append("]\n    zh: ")
        .append(quoted(about + text.zh()))
        .append("\n    en: ")
        .append(quoted(about.replace("：", ": ") + text.en()))
        .append('\n');
  }

  private void column(StringBuilder yaml, Suggestion.Found found) {
    yaml.append("      ")
        .append(column(found))
        .append(": {heading: ")
        .append(quoted(found.heading()));
    if (found.kind() != ColumnSpec.Kind.TEXT) {
      yaml.append(", type: ").append(found.kind().name().toLowerCase(Locale.ROOT));
    }
    if (grain().contains(column(found)) || found.name().equals(HeadingDictionary.QTY)) {
      yaml.append(", required: true, filled: true");
    }
    yaml.append("}\n");
  }

  /** A question's column has a name of its own, since it is none of the columns yet. */
  private static String column(Suggestion.Found found) {
    return found.certainty() == Suggestion.Certainty.ASKED ? "asked_" + found.name() : found.name();
  }

  private List<String> grain() {
    return Stream.of(HeadingDictionary.ORDER_NO, HeadingDictionary.LINE_NO)
        .filter(column -> suggestion.mapped(column).isPresent())
        .toList();
  }

  private List<String> headings(Suggestion.Certainty... wanted) {
    return suggestion.columns().stream()
        .filter(found -> List.of(wanted).contains(found.certainty()))
        .map(Suggestion.Found::heading)
        .distinct()
        .toList();
  }

  private static String pattern(String heading) {
    return heading.replace('/', '_').replaceAll("([\\\\*?\\[\\]{}])", "\\\\$1");
  }

  private static String quoted(String text) {
    return '"'
        + text.replaceAll("\\p{Cntrl}", " ").replace("\\", "\\\\").replace("\"", "\\\"")
        + '"';
  }

  /** The view that says what each column of the list stands for. */
  private String rows() {
    return """
        -- What each column of the list stands for. Change here what a heading or a word of a status means.
        SELECT
          * EXCEPT (status_word, line_status_word),
          coalesce(line_no, item_code, item_name) AS line_id,
          CASE
            WHEN NOT (%s) THEN 'approved'
        %s
            ELSE 'unknown'
          END AS status,
          status_word AS status_raw,
          CASE
        %s
          END AS line_state,
          line_status_word AS line_status_raw
        FROM (
          SELECT
            %s,
            %s AS has_stock_in,
            %s AS has_stocked_qty,
            %s AS has_arrived_qty,
            attrs,
            _file,
            _row
          FROM list
        )
        """
        .formatted(
            given(HeadingDictionary.STATUS),
            states("status_word", SuggestedFolder::documentState),
            states("line_status_word", state -> state),
            columns(),
            given(HeadingDictionary.STOCKED_ON),
            given(HeadingDictionary.STOCKED_QTY),
            given(HeadingDictionary.ARRIVED_QTY));
  }

  private String columns() {
    List<String> columns = new ArrayList<>();
    for (HeadingDictionary.Meaning meaning : dictionary.columns().values()) {
      String name = meaning.name();
      String value =
          switch (name) {
            case HeadingDictionary.STOCKED_QTY -> when(given(HeadingDictionary.STOCKED_ON), name);
            case HeadingDictionary.ARRIVED_QTY -> when(given(HeadingDictionary.ARRIVED_ON), name);
            case HeadingDictionary.QTY_STOCKED ->
                sumSoFar(name, HeadingDictionary.STOCKED_ON, HeadingDictionary.STOCKED_QTY);
            case HeadingDictionary.QTY_ARRIVED ->
                sumSoFar(name, HeadingDictionary.ARRIVED_ON, HeadingDictionary.ARRIVED_QTY);
            default -> value(name);
          };
      String as =
          name.equals(HeadingDictionary.STATUS) || name.equals(HeadingDictionary.LINE_STATUS)
              ? name + "_word"
              : name;
      columns.add(value.equals(as) ? as : value + " AS " + as);
    }
    return String.join(",\n    ", columns);
  }

  /** A quantity without its day is the sum so far. */
  private String sumSoFar(String column, String day, String qty) {
    String given = given(day);
    String otherwise =
        when(given.equals(YES) ? NO : given.equals(NO) ? YES : "NOT (" + given + ")", qty);
    return otherwise.startsWith(ABSENT)
        ? value(column)
        : "coalesce(%s, %s)".formatted(value(column), otherwise);
  }

  private String when(String condition, String column) {
    return condition.equals(YES)
        ? value(column)
        : condition.equals(NO)
            ? absent(dictionary.named(column).kind())
            : "CASE WHEN %s THEN %s END".formatted(condition, value(column));
  }

  /** Whether the list has a column, as a condition: answers may decide. */
  private String given(String column) {
    if (suggestion.mapped(column).isPresent()) {
      return YES;
    }
    String answers =
        suggestion.open().entrySet().stream()
            .filter(open -> open.getValue().values().contains(column))
            .map(open -> ":%s = '%s'".formatted(open.getKey(), column))
            .collect(Collectors.joining(" OR "));
    return answers.isEmpty() ? NO : answers;
  }

  /** A column as the list's own, as answers make of others, or as nothing. */
  private String value(String column) {
    List<String> values = new ArrayList<>();
    if (suggestion.mapped(column).isPresent()) {
      values.add(column);
    }
    for (Suggestion.Found found : suggestion.columns()) {
      Suggestion.Open open = suggestion.open().get(found.name());
      if (found.certainty() == Suggestion.Certainty.ASKED
          && open != null
          && open.values().contains(column)) {
        values.add(
            "CASE WHEN :%s = '%s' THEN %s END".formatted(found.name(), column, column(found)));
      }
    }
    if (values.isEmpty()) {
      return absent(dictionary.named(column).kind());
    }
    return values.size() == 1 ? values.get(0) : "coalesce(" + String.join(", ", values) + ")";
  }

  private static String absent(ColumnSpec.Kind kind) {
    return ABSENT + kind.sparkName() + ")";
  }

  private interface Renaming {
    String of(String state);
  }

  /** A document is approved or not; whether its lines are open is theirs to say. */
  private static String documentState(String state) {
    return state.equals("open") || state.equals("frozen") ? "approved" : state;
  }

  private String states(String column, Renaming renaming) {
    return dictionary.statusWords().entrySet().stream()
        .map(
            state ->
                "    WHEN %s IN (%s) THEN '%s'"
                    .formatted(column, words(state), renaming.of(state.getKey())))
        .collect(Collectors.joining("\n"));
  }

  /** Words in the ways they are written; comparing without case costs more in Spark. */
  private static String words(Map.Entry<String, List<String>> state) {
    Set<String> words = new LinkedHashSet<>();
    for (String word : state.getValue()) {
      words.add(word);
      words.add(Character.toUpperCase(word.charAt(0)) + word.substring(1));
      words.add(word.toUpperCase(Locale.ROOT));
    }
    return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
  }
}
