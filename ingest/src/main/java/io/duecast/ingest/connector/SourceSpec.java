package io.duecast.ingest.connector;

import java.io.Serializable;
import java.util.List;

/**
 * One kind of file that a connector reads, and the view its queries see.
 *
 * @param files file name patterns, {@code *} and {@code ?} as in a shell
 * @param optional whether an export without such a file is fine
 * @param encodings tried in this order on the whole file, after a byte order mark
 * @param grain columns that identify a row; a row without them is refused
 * @param attrs heading patterns whose cells go to the column {@code attrs}; for an event log
 *     patterns of trace keys
 * @param document where the records of a document lie; for {@link Format#CSV} of files that turn
 *     out to be JSON
 * @param delimiter of a file without headings; else 0, and it is found
 * @param width cells of a row of a file without headings; 0 where the first row with headings tells
 * @param sheet how rows of a sheet, or of text like one, are laid out
 */
public record SourceSpec(
    String name,
    List<String> files,
    boolean optional,
    List<String> encodings,
    List<String> grain,
    List<String> attrs,
    List<ColumnSpec> columns,
    Format format,
    DocumentShape document,
    byte delimiter,
    int width,
    SheetShape sheet)
    implements Serializable {

  /** Text or a workbook with one row of headings, about which nothing else is said. */
  public static SourceSpec text(
      String name,
      List<String> files,
      List<String> encodings,
      List<ColumnSpec> columns,
      String sheet) {
    return new SourceSpec(
        name,
        files,
        false,
        encodings,
        List.of(),
        List.of(),
        columns,
        Format.CSV,
        DocumentShape.NONE,
        (byte) 0,
        0,
        new SheetShape(sheet, 1, List.of()));
  }

  /** How a file holds its records. */
  public enum Format {
    /** Delimited text, one record a row, or a workbook that holds the same rows. */
    CSV,
    /** A sheet of a workbook, one record a row. */
    XLSX,
    /** Event log (IEEE 1849), plain or gzipped, one record an event. */
    XES,
    /** JSON, one or several documents in a file. */
    JSON,
    /**
     * Object-centric event log (OCEL 2.0) as JSON, XML or SQLite; {@link OcelPart} says of what.
     */
    OCEL
  }

  /** Whether a file of the source may be JSON. */
  public boolean mayBeDocument() {
    return !document.equals(DocumentShape.NONE);
  }

  /** Whether the files have no row of headings, so that columns are known by their position. */
  public boolean headless() {
    return width > 0;
  }
}
