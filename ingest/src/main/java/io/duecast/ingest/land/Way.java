package io.duecast.ingest.land;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A way through a document: keys of objects and places of arrays, from 0, with dots between. A key
 * may hold dots itself, and then the longest key that exists is meant.
 */
public final class Way {

  private Way() {}

  /** The keys of a way; none for an empty one. */
  static List<String> steps(String way) {
    return way.isEmpty() ? List.of() : List.of(way.split("\\."));
  }

  /** What the way leads to; missing where it leads nowhere. */
  public static JsonNode follow(JsonNode from, String way) {
    if (from.isArray()) {
      int dot = way.indexOf('.');
      String place = dot < 0 ? way : way.substring(0, dot);
      JsonNode element =
          place.matches("\\d{1,9}")
              ? from.path(Integer.parseInt(place))
              : MissingNode.getInstance();
      return dot < 0 ? element : follow(element, way.substring(dot + 1));
    }
    for (int end = way.length(); end > 0; end = way.lastIndexOf('.', end - 1)) {
      JsonNode child = from.path(way.substring(0, end));
      if (end == way.length()) {
        if (!child.isMissingNode()) {
          return child;
        }
      } else if (child.isContainerNode()) {
        JsonNode found = follow(child, way.substring(end + 1));
        if (!found.isMissingNode()) {
          return found;
        }
      }
    }
    return MissingNode.getInstance();
  }

  /**
   * A value as a cell: numbers in plain digits, lists of values with commas, nothing for objects.
   */
  public static String text(JsonNode value) {
    if (value.isNumber()) {
      return value.isFloatingPointNumber() ? value.decimalValue().toPlainString() : value.asText();
    }
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .filter(JsonNode::isValueNode)
          .map(Way::text)
          .collect(Collectors.joining(","));
    }
    return value.isNull() ? "" : value.asText();
  }
}
