package io.duecast.ingest.land;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.duecast.ingest.connector.DocumentShape;
import io.duecast.ingest.fault.IngestFaults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * The records of the JSON documents in a file, one at a time: no more of it is held than one
 * record. A file may hold several documents one behind the other, as logs do.
 */
public final class JsonRecords {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          // Digits stay as they were written.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final DocumentShape shape;
  private final Path file;
  private final List<String> way;
  private final boolean maybeBare;

  public JsonRecords(DocumentShape shape, Path file) {
    this.shape = shape;
    this.file = file;
    this.maybeBare = shape.records().endsWith(DocumentShape.OR_BARE);
    this.way =
        Way.steps(
            maybeBare
                ? shape.records().substring(0, shape.records().length() - 1)
                : shape.records());
  }

  /** Takes what is found. */
  public interface Taker {
    void take(JsonNode node) throws IOException;
  }

  /**
   * Hands over every record, each as an object.
   *
   * @throws io.duecast.contract.fault.Fault INPUT_DAMAGED for what is no JSON or not whole
   */
  public void forEach(Taker taker) throws IOException {
    parse(
        parser -> {
          boolean bare = maybeBare && parser.currentToken() == JsonToken.START_ARRAY;
          walk(parser, bare ? way.size() : 0, false, taker);
        });
  }

  /**
   * Refuses documents that tell an error instead of data. Such answers are short; a document is
   * looked at whole.
   *
   * @throws io.duecast.contract.fault.Fault INPUT_REFUSED with what the system said
   */
  void refuseErrors() throws IOException {
    if (!shape.errors().isEmpty()) {
      parse(parser -> refuseErrors(parser.<JsonNode>readValueAsTree()));
    }
  }

  private void refuseErrors(JsonNode document) {
    ToldError.in(document, shape.errors())
        .ifPresent(
            error -> {
              throw IngestFaults.sourceToldError(
                  name(), error.at(), error.value(), error.message());
            });
  }

  private interface Reading {
    void read(JsonParser parser) throws IOException;
  }

  private void parse(Reading reading) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = MAPPER.createParser(in)) {
      while (parser.nextToken() != null) {
        reading.read(parser);
      }
    } catch (JacksonException e) {
      throw IngestFaults.documentDamaged(
          name(),
          e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
          e.getOriginalMessage());
    }
  }

  private String name() {
    return String.valueOf(file.getFileName());
  }

  /**
   * Goes on from a value towards the records; {@code inArray} when it is an element of an array.
   */
  private void walk(JsonParser parser, int step, boolean inArray, Taker taker) throws IOException {
    boolean arrived = step == way.size();
    if (parser.currentToken() == JsonToken.START_ARRAY && !(arrived && inArray)) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        walk(parser, step, true, taker);
      }
    } else if (arrived) {
      JsonNode record = parser.readValueAsTree();
      if (record.isArray()) {
        if (!isHeadings(record)) {
          taker.take(named(record));
        }
      } else if (record.isObject()) {
        taker.take(record);
      }
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        boolean onTheWay = parser.currentName().equals(way.get(step));
        parser.nextToken();
        if (onTheWay) {
          walk(parser, step + 1, false, taker);
        } else {
          parser.skipChildren();
        }
      }
    }
  }

  /** Some servers send the names as the first record. */
  private boolean isHeadings(JsonNode values) {
    if (values.isEmpty() || values.size() != shape.fields().size()) {
      return false;
    }
    Iterator<String> names = shape.fields().iterator();
    for (JsonNode value : values) {
      if (!names.next().equalsIgnoreCase(value.asText())) {
        return false;
      }
    }
    return true;
  }

  /** Values without names mean what their place says, and so none may be missing. */
  private ObjectNode named(JsonNode values) {
    List<String> fields = shape.fields();
    if (!fields.isEmpty() && values.size() != fields.size()) {
      throw IngestFaults.recordWidthDiffers(name(), fields, values.size());
    }
    ObjectNode record = MAPPER.createObjectNode();
    for (int place = 0; place < values.size(); place++) {
      record.set(fields.isEmpty() ? String.valueOf(place) : fields.get(place), values.get(place));
    }
    return record;
  }
}
