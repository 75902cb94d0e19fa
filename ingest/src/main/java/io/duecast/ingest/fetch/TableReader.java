package io.duecast.ingest.fetch;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.duecast.ingest.connector.FetchSpec;
import io.duecast.ingest.connector.NamePatterns;
import io.duecast.ingest.connector.ReadQuery;
import io.duecast.ingest.connector.SourceSpec;
import io.duecast.ingest.fault.IngestFaults;
import io.duecast.ingest.land.HeadingText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Reads tables of a database into files, one row at a time and in one transaction that cannot
 * write.
 */
final class TableReader implements AutoCloseable {

  private static final int FETCH_SIZE = 2_000;

  private final String address;
  private final Credentials credentials;
  private final Map<String, String> settings;
  private final Connection connection;

  private TableReader(
      String address,
      Credentials credentials,
      Map<String, String> settings,
      Connection connection) {
    this.address = address;
    this.credentials = credentials;
    this.settings = settings;
    this.connection = connection;
  }

  static TableReader connect(
      String address, Driver driver, Credentials credentials, Map<String, String> settings) {
    try {
      Connection connection = driver.connect(address, properties(address, credentials));
      if (connection == null) {
        throw new SQLException("the driver does not take this address");
      }
      if (!isSqlite(address)) {
        connection.setReadOnly(true);
      }
      connection.setAutoCommit(false);
      if (address.startsWith("jdbc:postgresql:") || address.startsWith("jdbc:mysql:")) {
        // All tables as they were at one moment; these two do it without holding up writers.
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      }
      return new TableReader(address, credentials, settings, connection);
    } catch (SQLException e) {
      throw IngestFaults.databaseUnreachable(
          Credentials.shown(address), credentials.hide(e.getMessage()));
    }
  }

  private static Properties properties(String address, Credentials credentials) {
    Properties properties = new Properties();
    credentials.user().ifPresent(user -> properties.setProperty("user", user));
    credentials.secret().ifPresent(secret -> properties.setProperty("password", secret));
    if (isSqlite(address)) {
      // SQLITE_OPEN_READONLY: nothing is made where nothing is.
      properties.setProperty("open_mode", "1");
    } else if (address.startsWith("jdbc:mysql:")) {
      properties.setProperty("useCursorFetch", "true");
      properties.setProperty("tinyInt1isBit", "false");
      properties.setProperty("zeroDateTimeBehavior", "CONVERT_TO_NULL");
    }
    return properties;
  }

  /**
   * Writes the rows of a source as UTF-8 CSV under the names of their columns.
   *
   * @param since text of the largest value of the watermark at the last reading
   */
  Outcome read(
      SourceSpec source,
      FetchSpec.Rows rows,
      Optional<FetchSpec.Watermark> watermark,
      Optional<String> since,
      Path file) {
    try {
      Wanted wanted = new Wanted(source, watermark);
      return write(wanted, statement(wanted, rows, since), file);
    } catch (SQLException e) {
      throw IngestFaults.queryFailed(
          source.name(), Credentials.shown(address), credentials.hide(e.getMessage()));
    } catch (IOException e) {
      throw IngestFaults.notKept(file.toString(), e);
    }
  }

  /** SQL with the values of its question marks. */
  private record Statement(String sql, List<Object> values) {}

  /** Which columns of an answer become cells. */
  private record Wanted(SourceSpec source, Optional<FetchSpec.Watermark> watermark) {

    boolean has(String column) {
      String heading = HeadingText.normal(column);
      return source.columns().stream()
              .flatMap(known -> known.headings().stream())
              .anyMatch(known -> HeadingText.normal(known).equals(heading))
          || new NamePatterns(source.attrs()).fit(column)
          || watermark.stream()
              .flatMap(mark -> mark.columns().stream())
              .anyMatch(column::equalsIgnoreCase);
    }
  }

  /**
   * Everything, or what has changed. Tables are as wide as their system has uses: only the columns
   * that are wanted are asked for. A query that has no watermark may not bear being part of
   * another.
   */
  private Statement statement(Wanted wanted, FetchSpec.Rows rows, Optional<String> since)
      throws SQLException {
    Statement all = statement(rows);
    if (rows.query().isPresent() && wanted.watermark().isEmpty()) {
      return all;
    }
    List<String> names = new ArrayList<>();
    List<Shown> marks;
    try (PreparedStatement statement = prepare(all)) {
      ResultSetMetaData told = statement.getMetaData();
      if (told == null) {
        throw new SQLException("the database does not tell the columns before it reads them");
      }
      for (Shown column : shown(told, wanted)) {
        names.add(quoted(column.heading()));
      }
      marks = marks(told, wanted);
    }
    String select =
        "SELECT %s FROM %s"
            .formatted(
                String.join(", ", names),
                rows.query().isPresent() ? "(" + all.sql() + ") duecast_rows" : table(rows));
    return since.isPresent() && wanted.watermark().isPresent()
        ? younger(wanted, rows, new Statement(select, all.values()), marks, since.get())
        : new Statement(select, all.values());
  }

  private Statement statement(FetchSpec.Rows rows) throws SQLException {
    if (rows.query().isPresent()) {
      return new Statement(rows.query().get().sql(), values(rows.query().get()));
    }
    return new Statement("SELECT * FROM " + table(rows), List.of());
  }

  private String table(FetchSpec.Rows rows) throws SQLException {
    List<String> parts = new ArrayList<>();
    for (String part : rows.table().split("\\.", -1)) {
      parts.add(name(part));
    }
    return String.join(".", parts);
  }

  private List<Object> values(ReadQuery query) {
    return query.parameters().stream().map(name -> (Object) settings.get(name)).toList();
  }

  /** A name as SQL writes it; plain ones bare, so that the database finds them in any case. */
  private String name(String name) throws SQLException {
    return name.matches("[\\p{L}_][\\p{L}\\p{N}_$#]*") ? name : quoted(name);
  }

  /** A name as the database itself told it. */
  private String quoted(String name) throws SQLException {
    DatabaseMetaData database = connection.getMetaData();
    String quote = database.getIdentifierQuoteString().strip();
    return quote.isEmpty() ? name : quote + name.replace(quote, quote + quote) + quote;
  }

  /** Rows at or after the watermark, rows that have none, and those that are still open. */
  private Statement younger(
      Wanted wanted, FetchSpec.Rows rows, Statement select, List<Shown> marks, String since)
      throws SQLException {
    List<String> columns = new ArrayList<>();
    for (Shown mark : marks) {
      columns.add(quoted(mark.heading()));
    }
    Object earliest = earliest(wanted, marks.get(0).kind(), since);
    List<Object> values = new ArrayList<>(select.values());
    columns.forEach(column -> values.add(earliest));
    String young =
        columns.stream().map(column -> column + " >= ?").collect(Collectors.joining(" OR "));
    String never =
        columns.stream().map(column -> column + " IS NULL").collect(Collectors.joining(" AND "));
    String open = "";
    if (rows.open().isPresent()) {
      open = " OR (" + rows.open().get().sql() + ")";
      values.addAll(values(rows.open().get()));
    }
    return new Statement(
        "%s WHERE %s OR (%s)%s".formatted(select.sql(), young, never, open), values);
  }

  private Object earliest(Wanted wanted, Cell kind, String since) {
    FetchSpec.Watermark watermark = wanted.watermark().orElseThrow();
    String source = wanted.source().name();
    Object value;
    try {
      value = kind.parse(since);
    } catch (RuntimeException e) {
      throw IngestFaults.watermarkUnusable(source, watermark.columns(), since);
    }
    if (value instanceof BigDecimal) {
      return value;
    }
    Optional<Object> earlier = TextTime.earlier(value, watermark.overlap());
    if (earlier.isEmpty() && isSqlite(address) && since.matches("-?\\d{1,18}")) {
      return Long.valueOf(since);
    }
    return earlier.orElseThrow(
        () -> IngestFaults.watermarkUnusable(source, watermark.columns(), since));
  }

  private static boolean isSqlite(String address) {
    return address.startsWith("jdbc:sqlite:");
  }

  /** A column of the answer that becomes a cell. */
  private record Shown(int at, String heading, Cell kind) {}

  private List<Shown> shown(ResultSetMetaData columns, Wanted wanted) throws SQLException {
    List<Shown> all = shown(columns);
    List<Shown> known = all.stream().filter(column -> wanted.has(column.heading())).toList();
    // Where nothing is known, what is there tells the user more than nothing.
    return known.isEmpty() ? all : known;
  }

  private List<Shown> shown(ResultSetMetaData columns) throws SQLException {
    List<Shown> shown = new ArrayList<>();
    for (int at = 1; at <= columns.getColumnCount(); at++) {
      Optional<Cell> kind = Cell.of(columns, at);
      if (kind.isPresent()) {
        // A cell of SQLite has a type of its own, whatever its column states.
        shown.add(
            new Shown(at, columns.getColumnLabel(at), isSqlite(address) ? Cell.TEXT : kind.get()));
      }
    }
    return shown;
  }

  private List<Shown> marks(ResultSetMetaData columns, Wanted wanted) throws SQLException {
    if (wanted.watermark().isEmpty()) {
      return List.of();
    }
    FetchSpec.Watermark watermark = wanted.watermark().get();
    String source = wanted.source().name();
    List<Shown> shown = shown(columns);
    List<Shown> marks = new ArrayList<>();
    for (String name : watermark.columns()) {
      marks.add(
          shown.stream()
              .filter(column -> column.heading().equalsIgnoreCase(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      IngestFaults.watermarkMissing(
                          source, name, shown.stream().map(Shown::heading).toList())));
    }
    if (marks.stream().map(Shown::kind).distinct().count() > 1) {
      throw IngestFaults.watermarkMixed(source, watermark.columns());
    }
    return marks;
  }

  private PreparedStatement prepare(Statement wanted) throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(
            wanted.sql(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    statement.setFetchSize(FETCH_SIZE);
    for (int i = 0; i < wanted.values().size(); i++) {
      statement.setObject(i + 1, wanted.values().get(i));
    }
    return statement;
  }

  private Outcome write(Wanted wanted, Statement asked, Path file)
      throws SQLException, IOException {
    long count = 0;
    Highest highest = new Highest(Instant.now());
    try (PreparedStatement statement = prepare(asked);
        ResultSet rows = statement.executeQuery();
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
      List<Shown> columns = shown(rows.getMetaData(), wanted);
      List<Shown> marks = marks(rows.getMetaData(), wanted);
      csv.writeRecord(columns.stream().map(Shown::heading).toList());
      List<String> cells = new ArrayList<>();
      while (rows.next()) {
        cells.clear();
        for (Shown column : columns) {
          Object value = column.kind().value(rows, column.at());
          cells.add(Cell.text(value));
          if (value != null && marks.contains(column)) {
            highest.note(value);
          }
        }
        csv.writeRecord(cells);
        count++;
      }
    }
    return new Outcome(count, 0, highest.text());
  }

  @Override
  public void close() {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      // All that was wanted has been read, and nothing was written.
      return;
    }
  }
}
