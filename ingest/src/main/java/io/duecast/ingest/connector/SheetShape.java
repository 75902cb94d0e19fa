package io.duecast.ingest.connector;

import java.io.Serializable;
import java.util.List;

/**
 * How rows and columns of a sheet, or of text like one, become records.
 *
 * @param name sheet of a workbook; empty where the one whose headings fit best is meant
 * @param headingRows 1, or 2 where headings of one row stand under those of another
 * @param groups whose cells stand in the first row of each group only, outer groups first
 */
public record SheetShape(String name, int headingRows, List<Group> groups) implements Serializable {

  /** One heading row, and every row says all of its record. */
  static final SheetShape PLAIN = new SheetShape("", 1, List.of());

  /**
   * Rows that belong together.
   *
   * @param by column that is filled where a group begins: below it is empty or says the same
   * @param columns whose empty cells mean what the group's first row says
   */
  public record Group(String by, List<String> columns) implements Serializable {}
}
