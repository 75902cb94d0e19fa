package io.duecast.service.lake;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.TableSpec;
import io.duecast.service.fault.ServiceFaults;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The lake at one moment: a DuckDB database in memory with one view per table over the files that
 * were current. It can open those files and its own exchange folder and nothing else, and its
 * settings are locked. Answers over it never change, so whoever computes something dear may keep it
 * in {@link #remember}.
 */
public final class LakeSnapshot implements AutoCloseable {

  private static final String RULES = "/io/duecast/service/lake/rules.sql";

  private static final String READ = ", union_by_name = true, hive_partitioning = false";

  /** Rows that deletion vectors mark in files. */
  private static final String SCHEMA = "files";

  private static final String DELETED = "deleted_rows";

  /** The rows of files that are not marked as deleted. */
  private static final String LEFT =
      "SELECT rows.* EXCLUDE (filename, file_row_number) FROM read_parquet(%s"
          + READ
          + ", filename = true, file_row_number = true) AS rows ANTI JOIN "
          + SCHEMA
          + "."
          + DELETED
          + " AS deleted ON deleted.file = rows.filename AND deleted.place = rows.file_row_number";

  private final DuckDBConnection root;
  private final Path exchange;
  private final String lakeRoot;
  private final Map<String, Long> versions;
  private final int timeoutSeconds;
  private final Map<String, Object> remembered = new ConcurrentHashMap<>();

  private LakeSnapshot(
      DuckDBConnection root,
      Path exchange,
      String lakeRoot,
      Map<String, Long> versions,
      int timeoutSeconds) {
    this.root = root;
    this.exchange = exchange;
    this.lakeRoot = lakeRoot;
    this.versions = versions;
    this.timeoutSeconds = timeoutSeconds;
  }

  static LakeSnapshot open(String lakeRoot, List<TableFiles> tables, QueryLimits limits) {
    Properties properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    try {
      DuckDBConnection connection =
          DriverManager.getConnection("jdbc:duckdb:", properties).unwrap(DuckDBConnection.class);
      Map<String, Long> versions = new TreeMap<>();
      for (TableFiles table : tables) {
        if (table.version() >= 0) {
          versions.put(table.table().name(), table.version());
        }
      }
      LakeSnapshot snapshot =
          new LakeSnapshot(
              connection,
              Files.createTempDirectory("duecast-"),
              lakeRoot,
              versions,
              limits.timeoutSeconds());
      try {
        snapshot.prepare(tables, limits);
      } catch (SQLException e) {
        snapshot.close();
        throw e;
      }
      return snapshot;
    } catch (SQLException | IOException e) {
      throw ServiceFaults.lakeUnreadable(lakeRoot, e);
    }
  }

  private void prepare(List<TableFiles> tables, QueryLimits limits) throws SQLException {
    try (Statement statement = root.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("SET memory_limit = " + quoted(limits.memory()));
      statement.execute("SET threads = " + limits.threads());
      statement.execute("SET temp_directory = ''");
      statement.execute("SET autoinstall_known_extensions = false");
      statement.execute("SET autoload_known_extensions = false");
      statement.execute("SET allow_community_extensions = false");
      statement.execute(
          "SET allowed_paths = "
              + list(
                  tables.stream()
                      .flatMap(table -> table.files().stream())
                      .map(TableFiles.DataFile::path)
                      .toList()));
      statement.execute("SET allowed_directories = " + list(List.of(exchange + "/")));
      statement.execute("SET enable_external_access = false");
      statement.execute("SET lock_configuration = true");
      statement.execute("CREATE SCHEMA " + SCHEMA);
      statement.execute("CREATE TABLE " + SCHEMA + "." + DELETED + " (file VARCHAR, place BIGINT)");
      appendDeleted(tables);
      for (TableFiles table : tables) {
        statement.execute(view(table));
      }
      statement.execute(rules());
    }
  }

  private void appendDeleted(List<TableFiles> tables) throws SQLException {
    try (DuckDBAppender deleted = root.createAppender(SCHEMA, DELETED)) {
      for (TableFiles table : tables) {
        for (TableFiles.DataFile file : table.files()) {
          for (long place : file.deleted()) {
            deleted.beginRow();
            deleted.append(file.path());
            deleted.append(place);
            deleted.endRow();
          }
        }
      }
    }
  }

  /** The lake's root, for messages. */
  public String lakeRoot() {
    return lakeRoot;
  }

  /** Delta version of each table that exists. */
  public Map<String, Long> versions() {
    return versions;
  }

  /** Reads all rows of a query written by us. */
  public <T> List<T> list(String sql, Function<LakeRow, T> reader, @Nullable Object... values) {
    List<T> rows = new ArrayList<>();
    each(sql, row -> rows.add(reader.apply(row)), values);
    return rows;
  }

  /** Reads the first row of a query written by us. */
  public <T> Optional<T> first(
      String sql, Function<LakeRow, T> reader, @Nullable Object... values) {
    return list(sql, reader, values).stream().findFirst();
  }

  /** Hands over each row of a query written by us, one after the other. */
  public void each(String sql, RowConsumer consumer, @Nullable Object... values) {
    run(
        sql,
        statement -> {
          try (ResultSet result = statement.executeQuery()) {
            LakeRow row = new LakeRow(result);
            while (result.next()) {
              consumer.accept(row);
            }
          }
        },
        values);
  }

  /**
   * Writes all rows of a query written by us as a Parquet file. The file is complete before its
   * first byte is handed on, so that a failure never leaves half of one, and is gone afterwards.
   */
  public void parquet(String sql, OutputStream out, @Nullable Object... values) throws IOException {
    // Systems that tidy up temporary files may have taken the folder of a long-running service.
    Path file = Files.createTempFile(Files.createDirectories(exchange), "rows", ".parquet");
    try {
      run(
          "COPY (" + sql + ") TO " + quoted(file.toString()) + " (FORMAT parquet)",
          PreparedStatement::executeUpdate,
          values);
      Files.copy(file, out);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** A value that depends on this snapshot alone, computed once. */
  @SuppressWarnings("unchecked")
  public <T> T remember(String name, Function<LakeSnapshot, T> compute) {
    T known = (T) remembered.get(name);
    if (known != null) {
      return known;
    }
    // Computed outside the map's lock: one remembered value may rest on another.
    T computed = compute.apply(this);
    remembered.put(name, computed);
    return computed;
  }

  private void run(String sql, Execution execution, @Nullable Object... values) {
    try (Connection connection = root.duplicate();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout(timeoutSeconds);
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      execution.of(statement);
    } catch (SQLTimeoutException e) {
      throw ServiceFaults.queryTooSlow(timeoutSeconds);
    } catch (SQLException e) {
      throw new IllegalStateException("Query failed: " + sql, e);
    }
  }

  /** A new connection for a query that somebody else wrote; see {@link ReadOnlySql}. */
  Connection connection() throws SQLException {
    return root.duplicate();
  }

  int timeoutSeconds() {
    return timeoutSeconds;
  }

  @Override
  public void close() {
    try {
      root.close();
      Files.deleteIfExists(exchange);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("DuckDB did not close", e);
    }
  }

  /** Every column of the contract in order, typed; one that the files lack is null. */
  private static String view(TableFiles table) {
    List<String> whole = new ArrayList<>();
    List<String> marked = new ArrayList<>();
    table.files().forEach(file -> (file.isWhole() ? whole : marked).add(file.path()));
    // Joined by name to no row of every column: the files may all be older than a column.
    List<String> parts = new ArrayList<>();
    parts.add(selected(table.table(), column -> "NULL") + " WHERE false");
    if (!whole.isEmpty()) {
      parts.add("FROM read_parquet(" + list(whole) + READ + ")");
    }
    if (!marked.isEmpty()) {
      parts.add(LEFT.formatted(list(marked)));
    }
    return "CREATE VIEW %s AS %s FROM (%s)"
        .formatted(
            table.table().name(),
            selected(table.table(), Column::name),
            String.join(" UNION ALL BY NAME ", parts));
  }

  private static String selected(TableSpec table, Function<Column, String> value) {
    return table.columns().stream()
        .map(
            column ->
                "CAST(%s AS %s) AS %s"
                    .formatted(value.apply(column), column.type().duckName(), column.name()))
        .collect(Collectors.joining(", ", "SELECT ", ""));
  }

  static String rules() {
    try (InputStream in = LakeSnapshot.class.getResourceAsStream(RULES)) {
      if (in == null) {
        throw new IllegalStateException("Missing resource " + RULES);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("Unreadable resource " + RULES, e);
    }
  }

  private static String list(List<String> texts) {
    return texts.stream().map(LakeSnapshot::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** What is done with a statement whose values are set. */
  @FunctionalInterface
  private interface Execution {
    void of(PreparedStatement statement) throws SQLException;
  }

  /** Takes a row; it is valid only during the call. */
  @FunctionalInterface
  public interface RowConsumer {
    void accept(LakeRow row);
  }
}
