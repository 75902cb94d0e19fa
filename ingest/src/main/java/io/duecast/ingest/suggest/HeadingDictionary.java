package io.duecast.ingest.suggest;

import io.duecast.contract.Text;
import io.duecast.ingest.connector.ColumnSpec;
import io.duecast.ingest.land.HeadingText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What headings and words of a status mean; {@code headings.yaml} holds them.
 *
 * @param columns by the name that the queries use
 * @param questions headings with several meanings, by the name of the setting that decides
 * @param statusWords by what they mean
 */
record HeadingDictionary(
    Map<String, Meaning> columns,
    Map<String, Question> questions,
    Map<String, List<String>> statusWords,
    Set<String> receiptStates,
    Set<String> derived,
    Set<String> personal) {

  /** A column of order lists. */
  record Meaning(String name, ColumnSpec.Kind kind, Text label, List<String> headings) {}

  /**
   * Headings of which only the user knows the meaning.
   *
   * @param means columns that they may stand for
   */
  record Question(
      String name, ColumnSpec.Kind kind, List<String> headings, List<String> means, Text text) {}

  static HeadingDictionary shipped() {
    try (InputStream in =
        HeadingDictionary.class
            .getClassLoader()
            .getResourceAsStream("connectors/files/headings.yaml")) {
      Map<String, Object> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      Map<String, Meaning> columns = new LinkedHashMap<>();
      map(root.get("columns"))
          .forEach(
              (name, body) ->
                  columns.put(
                      name,
                      new Meaning(
                          name,
                          kind(map(body)),
                          text(map(body).get("label")),
                          list(body, "headings"))));
      Map<String, Question> questions = new LinkedHashMap<>();
      map(root.get("questions"))
          .forEach(
              (name, body) ->
                  questions.put(
                      name,
                      new Question(
                          name,
                          kind(map(body)),
                          list(body, "headings"),
                          list(body, "means"),
                          text(body))));
      Map<String, List<String>> words = new LinkedHashMap<>();
      map(root.get("status"))
          .keySet()
          .forEach(word -> words.put(word, list(root.get("status"), word)));
      return new HeadingDictionary(
          columns,
          questions,
          words,
          normal(list(root, "receipt_states")),
          normal(list(root, "derived")),
          normal(list(root, "personal")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> map(@Nullable Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> entries) {
      entries.forEach((key, child) -> map.put(String.valueOf(key), child));
    }
    return map;
  }

  private static List<String> list(@Nullable Object body, String key) {
    List<String> list = new ArrayList<>();
    ((List<?>) map(body).getOrDefault(key, List.of()))
        .forEach(one -> list.add(String.valueOf(one)));
    return list;
  }

  private static Text text(@Nullable Object body) {
    return Text.of(String.valueOf(map(body).get("zh")), String.valueOf(map(body).get("en")));
  }

  private static ColumnSpec.Kind kind(Map<String, Object> body) {
    return ColumnSpec.Kind.valueOf(
        String.valueOf(body.getOrDefault("type", "text")).toUpperCase(Locale.ROOT));
  }

  private static Set<String> normal(List<String> headings) {
    return headings.stream().map(HeadingText::normal).collect(Collectors.toSet());
  }

  /** A column by its name. */
  Meaning named(String name) {
    Meaning meaning = columns.get(name);
    if (meaning == null) {
      throw new IllegalArgumentException("No column " + name);
    }
    return meaning;
  }

  /** The column that a heading means. */
  Optional<Meaning> column(String heading) {
    return columns.values().stream()
        .filter(meaning -> normal(meaning.headings()).contains(HeadingText.normal(heading)))
        .findFirst();
  }

  /** How much a meaning prefers a heading to others of its own; less is more. */
  static int rank(Meaning meaning, String heading) {
    return meaning.headings().stream()
        .map(HeadingText::normal)
        .toList()
        .indexOf(HeadingText.normal(heading));
  }

  Optional<Question> question(String heading) {
    return questions.values().stream()
        .filter(question -> normal(question.headings()).contains(HeadingText.normal(heading)))
        .findFirst();
  }

  /** Columns that a heading resembles: it holds one of their own, or is held by it. */
  List<Meaning> alike(String heading) {
    String text = HeadingText.normal(heading);
    return columns.values().stream()
        .filter(
            meaning ->
                meaning.headings().stream()
                    .map(HeadingText::normal)
                    .anyMatch(
                        known ->
                            known.length() > 1
                                && text.length() > 1
                                && (text.contains(known) || known.contains(text))))
        .toList();
  }

  /** What a word in a column of a status means. */
  Optional<String> state(String word) {
    String text = word.strip().toLowerCase(Locale.ROOT);
    return statusWords.entrySet().stream()
        .filter(state -> state.getValue().contains(text))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
