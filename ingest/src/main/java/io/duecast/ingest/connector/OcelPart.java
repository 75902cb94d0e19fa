package io.duecast.ingest.connector;

import java.util.Locale;

/** The kinds of records that an object-centric event log (OCEL 2.0) holds. */
public enum OcelPart {
  /** Events, with their attributes. */
  EVENTS,
  /** Objects, with their type. */
  OBJECTS,
  /** Values of objects' attributes, each with the time from which it held. */
  OBJECT_VALUES,
  /** Which objects an event is about. */
  EVENT_OBJECTS,
  /** Which objects belong together. */
  OBJECT_OBJECTS;

  /** Lower-case code, as in {@code part:} of a connector. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static OcelPart of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
