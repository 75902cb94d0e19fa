package io.duecast.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.io.TempDir;

/** The golden scenario as an object-centric event log in SQLite: the same rows. */
class OcelDatabaseGoldenTest extends GoldenScenario {

  @TempDir private static Path folder;

  OcelDatabaseGoldenTest() {
    super("ocel");
  }

  @Override
  Path input() {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("orders.sqlite"));
        Statement statement = database.createStatement()) {
      statement.executeUpdate(Files.readString(TestLake.resource("golden/ocel-sqlite/orders.sql")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return folder;
  }
}
