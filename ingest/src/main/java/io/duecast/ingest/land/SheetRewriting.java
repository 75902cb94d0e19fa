package io.duecast.ingest.land;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.duecast.contract.Text;
import io.duecast.ingest.connector.ColumnSpec;
import io.duecast.ingest.connector.SourceSpec;
import io.duecast.ingest.fault.IngestFaults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one sheet of a workbook, read one at a time. Every row of the sheet is written, blank
 * ones too, so that rows keep their numbers; cells beyond the last heading belong to no column and
 * are left out.
 */
final class SheetRewriting implements Rewriting {

  private static final int MOST_ROWS = 1 << 20;

  private final CellTexts texts = new CellTexts();
  private final List<Text> notes = new ArrayList<>();
  private long formulas;
  private long errors;
  private boolean sharesTexts;

  /**
   * {@inheritDoc}
   *
   * <p>The row of headings is the sheet's own, wherever it stands.
   */
  @Override
  public void write(SourceSpec source, Path file, CsvWriter rows) throws IOException {
    String name = String.valueOf(file.getFileName());
    sharesTexts = PackageGuard.check(file);
    try (ReadableWorkbook workbook =
        new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true))) {
      Sheet sheet = choose(source, workbook, name);
      write(source, sheet, name, rows);
    } catch (RuntimeException e) {
      // The reader has no exception of its own for much that a damaged file may hold.
      if (e instanceof io.duecast.contract.fault.Fault) {
        throw e;
      }
      throw IngestFaults.workbookDamaged(name, String.valueOf(e.getMessage()));
    }
    noteCells();
  }

  /** What a user should know of the reading, after it. */
  List<Text> notes() {
    return List.copyOf(notes);
  }

  private Sheet choose(SourceSpec source, ReadableWorkbook workbook, String file)
      throws IOException {
    List<Sheet> all = workbook.getSheets().toList();
    String wanted = source.sheet().name();
    if (!wanted.isEmpty()) {
      return workbook
          .findSheet(wanted)
          .orElseThrow(
              () ->
                  IngestFaults.sheetMissing(
                      file, wanted, all.stream().map(Sheet::getName).toList()));
    }
    List<Sheet> visible =
        all.stream().filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE).toList();
    List<Sheet> best = new ArrayList<>();
    int most = 0;
    for (Sheet sheet : visible) {
      List<List<String>> head = head(sheet, file);
      Headings headings = Headings.find(source, head);
      int hits = source.headless() ? head.size() : headings.hits(source);
      if (hits > most) {
        best.clear();
        most = hits;
      }
      if (hits == most && hits > 0 && (best.isEmpty() || head.size() > headings.row())) {
        best.add(sheet);
      }
    }
    if (best.size() > 1) {
      throw IngestFaults.sheetsAlike(file, best.stream().map(Sheet::getName).toList());
    }
    if (best.isEmpty() && visible.isEmpty()) {
      throw IngestFaults.inputEmpty(file);
    }
    Sheet chosen = best.isEmpty() ? visible.get(0) : best.get(0);
    List<String> others =
        all.stream().filter(sheet -> sheet != chosen).map(Sheet::getName).toList();
    if (!others.isEmpty()) {
      String list = String.join(", ", others);
      notes.add(
          Text.of(
              "读取工作表“%s”；未读：%s".formatted(chosen.getName(), list),
              "the sheet \"%s\" was read; not read: %s".formatted(chosen.getName(), list)));
    }
    return chosen;
  }

  /** The first rows, in which headings are looked for, and one more. */
  private List<List<String>> head(Sheet sheet, String file) throws IOException {
    List<List<String>> head = new ArrayList<>();
    try (Stream<Row> stream = sheet.openStream()) {
      Numbered rows = new Numbered(stream.iterator(), file);
      for (Row row; head.size() <= Headings.ROWS_SEARCHED && (row = rows.next()) != null; ) {
        while (head.size() < rows.number - 1 && head.size() <= Headings.ROWS_SEARCHED) {
          head.add(List.of());
        }
        List<String> cells = new ArrayList<>();
        for (Cell cell : row) {
          cells.add(cell == null ? "" : texts.text(cell, false).strip());
        }
        while (!cells.isEmpty() && cells.get(cells.size() - 1).isEmpty()) {
          cells.remove(cells.size() - 1);
        }
        head.add(cells);
      }
    }
    return head;
  }

  private void write(SourceSpec source, Sheet sheet, String file, CsvWriter writer)
      throws IOException {
    List<List<String>> head = head(sheet, file);
    if (head.isEmpty()) {
      throw IngestFaults.inputEmpty(file);
    }
    Headings headings = source.headless() ? Headings.stated(source) : Headings.find(source, head);
    int width = Math.max(1, headings.texts().size());
    boolean[] dates = dates(source, headings, width, file);
    String[] cells = new String[width];
    long written = 0;
    try (Stream<Row> stream = sheet.openStream()) {
      Numbered rows = new Numbered(stream.iterator(), file);
      for (Row row; (row = rows.next()) != null; ) {
        Arrays.fill(cells, "");
        for (; written < rows.number - 1; written++) {
          writer.writeRecord(cells);
        }
        boolean data = rows.number > headings.row();
        for (Cell cell : row) {
          if (cell != null && cell.getColumnIndex() < width) {
            cells[cell.getColumnIndex()] =
                data ? dataText(cell, dates, sheet, file) : texts.text(cell, false);
          }
        }
        writer.writeRecord(cells);
        written++;
      }
    }
  }

  private String dataText(Cell cell, boolean[] dates, Sheet sheet, String file) {
    if (cell.getFormula() != null) {
      formulas++;
      if (cell.getRawValue() == null) {
        throw IngestFaults.formulaWithoutValue(file, sheet.getName(), cell.getAddress().toString());
      }
    }
    if (cell.getType() == CellType.ERROR) {
      errors++;
    }
    if (cell.getType() == CellType.STRING && cell.getValue() == null && sharesTexts) {
      throw IngestFaults.workbookDamaged(file, cell.getAddress() + ": shared string");
    }
    return texts.text(cell, dates[cell.getColumnIndex()]);
  }

  private static boolean[] dates(SourceSpec source, Headings headings, int width, String file) {
    boolean[] dates = new boolean[width];
    List<List<Integer>> cells = headings.cells(source, file);
    for (int i = 0; i < cells.size(); i++) {
      ColumnSpec.Kind kind = source.columns().get(i).kind();
      if (kind == ColumnSpec.Kind.DATE || kind == ColumnSpec.Kind.INSTANT) {
        cells.get(i).forEach(cell -> dates[cell] = true);
      }
    }
    return dates;
  }

  private void noteCells() {
    if (formulas > 0) {
      notes.add(
          Text.of(
              "%,d 个公式单元格按保存的结果读取，未重新计算".formatted(formulas),
              "%,d formula cells were read as their stored values and not computed"
                  .formatted(formulas)));
    }
    if (errors > 0) {
      notes.add(
          Text.of(
              "%,d 个单元格是公式错误（如 #N/A）".formatted(errors),
              "%,d cells hold an error of a formula (such as #N/A)".formatted(errors)));
    }
  }

  /** Rows with the numbers that Excel shows. */
  private static final class Numbered {

    private final Iterator<Row> rows;
    private final String file;
    private int number;

    /** Rows that do not say their number are counted from 0 by the reader. */
    private int shift = -1;

    Numbered(Iterator<Row> rows, String file) {
      this.rows = rows;
      this.file = file;
    }

    /** The next row, or null at the end. */
    @Nullable Row next() {
      if (!rows.hasNext()) {
        return null;
      }
      Row row = rows.next();
      if (shift < 0) {
        shift = row.getRowNum() == 0 ? 1 : 0;
      }
      int next = row.getRowNum() + shift;
      if (next <= number || next > MOST_ROWS) {
        throw IngestFaults.workbookDamaged(file, "row " + next + " behind row " + number);
      }
      number = next;
      return row;
    }
  }
}
