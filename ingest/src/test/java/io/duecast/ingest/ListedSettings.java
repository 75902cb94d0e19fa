package io.duecast.ingest;

import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.FetchSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The settings that a connector's file lists, and their values; a connector keeps the chosen. */
final class ListedSettings {

  /** Connectors write their patterns of dates once and point at them from every column. */
  private static final int MOST_ALIASES = 1000;

  private ListedSettings() {}

  /**
   * A setting.
   *
   * @param values those it may have; none where it may have any
   */
  record Listed(String name, String byDefault, List<String> values) {

    /** The values that are not the default. */
    Stream<String> others() {
      return values.stream().filter(value -> !value.equals(byDefault));
    }
  }

  static List<Listed> of(Connector connector) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(MOST_ALIASES);
    Map<String, Object> root =
        new Yaml(new SafeConstructor(options))
            .load(connector.origin().files().get("connector.yaml"));
    return map(root.getOrDefault("settings", Map.of())).entrySet().stream()
        .map(
            one -> {
              Map<?, ?> section = map(one.getValue());
              return new Listed(
                  String.valueOf(one.getKey()),
                  String.valueOf(section.get("default")),
                  section.get("values") instanceof List<?> values
                      ? values.stream().map(String::valueOf).toList()
                      : List.of());
            })
        .toList();
  }

  /** The settings by which parts of a running system are not read, each set so. */
  static Map<String, String> skipping(Connector connector) {
    return of(connector).stream()
        .filter(setting -> setting.values().contains(FetchSpec.SKIP))
        .collect(Collectors.toMap(Listed::name, setting -> FetchSpec.SKIP));
  }

  private static Map<?, ?> map(Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
