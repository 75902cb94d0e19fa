package io.duecast.ingest.connector;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.duecast.command.Nearest;
import io.duecast.contract.Text;
import io.duecast.contract.calendar.Sites;
import io.duecast.contract.calendar.WorkCalendar;
import io.duecast.ingest.fault.IngestFaults;
import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads which sites have another calendar or zone than their source: CSV with the headings {@code
 * kind,code,calendar,zone} and, where a site has days off of its own, {@code own_days} with the
 * name of a file beside it. All problems are told at once.
 */
final class SitesFile {

  private static final String KIND = "kind";
  private static final String CODE = "code";
  private static final String CALENDAR = "calendar";
  private static final String ZONE = "zone";
  private static final String OWN_DAYS = "own_days";

  private final Function<String, Optional<String>> beside;
  private final Map<String, Sites.Site> sites = new LinkedHashMap<>();
  private final List<Text> problems = new ArrayList<>();

  private SitesFile(Function<String, Optional<String>> beside) {
    this.beside = beside;
  }

  /**
   * The sites of a file, in its order.
   *
   * @param file its name, for messages
   * @param beside text of a file beside it
   * @throws io.duecast.contract.fault.Fault CONFIG_INVALID with every row that cannot be taken
   */
  static List<Sites.Site> read(
      String file, String text, Function<String, Optional<String>> beside) {
    SitesFile read = new SitesFile(beside);
    String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(content)) {
      rows.forEach(read::row);
    } catch (CsvParseException e) {
      read.problems.add(Text.same(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw IngestFaults.unreadable(file, e);
    }
    if (!read.problems.isEmpty()) {
      throw IngestFaults.sitesInvalid(file, read.problems);
    }
    return List.copyOf(read.sites.values());
  }

  private void row(NamedCsvRecord row) {
    long number = row.getStartingLineNumber();
    int before = problems.size();
    Optional<Sites.Kind> kind =
        Arrays.stream(Sites.Kind.values())
            .filter(one -> one.code().equals(cell(row, KIND)))
            .findFirst();
    if (kind.isEmpty()) {
      problem(
          number,
          Text.of(
              "kind 应为 org（本公司组织）或 country（伙伴所在国家），而不是“%s”".formatted(cell(row, KIND)),
              "kind is org or country, not \"%s\"".formatted(cell(row, KIND))));
    }
    String code = cell(row, CODE);
    if (code.isEmpty() || code.contains("\n")) {
      problem(
          number, Text.of("code 应为来源所写的一行文本", "code is one line of text, as the source writes it"));
    }
    String zone = cell(row, ZONE);
    if (!isZone(zone)) {
      Text meant = Nearest.meant(zone, ZoneId.getAvailableZoneIds(), Text.same(""));
      problem(
          number,
          Text.of(
              "没有时区“%s”%s".formatted(zone, meant.zh()),
              "there is no zone \"%s\"%s".formatted(zone, meant.en())));
    }
    String name = cell(row, CALENDAR);
    Optional<String> calendar = Calendars.text(name);
    if (calendar.isEmpty()) {
      problem(number, Calendars.unknown(name));
    }
    String days = days(number, cell(row, OWN_DAYS));
    if (problems.size() > before) {
      return;
    }
    Sites.Site site = new Sites.Site(kind.orElseThrow(), code, zone, calendar.orElseThrow() + days);
    if (sites.putIfAbsent(site.kind().code() + " " + code, site) != null) {
      problem(
          number,
          Text.of(
              "%s %s 出现了两次".formatted(site.kind().code(), code),
              "%s %s is there twice".formatted(site.kind().code(), code)));
    }
  }

  /** Days off and working days of a site, as lines to stand behind its calendar. */
  private String days(long number, String file) {
    if (file.isEmpty()) {
      return "";
    }
    Optional<String> text =
        file.contains("/") || file.contains("\\") ? Optional.empty() : beside.apply(file);
    if (text.isEmpty()) {
      problem(
          number,
          Text.of("旁边没有文件 %s".formatted(file), "there is no file %s beside it".formatted(file)));
      return "";
    }
    String lines =
        text.get().lines().filter(line -> !line.isBlank()).collect(Collectors.joining("\n"));
    // A wrong line is told now, and not when orders are scored.
    WorkCalendar.china().with(new StringReader(lines), file);
    return lines.isEmpty() ? "" : "\n" + lines;
  }

  private static boolean isZone(String name) {
    try {
      ZoneId.of(name);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private void problem(long number, Text problem) {
    problems.add(
        Text.of(
            "第 %d 行：%s".formatted(number, problem.zh()),
            "row %d: %s".formatted(number, problem.en())));
  }

  private static String cell(NamedCsvRecord row, String heading) {
    return row.findField(heading).map(String::strip).orElse("");
  }
}
