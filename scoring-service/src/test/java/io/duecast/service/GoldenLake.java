package io.duecast.service;

import io.duecast.contract.lake.Lake;
import io.duecast.contract.table.TableSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The small lake that Spark wrote and the repository keeps. */
public final class GoldenLake {

  private GoldenLake() {}

  /** The lake itself; tests only read it. */
  public static Lake lake() {
    return find("datasets/golden/lake");
  }

  /** A lake whose one table was written and then changed in place. */
  public static Lake changes() {
    return find("datasets/golden/changes");
  }

  private static Lake find(String folder) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path lake = at.resolve(folder);
      if (Files.isDirectory(lake)) {
        return new Lake(lake.toString());
      }
    }
    throw new IllegalStateException(folder + " is missing");
  }

  /** A copy that a test may change. */
  public static Lake copyTo(Path folder) {
    return copyTo(lake(), folder);
  }

  /** A copy of {@code lake} that a test may change. */
  public static Lake copyTo(Lake lake, Path folder) {
    Path from = Path.of(lake.root());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = folder.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Lake(folder.toString());
  }

  /**
   * Adds a table that the lake does not have yet.
   *
   * @param rows SQL of the rows with the columns of the contract in order
   */
  public static void add(Lake lake, TableSpec table, String rows) {
    Path folder = Path.of(lake.table(table));
    Path file = folder.resolve("rows.parquet");
    String fields =
        table.columns().stream()
            .map(
                column ->
                    "{\\\"name\\\":\\\"%s\\\",\\\"type\\\":\\\"%s\\\",\\\"nullable\\\":true,\\\"metadata\\\":{}}"
                        .formatted(
                            column.name(),
                            column
                                .type()
                                .sparkName()
                                .toLowerCase(Locale.ROOT)
                                .replace("bigint", "long")
                                .replaceAll("^int$", "integer")))
            .collect(Collectors.joining(","));
    try {
      Files.createDirectories(folder.resolve("_delta_log"));
      try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = duck.createStatement()) {
        statement.execute("CREATE TABLE t (" + table.duckDdl() + ")");
        statement.execute("INSERT INTO t " + rows);
        statement.execute("COPY t TO '" + file + "' (FORMAT parquet)");
      }
      Files.writeString(
          folder.resolve("_delta_log").resolve("%020d.json".formatted(0)),
          """
          {"protocol":{"minReaderVersion":1,"minWriterVersion":2}}
          {"metaData":{"id":"t","format":{"provider":"parquet","options":{}},"schemaString":"{\\"type\\":\\"struct\\",\\"fields\\":[%s]}","partitionColumns":[],"configuration":{}}}
          {"add":{"path":"rows.parquet","partitionValues":{},"size":%d,"modificationTime":1,"dataChange":true}}
          """
              .formatted(fields, Files.size(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes every file of a table out of its current version, as a delete in Spark does. */
  public static void empty(Lake lake, TableSpec table) {
    Path folder = Path.of(lake.table(table));
    try (Stream<Path> files = Files.list(folder);
        Stream<Path> commits = Files.list(folder.resolve("_delta_log"))) {
      StringBuilder commit = new StringBuilder();
      List<Path> parquet = files.filter(file -> file.toString().endsWith(".parquet")).toList();
      for (Path file : parquet) {
        commit
            .append("{\"remove\":{\"path\":\"")
            .append(file.getFileName())
            .append("\",\"deletionTimestamp\":1,\"dataChange\":true}}\n");
      }
      long next = commits.filter(file -> file.toString().endsWith(".json")).count();
      Files.writeString(
          folder.resolve("_delta_log").resolve("%020d.json".formatted(next)), commit.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
