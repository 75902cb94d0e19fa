package io.duecast.ingest.land;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes workbooks part by part, also such as no spreadsheet would write. */
public final class TestWorkbook {

  /** Formats that cells refer to by {@code s}: their ids, in the order of the constants below. */
  private static final int[] FORMATS = {0, 14, 165, 9, 166, 167, 168, 31, 10};

  static final int GENERAL = 0;
  static final int DAY = 1;
  static final int MOMENT = 2;
  static final int PERCENT = 3;
  static final int ZEROS = 4;
  static final int MONEY = 5;
  static final int CHINESE_DAY = 6;
  static final int CHINESE_BUILT_IN = 7;

  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String MAIN =
      " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
          + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
  private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  private static final String RELATION =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

  private final Map<String, String> sheets = new LinkedHashMap<>();
  private final Map<String, String> parts = new LinkedHashMap<>();
  private final List<String> hidden = new ArrayList<>();
  private boolean date1904;

  /** A sheet whose cells are all text; empty ones are left out, as Excel does. */
  public TestWorkbook texts(String name, List<List<String>> rows) {
    StringBuilder xml = new StringBuilder();
    for (int row = 1; row <= rows.size(); row++) {
      xml.append("<row r=\"").append(row).append("\">");
      List<String> cells = rows.get(row - 1);
      for (int cell = 0; cell < cells.size(); cell++) {
        if (!cells.get(cell).isEmpty()) {
          xml.append(text(address(cell, row), cells.get(cell)));
        }
      }
      xml.append("</row>");
    }
    return sheet(name, xml.toString());
  }

  /**
   * A sheet whose cells are dates and numbers where the texts look so, as when typed into Excel.
   */
  public TestWorkbook typed(String name, List<List<String>> rows) {
    StringBuilder xml = new StringBuilder();
    for (int row = 1; row <= rows.size(); row++) {
      xml.append("<row r=\"").append(row).append("\">");
      for (int cell = 0; cell < rows.get(row - 1).size(); cell++) {
        xml.append(typed(address(cell, row), rows.get(row - 1).get(cell)));
      }
      xml.append("</row>");
    }
    return sheet(name, xml.toString());
  }

  private static String typed(String address, String text) {
    if (text.matches("\\d{4}/\\d+/\\d+")) {
      return number(address, DAY, "" + serial(text));
    }
    if (text.matches("\\d{4}/\\d+/\\d+ \\d\\d:\\d\\d:\\d\\d")) {
      int day = serial(text.substring(0, text.indexOf(' ')));
      int second = LocalTime.parse(text.substring(text.indexOf(' ') + 1)).toSecondOfDay();
      return number(address, MOMENT, "" + (day + second / 86_400.0));
    }
    if (text.matches("\\d+%")) {
      return number(address, PERCENT, "0." + text.replace("%", ""));
    }
    if (text.matches("-?[\\d,]+(\\.\\d+)?")) {
      return number(address, MONEY, text.replace(",", ""));
    }
    return text.isEmpty() ? "" : text(address, text);
  }

  private static int serial(String day) {
    return (int)
        ChronoUnit.DAYS.between(
            LocalDate.of(1899, 12, 30),
            LocalDate.parse(day, DateTimeFormatter.ofPattern("yyyy/M/d")));
  }

  /** A sheet of rows as they stand in its part. */
  TestWorkbook sheet(String name, String rows) {
    sheets.put(name, rows);
    return this;
  }

  TestWorkbook hidden(String name) {
    hidden.add(name);
    return this;
  }

  TestWorkbook date1904() {
    date1904 = true;
    return this;
  }

  /** Adds a part, or puts it in place of the usual one. */
  TestWorkbook part(String name, String content) {
    parts.put(name, content);
    return this;
  }

  /** Name of a cell as Excel shows it. */
  static String address(int cell, int row) {
    String letters = "";
    for (int rest = cell + 1; rest > 0; rest = (rest - 1) / 26) {
      letters = (char) ('A' + (rest - 1) % 26) + letters;
    }
    return letters + row;
  }

  static String text(String address, String text) {
    return "<c r=\"%s\" t=\"inlineStr\"><is><t xml:space=\"preserve\">%s</t></is></c>"
        .formatted(address, escaped(text));
  }

  static String number(String address, int format, String value) {
    return "<c r=\"%s\" s=\"%d\"><v>%s</v></c>".formatted(address, format, value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "_x000D_");
  }

  public Path write(Path file) throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("[Content_Types].xml", contentTypes());
    all.put(
        "_rels/.rels",
        relations(
            "<Relationship Id=\"rId1\" Type=\"%sofficeDocument\" Target=\"xl/workbook.xml\"/>"
                .formatted(RELATION)));
    all.put("xl/workbook.xml", workbook());
    all.put("xl/_rels/workbook.xml.rels", workbookRelations());
    all.put("xl/styles.xml", styles());
    int number = 0;
    for (String rows : sheets.values()) {
      number++;
      all.put(
          "xl/worksheets/sheet" + number + ".xml",
          HEAD + "<worksheet" + MAIN + "><sheetData>" + rows + "</sheetData></worksheet>");
    }
    all.putAll(parts);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> part : all.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return file;
  }

  private String contentTypes() {
    StringBuilder xml =
        new StringBuilder(HEAD)
            .append(
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">")
            .append(override("workbook", "sheet.main+xml"))
            .append(override("styles", "styles+xml"));
    if (parts.containsKey("xl/sharedStrings.xml")) {
      xml.append(override("sharedStrings", "sharedStrings+xml"));
    }
    for (int sheet = 1; sheet <= sheets.size(); sheet++) {
      xml.append(override("worksheets/sheet" + sheet, "worksheet+xml"));
    }
    return xml.append("</Types>").toString();
  }

  private static String override(String part, String type) {
    return "<Override PartName=\"/xl/%s.xml\" ContentType=\"%s%s\"/>".formatted(part, TYPE, type);
  }

  private static String relations(String inner) {
    return HEAD
        + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + inner
        + "</Relationships>";
  }

  private String workbook() {
    StringBuilder xml =
        new StringBuilder(HEAD)
            .append("<workbook" + MAIN + "><workbookPr date1904=\"" + date1904 + "\"/><sheets>");
    int number = 0;
    for (String name : sheets.keySet()) {
      number++;
      xml.append(
          "<sheet name=\"%s\" sheetId=\"%d\" r:id=\"rId%d\"%s/>"
              .formatted(
                  escaped(name), number, number, hidden.contains(name) ? " state=\"hidden\"" : ""));
    }
    return xml.append("</sheets></workbook>").toString();
  }

  private String workbookRelations() {
    StringBuilder inner = new StringBuilder();
    for (int sheet = 1; sheet <= sheets.size(); sheet++) {
      inner.append(
          "<Relationship Id=\"rId%d\" Type=\"%sworksheet\" Target=\"worksheets/sheet%d.xml\"/>"
              .formatted(sheet, RELATION, sheet));
    }
    return relations(inner.toString());
  }

  private static String styles() {
    StringBuilder xml =
        new StringBuilder(HEAD)
            .append("<styleSheet" + MAIN + "><numFmts count=\"4\">")
            .append("<numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm:ss\"/>")
            .append("<numFmt numFmtId=\"166\" formatCode=\"0000000\"/>")
            .append("<numFmt numFmtId=\"167\" formatCode=\"[Red]#,##0.00&quot;daily&quot;\\m\"/>")
            .append(
                "<numFmt numFmtId=\"168\" formatCode=\"[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>")
            .append("</numFmts><cellXfs>");
    for (int format : FORMATS) {
      xml.append("<xf numFmtId=\"").append(format).append("\"/>");
    }
    return xml.append("</cellXfs></styleSheet>").toString();
  }
}
