package io.duecast.ingest.fetch;

import io.duecast.ingest.connector.FetchSpec;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Requests with the values of their placeholders. An entry whose placeholder has no value is left
 * out, such as the cursor of the first request.
 */
final class Template {

  private final Map<String, Object> values;

  Template(Map<String, Object> values) {
    this.values = values;
  }

  /** The path, values as parts of it. */
  String path(String path) {
    return fill(path, Template::encode);
  }

  /** The text with its values as they are. */
  String text(String text) {
    return fill(text, UnaryOperator.identity());
  }

  /** The entries that have all their values. */
  Map<String, String> entries(Map<String, String> entries) {
    Map<String, String> filled = new LinkedHashMap<>();
    entries.forEach(
        (name, text) -> {
          if (isWhole(text)) {
            filled.put(name, fill(text, UnaryOperator.identity()));
          }
        });
    return filled;
  }

  /** A query or form with these entries. */
  static String form(Map<String, String> entries) {
    return entries.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** The document with its values; a value keeps its kind where nothing stands beside it. */
  @Nullable Object tree(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> filled = new LinkedHashMap<>();
      map.forEach(
          (name, value) -> {
            if (!(value instanceof String text) || isWhole(text)) {
              filled.put(String.valueOf(name), tree(value));
            }
          });
      return filled;
    }
    if (tree instanceof List<?> list) {
      List<@Nullable Object> filled = new ArrayList<>();
      list.forEach(value -> filled.add(tree(value)));
      return filled;
    }
    if (tree instanceof String text) {
      Matcher only = FetchSpec.PLACEHOLDER.matcher(text);
      return only.matches() && values.containsKey(only.group(1))
          ? values.get(only.group(1))
          : fill(text, UnaryOperator.identity());
    }
    return tree;
  }

  private boolean isWhole(String text) {
    return FetchSpec.PLACEHOLDER
        .matcher(text)
        .results()
        .allMatch(found -> values.containsKey(found.group(1)));
  }

  private String fill(String text, UnaryOperator<String> written) {
    return FetchSpec.PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    written.apply(String.valueOf(values.getOrDefault(found.group(1), "")))));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
