package io.duecast.ingest.fetch;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.duecast.ingest.connector.FetchSpec;
import io.duecast.ingest.connector.ReadQuery;
import io.duecast.ingest.fault.IngestFaults;
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
   * What a reading gave.
   *
   * @param highest text of the watermark's largest value, where there was one
   */
  record Outcome(long rows, Optional<String> highest) {}

  /**
   * Writes the rows of a source as UTF-8 CSV under the names of their columns.
   *
   * @param since text of the largest value of the watermark at the last reading
   */
  Outcome read(
      String source,
      FetchSpec.Rows rows,
      Optional<FetchSpec.Watermark> watermark,
      Optional<String> since,
      Path file) {
    try {
      Statement all = statement(rows);
      Statement wanted =
          watermark.isPresent() && since.isPresent()
              ? younger(source, rows, all, watermark.get(), since.get())
              : all;
      return write(source, wanted, watermark, file);
    } catch (SQLException e) {
      throw IngestFaults.queryFailed(
          source, Credentials.shown(address), credentials.hide(e.getMessage()));
    } catch (IOException e) {
      throw IngestFaults.notKept(file.toString(), e);
    }
  }

  /** SQL with the values of its question marks. */
  private record Statement(String sql, List<Object> values) {}

  private Statement statement(FetchSpec.Rows rows) throws SQLException {
    if (rows.query().isPresent()) {
      return new Statement(rows.query().get().sql(), values(rows.query().get()));
    }
    List<String> parts = new ArrayList<>();
    for (String part : rows.table().split("\\.", -1)) {
      parts.add(name(part));
    }
    return new Statement("SELECT * FROM " + String.join(".", parts), List.of());
  }

  private List<Object> values(ReadQuery query) {
    return query.parameters().stream().map(name -> (Object) settings.get(name)).toList();
  }

  /** A name as SQL writes it; plain ones bare, so that the database finds them in any case. */
  private String name(String name) throws SQLException {
    if (name.matches("[\\p{L}_][\\p{L}\\p{N}_$#]*")) {
      return name;
    }
    DatabaseMetaData database = connection.getMetaData();
    String quote = database.getIdentifierQuoteString().strip();
    return quote.isEmpty() ? name : quote + name.replace(quote, quote + quote) + quote;
  }

  /** Rows at or after the watermark, rows that have none, and those that are still open. */
  private Statement younger(
      String source,
      FetchSpec.Rows rows,
      Statement all,
      FetchSpec.Watermark watermark,
      String since)
      throws SQLException {
    List<String> columns = new ArrayList<>();
    for (String column : watermark.columns()) {
      columns.add(name(column));
    }
    String select =
        rows.query().isPresent() ? "SELECT * FROM (" + all.sql() + ") duecast_rows" : all.sql();
    Object earliest = earliest(source, all, watermark, since);
    List<Object> values = new ArrayList<>(all.values());
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
    return new Statement("%s WHERE %s OR (%s)%s".formatted(select, young, never, open), values);
  }

  private Object earliest(String source, Statement all, FetchSpec.Watermark watermark, String since)
      throws SQLException {
    Cell kind;
    try (PreparedStatement statement = prepare(all)) {
      ResultSetMetaData columns = statement.getMetaData();
      if (columns == null) {
        throw new SQLException("the database does not tell the columns before it reads them");
      }
      kind = marks(source, columns, watermark).get(0).kind();
    }
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

  private List<Shown> marks(String source, ResultSetMetaData columns, FetchSpec.Watermark watermark)
      throws SQLException {
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

  private Outcome write(
      String source, Statement wanted, Optional<FetchSpec.Watermark> watermark, Path file)
      throws SQLException, IOException {
    long count = 0;
    Highest highest = new Highest(Instant.now());
    try (PreparedStatement statement = prepare(wanted);
        ResultSet rows = statement.executeQuery();
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
      List<Shown> columns = shown(rows.getMetaData());
      List<Shown> marks =
          watermark.isPresent() ? marks(source, rows.getMetaData(), watermark.get()) : List.of();
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
    return new Outcome(count, highest.text());
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
