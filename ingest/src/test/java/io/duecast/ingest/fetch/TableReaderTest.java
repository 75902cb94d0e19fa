package io.duecast.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import io.duecast.ingest.connector.Connector;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of a real PostgreSQL and of an SQLite file as files. */
class TableReaderTest {

  private static final String SECRET = "s3cret-of-the-reader";
  private static final Map<String, String> READER =
      Map.of("DUECAST_SOURCE_USER", "reader", "DUECAST_SOURCE_SECRET", SECRET);

  private static EmbeddedPostgres postgres;
  private static String address = "";

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    address = "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
    write(
        """
        CREATE TABLE po_pomain (
          poid bigint, code text, price numeric(20,10), ratio float8, closed boolean, ordered date,
          made timestamp, changed timestamptz, at time, picture bytea, note text);
        INSERT INTO po_pomain VALUES
          (412, '0000000412', 42.4200000000, 0.000001, true, '2026-03-02',
           '2026-03-02 09:14:05.103', '2026-03-03 15:40:22+08', '08:30', '\\x01', E'甲,"乙"\\n𠮷'),
          (413, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '');
        CREATE TABLE changes (id int, modified timestamp, made timestamp, state text);
        INSERT INTO changes VALUES
          (1, '2026-03-01 08:00', '2026-01-01 08:00', 'closed'),
          (2, NULL, '2026-02-01 08:00', 'open'),
          (3, NULL, NULL, 'closed'),
          (4, '2026-03-09 08:00', '2026-03-01 08:00', 'closed'),
          (5, NULL, '2026-03-10 12:00', 'closed'),
          (6, '2999-01-01 00:00', '2026-01-01 08:00', 'closed');
        CREATE USER reader PASSWORD '%s';
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;
        """
            .formatted(SECRET));
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  private static void write(String sql) {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTableIsWrittenWithPlainDigitsIsoTimesAndNothingForNull() {
    String source =
        "order: {files: [PO_Pomain.csv], table: public.PO_Pomain, columns: {id: POID, code: code,"
            + " price: price, ratio: ratio, closed: closed, ordered: ordered, made: made, changed:"
            + " changed, at: at, picture: picture, note: note}}";

    assertThat(read(source, Map.of()))
        .isEqualTo(
            Map.of(
                "PO_Pomain.csv",
                """
                poid,code,price,ratio,closed,ordered,made,changed,at,note
                412,0000000412,42.4200000000,0.0000010,true,2026-03-02,2026-03-02T09:14:05.103,2026-03-03T07:40:22Z,08:30:00,"甲,""乙""
                𠮷"
                413,,,,,,,,,
                """));
  }

  @Test
  void aQueryReadsWhatItSelectsWithTheSettingsBound() {
    Connector connector =
        connector(
            """
            order:
              files: [orders*.csv]
              query: |
                -- one order; drop table changes
                SELECT poid AS "POID", note FROM po_pomain WHERE code = :code OR note = 'a;b' ;
              columns: {id: POID, note: note}
            """,
            "settings: {code: {default: \"x' OR 1=1 --\", zh: 单号, en: order}}");

    assertThat(Ways.texts(Ways.fetch(connector, READER).fetch(address, Map.of())))
        .isEqualTo(Map.of("ordersorder.csv", "POID,note\n"));
  }

  @Test
  void afterTheFirstLoadWhatChangedWhatIsOpenAndWhatHasNoTimeIsRead() {
    String source =
        """
        change: {files: [changes.csv], table: changes, columns: {id: id}, watermark: [modified, made], overlap: 1d, open: "state = 'open'"}
        """;
    Connector connector = connector(source, "");
    try (Fetched first = Ways.fetch(connector, READER).fetch(address, Map.of())) {
      assertThat(ids(first)).containsExactly("1", "2", "3", "4", "5", "6");
      // 2999 is a typing error: it must not keep everything after it out.
      assertThat(first.watermarks()).isEqualTo(Map.of("change", "2026-03-10T12:00:00"));
    }
    try (Fetched next =
        Ways.fetch(connector, READER).fetch(address, Map.of("change", "2026-03-10T08:00:00"))) {
      assertThat(ids(next)).containsExactly("2", "3", "4", "5", "6");
    }
    try (Fetched next =
        Ways.fetch(connector, READER).fetch(address, Map.of("change", "2026-03-10T08:00:01"))) {
      assertThat(ids(next)).containsExactly("2", "3", "5", "6");
    }
  }

  @Test
  void onlyColumnsThatTheConnectorReadsLeaveTheDatabase() {
    String columns = "columns: {id: POID}, attrs: [\"n*\"]";

    assertThat(
            read(
                "order: {files: [PO_Pomain.csv], table: PO_Pomain, %s}".formatted(columns),
                Map.of()))
        .containsValue("poid,note\n412,\"甲,\"\"乙\"\"\n𠮷\"\n413,\n");
    assertThat(
            read(
                "order: {files: [o.csv], query: \"SELECT p.*, 1 AS n FROM PO_Pomain p\", watermark: made, %s}"
                    .formatted(columns),
                Map.of("order", "2026-03-04T00:00:00")))
        .containsValue("poid,made,note,n\n413,,,1\n");
  }

  @Test
  void aSourceOfSeveralTablesIsReadTableByTableAndAllGoOnFromOneMark() {
    String sources =
        """
        subqueries: {last: "SELECT id, max(modified) AS touched FROM {both} b GROUP BY id"}
        sources:
          document:
            files: ["{made,changes}{,-*}.csv"]
            each: [changes, made]
            query: SELECT d.*, t.touched FROM {each} d JOIN {last} t ON t.id = d.id
            watermark: touched
            columns: {id: id}
        """;
    assertFault(
        FaultCode.CONNECTOR_INVALID,
        () -> Ways.connector(folder, sources),
        "subqueries.last: {both} is none of the subqueries");
    Connector connector = Ways.connector(folder, sources.replace("{both} b", "changes"));

    write(
        "CREATE TABLE made AS SELECT * FROM changes WHERE id < 2; GRANT SELECT ON made TO reader");
    try (Fetched first = Ways.fetch(connector, READER).fetch(address, Map.of())) {
      assertThat(Ways.texts(first))
          .containsOnlyKeys("changes.csv", "made.csv")
          .containsEntry("made.csv", "id,touched\n1,2026-03-01T08:00:00\n");
      assertThat(first.watermarks())
          .isEqualTo(
              Map.of(
                  "document/changes", "2026-03-09T08:00:00",
                  "document/made", "2026-03-09T08:00:00"));
    }
    Map<String, String> marks =
        Map.of("document/changes", "2026-03-09T08:00:00", "document/made", "2026-03-09T08:00:00");
    try (Fetched next = Ways.fetch(connector, READER).fetch(address, marks)) {
      assertThat(ids(next)).containsExactlyInAnyOrder("2", "3", "4", "5", "6");
      assertThat(Ways.texts(next)).containsEntry("made.csv", "id,touched\n");
    }
    try (Fetched next =
        Ways.fetch(connector, READER)
            .fetch(address, Map.of("document/changes", "2026-03-09T08:00:00"))) {
      assertThat(ids(next)).containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6");
      assertThat(Ways.texts(next)).containsEntry("made.csv", "id,touched\n1,2026-03-01T08:00:00\n");
    }
  }

  @Test
  void aWatermarkCanBeANumberADayOrTextInAQuery() {
    String query =
        """
        change:
          files: [changes.csv]
          query: "SELECT id, CAST(made AS date) AS day, to_char(made, 'YYYY-MM-DD HH24:MI:SS') AS text FROM changes WHERE made IS NOT NULL"
          columns: {id: id}
          watermark: %s
          overlap: 12h
        """;

    assertThat(ids(fetched(query.formatted("id"), Map.of("change", "5"))))
        .containsExactly("5", "6");
    assertThat(ids(fetched(query.formatted("day"), Map.of("change", "2026-03-02"))))
        .containsExactly("4", "5");
    assertThat(ids(fetched(query.formatted("text"), Map.of("change", "2026-03-01 20:00:00"))))
        .containsExactly("4", "5");
    assertThat(fetched(query.formatted("day"), Map.of()).watermarks())
        .isEqualTo(Map.of("change", "2026-03-10"));
    assertFault(
        FaultCode.CONNECTOR_INVALID,
        () -> fetched(query.formatted("dya"), Map.of()),
        "has no column dya for its watermark. Its columns: id, day, text.");
  }

  @Test
  void nothingIsWrittenEvenByAUserWhoMay() {
    write("CREATE FUNCTION spoil() RETURNS int AS 'DELETE FROM changes RETURNING id' LANGUAGE sql");
    String source =
        "change: {files: [changes.csv], query: SELECT spoil() AS id, columns: {id: id}}";

    assertFault(
        FaultCode.SOURCE_FAILED,
        () ->
            Ways.fetch(connector(source, ""), Map.of("DUECAST_SOURCE_USER", "postgres"))
                .fetch(address, Map.of()),
        "cannot execute DELETE in a read-only transaction");
  }

  @Test
  void aSecretIsInNoMessage() {
    String source = "order: {files: [a.csv], table: po_pomain, columns: {id: id}}";
    String inAddress = address + "?user=reader&password=" + SECRET;

    assertFault(
        FaultCode.BAD_ARGUMENT,
        () -> Ways.fetch(connector(source, ""), READER).fetch(inAddress, Map.of()),
        "holds a password");
    assertFault(
        FaultCode.SOURCE_FAILED,
        () ->
            Ways.fetch(
                    connector(source, ""),
                    Map.of("DUECAST_SOURCE_USER", SECRET, "DUECAST_SOURCE_SECRET", SECRET))
                .fetch(address, Map.of()),
        "role \"***\" does not exist");
    assertFault(
        FaultCode.SOURCE_FAILED,
        () ->
            Ways.fetch(connector(source.replace("po_pomain", SECRET.replace("-", "_")), ""), READER)
                .fetch(address, Map.of()),
        "Reading order from jdbc:postgresql://localhost",
        "does not exist");
  }

  @Test
  void anSqliteFileIsReadAsItIsAndNeverMade() throws SQLException {
    Path file = folder.resolve("erp@home.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "CREATE TABLE \"tabPurchase Order\" (name TEXT, qty REAL, modified TIMESTAMP, mark BLOB)");
      statement.executeUpdate(
          "INSERT INTO \"tabPurchase Order\" VALUES ('A', 1e-7, '2026-03-02 09:14:05.103000', x'00'), ('B', 12345678901.5, '2026-03-05 10:00:00', NULL), ('C', 7, NULL, NULL)");
    }
    String source =
        "order: {files: [orders.csv], table: tabPurchase Order, columns: {id: name, qty: qty}, watermark: modified}";

    Fetched all =
        Ways.fetch(connector(source, ""), Map.of()).fetch("jdbc:sqlite:" + file, Map.of());
    assertThat(Ways.texts(all))
        .isEqualTo(
            Map.of(
                "orders.csv",
                """
                name,qty,modified
                A,0.00000010,2026-03-02 09:14:05.103000
                B,12345678901.5,2026-03-05 10:00:00
                C,7.0,
                """));
    assertThat(all.watermarks()).isEqualTo(Map.of("order", "2026-03-05 10:00:00"));
    assertThat(
            Ways.texts(
                Ways.fetch(connector(source, ""), Map.of())
                    .fetch("jdbc:sqlite:" + file, all.watermarks())))
        .containsValue("name,qty,modified\nB,12345678901.5,2026-03-05 10:00:00\nC,7.0,\n");
    Path none = folder.resolve("none.db");
    assertFault(
        FaultCode.SOURCE_FAILED,
        () -> Ways.fetch(connector(source, ""), Map.of()).fetch("jdbc:sqlite:" + none, Map.of()),
        "none.db cannot be reached");
    assertThat(none).doesNotExist();
  }

  @Test
  void aDriverThatDoesNotShipIsNamedAndIsFoundInAJarOfTheUser() throws IOException {
    String source = "order: {files: [a.csv], query: SELECT 1 AS id, columns: {id: id}}";
    Connector connector = connector(source, "");
    Path drivers = Files.createDirectories(folder.resolve("drivers"));

    assertFault(
        FaultCode.CONFIG_INVALID,
        () -> Ways.fetch(connector, Map.of(), drivers).fetch("jdbc:oracle:thin:@h/x", Map.of()),
        "There is no database driver for jdbc:oracle:thin:@h/x. Put ojdbc11.jar");
    assertFault(
        FaultCode.CONFIG_INVALID,
        () -> Ways.fetch(connector, Map.of()).fetch("jdbc:sqlserver://h;databaseName=U", Map.of()),
        "no database driver for jdbc:sqlserver://h. Put mssql-jdbc");
    assertFault(
        FaultCode.CONFIG_INVALID,
        () ->
            Ways.fetch(connector, Map.of(), folder.resolve("x.jar")).fetch("jdbc:dm://h", Map.of()),
        "There is no database driver " + folder.resolve("x.jar"));

    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(drivers.resolve("own.jar")))) {
      jar.putNextEntry(new JarEntry("META-INF/services/" + Driver.class.getName()));
      jar.write(OwnDriver.class.getName().getBytes(StandardCharsets.UTF_8));
    }
    assertThat(Ways.texts(Ways.fetch(connector, Map.of(), drivers).fetch("jdbc:own:x", Map.of())))
        .isEqualTo(Map.of("a.csv", "id\n1\n"));
  }

  /** Known to the driver search only through the jar; opens an empty SQLite database. */
  public static final class OwnDriver extends org.sqlite.JDBC {
    @Override
    public boolean acceptsURL(String url) {
      return url.startsWith("jdbc:own:");
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
      properties.setProperty("open_mode", "1");
      return new org.sqlite.JDBC().connect("jdbc:sqlite::memory:", properties);
    }
  }

  private Map<String, String> read(String source, Map<String, String> since) {
    return Ways.texts(fetched(source, since));
  }

  private Fetched fetched(String source, Map<String, String> since) {
    return Ways.fetch(connector(source, ""), READER).fetch(address, since);
  }

  private static List<String> ids(Fetched fetched) {
    return Ways.texts(fetched)
        .getOrDefault("changes.csv", "")
        .lines()
        .skip(1)
        .map(row -> row.split(",")[0])
        .toList();
  }

  private Connector connector(String source, String more) {
    return Ways.connector(folder, "sources:\n" + source.indent(2) + more);
  }

  private static void assertFault(FaultCode code, ThrowingCallable action, String... parts) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(code);
              assertThat(fault.text().zh() + fault.text().en()).doesNotContain(SECRET);
              assertThat(fault).hasNoCause();
            })
        .hasMessageContainingAll(parts);
  }
}
