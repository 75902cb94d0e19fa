package io.duecast.ingest.land;

import io.duecast.command.Nearest;
import io.duecast.ingest.connector.ColumnSpec;
import io.duecast.ingest.connector.SourceSpec;
import io.duecast.ingest.fault.IngestFaults;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The heading row of a file, found among its first rows under the delimiter that fits best.
 *
 * @param row number of the record, from 1
 * @param texts headings as they stand
 */
record Headings(byte delimiter, long row, List<String> texts) {

  private static final byte[] DELIMITERS = {',', '\t', ';', '|'};
  private static final int ROWS_SEARCHED = 10;
  private static final Pattern UNIT = Pattern.compile("\\([^)]*\\)$");

  /** The row and delimiter under which most of the source's columns are found. */
  static Headings find(SourceSpec source, byte[] head, int start, int end) {
    Headings best = new Headings((byte) ',', 1, List.of());
    int most = -1;
    for (byte delimiter : DELIMITERS) {
      CsvCursor cursor = new CsvCursor(head, start, end, delimiter);
      for (long row = 1; row <= ROWS_SEARCHED && cursor.next(); row++) {
        Headings candidate = new Headings(delimiter, row, texts(head, cursor));
        int hits = candidate.hits(source);
        boolean better = hits > most || (hits == most && hits == 0 && candidate.isWiderThan(best));
        if (better) {
          best = candidate;
          most = hits;
        }
      }
    }
    return best;
  }

  /** Of a file without headings: the names that the connector gives to the cells of a row. */
  static Headings stated(SourceSpec source) {
    List<String> texts = new ArrayList<>();
    for (int cell = 1; cell <= source.width(); cell++) {
      int position = cell;
      texts.add(
          source.columns().stream()
              .filter(column -> column.position() == position)
              .map(ColumnSpec::name)
              .findFirst()
              .orElse("#" + cell));
    }
    return new Headings(source.delimiter(), 0, texts);
  }

  /** Refuses a file without headings none of whose first rows has the width that was stated. */
  static void checkWidth(SourceSpec source, byte[] head, int start, String file) {
    CsvCursor cursor = new CsvCursor(head, start, head.length, source.delimiter());
    int found = 0;
    for (int row = 1; row <= ROWS_SEARCHED && cursor.next(); row++) {
      if (cursor.cells() == source.width()) {
        return;
      }
      found = Math.max(found, cursor.cells());
    }
    throw IngestFaults.widthDiffers(file, source.width(), found);
  }

  private boolean isWiderThan(Headings other) {
    return row == 1 && texts.size() > other.texts.size();
  }

  private static List<String> texts(byte[] head, CsvCursor cursor) {
    List<String> texts = new ArrayList<>();
    for (int cell = 0; cell < cursor.cells(); cell++) {
      texts.add(
          new String(
                  head,
                  cursor.start(cell),
                  cursor.end(cell) - cursor.start(cell),
                  StandardCharsets.UTF_8)
              .replace("\"\"", "\"")
              .strip());
    }
    return texts;
  }

  private int hits(SourceSpec source) {
    Map<String, Integer> places = places(null);
    int hits = 0;
    for (ColumnSpec column : source.columns()) {
      if (place(column, places) >= 0) {
        hits++;
      }
    }
    return hits;
  }

  /**
   * Cell of each column of the source, -1 where the file has none.
   *
   * @throws io.duecast.contract.fault.Fault when a required column is missing or a heading that is
   *     wanted stands there twice
   */
  List<Integer> positions(SourceSpec source, String file) {
    List<String> repeated = new ArrayList<>();
    Map<String, Integer> places = places(repeated);
    List<Integer> positions = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> nearest = new ArrayList<>();
    for (ColumnSpec column : source.columns()) {
      for (String heading : column.headings()) {
        if (repeated.contains(normal(heading))) {
          throw IngestFaults.headingTwice(file, heading);
        }
      }
      int place = place(column, places);
      positions.add(place);
      if (place < 0 && column.required()) {
        missing.add(column.headings().get(0));
        Optional<String> near = Nearest.to(column.headings().get(0), texts);
        near.ifPresent(heading -> nearest.add(column.headings().get(0) + " → " + heading));
      }
    }
    if (!missing.isEmpty()) {
      throw IngestFaults.columnsMissing(file, missing, nearest, texts);
    }
    return positions;
  }

  /** Cells whose headings the source takes as attributes and no column uses. */
  List<Integer> attrs(SourceSpec source, List<Integer> positions) {
    List<PathMatcher> patterns =
        source.attrs().stream()
            .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
            .toList();
    List<Integer> attrs = new ArrayList<>();
    for (int cell = 0; cell < texts.size(); cell++) {
      String heading = texts.get(cell).replace('/', '_');
      if (!heading.isEmpty()
          && !positions.contains(cell)
          && patterns.stream().anyMatch(pattern -> pattern.matches(Path.of(heading)))) {
        attrs.add(cell);
      }
    }
    return attrs;
  }

  private Map<String, Integer> places(@Nullable List<String> repeated) {
    Map<String, Integer> places = new LinkedHashMap<>();
    for (int cell = 0; cell < texts.size(); cell++) {
      String heading = normal(texts.get(cell));
      if (places.putIfAbsent(heading, cell) != null && repeated != null) {
        repeated.add(heading);
      }
    }
    return places;
  }

  private static int place(ColumnSpec column, Map<String, Integer> places) {
    for (String heading : column.headings()) {
      Integer place = places.get(normal(heading));
      if (place != null) {
        return place;
      }
    }
    return -1;
  }

  /** Full-width letters, blanks, stars, unit brackets and case do not matter. */
  static String normal(String heading) {
    String text =
        Normalizer.normalize(heading, Normalizer.Form.NFKC)
            .replaceAll("[\\s*\\u00A0\\uFEFF]", "")
            .toLowerCase(Locale.ROOT);
    String bare = UNIT.matcher(text).replaceFirst("");
    return bare.isEmpty() ? text : bare;
  }
}
