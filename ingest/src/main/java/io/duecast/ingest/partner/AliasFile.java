package io.duecast.ingest.partner;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.duecast.contract.SafeCell;
import io.duecast.contract.Text;
import io.duecast.contract.order.PartnerKind;
import io.duecast.ingest.fault.IngestFaults;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pairs of partners as a table that people fill in with a spreadsheet program: {@code accept} is
 * yes, no, or empty where nothing is decided.
 */
public final class AliasFile {

  private static final String ACCEPT = "accept";
  private static final String KIND = "kind";
  private static final String PARTNER_KEY = "partner_key";
  private static final String MASTER_KEY = "master_key";
  private static final String REASON_ZH = "reason_zh";
  private static final String REASON_EN = "reason_en";

  private static final List<String> HEADINGS =
      List.of(
          ACCEPT,
          "strength",
          KIND,
          PARTNER_KEY,
          "partner_code",
          "partner_name",
          "partner_org",
          "partner_orders",
          MASTER_KEY,
          "master_code",
          "master_name",
          "master_org",
          "master_orders",
          REASON_ZH,
          REASON_EN);

  private static final Set<String> YES = Set.of("yes", "y", "是", "1", "true", "√");
  private static final Set<String> NO = Set.of("no", "n", "否", "0", "false", "×");

  private AliasFile() {}

  /** Writes proposals, nothing decided. */
  public static void write(Path file, List<Proposal> proposals) {
    write(
        file,
        proposals.stream()
            .map(
                one ->
                    row(
                        "",
                        one.strength().code(),
                        one.partner(),
                        one.master(),
                        one.reason().zh(),
                        one.reason().en())));
  }

  /** Writes what was decided, to be changed and accepted again. */
  public static void write(Path file, Decisions decisions, List<Partner> partners) {
    Map<String, Partner> byKey = new HashMap<>();
    partners.forEach(partner -> byKey.put(partner.id(), partner));
    write(
        file,
        decisions.all().stream()
            .map(
                one -> {
                  String reason = one.reason() == null ? "" : one.reason();
                  return row(
                      one.same() ? "yes" : "no",
                      "",
                      known(byKey, one.kind(), one.partnerKey()),
                      known(byKey, one.kind(), one.sameAsKey()),
                      reason,
                      reason);
                }));
  }

  private static Partner known(Map<String, Partner> byKey, PartnerKind kind, String key) {
    Partner partner = byKey.get(kind.id(key));
    return partner == null
        ? new Partner(kind, key, null, null, null, null, null, null, false, 0)
        : partner;
  }

  private static List<String> row(
      String accept,
      String strength,
      Partner partner,
      Partner master,
      String reasonZh,
      String reasonEn) {
    List<String> row = new ArrayList<>(List.of(accept, strength, partner.kind().code()));
    for (Partner one : List.of(partner, master)) {
      row.add(one.key());
      row.add(SafeCell.of(one.code()));
      row.add(SafeCell.of(one.name()));
      row.add(SafeCell.of(one.org()));
      row.add(Long.toString(one.orders()));
    }
    row.add(SafeCell.of(reasonZh));
    row.add(SafeCell.of(reasonEn));
    return row;
  }

  private static void write(Path file, Stream<List<String>> rows) {
    try (CsvWriter csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.CRLF)
            .build(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
      // Spreadsheet programs take a file without the mark for one in the encoding of the machine.
      List<String> headings = new ArrayList<>(HEADINGS);
      headings.set(0, "\uFEFF" + ACCEPT);
      csv.writeRecord(headings);
      rows.forEach(csv::writeRecord);
    } catch (IOException e) {
      throw IngestFaults.notKept(file.toString(), e);
    }
  }

  /**
   * What people decided in a file; rows without a decision are left out.
   *
   * @param decided so far; their partners are taken too, also where the lake no longer names them
   * @throws io.duecast.contract.fault.Fault with every row that cannot be understood, or names a
   *     partner that is known to neither
   */
  public static List<Decisions.Said> read(Path file, List<Partner> partners, Decisions decided) {
    Set<String> known = new HashSet<>();
    partners.forEach(partner -> known.add(partner.id()));
    for (Decisions.Decision one : decided.all()) {
      known.add(one.kind().id(one.partnerKey()));
      known.add(one.kind().id(one.sameAsKey()));
    }
    List<Text> problems = new ArrayList<>();
    List<Decisions.Said> said = new ArrayList<>();
    String text = text(file);
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().fieldSeparator(separator(text)).ofNamedCsvRecord(text)) {
      for (NamedCsvRecord row : rows) {
        read(row, known, said, problems);
      }
    } catch (CsvParseException | IllegalArgumentException e) {
      problems.add(Text.same(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw IngestFaults.unreadable(file.toString(), e);
    }
    if (!problems.isEmpty()) {
      throw IngestFaults.aliasesInvalid(file.toString(), problems);
    }
    return said;
  }

  private static void read(
      NamedCsvRecord row, Set<String> known, List<Decisions.Said> said, List<Text> problems) {
    long number = row.getStartingLineNumber();
    String accept = cell(row, ACCEPT).toLowerCase(Locale.ROOT);
    if (accept.isEmpty() && row.findField(ACCEPT).isPresent()) {
      return;
    }
    if (!YES.contains(accept) && !NO.contains(accept)) {
      problems.add(
          Text.of(
              "第 %d 行：accept 应为 yes 或 no，而不是“%s”".formatted(number, accept),
              "row %d: accept is yes or no, not \"%s\"".formatted(number, accept)));
      return;
    }
    String code = cell(row, KIND);
    PartnerKind kind = PartnerKind.find(code).orElse(null);
    if (kind == null) {
      problems.add(
          Text.of(
              "第 %d 行：kind 应为 supplier 或 customer，而不是“%s”".formatted(number, code),
              "row %d: kind is supplier or customer, not \"%s\"".formatted(number, code)));
      return;
    }
    for (String heading : List.of(PARTNER_KEY, MASTER_KEY)) {
      String key = cell(row, heading);
      if (!known.contains(kind.id(key))) {
        problems.add(
            Text.of(
                "第 %d 行：数据湖中没有 %s“%s”（%s）".formatted(number, code, key, heading),
                "row %d: the lake has no %s \"%s\" (%s)".formatted(number, code, key, heading)));
      }
    }
    String reason = cell(row, REASON_EN);
    said.add(
        new Decisions.Said(
            number,
            kind,
            cell(row, PARTNER_KEY),
            cell(row, MASTER_KEY),
            YES.contains(accept),
            reason.isEmpty() ? null : reason));
  }

  private static String cell(NamedCsvRecord row, String heading) {
    return row.findField(heading).orElse("").strip();
  }

  /** Spreadsheet programs save in UTF-8 or in the encoding of the machine. */
  private static String text(Path file) {
    if (!Files.isRegularFile(file)) {
      throw IngestFaults.aliasesMissing(file.toString());
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      String text;
      try {
        text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        text = new String(bytes, Charset.forName("GB18030"));
      }
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (IOException e) {
      throw IngestFaults.unreadable(file.toString(), e);
    }
  }

  /** The one of comma, semicolon and tab that the headings hold most of. */
  private static char separator(String text) {
    String headings = text.lines().findFirst().orElse("");
    char best = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (headings.chars().filter(c -> c == candidate).count()
          > headings.chars().filter(c -> c == ',').count()) {
        best = candidate;
      }
    }
    return best;
  }
}
