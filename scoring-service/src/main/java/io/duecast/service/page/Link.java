package io.duecast.service.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Addresses inside the service. */
public record Link(String path, Map<String, String> parameters) {

  public static Link to(String path) {
    return new Link(path, Map.of());
  }

  /** The page of an order line or a partner; keys may hold any character. */
  public static String ofKey(String folder, String key) {
    return folder + "/" + encode(key).replace("+", "%20");
  }

  /** This address with one parameter set, or left out where the value is null. */
  public Link with(String name, @Nullable String value) {
    Map<String, String> changed = new LinkedHashMap<>(parameters);
    changed.remove(name);
    if (value != null) {
      changed.put(name, value);
    }
    return new Link(path, changed);
  }

  Link at(String otherPath) {
    return new Link(otherPath, parameters);
  }

  @Override
  public String toString() {
    return parameters.isEmpty()
        ? path
        : path
            + "?"
            + parameters.entrySet().stream()
                .map(part -> encode(part.getKey()) + "=" + encode(part.getValue()))
                .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
