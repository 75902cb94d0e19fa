package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.duecast.command.CommonOptions;
import io.duecast.ingest.connector.Choices;
import io.duecast.ingest.connector.ColumnSpec;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.Connectors;
import io.duecast.ingest.connector.FetchSpec;
import io.duecast.ingest.connector.NamePatterns;
import io.duecast.ingest.connector.SourceSpec;
import io.duecast.ingest.fetch.Access;
import io.duecast.ingest.fetch.Fetch;
import io.duecast.ingest.fetch.Fetched;
import io.duecast.ingest.land.Extract;
import io.duecast.ingest.normalize.ReadCell;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The golden scenario out of running databases: the tables of every ERP that is read from its
 * database, with its names and types, in a PostgreSQL that stands for the company's server.
 */
class RunningDatabasesTest {

  private static final Access POSTGRES =
      new Access(Optional.of("postgres"), Optional.empty(), List.of(), name -> null);

  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"inspur-ps", "sap-b1", "sap-ecc", "yonyou-nc6", "yonyou-u8", "yonyou-u8cloud"})
  void tablesGiveTheRowsThatTheirExportsGive(String name) throws IOException, SQLException {
    Connector connector = Connectors.find(name);
    Company company = new Company(connector);
    String address = company.open();
    if (name.equals("sap-ecc")) {
      // Another client of the same system is another company.
      run(
          "SET search_path = sap_ecc; INSERT INTO EKKO (MANDT, EBELN) VALUES ('100', '4500000999')");
    }

    Map<String, String> marks;
    try (Fetched fetched = fetch(connector, address, Map.of())) {
      for (FetchSpec.Rows rows : connector.fetch().tables().values()) {
        List<String> exported = company.values(rows, company.rows(rows.file()));
        List<String> read =
            company.values(
                rows,
                rows(fetched, rows.file()).stream().map(NamedCsvRecord::getFieldsAsMap).toList());
        if (rows.file().startsWith("ic_general")) {
          // Of these tables only the purchase receipts are read.
          assertThat(exported).as(rows.file()).containsAll(read);
          assertThat(read).as(rows.file()).isNotEmpty();
        } else {
          assertThat(read).as(rows.file()).containsExactlyInAnyOrderElementsOf(exported);
        }
      }
      assertThat(Ingest.inspect(connector, fetched.extract(), new CommonOptions().terminal()))
          .hasSize(fetched.extract().files().size())
          .allSatisfy(file -> assertThat(file.missing()).as(file.name()).isEmpty());
      marks = new LinkedHashMap<>(fetched.watermarks());
    }
    marks.replaceAll((reading, mark) -> mark.replaceFirst("^20", "21"));
    try (Fetched next = fetch(connector, address, marks)) {
      // Nothing changed in a hundred years: only what waits is read, and what has no watermark.
      for (Map.Entry<String, FetchSpec.Rows> rows : connector.fetch().tables().entrySet()) {
        String file = rows.getValue().file();
        int all = company.rows(file).size();
        if (!marks.containsKey(rows.getKey())) {
          assertThat(rows(next, file)).as(file).hasSize(all);
        } else if (all > 0) {
          assertThat(rows(next, file)).as(file).hasSizeLessThan(all);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"inspur-ps", "sap-b1", "sap-ecc", "yonyou-u8"})
  void whatTheUserSkipsIsNotRead(String name) throws IOException, SQLException {
    Connector connector = Connectors.find(name);
    Map<String, String> skipping = ListedSettings.skipping(connector);
    Connector less =
        Connectors.find(
            name,
            new Choices(
                Optional.empty(), skipping, Optional.empty(), Optional.empty(), Optional.empty()));
    String address = new Company(connector, name.replace('-', '_') + "_less").open();

    try (Fetched all = fetch(connector, address, Map.of());
        Fetched fewer = fetch(less, address, Map.of())) {
      List<String> expected = files(all);
      connector
          .fetch()
          .tables()
          .values()
          .forEach(
              rows -> {
                String when = connector.fetch().conditions().getOrDefault(rows.source(), "");
                if (skipping.containsKey(when)) {
                  expected.remove(rows.file());
                }
              });
      assertThat(files(fewer))
          .containsExactlyElementsOf(expected)
          .hasSizeLessThan(files(all).size());
    }
  }

  private static List<String> files(Fetched fetched) {
    return new ArrayList<>(fetched.extract().files().stream().map(Extract.Item::name).toList());
  }

  @Test
  void aLaterLoadReadsAnOrderWithAllItsDocumentsWhenOneOfThemChangedOrGoodsAreToCome()
      throws IOException, SQLException {
    Connector connector =
        Connectors.find(
            "yonyou-u8",
            new Choices(
                Optional.empty(),
                Map.of("sales", FetchSpec.SKIP),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    String address = new Company(connector, "later").open();
    // An order that was finished long before.
    run(
        """
        SET search_path = later;
        INSERT INTO PO_Pomain (POID, cPOID, dPODate, cVenCode, cState, cmaketime)
          VALUES (7, '0000000007', '2025-01-02', 'S0017', 1, '2025-01-02 08:00');
        INSERT INTO PO_Podetails (ID, POID, cInvCode, iQuantity, iReceivedQTY, dArriveDate)
          VALUES (71, 7, 'M-1001', 10, 10, '2025-01-20');
        INSERT INTO RdRecord01 (ID, cCode, dDate, dnmaketime) VALUES (8, 'R8', '2025-01-19', '2025-01-19 09:00');
        INSERT INTO rdrecords01 (AutoID, ID, cInvCode, iQuantity, iPOsID) VALUES (81, 8, 'M-1001', 10, 71);
        """);
    Map<String, String> marks;
    try (Fetched first = fetch(connector, address, Map.of())) {
      assertThat(ids(first, "PO_Pomain.csv", "poid"))
          .containsExactlyInAnyOrder("7", "1000000731", "1000000745");
      marks = first.watermarks();
      assertThat(marks).containsEntry("purchase_head", marks.get("stock_in_line"));
    }
    try (Fetched next = fetch(connector, address, marks)) {
      // One changed within the overlap, one is a draft that waits.
      assertThat(ids(next, "PO_Pomain.csv", "poid"))
          .containsExactlyInAnyOrder("1000000731", "1000000745");
      assertThat(ids(next, "rdrecords01.csv", "autoid")).doesNotContain("81").hasSize(5);
    }

    run(
        """
        SET search_path = later;
        INSERT INTO RdRecord01 (ID, cCode, dDate, dnmaketime, bredvouch)
          VALUES (9, 'R9', '2026-05-02', '2026-05-02 09:00', true);
        INSERT INTO rdrecords01 (AutoID, ID, cInvCode, iQuantity, iPOsID) VALUES (91, 9, 'M-1001', -2, 71);
        """);
    marks = new LinkedHashMap<>(marks);
    marks.replaceAll((source, mark) -> "2026-05-01T12:00:00");
    try (Fetched next = fetch(connector, address, marks)) {
      assertThat(ids(next, "PO_Pomain.csv", "poid")).containsExactlyInAnyOrder("7", "1000000745");
      assertThat(ids(next, "PO_Podetails.csv", "id")).contains("71");
      assertThat(ids(next, "RdRecord01.csv", "id")).containsExactlyInAnyOrder("8", "9");
      assertThat(ids(next, "rdrecords01.csv", "autoid")).containsExactlyInAnyOrder("81", "91");
    }
  }

  @Test
  void aYoungerOrderWithoutReceiptsDoesNotTearEarlierReceiptsOffTheirLines()
      throws IOException, SQLException {
    Connector connector = Connectors.find("yonyou-u8");
    String address = new Company(connector, "younger").open();
    run(
        """
        SET search_path = younger;
        INSERT INTO PO_Pomain (POID, cPOID, dPODate, cVenCode, cState, cmaketime)
          VALUES (7, '0000000007', '2026-05-02', 'S0017', 1, '2026-05-02 08:00');
        INSERT INTO PO_Podetails (ID, POID, cInvCode, iQuantity, dArriveDate)
          VALUES (71, 7, 'M-1001', 10, '2026-05-20');
        """);
    Map<String, String> marks;
    int lines;
    try (Fetched first = fetch(connector, address, Map.of())) {
      marks = new LinkedHashMap<>(first.watermarks());
      lines = rows(first, "rdrecords01.csv").size();
    }
    assertThat(lines).isPositive();
    assertThat(marks)
        .containsKeys("purchase_head", "stock_in_line")
        .allSatisfy((reading, mark) -> assertThat(mark).isEqualTo("2026-05-02T08:00:00"));
    try (Fetched next = fetch(connector, address, marks)) {
      assertThat(ids(next, "PO_Pomain.csv", "poid")).contains("7").doesNotContain("1000000731");
      List<String> orderLines = ids(next, "PO_Podetails.csv", "id");
      assertThat(rows(next, "rdrecords01.csv"))
          .allSatisfy(row -> assertThat(orderLines).contains(row.getField("iposid")));
    }

    marks.remove("inspection");
    // What was left out until now is read with all that it belongs to.
    try (Fetched next = fetch(connector, address, marks)) {
      assertThat(rows(next, "rdrecords01.csv")).hasSize(lines);
      assertThat(ids(next, "PO_Pomain.csv", "poid")).contains("1000000731");
    }
    marks.put("inspection", "2026-01-01T00:00:00");
    try (Fetched next = fetch(connector, address, marks)) {
      assertThat(rows(next, "rdrecords01.csv")).hasSize(lines);
    }
  }

  private static Fetched fetch(Connector connector, String address, Map<String, String> since) {
    return new Fetch(connector, POSTGRES, new CommonOptions().terminal()).fetch(address, since);
  }

  private static List<String> ids(Fetched fetched, String file, String column) throws IOException {
    return rows(fetched, file).stream().map(row -> row.getField(column)).toList();
  }

  private static List<NamedCsvRecord> rows(Fetched fetched, String file) throws IOException {
    for (Extract.Item item : fetched.extract().files()) {
      if (item.name().equals(file)) {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(item.path())) {
          return rows.stream().toList();
        }
      }
    }
    return List.of();
  }

  private static void run(String sql) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The database of a company that works with the ERP: what its exports hold, in tables. */
  private static final class Company {

    private final Connector connector;
    private final String schema;
    private final Map<String, List<Map<String, @Nullable String>>> rows = new LinkedHashMap<>();
    private final Map<String, Set<String>> columns = new LinkedHashMap<>();

    Company(Connector connector) throws IOException {
      this(connector, connector.name().replace('-', '_'));
    }

    Company(Connector connector, String schema) throws IOException {
      this.connector = connector;
      this.schema = schema;
      try (Stream<Path> files = Files.list(TestLake.resource("golden/" + connector.name()))) {
        for (Path file : files.toList()) {
          read(file);
        }
      }
      for (FetchSpec.Rows wanted : connector.fetch().tables().values()) {
        String table = table(wanted.file());
        // Every installation has all tables, used or not.
        Set<String> known = columns.computeIfAbsent(table, name -> new LinkedHashSet<>());
        for (SourceSpec source : connector.sources()) {
          if (source.name().equals(wanted.source())) {
            source.columns().stream()
                .flatMap(column -> column.headings().stream())
                .filter(heading -> known.stream().noneMatch(heading::equalsIgnoreCase))
                .forEach(known::add);
          }
        }
        known.addAll(own(known));
      }
    }

    /** Columns that every table of such a system has and no export needs. */
    private List<String> own(Set<String> known) {
      return switch (connector.name()) {
        case "sap-ecc" ->
            Stream.of("MANDT", "MANDANT").filter(name -> !known.contains(name)).toList();
        case "sap-b1" ->
            Stream.of("CardCode", "UpdateDate").filter(name -> !known.contains(name)).toList();
        case "yonyou-nc6", "yonyou-u8cloud" ->
            Stream.of("ts").filter(name -> !known.contains(name)).toList();
        default -> List.of();
      };
    }

    /** The rows of the table of that file. */
    List<Map<String, @Nullable String>> rows(String file) {
      return rows.getOrDefault(table(file), List.of());
    }

    /** What a load reads from rows of a table: values of the columns that it knows. */
    List<String> values(
        FetchSpec.Rows table, List<? extends Map<String, @Nullable String>> rowsOfTable) {
      SourceSpec source =
          connector.sources().stream()
              .filter(known -> known.name().equals(table.source()))
              .findFirst()
              .orElseThrow();
      List<String> values = new ArrayList<>();
      for (Map<String, @Nullable String> row : rowsOfTable) {
        Map<String, String> cells = new TreeMap<>();
        row.forEach(
            (heading, text) -> {
              String value = text == null ? "" : value(source, heading, text);
              if (!value.isEmpty()) {
                cells.put(heading.toLowerCase(Locale.ROOT), value);
              }
            });
        values.add(cells.toString());
      }
      return values;
    }

    private String value(SourceSpec source, String heading, String text) {
      Optional<ColumnSpec> column =
          source.columns().stream()
              .filter(known -> known.headings().stream().anyMatch(heading::equalsIgnoreCase))
              .findFirst();
      if (column.isPresent()) {
        return ReadCell.of(column.get(), connector.zone(), text);
      }
      return new NamePatterns(source.attrs()).fit(heading) ? text.strip() : "";
    }

    private static String table(String file) {
      return file.substring(0, file.lastIndexOf('.'));
    }

    private void read(Path file) throws IOException {
      boolean inspur = connector.name().equals("inspur-ps");
      Charset charset = inspur ? Charset.forName("GB18030") : StandardCharsets.UTF_8;
      char separator = inspur ? '\t' : connector.name().equals("sap-ecc") ? '|' : ',';
      String table = table(String.valueOf(file.getFileName()));
      try (CsvReader<NamedCsvRecord> records =
          CsvReader.builder().fieldSeparator(separator).ofNamedCsvRecord(file, charset)) {
        for (NamedCsvRecord row : records) {
          Map<String, @Nullable String> cells = new LinkedHashMap<>();
          row.getFieldsAsMap().forEach((name, text) -> cells.put(name, cell(name, text)));
          rows.computeIfAbsent(table, name -> new ArrayList<>()).add(cells);
          columns.computeIfAbsent(table, name -> new LinkedHashSet<>()).addAll(cells.keySet());
        }
      }
    }

    /** What the database holds where the export shows the text. */
    private @Nullable String cell(String column, String text) {
      boolean none =
          text.isEmpty() || text.equals("NULL") || (column.equals("ts") && text.equals("~"));
      // SAP knows no NULL in its texts.
      return !none ? text : connector.name().equals("sap-ecc") ? " " : null;
    }

    /** Makes the tables and gives the address of the database. */
    String open() throws SQLException {
      StringBuilder sql =
          new StringBuilder("CREATE SCHEMA %s; SET search_path = %s;".formatted(schema, schema));
      for (Map.Entry<String, Set<String>> table : columns.entrySet()) {
        Map<String, String> types = new LinkedHashMap<>();
        table.getValue().forEach(column -> types.put(column, type(column)));
        sql.append(
            types.entrySet().stream()
                .map(column -> name(column.getKey()) + " " + column.getValue())
                .collect(
                    Collectors.joining(
                        ", ", "\nCREATE TABLE %s (".formatted(table.getKey()), ");")));
        for (Map<String, @Nullable String> row : rows.getOrDefault(table.getKey(), List.of())) {
          sql.append(
              row.entrySet().stream()
                  .map(cell -> literal(cell.getValue(), types.get(cell.getKey())))
                  .collect(
                      Collectors.joining(
                          ", ",
                          "\nINSERT INTO %s (%s) VALUES ("
                              .formatted(
                                  table.getKey(),
                                  row.keySet().stream()
                                      .map(this::name)
                                      .collect(Collectors.joining(", "))),
                          ");")));
        }
      }
      run(sql.toString());
      return "jdbc:postgresql://localhost:%d/postgres?currentSchema=%s"
          .formatted(postgres.getPort(), schema);
    }

    private static String literal(@Nullable String text, @Nullable String type) {
      return text == null || (text.isBlank() && !"text".equals(type))
          ? "NULL"
          : "'" + text.replace("'", "''") + "'";
    }

    /** In capitals and small letters as they are only where that tells something. */
    private String name(String column) {
      boolean attribute =
          connector.sources().stream()
              .anyMatch(source -> new NamePatterns(source.attrs()).fit(column));
      return attribute ? '"' + column + '"' : column;
    }

    private String type(String column) {
      // Systems of SQL Server know times and flags; the others keep texts.
      boolean typed = Set.of("yonyou-u8", "sap-b1").contains(connector.name());
      Optional<ColumnSpec.Kind> kind =
          connector.sources().stream()
              .filter(source -> source.format() == SourceSpec.Format.CSV)
              .flatMap(source -> source.columns().stream())
              .filter(known -> known.headings().stream().anyMatch(column::equalsIgnoreCase))
              .map(ColumnSpec::kind)
              .findFirst();
      List<String> values =
          rows.values().stream()
              .flatMap(List::stream)
              .map(row -> row.get(column))
              .filter(text -> text != null && !text.isBlank())
              .map(String::valueOf)
              .toList();
      if (kind.isPresent() && kind.get() == ColumnSpec.Kind.DECIMAL) {
        return "numeric";
      }
      if (typed
          && kind.isPresent()
          && Set.of(ColumnSpec.Kind.DATE, ColumnSpec.Kind.INSTANT).contains(kind.get())) {
        return "timestamp";
      }
      if (typed && kind.isPresent() && kind.get() == ColumnSpec.Kind.FLAG) {
        return "boolean";
      }
      boolean whole =
          !values.isEmpty()
              && !Set.of("sap-ecc", "inspur-ps").contains(connector.name())
              && !column.toLowerCase(Locale.ROOT).equals("objtype")
              && values.stream().allMatch(text -> text.matches("-?(0|[1-9]\\d{0,17})"));
      return whole ? "bigint" : "text";
    }
  }
}
