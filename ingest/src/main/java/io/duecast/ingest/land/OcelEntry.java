package io.duecast.ingest.land;

import io.duecast.ingest.connector.OcelPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An event or an object of an object-centric event log, as documents write it.
 *
 * @param time of an event; empty for an object
 * @param values its attributes
 * @param relations the objects it is about, or belongs to
 */
record OcelEntry(
    String id, String type, String time, List<Value> values, List<Relation> relations) {

  static final String ID = "ocel:id";
  static final String TYPE = "ocel:type";
  static final String TIME = "ocel:time";
  static final String NAME = "ocel:name";
  static final String VALUE = "ocel:value";
  static final String OBJECT = "ocel:object";
  static final String QUALIFIER = "ocel:qualifier";

  /**
   * One attribute.
   *
   * @param time from which an object's attribute had it; empty for an event's
   */
  record Value(String name, String time, String text) {}

  /** An object it has to do with, and how. */
  record Relation(String object, String qualifier) {}

  /** Takes rows, each as texts by heading. */
  interface RowTaker {
    void take(Map<String, String> row) throws IOException;
  }

  static OcelEntry empty(String id, String type, String time) {
    return new OcelEntry(id, type, time, new ArrayList<>(), new ArrayList<>());
  }

  /** Adds an attribute; one without a value says nothing. */
  void add(String name, String at, String text) {
    if (!text.isEmpty()) {
      values.add(new Value(name, at, text));
    }
  }

  /** The rows of a part that this entry makes; an entry of another kind makes none. */
  void rows(OcelPart part, boolean isEvent, RowTaker taker) throws IOException {
    switch (part) {
      case EVENTS -> {
        if (isEvent) {
          Map<String, String> row = new LinkedHashMap<>(Map.of(ID, id, TYPE, type, TIME, time));
          values.forEach(value -> row.put(value.name(), value.text()));
          taker.take(row);
        }
      }
      case OBJECTS -> {
        if (!isEvent) {
          taker.take(Map.of(ID, id, TYPE, type));
        }
      }
      case OBJECT_VALUES -> {
        if (!isEvent) {
          for (Value value : values) {
            taker.take(value(id, type, value));
          }
        }
      }
      case EVENT_OBJECTS, OBJECT_OBJECTS -> {
        if (isEvent == (part == OcelPart.EVENT_OBJECTS)) {
          for (Relation relation : relations) {
            taker.take(relation(id, relation));
          }
        }
      }
    }
  }

  /** A value stands under a heading of its own too, so that columns can have types. */
  static Map<String, String> value(String id, String type, Value value) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put(ID, id);
    row.put(TYPE, type);
    row.put(TIME, value.time());
    row.put(NAME, value.name());
    row.put(VALUE, value.text());
    row.put(value.name(), value.text());
    return row;
  }

  static Map<String, String> relation(String id, Relation relation) {
    return Map.of(ID, id, OBJECT, relation.object(), QUALIFIER, relation.qualifier());
  }
}
