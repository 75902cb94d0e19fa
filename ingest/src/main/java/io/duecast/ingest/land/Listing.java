package io.duecast.ingest.land;

import io.duecast.ingest.connector.ColumnSpec;
import io.duecast.ingest.connector.SourceSpec;
import io.duecast.ingest.fault.IngestFaults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Headings and first records of a file that no connector knows yet.
 *
 * @param file its name
 * @param headings in the file's order; empty where a column has none
 * @param rows records that have as many cells as there are headings
 */
public record Listing(String file, List<String> headings, List<List<String>> rows) {

  private static final int BYTES_LOOKED_AT = 8 << 20;

  /**
   * Looks at a file as a load would: encoding, delimiter, sheet and heading row are found alike.
   *
   * @param sheet of a workbook; empty where the one whose headings fit best is meant
   * @param known headings by which the heading row is found
   * @param most records read
   */
  public static Listing of(Path file, String sheet, List<String> known, int most) {
    SourceSpec source = source(sheet, known);
    InspectedFile inspected = Inspection.inspect(source, file);
    if (inspected.layout().chunks().isEmpty()) {
      throw IngestFaults.inputEmpty(inspected.name());
    }
    try (InputStream in = Files.newInputStream(inspected.utf8())) {
      byte[] bytes = in.readNBytes(BYTES_LOOKED_AT);
      InspectedFile.Layout layout = inspected.layout();
      int start = Math.toIntExact(layout.chunks().get(0).start());
      CsvCursor cursor = new CsvCursor(bytes, start, bytes.length, layout.delimiter());
      List<String> headings = List.of();
      List<List<String>> rows = new ArrayList<>();
      for (long row = 1; rows.size() < most && cursor.next(); row++) {
        if (row == layout.headingRow()) {
          headings = cells(cursor);
        } else if (row > layout.headingRow()
            && !cursor.blank()
            && cursor.cells() == layout.width()
            && !Totals.isTotal(bytes, cursor)) {
          rows.add(cells(cursor));
        }
      }
      return new Listing(inspected.name(), headings, rows);
    } catch (IOException e) {
      throw IngestFaults.unreadable(file.toString(), e);
    }
  }

  private static List<String> cells(CsvCursor cursor) {
    return IntStream.range(0, cursor.cells()).mapToObj(cell -> cursor.text(cell).strip()).toList();
  }

  /** The values of a column. */
  public List<String> values(int cell) {
    return rows.stream().map(row -> row.get(cell)).toList();
  }

  private static SourceSpec source(String sheet, List<String> known) {
    List<ColumnSpec> columns = new ArrayList<>();
    List<String> normal = new ArrayList<>();
    for (String heading : known) {
      if (!normal.contains(HeadingText.normal(heading))) {
        normal.add(HeadingText.normal(heading));
        columns.add(ColumnSpec.of("c" + normal.size(), heading, ColumnSpec.Kind.TEXT));
      }
    }
    return SourceSpec.text("list", List.of("*"), List.of("utf-8", "gb18030"), columns, sheet);
  }
}
