package io.duecast.ingest.land;

import io.duecast.contract.Text;
import io.duecast.ingest.connector.SourceSpec;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A file whose reading is settled.
 *
 * @param original the file as it came
 * @param utf8 the same content in UTF-8: {@code original} itself, or a temporary copy
 * @param sha256 digest of {@code original}, hexadecimal
 * @param layout how its bytes become records
 * @param missing expected columns that the file does not have
 * @param notes what a user should know of how it was read
 * @param name the file's name in its extract, as rejects show it
 */
public record InspectedFile(
    SourceSpec source,
    Path original,
    Path utf8,
    long bytes,
    String sha256,
    String encoding,
    Layout layout,
    List<String> missing,
    List<Text> notes,
    String name) {

  InspectedFile(
      SourceSpec source,
      Path original,
      Path utf8,
      long bytes,
      String sha256,
      String encoding,
      Layout layout,
      List<String> missing) {
    this(
        source,
        original,
        utf8,
        bytes,
        sha256,
        encoding,
        layout,
        missing,
        List.of(),
        String.valueOf(original.getFileName()));
  }

  public boolean isTranscoded() {
    return !original.equals(utf8);
  }

  InspectedFile with(Layout otherLayout) {
    return new InspectedFile(
        source, original, utf8, bytes, sha256, encoding, otherLayout, missing, notes, name);
  }

  InspectedFile with(List<Text> otherNotes) {
    return new InspectedFile(
        source, original, utf8, bytes, sha256, encoding, layout, missing, otherNotes, name);
  }

  InspectedFile named(String otherName) {
    return new InspectedFile(
        source, original, utf8, bytes, sha256, encoding, layout, missing, notes, otherName);
  }

  /**
   * How bytes become records and records become columns.
   *
   * @param headingRow number of the heading record, from 1; records up to it are no data
   * @param width number of headings
   * @param headings as they stand; none where the file has none
   * @param positions for each column of the source its cell, or -1
   * @param further for each column of the source the cells that are asked in turn where that one is
   *     empty; null in manifests of loads that asked none
   * @param attrs cells that go to the attributes
   * @param attrNames their names
   * @param endsCut whether the file ends inside a character or a quote
   * @param endsOpen whether the last record lacks a line end
   * @param quotesDoubled whether quotes within quotes are doubled, so that one that stands alone is
   *     damage
   */
  public record Layout(
      byte delimiter,
      long headingRow,
      int width,
      List<String> headings,
      List<Integer> positions,
      List<List<Integer>> further,
      List<Integer> attrs,
      List<String> attrNames,
      List<Chunk> chunks,
      boolean endsCut,
      boolean endsOpen,
      boolean quotesDoubled)
      implements Serializable {

    public Layout {
      headings = List.copyOf(headings);
      positions = List.copyOf(positions);
      further = further == null ? List.of() : further.stream().map(List::copyOf).toList();
      attrs = List.copyOf(attrs);
      attrNames = List.copyOf(attrNames);
      chunks = List.copyOf(chunks);
    }

    /** Cells of a column in the order in which they are asked; none where the file has none. */
    public int[] cells(int column) {
      int first = positions.get(column);
      List<Integer> others = further.isEmpty() ? List.of() : further.get(column);
      return first < 0
          ? new int[0]
          : IntStream.concat(IntStream.of(first), others.stream().mapToInt(Integer::intValue))
              .toArray();
    }

    /** Whether a record has a cell for each heading and all its quotes in their place. */
    public boolean isWhole(CsvCursor record) {
      return record.cells() == width
          && !record.unclosed()
          && !record.ragged()
          && !record.wrapped()
          && !(quotesDoubled && record.bare());
    }

    /** The same bytes with a heading row that does not count. */
    Layout withoutHeadingRow() {
      return new Layout(
          delimiter,
          headingRow - 1,
          width,
          headings,
          positions,
          further,
          attrs,
          attrNames,
          chunks.stream()
              .map(chunk -> new Chunk(chunk.start(), chunk.end(), chunk.firstRow() - 1))
              .toList(),
          endsCut,
          endsOpen,
          quotesDoubled);
    }
  }
}
