package io.duecast.service.orders;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.duecast.contract.SafeCell;
import io.duecast.contract.Text;
import io.duecast.contract.score.Scores;
import io.duecast.service.fault.ServiceFaults;
import io.duecast.service.lake.LakeSnapshot;
import io.duecast.service.quality.QualityGate;
import io.duecast.service.quality.SourceWarning;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Writes the whole list as a file, row by row; no row is left out. */
public final class OrderExport {

  /** Rows of one XLSX sheet below its heading. */
  public static final int MOST_XLSX_ROWS = 1_048_575;

  private static final int FLUSH_EVERY = 1000;

  private OrderExport() {}

  /**
   * CSV after RFC 4180, UTF-8 with byte order mark so that spreadsheet programs read Chinese.
   *
   * @param labels headings for people instead of column names
   */
  public static void csv(
      LakeSnapshot lake, OrderQuery query, Text.Language language, boolean labels, OutputStream out)
      throws IOException {
    CurrentRun run = CurrentRun.of(lake);
    List<OrderColumns.Exported> columns = OrderColumns.in(language, StageNames.of(lake));
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write('\uFEFF');
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(writer);
    csv.writeRecord(
        columns.stream()
            .map(column -> labels ? column.label().in(language) : column.name())
            .toList());
    OpenOrders.each(
        lake,
        run,
        query,
        order ->
            csv.writeRecord(
                columns.stream().map(column -> SafeCell.of(column.value().apply(order))).toList()));
    csv.flush();
    writer.flush();
  }

  /** Parquet with the columns, types and full digits of the JSON rows. */
  public static void parquet(LakeSnapshot lake, OrderQuery query, OutputStream out)
      throws IOException {
    OpenOrders.parquet(lake, CurrentRun.of(lake), query, out);
  }

  /**
   * XLSX with a second sheet that says what the columns mean, the filter, the run and the model.
   *
   * @throws io.duecast.contract.fault.Fault TOO_LARGE before the first byte when a sheet cannot
   *     hold the rows
   */
  public static void xlsx(
      LakeSnapshot lake, OrderQuery query, Text.Language language, OutputStream out)
      throws IOException {
    CurrentRun run = CurrentRun.of(lake);
    long total = OpenOrders.count(lake, run, query.filter());
    if (total > MOST_XLSX_ROWS) {
      throw ServiceFaults.exportTooLarge(total, MOST_XLSX_ROWS);
    }
    List<OrderColumns.Exported> columns = OrderColumns.in(language, StageNames.of(lake));
    Workbook book = new Workbook(out, "Duecast", "1.0");
    Worksheet sheet = book.newWorksheet(Text.of("未完成订单", "Open orders").in(language));
    sheet.freezePane(0, 1);
    for (int i = 0; i < columns.size(); i++) {
      sheet.inlineString(0, i, columns.get(i).label().in(language));
      sheet.style(0, i).bold().fillColor("E8EDF3").set();
      sheet.width(i, width(columns.get(i)));
    }
    int[] at = {0};
    OpenOrders.each(
        lake,
        run,
        query,
        order -> {
          at[0]++;
          for (int i = 0; i < columns.size(); i++) {
            cell(sheet, at[0], i, columns.get(i).value().apply(order));
          }
          if (at[0] % FLUSH_EVERY == 0) {
            try {
              sheet.flush();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
    sheet.finish();
    definitions(book, columns, run, query, total, QualityGate.ofList(lake), language);
    book.finish();
  }

  private static void definitions(
      Workbook book,
      List<OrderColumns.Exported> columns,
      CurrentRun run,
      OrderQuery query,
      long total,
      List<SourceWarning> warnings,
      Text.Language language)
      throws IOException {
    Worksheet sheet = book.newWorksheet(Text.of("说明", "About").in(language));
    sheet.width(0, 26);
    sheet.width(1, 30);
    sheet.width(2, 90);
    int row = 0;
    String none = Text.of("（无）", "(none)").in(language);
    String filter = query.filter().isEmpty() ? none : query.filter().text();
    row = fact(sheet, row, Text.of("评分批次", "Scoring run"), run.runId(), language);
    row = fact(sheet, row, Text.of("业务日", "Business day"), "" + run.businessDay(), language);
    row = fact(sheet, row, Text.of("截至", "As of"), run.asOf() + " (UTC)", language);
    row = fact(sheet, row, Text.of("模型版本", "Model version"), run.modelVersion(), language);
    row = fact(sheet, row, Text.of("筛选", "Filter"), filter, language);
    row =
        fact(
            sheet,
            row,
            Text.of("排序", "Sort order"),
            query.sort().code() + (query.descending() ? " desc" : " asc"),
            language);
    row = fact(sheet, row, Text.of("行数", "Rows"), Long.toString(total), language);
    for (SourceWarning warning : warnings) {
      row =
          fact(sheet, row, Text.of("数据质量", "Data quality"), warning.text().in(language), language);
    }
    row++;
    for (OrderColumns.Exported column : columns) {
      sheet.inlineString(row, 0, column.label().in(language));
      sheet.inlineString(row, 1, column.name());
      String unit = column.column().unit();
      sheet.inlineString(
          row, 2, column.column().meaning() + (unit.isEmpty() ? "" : " [" + unit + "]"));
      row++;
    }
    sheet.finish();
  }

  private static int fact(
      Worksheet sheet, int row, Text name, String value, Text.Language language) {
    sheet.inlineString(row, 0, name.in(language));
    sheet.style(row, 0).bold().set();
    sheet.inlineString(row, 1, value);
    return row + 1;
  }

  private static int width(OrderColumns.Exported column) {
    return switch (column.column().type()) {
      case DATE -> 12;
      case INT, LONG, DOUBLE, BOOLEAN -> 10;
      case DECIMAL -> 14;
      case STRING, INSTANT, TEXT_MAP ->
          column.name().equals(Scores.PARTNER_NAME.name())
                  || column.name().equals(Scores.ITEM_NAME.name())
                  || column.name().startsWith("fact")
              ? 34
              : 16;
    };
  }

  /** Text is written as a string, so that no spreadsheet program runs it as a formula. */
  private static void cell(Worksheet sheet, int row, int column, @Nullable Object value) {
    if (value instanceof BigDecimal number) {
      sheet.value(row, column, number);
    } else if (value instanceof Double number) {
      sheet.value(row, column, number);
      sheet.style(row, column).format("0.000").set();
    } else if (value instanceof Number number) {
      sheet.value(row, column, number.longValue());
    } else if (value instanceof LocalDate day) {
      sheet.value(row, column, day);
      sheet.style(row, column).format("yyyy-mm-dd").set();
    } else if (value != null) {
      sheet.inlineString(row, column, value.toString());
    }
  }
}
