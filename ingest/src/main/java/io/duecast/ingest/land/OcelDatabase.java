package io.duecast.ingest.land;

import io.duecast.ingest.connector.OcelPart;
import io.duecast.ingest.fault.IngestFaults;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The SQLite variant: a table for each type of event and of object. The file is opened unchangeable
 * and read row by row.
 */
final class OcelDatabase implements OcelRewriting.Variant {

  private static final String ID = "ocel_id";
  private static final String TIME = "ocel_time";
  private static final String CHANGED = "ocel_changed_field";
  private static final Set<String> NO_ATTRIBUTES = Set.of(ID, TIME, CHANGED);

  @Override
  public void read(Path file, OcelPart part, OcelEntry.RowTaker taker) throws IOException {
    // Unchangeable: a database that was copied while in use would else be mended, or its log
    // written.
    String url = "jdbc:sqlite:" + file.toAbsolutePath().toUri() + "?mode=ro&immutable=1";
    try (Connection database = DriverManager.getConnection(url)) {
      switch (part) {
        case EVENTS -> ofTypes(database, "event", (type, row) -> event(type, row, taker));
        case OBJECT_VALUES -> ofTypes(database, "object", (type, row) -> values(type, row, taker));
        case OBJECTS ->
            rows(
                database,
                "SELECT ocel_id, ocel_type FROM object",
                row ->
                    taker.take(
                        Map.of(
                            OcelEntry.ID, text(row, ID), OcelEntry.TYPE, text(row, "ocel_type"))));
        case EVENT_OBJECTS ->
            relations(database, "event_object", "ocel_event_id", "ocel_object_id", taker);
        case OBJECT_OBJECTS ->
            relations(database, "object_object", "ocel_source_id", "ocel_target_id", taker);
      }
    } catch (SQLException e) {
      throw IngestFaults.databaseDamaged(
          String.valueOf(file.getFileName()), String.valueOf(e.getMessage()));
    }
  }

  private interface Rows {
    void take(ResultSet row) throws SQLException, IOException;
  }

  private interface RowsOfType {
    void take(String type, ResultSet row) throws SQLException, IOException;
  }

  private static void rows(Connection database, String query, Rows taker)
      throws SQLException, IOException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        taker.take(row);
      }
    }
  }

  /** All rows of the tables that belong to the types of events, or of objects. */
  private static void ofTypes(Connection database, String kind, RowsOfType taker)
      throws SQLException, IOException {
    Map<String, String> tables = new LinkedHashMap<>();
    rows(
        database,
        "SELECT ocel_type, ocel_type_map FROM " + kind + "_map_type ORDER BY ocel_type",
        row -> tables.put(text(row, "ocel_type"), kind + "_" + text(row, "ocel_type_map")));
    for (Map.Entry<String, String> table : tables.entrySet()) {
      rows(
          database,
          "SELECT * FROM \"" + table.getValue().replace("\"", "\"\"") + "\"",
          row -> taker.take(table.getKey(), row));
    }
  }

  private static void event(String type, ResultSet row, OcelEntry.RowTaker taker)
      throws SQLException, IOException {
    OcelEntry event = OcelEntry.empty(text(row, ID), type, text(row, TIME));
    attributes(row, null, event);
    event.rows(OcelPart.EVENTS, true, taker);
  }

  /** The first row of an object holds all its attributes, each later one a single change. */
  private static void values(String type, ResultSet row, OcelEntry.RowTaker taker)
      throws SQLException, IOException {
    OcelEntry object = OcelEntry.empty(text(row, ID), type, "");
    String changed = text(row, CHANGED);
    attributes(row, changed.isEmpty() ? null : changed, object);
    object.rows(OcelPart.OBJECT_VALUES, false, taker);
  }

  private static void attributes(ResultSet row, @Nullable String only, OcelEntry entry)
      throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnName(i);
      if (!NO_ATTRIBUTES.contains(name) && (only == null || only.equals(name))) {
        String value = row.getString(i);
        entry.add(name, text(row, TIME), value == null ? "" : value);
      }
    }
  }

  private static void relations(
      Connection database, String table, String from, String to, OcelEntry.RowTaker taker)
      throws SQLException, IOException {
    rows(
        database,
        "SELECT %s, %s, ocel_qualifier FROM %s".formatted(from, to, table),
        row ->
            taker.take(
                OcelEntry.relation(
                    text(row, from),
                    new OcelEntry.Relation(text(row, to), text(row, "ocel_qualifier")))));
  }

  private static String text(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }
}
