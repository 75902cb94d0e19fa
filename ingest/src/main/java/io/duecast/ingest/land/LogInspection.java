package io.duecast.ingest.land;

import io.duecast.command.Nearest;
import io.duecast.ingest.connector.ColumnSpec;
import io.duecast.ingest.connector.SourceSpec;
import io.duecast.ingest.fault.IngestFaults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges an event log in one pass: whether it is whole and refers to nothing outside, and which
 * attributes its traces and events have.
 */
final class LogInspection {

  /**
   * Keys beyond this many are no longer noted: a log that names each value a key has no columns.
   */
  private static final int MOST_KEYS = 1000;

  private final SourceSpec source;
  private final Set<String> traceKeys = new LinkedHashSet<>();
  private final Set<String> eventKeys = new LinkedHashSet<>();

  private LogInspection(SourceSpec source) {
    this.source = source;
  }

  static InspectedFile inspect(SourceSpec source, Path file, String sha256) throws IOException {
    return new LogInspection(source).inspect(file, sha256);
  }

  private InspectedFile inspect(Path file, String sha256) throws IOException {
    String name = String.valueOf(file.getFileName());
    long rows = 0;
    try (InputStream in = Files.newInputStream(file);
        XesCursor cursor = new XesCursor(in, name)) {
      for (; cursor.next(); rows++) {
        note(cursor.trace().keySet(), traceKeys);
        note(cursor.event().keySet(), eventKeys);
      }
    }
    if (rows == 0) {
      throw IngestFaults.inputEmpty(name);
    }
    List<Integer> positions = positions(name);
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < positions.size(); i++) {
      if (positions.get(i) < 0) {
        missing.add(source.columns().get(i).headings().get(0));
      }
    }
    Headings ofTraces = new Headings((byte) 0, 0, List.copyOf(traceKeys));
    List<Integer> attrs = ofTraces.attrs(source, positions);
    long bytes = Files.size(file);
    InspectedFile.Layout layout =
        new InspectedFile.Layout(
            (byte) 0,
            0,
            traceKeys.size() + eventKeys.size(),
            List.of(),
            positions,
            List.of(),
            attrs,
            attrs.stream().map(ofTraces.texts()::get).toList(),
            // XML can be read from its beginning only.
            List.of(new Chunk(0, bytes, 1)),
            false,
            false,
            false);
    return new InspectedFile(source, file, file, bytes, sha256, "XML", layout, missing);
  }

  private static void note(Set<String> keys, Set<String> into) {
    if (into.size() < MOST_KEYS) {
      into.addAll(keys);
    }
  }

  /** Place of each column among the trace's keys, then the event's; -1 where the log has none. */
  private List<Integer> positions(String file) {
    List<String> ofTraces = List.copyOf(traceKeys);
    List<String> ofEvents = List.copyOf(eventKeys);
    List<Integer> positions = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> nearest = new ArrayList<>();
    for (ColumnSpec column : source.columns()) {
      boolean ofTrace = column.level() == ColumnSpec.Level.TRACE;
      List<String> keys = ofTrace ? ofTraces : ofEvents;
      int place =
          column.headings().stream()
              .mapToInt(keys::indexOf)
              .filter(found -> found >= 0)
              .findFirst()
              .orElse(-1);
      positions.add(place < 0 || ofTrace ? place : ofTraces.size() + place);
      if (place < 0 && column.required()) {
        String key = column.headings().get(0);
        missing.add(key);
        Optional<String> near = Nearest.to(key, keys);
        near.ifPresent(found -> nearest.add(key + " → " + found));
      }
    }
    if (!missing.isEmpty()) {
      List<String> found = new ArrayList<>(ofTraces);
      found.addAll(ofEvents);
      throw IngestFaults.columnsMissing(file, missing, nearest, found);
    }
    return positions;
  }
}
