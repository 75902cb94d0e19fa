package io.duecast.ingest.connector;

import io.duecast.command.Nearest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads YAML and collects every problem: a key that nobody asked for is one, so that a typing error
 * never passes for a default.
 */
final class StrictYaml {

  /** A connector writes its date patterns once and points at them from every column of a date. */
  private static final int MOST_ALIASES = 1000;

  private final List<String> problems = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();

  Section root(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    Object document = null;
    try {
      document = new Yaml(new SafeConstructor(options)).load(text);
    } catch (YAMLException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    return section("", document);
  }

  void problem(String problem) {
    problems.add(problem);
  }

  /** All problems, unknown keys included. Call when everything was asked. */
  List<String> problems() {
    List<String> all = new ArrayList<>(problems);
    for (Section section : sections) {
      for (String key : section.values.keySet()) {
        if (!section.asked.contains(key)) {
          all.add(
              "unknown key %s%s%s"
                  .formatted(section.path, key, Nearest.question(key, section.asked)));
        }
      }
    }
    return all;
  }

  private Section section(String path, @Nullable Object value) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, child) -> values.put(String.valueOf(key), child));
    } else if (value != null) {
      problems.add("%s holds a value where keys are expected".formatted(path));
    }
    Section section = new Section(path, values);
    sections.add(section);
    return section;
  }

  /** Keys and values at one place of the document. */
  final class Section {
    private final String path;
    private final Map<String, Object> values;
    private final Set<String> asked = new LinkedHashSet<>();

    private Section(String path, Map<String, Object> values) {
      this.path = path;
      this.values = values;
    }

    private @Nullable Object ask(String key) {
      asked.add(key);
      return values.get(key);
    }

    boolean has(String key) {
      return ask(key) != null;
    }

    String text(String key) {
      Object value = ask(key);
      if (value == null) {
        problems.add("%s%s is missing".formatted(path, key));
        return "";
      }
      return scalar(key, value);
    }

    String text(String key, String otherwise) {
      Object value = ask(key);
      return value == null ? otherwise : scalar(key, value);
    }

    /** A constant by its name in lower case. */
    <E extends Enum<E>> E choice(String key, E otherwise) {
      return has(key) ? chosen(key, otherwise) : otherwise;
    }

    /** A constant that must be named; the first where it is not. */
    <E extends Enum<E>> E choice(String key, Class<E> kind) {
      return chosen(key, kind.getEnumConstants()[0]);
    }

    private <E extends Enum<E>> E chosen(String key, E otherwise) {
      String word = text(key);
      Map<String, E> known = new TreeMap<>();
      for (E one : otherwise.getDeclaringClass().getEnumConstants()) {
        known.put(one.name().toLowerCase(Locale.ROOT), one);
      }
      if (has(key) && !known.containsKey(word)) {
        problems.add(
            "%s%s: %s is none of %s%s"
                .formatted(
                    path,
                    key,
                    word,
                    String.join(", ", known.keySet()),
                    Nearest.question(word, known.keySet())));
      }
      return known.getOrDefault(word, otherwise);
    }

    int number(String key, int otherwise) {
      Object value = ask(key);
      if (value == null || value instanceof Integer) {
        return value == null ? otherwise : (Integer) value;
      }
      problems.add("%s%s is not a whole number: %s".formatted(path, key, value));
      return otherwise;
    }

    /** A day such as 2018-01-31, or null when the key is absent. */
    @Nullable LocalDate day(String key) {
      Object value = ask(key);
      if (value == null) {
        return null;
      }
      if (value instanceof Date date) {
        // YAML reads a bare day as an instant of UTC.
        return date.toInstant().atZone(ZoneOffset.UTC).toLocalDate();
      }
      try {
        return LocalDate.parse(String.valueOf(value));
      } catch (DateTimeException e) {
        problems.add("%s%s is not a day such as 2018-01-31: %s".formatted(path, key, value));
        return null;
      }
    }

    double fraction(String key, double otherwise) {
      Object value = ask(key);
      if (value == null || value instanceof Number) {
        return value == null ? otherwise : ((Number) value).doubleValue();
      }
      problems.add("%s%s is not a number: %s".formatted(path, key, value));
      return otherwise;
    }

    boolean flag(String key) {
      return flag(key, false);
    }

    boolean flag(String key, boolean otherwise) {
      Object value = ask(key);
      if (value == null || value instanceof Boolean) {
        return value == null ? otherwise : (Boolean) value;
      }
      problems.add("%s%s is not true or false: %s".formatted(path, key, value));
      return otherwise;
    }

    /** A list, or one value for a list of one; empty when the key is absent. */
    List<String> list(String key) {
      Object value = ask(key);
      List<String> result = new ArrayList<>();
      if (value instanceof List<?> items) {
        items.forEach(item -> result.add(scalar(key, item)));
      } else if (value != null) {
        result.add(scalar(key, value));
      }
      return result;
    }

    /** Named texts in order; empty when the key is absent. */
    Map<String, String> texts(String key) {
      Map<String, String> result = new LinkedHashMap<>();
      Object value = ask(key);
      if (value instanceof Map<?, ?> map) {
        map.forEach((name, text) -> result.put(String.valueOf(name), scalar(key, text)));
      } else if (value != null) {
        problems.add("%s%s does not hold named values".formatted(path, key));
      }
      return result;
    }

    /** Whatever stands under the key, unchecked: its shape is another system's. */
    @Nullable Object anything(String key) {
      return ask(key);
    }

    Section child(String key) {
      return section(path + key + ".", ask(key));
    }

    /** The sections of a list of maps. */
    List<Section> children(String key) {
      Object value = ask(key);
      List<Section> result = new ArrayList<>();
      if (value instanceof List<?> items) {
        for (int i = 0; i < items.size(); i++) {
          result.add(section("%s%s[%d].".formatted(path, key, i), items.get(i)));
        }
      } else if (value != null) {
        problems.add("%s%s is not a list".formatted(path, key));
      }
      return result;
    }

    /**
     * Named sections in order. A plain text in place of a section is given to the section as its
     * key {@code shorthand}.
     */
    Map<String, Section> named(String key, String shorthand) {
      Map<String, Section> result = new LinkedHashMap<>();
      Object value = ask(key);
      if (value instanceof Map<?, ?> map) {
        map.forEach(
            (name, child) -> {
              Object body = child instanceof Map<?, ?> ? child : Map.of(shorthand, orEmpty(child));
              result.put(String.valueOf(name), section(path + key + "." + name + ".", body));
            });
      } else if (value != null) {
        problems.add("%s%s does not hold named entries".formatted(path, key));
      }
      return result;
    }

    private Object orEmpty(@Nullable Object value) {
      return value == null ? "" : value;
    }

    private String scalar(String key, @Nullable Object value) {
      if (value instanceof Map<?, ?> || value instanceof List<?>) {
        problems.add("%s%s is not a single value".formatted(path, key));
        return "";
      }
      return String.valueOf(value);
    }
  }
}
