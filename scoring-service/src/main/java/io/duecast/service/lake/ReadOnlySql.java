package io.duecast.service.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.duecast.service.fault.ServiceFaults;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a query that somebody typed: one reading statement over the lake's tables. */
public final class ReadOnlySql {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ReadOnlySql() {}

  /** Takes a result: first its columns, then each row. Values are JDBC objects. */
  public interface Receiver {
    void columns(List<String> names);

    void row(List<@Nullable Object> values);
  }

  /**
   * Hands the result over row by row; no row is left out.
   *
   * @throws io.duecast.contract.fault.Fault SQL_REFUSED for anything but one reading statement, and
   *     for a query that is wrong or reaches outside the lake
   */
  public static void run(LakeSnapshot snapshot, String query, Receiver receiver) {
    try (Connection connection = snapshot.connection()) {
      check(connection, query);
      try (Statement statement = connection.createStatement()) {
        statement.setQueryTimeout(snapshot.timeoutSeconds());
        try (ResultSet result = statement.executeQuery(query)) {
          hand(result, receiver);
        }
      }
    } catch (SQLTimeoutException e) {
      throw ServiceFaults.queryTooSlow(snapshot.timeoutSeconds());
    } catch (SQLException e) {
      String message = plain(e);
      throw message.startsWith("Permission Error")
          ? ServiceFaults.sqlOutsideLake(message)
          : ServiceFaults.sqlWrong(message);
    }
  }

  /** DuckDB's own parser decides: it writes only reading statements as JSON. */
  private static void check(Connection connection, String query) throws SQLException {
    try (PreparedStatement parse =
        connection.prepareStatement("SELECT json_serialize_sql(CAST(? AS VARCHAR))")) {
      parse.setString(1, query);
      try (ResultSet result = parse.executeQuery()) {
        result.next();
        JsonNode parsed = JSON.readTree(result.getString(1));
        if (parsed.path("error").asBoolean()) {
          String message = parsed.path("error_message").asText();
          throw parsed.path("error_type").asText().equals("parser")
              ? ServiceFaults.sqlWrong(message)
              : ServiceFaults.sqlNotOneSelect(message);
        }
        int statements = parsed.path("statements").size();
        if (statements != 1) {
          throw ServiceFaults.sqlNotOneSelect(statements + " statements");
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("DuckDB's parser answered no JSON", e);
    }
  }

  private static void hand(ResultSet result, Receiver receiver) throws SQLException {
    ResultSetMetaData meta = result.getMetaData();
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      names.add(meta.getColumnLabel(i));
    }
    receiver.columns(names);
    while (result.next()) {
      List<@Nullable Object> values = new ArrayList<>(names.size());
      for (int i = 1; i <= names.size(); i++) {
        values.add(result.getObject(i));
      }
      receiver.row(values);
    }
  }

  /** DuckDB's message without the driver's preface. */
  private static String plain(SQLException e) {
    String message = String.valueOf(e.getMessage());
    int at = message.indexOf("\nError: ");
    return (at < 0 ? message : message.substring(at + "\nError: ".length())).strip();
  }
}
