package io.duecast.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.service.fault.ServiceFaults;
import io.duecast.service.model.InlineOrder;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Orders as CSV: a column for each field of {@link InlineOrder}, read into the rows that JSON
 * gives. Columns {@code attrs.NAME} and {@code events.STAGE.FIELD} stand for one custom field and
 * one event; the columns of lists and maps hold JSON. A row with nothing but a key is a line of the
 * current run.
 */
final class OrderCsv {

  private static final String KEY = "order_line_key";
  private static final String ATTRIBUTES = "attrs";
  private static final String EVENTS = "events";
  private static final String STAGE = "stage";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Columns by name. */
  private static final Map<String, Cell> COLUMNS = cells(InlineOrder.class);

  private static final Map<String, Cell> EVENT_COLUMNS = cells(InlineOrder.Event.class);

  /** What a cell of a column holds. */
  private enum Cell {
    TEXT(Text.of("文本", "text")),
    DATE(Text.of("日期，如 2026-03-02", "a date such as 2026-03-02")),
    INSTANT(Text.of("时刻，如 2026-03-02T08:00:00Z", "an instant such as 2026-03-02T08:00:00Z")),
    NUMBER(Text.of("数字，如 1200.50", "a number such as 1200.50")),
    LIST(Text.of("JSON 列表", "a JSON list")),
    MAP(Text.of("JSON 对象", "a JSON object"));

    private final Text meaning;

    Cell(Text meaning) {
      this.meaning = meaning;
    }

    JsonNode read(String column, String text) {
      JsonNodeFactory nodes = JsonNodeFactory.instance;
      try {
        return switch (this) {
          case TEXT -> nodes.textNode(text);
          case DATE -> nodes.textNode(LocalDate.parse(text.strip()).toString());
          case INSTANT -> nodes.textNode(Instant.parse(text.strip()).toString());
          case NUMBER -> nodes.numberNode(new BigDecimal(text.strip()));
          case LIST, MAP -> {
            JsonNode node = Json.MAPPER.readTree(text);
            if (this == LIST ? !node.isArray() : !node.isObject()) {
              throw ServiceFaults.wrongCell(column, text, meaning);
            }
            yield node;
          }
        };
      } catch (DateTimeException | NumberFormatException | JsonProcessingException e) {
        throw ServiceFaults.wrongCell(column, text, meaning);
      }
    }
  }

  /** A column of a file: what its cells hold, and where in the order that belongs. */
  private record Heading(String name, Cell cell, Place place) {}

  /** Puts a value where it belongs in an order. */
  @FunctionalInterface
  private interface Place {
    void put(ObjectNode order, JsonNode value);
  }

  private OrderCsv() {}

  /** Names of the columns that stand for a whole field. */
  static Set<String> columns() {
    return COLUMNS.keySet();
  }

  /**
   * The rows of a file; a row that cannot be read carries its refusal.
   *
   * @throws Fault BAD_ARGUMENT for a file that is not UTF-8 or CSV, and for unknown or repeated
   *     headings; TOO_LARGE for more rows than {@code most}
   */
  static ScoreRequest read(byte[] body, int most) {
    List<CsvRecord> records = records(body);
    if (records.isEmpty()) {
      throw ServiceFaults.badCsv(Text.of("没有标题行", "it has no row of headings"));
    }
    if (records.size() - 1 > most) {
      throw ServiceFaults.batchTooLarge(records.size() - 1, most);
    }
    List<Heading> headings = headings(records.get(0));
    return new ScoreRequest(
        true, records.stream().skip(1).map(record -> row(headings, record)).toList());
  }

  private static List<CsvRecord> records(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
      try (Stream<CsvRecord> records =
          CsvReader.builder()
              .allowExtraFields(true)
              .allowMissingFields(true)
              .allowUnclosedQuote(false)
              .ofCsvRecord(content)
              .stream()) {
        return records.toList();
      }
    } catch (CharacterCodingException e) {
      throw ServiceFaults.badCsv(
          Text.of("它不是 UTF-8 编码（Excel 请选“CSV UTF-8”）", "it is not UTF-8 (in Excel: CSV UTF-8)"));
    } catch (CsvParseException e) {
      String why = String.valueOf(e.getMessage());
      throw ServiceFaults.badCsv(Text.same(why));
    }
  }

  private static List<Heading> headings(CsvRecord record) {
    List<Heading> headings = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String field : record.getFields()) {
      String name = field.strip();
      if (!seen.add(name)) {
        throw ServiceFaults.badCsv(
            Text.of("列 " + name + " 出现了多次", "the column " + name + " is given more than once"));
      }
      headings.add(heading(name));
    }
    return headings;
  }

  private static Heading heading(String name) {
    Cell cell = COLUMNS.get(name);
    if (cell != null) {
      return new Heading(name, cell, whole(name, cell));
    }
    String[] parts = name.split("\\.", 3);
    if (parts.length > 1 && parts[0].equals(ATTRIBUTES)) {
      String attribute = name.substring(ATTRIBUTES.length() + 1);
      return new Heading(
          name,
          Cell.TEXT,
          (order, value) -> order.withObjectProperty(ATTRIBUTES).set(attribute, value));
    }
    Cell part = parts.length == 3 && parts[0].equals(EVENTS) ? EVENT_COLUMNS.get(parts[2]) : null;
    if (part == null || parts[2].equals(STAGE)) {
      throw ServiceFaults.unknownColumn(name, known(parts));
    }
    return new Heading(name, part, (order, value) -> event(order, parts[1]).set(parts[2], value));
  }

  /** Names that {@code parts} may have meant: with its own stage where it names one. */
  private static List<String> known(String[] parts) {
    String stage = parts.length > 1 && parts[0].equals(EVENTS) ? parts[1] : "STAGE";
    return Stream.of(
            COLUMNS.keySet().stream(),
            Stream.of(ATTRIBUTES + ".NAME"),
            EVENT_COLUMNS.keySet().stream()
                .filter(field -> !field.equals(STAGE))
                .map(field -> EVENTS + "." + stage + "." + field))
        .flatMap(names -> names)
        .toList();
  }

  private static Place whole(String name, Cell cell) {
    return switch (cell) {
      case LIST -> (order, value) -> order.withArrayProperty(name).addAll((ArrayNode) value);
      case MAP -> (order, value) -> order.withObjectProperty(name).setAll((ObjectNode) value);
      case TEXT, DATE, INSTANT, NUMBER -> (order, value) -> order.set(name, value);
    };
  }

  private static ObjectNode event(ObjectNode order, String stage) {
    ArrayNode events = order.withArrayProperty(EVENTS);
    for (JsonNode event : events) {
      if (stage.equals(event.path(STAGE).asText())) {
        return (ObjectNode) event;
      }
    }
    return events.addObject().put(STAGE, stage);
  }

  private static ScoreRequest.Row row(List<Heading> headings, CsvRecord record) {
    ObjectNode order = JsonNodeFactory.instance.objectNode();
    @Nullable Fault refusal =
        record.getFieldCount() == headings.size()
            ? null
            : ServiceFaults.wrongCellCount(record.getFieldCount(), headings.size());
    for (int i = 0; i < headings.size() && i < record.getFieldCount(); i++) {
      String text = record.getField(i);
      Heading heading = headings.get(i);
      if (!text.isBlank()) {
        try {
          heading.place().put(order, heading.cell().read(heading.name(), text));
        } catch (Fault e) {
          refusal = refusal == null ? e : refusal;
        }
      }
    }
    boolean known = order.size() == 1 && order.has(KEY);
    JsonNode row = known ? order : JsonNodeFactory.instance.objectNode().set("order", order);
    ScoreRequest.Row read = ScoreRequest.Row.of(row);
    return refusal == null ? read : read.refused(refusal);
  }

  private static Map<String, Cell> cells(Class<? extends Record> shape) {
    return Stream.of(shape.getRecordComponents())
        .collect(
            Collectors.toMap(
                field ->
                    PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(field.getName()),
                OrderCsv::cell,
                (one, other) -> one,
                LinkedHashMap::new));
  }

  private static Cell cell(RecordComponent field) {
    Class<?> type = field.getType();
    if (type == String.class) {
      return Cell.TEXT;
    } else if (type == LocalDate.class) {
      return Cell.DATE;
    } else if (type == Instant.class) {
      return Cell.INSTANT;
    } else if (type == BigDecimal.class || type == Integer.class) {
      return Cell.NUMBER;
    } else if (type == List.class) {
      return Cell.LIST;
    } else if (type == Map.class) {
      return Cell.MAP;
    }
    throw new IllegalStateException("No cell holds a " + type);
  }
}
