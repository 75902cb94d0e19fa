package io.duecast.ingest.land;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.duecast.ingest.connector.ColumnSpec;
import io.duecast.ingest.connector.NamePatterns;
import io.duecast.ingest.connector.SourceSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * JSON records as rows. Only what the source asks for becomes a cell; headings that no record has
 * are left out, so that a column the system no longer sends is missed by name.
 */
final class JsonRewriting implements Rewriting {

  /** Heading of an element's place in its array. */
  private static final String PLACE = "#";

  @Override
  public void write(SourceSpec source, Path file, CsvWriter rows) throws IOException {
    JsonRecords records = new JsonRecords(source.document(), file);
    records.refuseErrors();
    Wanted headings = new Wanted(source);
    records.forEach(record -> unfold(source, record, headings::note));
    List<String> found = headings.found();
    rows.writeRecord(found);
    records.forEach(
        record ->
            unfold(
                source,
                record,
                row ->
                    rows.writeRecord(found.stream().map(way -> Way.text(row.at(way))).toList())));
  }

  private interface RowTaker {
    void take(Unfolded row);
  }

  private static void unfold(SourceSpec source, JsonNode record, RowTaker taker) {
    unfold(new Unfolded(record, Map.of()), "", Way.steps(source.document().unfold()), taker);
  }

  private static void unfold(Unfolded row, String prefix, List<String> steps, RowTaker taker) {
    if (steps.isEmpty()) {
      taker.take(row);
      return;
    }
    String way = prefix + steps.get(0);
    JsonNode node = row.at(way);
    List<String> rest = steps.subList(1, steps.size());
    if (node.isObject()) {
      unfold(row, way + ".", rest, taker);
      return;
    }
    int place = 0;
    for (JsonNode element : node) {
      place++;
      unfold(row.with(way + ".", element, place), way + ".", rest, taker);
    }
  }

  /**
   * A record and the elements of its arrays that the row is about.
   *
   * @param elements by their way with a dot behind, the innermost last
   */
  private record Unfolded(JsonNode record, Map<String, Element> elements) {

    private record Element(JsonNode node, int place) {}

    Unfolded with(String way, JsonNode node, int place) {
      Map<String, Element> more = new LinkedHashMap<>(elements);
      more.put(way, new Element(node, place));
      return new Unfolded(record, more);
    }

    JsonNode at(String way) {
      JsonNode from = record;
      String rest = way;
      for (Map.Entry<String, Element> element : elements.entrySet()) {
        if (way.startsWith(element.getKey())) {
          from = element.getValue().node();
          rest = way.substring(element.getKey().length());
          if (rest.equals(PLACE)) {
            return IntNode.valueOf(element.getValue().place());
          }
        }
      }
      return Way.follow(from, rest);
    }
  }

  /** Which of the wanted headings the records have. */
  private static final class Wanted {

    private final Set<String> wanted = new LinkedHashSet<>();
    private final Set<String> found = new LinkedHashSet<>();
    private final NamePatterns attrs;
    private boolean empty = true;

    Wanted(SourceSpec source) {
      for (ColumnSpec column : source.columns()) {
        wanted.addAll(column.headings());
      }
      attrs = new NamePatterns(source.attrs());
    }

    void note(Unfolded row) {
      empty = false;
      for (String way : wanted) {
        if (!found.contains(way) && !row.at(way).isMissingNode()) {
          found.add(way);
        }
      }
      if (!attrs.isEmpty()) {
        noteAttrs(row.record(), "");
        row.elements().forEach((way, element) -> noteAttrs(element.node(), way));
      }
    }

    private void noteAttrs(JsonNode object, String prefix) {
      object
          .properties()
          .forEach(
              field -> {
                if (attrs.fit(field.getKey())) {
                  found.add(prefix + field.getKey());
                }
              });
    }

    /** An answer without records says nothing of its columns: then all that are wanted. */
    List<String> found() {
      return new ArrayList<>(empty ? wanted : found);
    }
  }
}
