package io.duecast.ingest.land;

import io.duecast.command.Nearest;
import io.duecast.ingest.connector.ColumnSpec;
import io.duecast.ingest.connector.NamePatterns;
import io.duecast.ingest.connector.SourceSpec;
import io.duecast.ingest.fault.IngestFaults;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The heading row of a file, found among its first rows under the delimiter that fits best.
 *
 * @param row number of the record, from 1; of the lower one where headings take two
 * @param texts headings as they stand
 * @param names of each heading, under which a column may know it
 */
record Headings(byte delimiter, long row, List<String> texts, List<List<String>> names) {

  private static final byte[] DELIMITERS = {',', '\t', ';', '|'};

  /** Titles and conditions of a query may stand above the headings. */
  static final int ROWS_SEARCHED = 10;

  /** Headings that have no name but their text. */
  Headings(byte delimiter, long row, List<String> texts) {
    this(delimiter, row, texts, texts.stream().map(text -> List.of(text)).toList());
  }

  /** The row and delimiter under which most of the source's columns are found. */
  static Headings find(SourceSpec source, byte[] head, int start, int end) {
    Headings best = new Headings((byte) ',', 1, List.of());
    for (byte delimiter : DELIMITERS) {
      CsvCursor cursor = new CsvCursor(head, start, end, delimiter);
      List<List<String>> rows = new ArrayList<>();
      while (rows.size() < ROWS_SEARCHED && cursor.next()) {
        rows.add(texts(head, cursor));
      }
      best = best.orBetter(source, delimiter, rows);
    }
    return best;
  }

  /** Of rows that are cut into cells already. */
  static Headings find(SourceSpec source, List<List<String>> rows) {
    return new Headings((byte) ',', 1, List.of()).orBetter(source, (byte) ',', rows);
  }

  private Headings orBetter(SourceSpec source, byte otherDelimiter, List<List<String>> rows) {
    int headingRows = source.sheet().headingRows();
    Headings best = this;
    int most = texts.isEmpty() ? -1 : hits(source);
    for (int row = headingRows; row <= rows.size(); row++) {
      List<String> cells = rows.get(row - 1);
      Headings candidate =
          headingRows == 1
              ? new Headings(otherDelimiter, row, cells)
              : joined(otherDelimiter, row, rows.get(row - 2), cells);
      int hits = candidate.hits(source);
      boolean wider = row == headingRows && candidate.texts.size() > best.texts.size();
      if (hits > most || (hits == most && hits == 0 && wider)) {
        best = candidate;
        most = hits;
      }
    }
    return best;
  }

  /**
   * Two rows of headings as one: {@code above.below}. The upper heading stands over all cells to
   * its right up to the next one, as merged cells show it. Either alone names the cell too.
   */
  private static Headings joined(byte delimiter, long row, List<String> upper, List<String> lower) {
    List<String> texts = new ArrayList<>();
    List<List<String>> names = new ArrayList<>();
    String over = "";
    for (int cell = 0; cell < Math.max(upper.size(), lower.size()); cell++) {
      String above = cell < upper.size() ? upper.get(cell) : "";
      String below = cell < lower.size() ? lower.get(cell) : "";
      over = above.isEmpty() ? over : above;
      String text = below.isEmpty() ? above : over.isEmpty() ? below : over + "." + below;
      texts.add(text);
      names.add(Stream.of(text, below, above).filter(name -> !name.isEmpty()).distinct().toList());
    }
    return new Headings(delimiter, row, texts, names);
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

  /** How many columns of the source are found. */
  int hits(SourceSpec source) {
    Map<String, Integer> places = places(null);
    int hits = 0;
    for (ColumnSpec column : source.columns()) {
      if (!found(column, places).isEmpty()) {
        hits++;
      }
    }
    return hits;
  }

  /**
   * Cells of each column of the source, in the order of its headings; none where the file has none
   * of them. A key has one at most, since its headings may name keys of two kinds.
   *
   * @throws io.duecast.contract.fault.Fault when a required column is missing or a heading that is
   *     wanted stands there twice
   */
  List<List<Integer>> cells(SourceSpec source, String file) {
    List<String> repeated = new ArrayList<>();
    Map<String, Integer> places = places(repeated);
    List<List<Integer>> cells = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> nearest = new ArrayList<>();
    for (ColumnSpec column : source.columns()) {
      for (String heading : column.headings()) {
        if (repeated.contains(HeadingText.normal(heading))) {
          throw IngestFaults.headingTwice(file, heading);
        }
      }
      List<Integer> found = found(column, places);
      boolean one = column.oneHeading() || source.grain().contains(column.name());
      cells.add(one ? found.stream().limit(1).toList() : found);
      if (found.isEmpty() && column.required()) {
        missing.add(column.headings().get(0));
        Optional<String> near = Nearest.to(column.headings().get(0), texts);
        near.ifPresent(heading -> nearest.add(column.headings().get(0) + " → " + heading));
      }
    }
    if (!missing.isEmpty()) {
      throw IngestFaults.columnsMissing(file, missing, nearest, texts);
    }
    return cells;
  }

  /** Cells whose headings the source takes as attributes and no column uses. */
  List<Integer> attrs(SourceSpec source, Collection<Integer> used) {
    NamePatterns patterns = new NamePatterns(source.attrs());
    List<Integer> attrs = new ArrayList<>();
    for (int cell = 0; cell < texts.size(); cell++) {
      String heading = texts.get(cell);
      if (!heading.isEmpty() && !used.contains(cell) && patterns.fit(heading)) {
        attrs.add(cell);
      }
    }
    return attrs;
  }

  private Map<String, Integer> places(@Nullable List<String> repeated) {
    Map<String, Integer> places = new LinkedHashMap<>();
    for (int cell = 0; cell < names.size(); cell++) {
      for (String name : names.get(cell)) {
        Integer other = places.putIfAbsent(HeadingText.normal(name), cell);
        if (other != null && other != cell && repeated != null) {
          repeated.add(HeadingText.normal(name));
        }
      }
    }
    return places;
  }

  private static List<Integer> found(ColumnSpec column, Map<String, Integer> places) {
    List<Integer> found = new ArrayList<>();
    for (String heading : column.headings()) {
      Integer place = places.get(HeadingText.normal(heading));
      if (place != null && !found.contains(place)) {
        found.add(place);
      }
    }
    return found;
  }
}
