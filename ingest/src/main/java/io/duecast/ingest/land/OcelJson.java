package io.duecast.ingest.land;

import com.fasterxml.jackson.databind.JsonNode;
import io.duecast.ingest.connector.DocumentShape;
import io.duecast.ingest.connector.OcelPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The JSON variant; no more than one event or object is held at a time. */
final class OcelJson implements OcelRewriting.Variant {

  @Override
  public void read(Path file, OcelPart part, OcelEntry.RowTaker taker) throws IOException {
    boolean events = part == OcelPart.EVENTS || part == OcelPart.EVENT_OBJECTS;
    DocumentShape shape =
        new DocumentShape(events ? "events" : "objects", "", List.of(), List.of());
    new JsonRecords(shape, file).forEach(record -> entry(record).rows(part, events, taker));
  }

  private static OcelEntry entry(JsonNode record) {
    OcelEntry entry =
        OcelEntry.empty(text(record, "id"), text(record, "type"), text(record, "time"));
    for (JsonNode attribute : record.path("attributes")) {
      entry.add(text(attribute, "name"), text(attribute, "time"), text(attribute, "value"));
    }
    for (JsonNode relation : record.path("relationships")) {
      entry
          .relations()
          .add(new OcelEntry.Relation(text(relation, "objectId"), text(relation, "qualifier")));
    }
    return entry;
  }

  private static String text(JsonNode node, String field) {
    return Way.text(node.path(field));
  }
}
