package io.duecast.ingest.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.check.RejectRule;
import io.duecast.contract.fault.Fault;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.Connectors;
import io.duecast.ingest.land.Extract;
import io.duecast.ingest.land.InspectedFile;
import io.duecast.ingest.land.Inspection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One clean table, and hundreds of files that hold it in a damaged way: each is loaded as the clean
 * table, or what differs is refused with a reason. The kinds of damage are those that files in the
 * wild show: delimiters, quotes, escapes, line ends, headings, encodings, row lengths, text around
 * the table, several tables, cut files.
 */
class PollutedFilesTest {

  private static final int SEEDS = 6;
  private static final Charset GBK = Charset.forName("GB18030");

  private static final String CONNECTOR =
      """
      name: own
      label: {zh: 自己, en: own}
      source_system: own
      directions: [purchase]
      encodings: [utf-8, gb18030]
      sources:
        it:
          files: ["*.csv"]
          grain: [order_no, line_no]
          columns:
            order_no: {heading: 订单号, required: true}
            line_no: {heading: 行号, required: true}
            item: {heading: 物料名称, required: true}
            qty: {heading: 数量, type: decimal, required: true}
            day: {heading: 日期, type: date, required: true}
            note: {heading: 备注, required: true}
      """;

  private static final List<String> HEADINGS = List.of("订单号", "行号", "物料名称", "数量", "日期", "备注");

  /** Every fourth name and note needs quotes, for one reason or another. */
  private static final List<String> NAMES =
      List.of("伺服电机支架", "直线导轨,长", "防尘罩𠮷", "钢管 \"六分\"", "螺栓 M8", "垫片", "法兰;大", "密封圈");

  private static final List<String> NOTES =
      List.of("急", "", "第一行\n第二行", "按图 ZJ-80", "见合同, 附件", "5\" 接口", "=1+1", "é 中文");

  @TempDir private Path folder;

  @BeforeEach
  void connector() throws IOException {
    Files.writeString(folder.resolve("order_lines.sql"), "SELECT 1");
    Files.writeString(folder.resolve("connector.yaml"), CONNECTOR);
  }

  /**
   * A damaged file.
   *
   * @param harmless whether the table has to be read as it is
   */
  private record Polluted(String name, byte[] bytes, boolean harmless) {}

  /** What became of a file. */
  private enum Outcome {
    EQUAL,
    ROWS_REFUSED,
    FILE_REFUSED
  }

  @Test
  void everyDamagedFileIsLoadedEqualOrRefusedWithAReason() throws IOException {
    List<Polluted> files = pollute();
    Connector connector = Connectors.find(folder.toString());
    Map<Outcome, Integer> outcomes = new TreeMap<>();
    List<String> silent = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (Polluted file : files) {
      Path path = Files.write(folder.resolve("it.csv"), file.bytes);
      try {
        Outcome outcome = read(connector, path);
        outcomes.merge(outcome, 1, Integer::sum);
        if (file.harmless && outcome != Outcome.EQUAL) {
          refused.add(file.name);
        }
      } catch (AssertionError e) {
        silent.add(file.name + ": " + e.getMessage());
      } catch (RuntimeException e) {
        silent.add(file.name + " crashed: " + e);
      }
    }

    System.out.printf("%d damaged files: %s%n", files.size(), outcomes);
    assertThat(silent).as("silent differences and crashes").isEmpty();
    assertThat(refused).as("harmless, but not read as they are").isEmpty();
    assertThat(files).hasSizeGreaterThan(200);
    assertThat(outcomes).hasSize(Outcome.values().length);
  }

  /** Reads a file; fails where anything differs from the clean table without a reason. */
  private static Outcome read(Connector connector, Path file) throws IOException {
    InspectedFile inspected;
    try {
      inspected = Inspection.inspect(connector, Extract.of(file)).get(0);
    } catch (Fault fault) {
      assertThat(fault.text().zh()).isNotBlank();
      assertThat(fault.text().en()).isNotBlank();
      return Outcome.FILE_REFUSED;
    }
    List<List<String>> loaded = new ArrayList<>();
    List<RejectRule> reasons = new ArrayList<>();
    OneFile.each(
        OneFile.plan(inspected),
        records -> {
          RejectRule refusal = records.refusal();
          if (refusal != null) {
            reasons.add(refusal);
          } else {
            row(records, loaded, reasons);
          }
        });
    List<List<String>> missing = new ArrayList<>(clean());
    List<List<String>> strange = new ArrayList<>();
    for (List<String> row : loaded) {
      // The same row again is counted as repeated when keys are judged.
      if (!missing.remove(row) && !clean().contains(row)) {
        strange.add(row);
      }
    }
    boolean lastRowInDoubt = !inspected.notes().isEmpty();
    if (lastRowInDoubt && !strange.isEmpty()) {
      // A cut in the last cell of a row cannot be told from a file without a last line end.
      strange.remove(loaded.get(loaded.size() - 1));
      reasons.add(RejectRule.FILE_CUT);
    }
    assertThat(strange).as("rows that are not in the clean table").isEmpty();
    if (!missing.isEmpty() && !lastRowInDoubt) {
      assertThat(reasons).as("reasons for missing %s", missing).isNotEmpty();
    }
    return missing.isEmpty() && reasons.isEmpty() ? Outcome.EQUAL : Outcome.ROWS_REFUSED;
  }

  /** A row counts as loaded when each of its cells could be read. */
  private static void row(Records records, List<List<String>> loaded, List<RejectRule> reasons) {
    List<String> row = new ArrayList<>();
    boolean sound = true;
    for (int column = 0; column < records.columns(); column++) {
      Object value = records.read(column);
      RejectRule problem = records.reader(column).problem();
      if (problem != null) {
        reasons.add(problem);
        sound = false;
      }
      row.add(value == null ? "" : value.toString());
    }
    if (sound) {
      loaded.add(row);
    }
  }

  /** The table as it is read: numbers with all their places, dates as days since 1970. */
  private static List<List<String>> clean() {
    List<List<String>> rows = new ArrayList<>();
    for (List<String> row : rows()) {
      rows.add(
          List.of(
              row.get(0),
              row.get(1),
              row.get(2),
              new java.math.BigDecimal(row.get(3)).setScale(CellReader.SCALE).toString(),
              "" + java.time.LocalDate.parse(row.get(4)).toEpochDay(),
              row.get(5)));
    }
    return rows;
  }

  private static List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      rows.add(
          List.of(
              "PO26-%04d".formatted(1 + i / 3),
              "" + (1 + i % 3),
              NAMES.get(i % NAMES.size()),
              "" + (1200.5 + 7 * i),
              java.time.LocalDate.of(2026, 3, 2).plusDays(i).toString(),
              NOTES.get(i / 4 % NOTES.size())));
    }
    return rows;
  }

  /** How a table is written down. */
  private record Dialect(
      String delimiter, String quote, String escaped, String lineEnd, boolean all) {

    static final Dialect USUAL = new Dialect(",", "\"", "\"\"", "\n", false);

    String cell(String text) {
      boolean needed =
          all
              || text.contains(delimiter)
              || text.contains("\"")
              || text.contains("\n")
              || text.contains(quote);
      return needed ? quote + text.replace(quote, escaped) + quote : text;
    }

    String row(List<String> cells) {
      return cells.stream().map(this::cell).collect(Collectors.joining(delimiter));
    }

    List<String> lines() {
      List<String> lines = new ArrayList<>();
      lines.add(row(HEADINGS));
      rows().forEach(row -> lines.add(row(row)));
      return lines;
    }

    String text() {
      return lines().stream().map(line -> line + lineEnd).collect(Collectors.joining());
    }

    String text(UnaryOperator<List<String>> change) {
      return change.apply(new ArrayList<>(lines())).stream()
          .map(line -> line + lineEnd)
          .collect(Collectors.joining());
    }
  }

  private final List<Polluted> made = new ArrayList<>();

  private void add(String name, String text, boolean harmless) {
    made.add(new Polluted(name, text.getBytes(StandardCharsets.UTF_8), harmless));
  }

  private void harmless(String name, String text) {
    add(name, text, true);
  }

  private void damaged(String name, String text) {
    add(name, text, false);
  }

  /** The same damage at places that a seed chooses. */
  private void seeded(String name, Function<Random, String> text) {
    for (int seed = 0; seed < SEEDS; seed++) {
      damaged(name + " #" + seed, text.apply(new Random(31L * name.hashCode() + seed)));
    }
  }

  private List<Polluted> pollute() {
    delimiters();
    quotes();
    lineEnds();
    headings();
    encodings();
    rowLengths();
    surroundings();
    cells();
    cuts();
    return made;
  }

  private void delimiters() {
    for (String delimiter : List.of(",", ";", "\t", "|")) {
      for (boolean all : List.of(true, false)) {
        harmless(
            "delimiter %s, %s quoted".formatted(delimiter, all ? "all" : "some"),
            new Dialect(delimiter, "\"", "\"\"", "\n", all).text());
      }
      seeded(
          "one row delimited by " + delimiter,
          random ->
              (delimiter.equals(",") ? new Dialect(";", "\"", "\"\"", "\n", false) : Dialect.USUAL)
                  .text(
                      lines -> {
                        int row = 1 + random.nextInt(lines.size() - 1);
                        lines.set(
                            row,
                            new Dialect(delimiter, "\"", "\"\"", "\n", false)
                                .row(rows().get(row - 1)));
                        return lines;
                      }));
    }
    for (String delimiter : List.of(" ", "^", "~", ":", "\u0001", "，", ", ", "||", "\t\t", ",;")) {
      damaged("delimiter " + delimiter, new Dialect(delimiter, "\"", "\"\"", "\n", false).text());
      damaged(
          "all quoted, delimiter " + delimiter,
          new Dialect(delimiter, "\"", "\"\"", "\n", true).text());
    }
    seeded("a delimiter too many", random -> border(Dialect.USUAL, random, ",,"));
    seeded("a delimiter lost", random -> border(Dialect.USUAL, random, ""));
  }

  private void quotes() {
    for (String quote : List.of("'", "“", "`", "|")) {
      damaged("quote " + quote, new Dialect(",", quote, quote + quote, "\n", true).text());
    }
    for (String quote : List.of("'", "`", "|")) {
      damaged("some quote " + quote, new Dialect(",", quote, quote + quote, "\n", false).text());
    }
    for (boolean all : List.of(true, false)) {
      damaged(
          "quotes escaped by a backslash, all " + all,
          new Dialect(",", "\"", "\\\"", "\n", all).text());
      damaged("quotes not escaped, all " + all, new Dialect(",", "\"", "\"", "\n", all).text());
      Dialect dialect = new Dialect(",", "\"", "\"\"", "\n", all);
      seeded("an opening quote lost, all " + all, random -> quoted(dialect, random, 1, 0));
      seeded("a closing quote lost, all " + all, random -> quoted(dialect, random, 0, 1));
      seeded("a quote too many, all " + all, random -> border(dialect, random, ",\""));
      seeded("a quote too many behind, all " + all, random -> border(dialect, random, "\","));
    }
    damaged(
        "cells as they are, without quotes",
        rows().stream()
            .map(row -> String.join(",", row) + "\n")
            .collect(Collectors.joining("", String.join(",", HEADINGS) + "\n", "")));
    damaged(
        "blank before quotes",
        new Dialect(",", "\"", "\"\"", "\n", true).text().replace(",\"", ", \""));
    damaged(
        "blank behind quotes",
        new Dialect(",", "\"", "\"\"", "\n", true).text().replace("\",", "\" ,"));
  }

  private void lineEnds() {
    for (String end : List.of("\n", "\r\n", "\r", "\n\r", "\n\n", "\r\r\n")) {
      harmless(
          "line end " + end.replace("\r", "CR").replace("\n", "LF"),
          new Dialect(",", "\"", "\"\"", end, false).text());
    }
    for (String end : List.of("\u0085", "\u2028", "\u000B", "\f", "\\n", "|")) {
      damaged("line end " + (int) end.charAt(0), new Dialect(",", "\"", "\"\"", end, false).text());
    }
    seeded(
        "a line end lost", random -> row(random, line -> line + Dialect.USUAL.row(rows().get(0))));
    seeded("a line end too many", random -> border(Dialect.USUAL, random, ",\n"));
    seeded("mixed line ends", random -> mixed(random));
  }

  private static String mixed(Random random) {
    StringBuilder text = new StringBuilder();
    for (String line : Dialect.USUAL.lines()) {
      text.append(line).append(List.of("\n", "\r\n", "\r").get(random.nextInt(3)));
    }
    return text.toString();
  }

  private void headings() {
    harmless(
        "headings wide and starred", Dialect.USUAL.text().replaceFirst("订单号,行号", "＊ 订单号 ,行 号"));
    harmless("units in headings", Dialect.USUAL.text().replaceFirst("数量", "数量（件）"));
    damaged("no headings", Dialect.USUAL.text(lines -> lines.subList(1, lines.size())));
    for (String heading : HEADINGS) {
      damaged("no heading " + heading, Dialect.USUAL.text().replaceFirst(heading, ""));
      damaged("another heading for " + heading, Dialect.USUAL.text().replaceFirst(heading, "其他"));
      damaged("heading twice " + heading, Dialect.USUAL.text().replaceFirst("备注", heading));
      damaged("heading lost " + heading, Dialect.USUAL.text().replaceFirst("(^|,)" + heading, ""));
    }
    seeded(
        "headings again",
        random ->
            Dialect.USUAL.text(
                lines -> {
                  lines.add(1 + random.nextInt(lines.size() - 1), lines.get(0));
                  return lines;
                }));
    damaged(
        "headings twice at once",
        Dialect.USUAL.text(
            lines -> {
              lines.add(0, lines.get(0));
              return lines;
            }));
    harmless("columns in another order", swapped());
  }

  private static String swapped() {
    List<Integer> order = List.of(3, 5, 0, 4, 2, 1);
    List<List<String>> all = new ArrayList<>();
    all.add(HEADINGS);
    all.addAll(rows());
    return all.stream()
        .map(row -> Dialect.USUAL.row(order.stream().map(row::get).toList()) + "\n")
        .collect(Collectors.joining());
  }

  private void encodings() {
    String text = Dialect.USUAL.text();
    bytes(
        "mark",
        concatenated(
            "\uFEFF".getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8)),
        true);
    bytes("two marks", ("\uFEFF\uFEFF" + text).getBytes(StandardCharsets.UTF_8), true);
    bytes("GBK", text.getBytes(GBK), true);
    bytes(
        "UTF-16LE marked",
        concatenated(
            new byte[] {(byte) 0xFF, (byte) 0xFE}, text.getBytes(StandardCharsets.UTF_16LE)),
        true);
    bytes(
        "UTF-16BE marked",
        concatenated(
            new byte[] {(byte) 0xFE, (byte) 0xFF}, text.getBytes(StandardCharsets.UTF_16BE)),
        true);
    for (String name :
        List.of(
            "UTF-16LE",
            "UTF-16BE",
            "UTF-32",
            "Big5",
            "Shift_JIS",
            "EUC-KR",
            "ISO-8859-1",
            "windows-1252",
            "IBM037")) {
      bytes("in " + name, text.getBytes(Charset.forName(name)), false);
    }
    for (String name : List.of("ISO-8859-1", "windows-1252", "GB18030", "Big5")) {
      bytes(
          "UTF-8 read as " + name,
          new String(text.getBytes(StandardCharsets.UTF_8), Charset.forName(name))
              .getBytes(StandardCharsets.UTF_8),
          false);
    }
    bytes(
        "GBK read as UTF-8",
        new String(text.getBytes(GBK), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8),
        false);
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      byte[] broken = text.getBytes(StandardCharsets.UTF_8);
      broken[100 + random.nextInt(broken.length - 100)] = (byte) 0xFF;
      bytes("broken byte #" + seed, broken, false);
      byte[] zero = text.getBytes(StandardCharsets.UTF_8);
      zero[100 + random.nextInt(zero.length - 100)] = 0;
      bytes("zero byte #" + seed, zero, false);
      byte[] half = Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), text.length());
      bytes(
          "end in GBK #" + seed,
          concatenated(half, text.substring(text.length() / 2 + seed).getBytes(GBK)),
          false);
      damaged(
          "mark within #" + seed,
          text.replaceFirst("\nPO26-000" + (seed + 2), "\n\uFEFFPO26-000" + (seed + 2)));
    }
    bytes(
        "zeros at the end",
        concatenated(text.getBytes(StandardCharsets.UTF_8), new byte[512]),
        false);
    damaged("concatenated with its mark", "\uFEFF" + text + "\uFEFF" + text);
  }

  private void bytes(String name, byte[] bytes, boolean harmless) {
    made.add(new Polluted(name, bytes, harmless));
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }

  private void rowLengths() {
    seeded("a row too long", random -> row(random, line -> line + ",x"));
    seeded(
        "a row too short", random -> row(random, line -> line.substring(0, line.lastIndexOf(','))));
    seeded("a row of one cell", random -> row(random, line -> "x"));
    seeded(
        "a blank row", random -> row(random, line -> line + "\n" + ",".repeat(random.nextInt(9))));
    harmless(
        "a delimiter behind every row",
        Dialect.USUAL.text().replace("\n第二行", "#").replace("\n", ",\n").replace("#", "\n第二行"));
    damaged(
        "a delimiter behind every row but the headings",
        Dialect.USUAL.text().replaceAll("\n(?=PO)", ",\n"));
  }

  private static String row(Random random, UnaryOperator<String> change) {
    return Dialect.USUAL.text(
        lines -> {
          int row = 1 + random.nextInt(lines.size() - 1);
          lines.set(row, change.apply(lines.get(row)));
          return lines;
        });
  }

  private void surroundings() {
    String text = Dialect.USUAL.text();
    for (int rows = 1; rows < 10; rows++) {
      harmless(rows + " rows above", "采购订单列表\n".repeat(rows) + text);
      harmless(rows + " blank rows above", "\n".repeat(rows) + text);
    }
    for (int rows = 10; rows < 14; rows++) {
      damaged(rows + " rows above", "采购订单列表\n".repeat(rows) + text);
    }
    for (String foot :
        List.of(
            "注：数据截至今日",
            "合计,,,57000,,",
            "合计：,,,57000,,",
            ",,合计,57000,,",
            "注：数据截至今日,,,,,",
            "第 1 页,共 1 页",
            "--- end ---",
            "\"注",
            "Total,,,57000,,",
            "\u001A")) {
      damaged("below: " + foot, text + foot + "\n");
      damaged("below, no line end: " + foot, text + foot);
    }
    damaged("another table below", text + "\n供应商,电话,地址,联系人,城市,备注\n甲,1,路,李,苏州,\n乙,2,街,王,无锡,\n");
    damaged("another table above", "供应商,电话,地址,联系人,城市,备注\n甲,1,路,李,苏州,\n\n" + text);
    damaged("a narrow table below", text + "\n供应商,电话\n甲,1\n");
    damaged("the same table below", text + "\n" + text);
    damaged("a table beside", beside(List.of("供应商", "电话"), List.of("甲", "1")));
    damaged("the same headings beside", beside(List.of("订单号", "数量"), List.of("PO9", "1")));
    seeded(
        "a page break",
        random -> row(random, line -> line + "\n第 1 页\n采购订单列表\n" + Dialect.USUAL.row(HEADINGS)));
    for (int seed = 0; seed < SEEDS; seed++) {
      damaged("comment rows #" + seed, row(new Random(seed), line -> "# 注释\n" + line));
    }
  }

  private static String beside(List<String> headings, List<String> cells) {
    List<List<String>> all = new ArrayList<>();
    List<String> head = new ArrayList<>(HEADINGS);
    head.addAll(headings);
    all.add(head);
    for (List<String> row : rows()) {
      List<String> wider = new ArrayList<>(row);
      wider.addAll(cells);
      all.add(wider);
    }
    return all.stream().map(row -> Dialect.USUAL.row(row) + "\n").collect(Collectors.joining());
  }

  private void cells() {
    Map<String, UnaryOperator<String>> numbers =
        Map.of(
            "thousands", text -> text.replaceFirst("^(\\d)(\\d{3})", "$1,$2"),
            "currency", text -> "￥" + text,
            "wide digits", text -> text.replace('1', '１').replace('2', '２'),
            "decimal comma", text -> text.replace('.', ','),
            "decimal comma and points",
                text -> text.replace('.', ',').replaceFirst("^(\\d)(\\d{3})", "$1.$2"),
            "exponent", text -> new java.math.BigDecimal(text).unscaledValue() + "E-1",
            "unit", text -> text + "件",
            "blank within", text -> text.replaceFirst("^(\\d)", "$1 "));
    numbers.forEach((name, change) -> column("number: " + name, 3, change));
    Map<String, UnaryOperator<String>> days =
        Map.of(
            "slashes", text -> text.replace("-", "/"),
            "Chinese", text -> text.replaceFirst("-", "年").replaceFirst("-", "月") + "日",
            "points", text -> text.replace("-", "."),
            "compact", text -> text.replace("-", ""),
            "midnight", text -> text + " 00:00:00",
            "month first", text -> text.substring(5, 7) + "/" + text.substring(8) + "/2026",
            "day first, short", text -> text.substring(8) + "." + text.substring(5, 7) + ".26",
            "serial", text -> "" + (java.time.LocalDate.parse(text).toEpochDay() + 25_569),
            "words", text -> "下周");
    days.forEach((name, change) -> column("day: " + name, 4, change));
    column("blanks around", 2, text -> "  " + text + "\u00A0");
    column("tab before", 0, text -> "\t" + text);
    column("formula to keep text", 0, text -> "=\"" + text + "\"");
  }

  private void column(String name, int column, UnaryOperator<String> change) {
    StringBuilder text = new StringBuilder(Dialect.USUAL.row(HEADINGS)).append('\n');
    for (List<String> row : rows()) {
      List<String> cells = new ArrayList<>(row);
      cells.set(column, change.apply(cells.get(column)));
      text.append(Dialect.USUAL.row(cells)).append('\n');
    }
    damaged(name, text.toString());
  }

  private void cuts() {
    byte[] text = Dialect.USUAL.text().getBytes(StandardCharsets.UTF_8);
    byte[] quoted =
        new Dialect(",", "\"", "\"\"", "\r\n", true).text().getBytes(StandardCharsets.UTF_8);
    Random random = new Random(11);
    IntStream.range(0, 24)
        .forEach(
            cut -> {
              bytes("cut #" + cut, cut(text, 60 + random.nextInt(text.length - 62)), false);
              bytes(
                  "cut, all quoted #" + cut,
                  cut(quoted, 90 + random.nextInt(quoted.length - 93)),
                  false);
            });
    bytes("no last line end", Arrays.copyOf(text, text.length - 1), false);
  }

  /** Not between two rows: nothing in a file tells how many rows it should have had. */
  private static byte[] cut(byte[] text, int length) {
    int within = length;
    while (text[within - 1] == '\n' || text[within - 1] == '\r') {
      within++;
    }
    return Arrays.copyOf(text, within);
  }

  /** Writes something else between two cells of a row. */
  private static String border(Dialect dialect, Random random, String instead) {
    int row = random.nextInt(rows().size());
    int cell = 1 + random.nextInt(HEADINGS.size() - 1);
    List<String> cells = rows().get(row);
    return dialect.text(
        lines -> {
          lines.set(
              1 + row,
              dialect.row(cells.subList(0, cell))
                  + instead
                  + dialect.row(cells.subList(cell, cells.size())));
          return lines;
        });
  }

  /** Takes letters away at the beginning and the end of a quoted cell. */
  private static String quoted(Dialect dialect, Random random, int before, int behind) {
    List<int[]> places = new ArrayList<>();
    for (int row = 0; row < rows().size(); row++) {
      for (int cell = 0; cell < HEADINGS.size(); cell++) {
        if (dialect.cell(rows().get(row).get(cell)).startsWith("\"")) {
          places.add(new int[] {row, cell});
        }
      }
    }
    int[] place = places.get(random.nextInt(places.size()));
    List<String> cells = new ArrayList<>(rows().get(place[0]).stream().map(dialect::cell).toList());
    String text = cells.get(place[1]);
    cells.set(place[1], text.substring(before, text.length() - behind));
    return dialect.text(
        lines -> {
          lines.set(1 + place[0], String.join(dialect.delimiter, cells));
          return lines;
        });
  }
}
