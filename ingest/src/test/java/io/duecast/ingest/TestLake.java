package io.duecast.ingest;

import io.duecast.command.CommonOptions;
import io.duecast.contract.lake.Lake;
import io.duecast.contract.order.Lineage;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.delta.DeltaTables;
import io.duecast.delta.SparkEngine;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.Connectors;
import io.duecast.ingest.fetch.Access;
import io.duecast.ingest.fetch.Fetch;
import io.duecast.ingest.land.Extract;
import io.duecast.ingest.land.InspectedFile;
import io.duecast.ingest.normalize.PeopleKey;
import io.duecast.ingest.normalize.Staging;
import io.duecast.ingest.quality.JudgedTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** A lake in a folder of its own, the session all tests share, and rows as text to compare. */
final class TestLake {

  private static final SparkSession SPARK = SparkEngine.start("tests of ingest", "local[2]");

  /** Says who wrote a row and when; never part of what a row says. */
  private static final Set<String> LINEAGE =
      Set.of(Lineage.EXTRACT_ID, Lineage.EXTRACTED_AT, Lineage.RAW_REF);

  static final PeopleKey NO_KEY = new PeopleKey(Optional.empty(), name -> null);

  private static final Access NO_ACCESS =
      new Access(Optional.empty(), Optional.empty(), List.of(), name -> null);

  private final Lake lake;

  TestLake(Path root) {
    this.lake = new Lake(root.toString());
  }

  static SparkSession spark() {
    return SPARK;
  }

  Lake lake() {
    return lake;
  }

  IngestResult load(String connectorName, Path input) {
    return load(connectorName, input, null, Ingest.Claim.NONE);
  }

  IngestResult load(
      String connectorName, Path input, @Nullable Path corrections, Ingest.Claim claim) {
    return load(connectorName, input, corrections, claim, NO_KEY);
  }

  IngestResult load(
      String connectorName,
      Path input,
      @Nullable Path corrections,
      Ingest.Claim claim,
      PeopleKey peopleKey) {
    return load(Connectors.find(connectorName), input, corrections, claim, peopleKey);
  }

  IngestResult load(
      Connector connector,
      Path input,
      @Nullable Path corrections,
      Ingest.Claim claim,
      PeopleKey peopleKey) {
    var terminal = new CommonOptions().terminal();
    return new Ingest(SPARK, connector, terminal, peopleKey, corrections)
        .load(Ingest.inspect(connector, extract(connector, input), terminal), lake, claim);
  }

  static Ingest.Trial tryOut(String connectorName, Path input) {
    return tryOut(connectorName, input, null);
  }

  static Ingest.Trial tryOut(String connectorName, Path input, @Nullable Path corrections) {
    return tryOut(Connectors.find(connectorName), NO_KEY, input, corrections);
  }

  static Ingest.Trial tryOut(
      Connector connector, PeopleKey peopleKey, Path input, @Nullable Path corrections) {
    return tryOut(connector, peopleKey, inspect(connector, input), corrections);
  }

  /** The files of an extract with the sources they belong to. */
  static List<InspectedFile> inspect(Connector connector, Path input) {
    return Ingest.inspect(connector, extract(connector, input), new CommonOptions().terminal());
  }

  static Ingest.Trial tryOut(
      Connector connector,
      PeopleKey peopleKey,
      List<InspectedFile> files,
      @Nullable Path corrections) {
    // A trial keeps what it found for as long as the program runs; all tests share one.
    SPARK.catalog().clearCache();
    return new Ingest(SPARK, connector, new CommonOptions().terminal(), peopleKey, corrections)
        .tryOut(files, 1000, new Staging(SPARK, "target/trials/" + UUID.randomUUID()));
  }

  /** The rows of a trial that would be loaded, by table. */
  static Map<TableSpec, List<Row>> sound(Ingest.Trial trial) {
    Map<TableSpec, List<Row>> rows = new LinkedHashMap<>();
    for (JudgedTable judged : trial.tables()) {
      rows.put(judged.table(), judged.sound().collectAsList());
    }
    return rows;
  }

  /** Files that are there already; what would have to be unpacked is not for this. */
  private static Extract extract(Connector connector, Path input) {
    return new Fetch(connector, NO_ACCESS, new CommonOptions().terminal())
        .fetch(input.toString(), Map.of())
        .extract();
  }

  List<Row> rows(TableSpec table) {
    return DeltaTables.open(SPARK, lake).read(table).collectAsList();
  }

  long version(TableSpec table) {
    return DeltaTables.open(SPARK, lake).version(table);
  }

  /** All rows of a table, each as {@code column=value} of its filled columns, sorted. */
  List<String> lines(TableSpec table) {
    return lines(table, rows(table));
  }

  static List<String> lines(TableSpec table, List<Row> rows) {
    return rows.stream().map(row -> line(table, row, LINEAGE)).sorted().toList();
  }

  /** All columns of all rows, those included that say who wrote a row and when. */
  static List<String> linesWithLineage(TableSpec table, List<Row> rows) {
    return rows.stream().map(row -> line(table, row, Set.of())).sorted().toList();
  }

  /** The named columns of all rows, sorted. */
  List<String> lines(TableSpec table, Column... columns) {
    return lines(rows(table), columns);
  }

  static List<String> lines(List<Row> rows, Column... columns) {
    return rows.stream()
        .map(
            row ->
                Arrays.stream(columns)
                    .map(column -> text(column, row))
                    .collect(Collectors.joining(" | ")))
        .sorted()
        .toList();
  }

  private static String line(TableSpec table, Row row, Set<String> without) {
    List<String> given = List.of(row.schema().fieldNames());
    List<String> cells = new ArrayList<>();
    for (Column column : table.columns()) {
      if (given.contains(column.name())
          && !without.contains(column.name())
          && !row.isNullAt(row.fieldIndex(column.name()))) {
        cells.add(column.name() + "=" + text(column, row));
      }
    }
    return String.join("; ", cells);
  }

  /** A cell as text; empty where there is nothing. */
  static String text(Column column, Row row) {
    Object value = row.get(row.fieldIndex(column.name()));
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    if (value instanceof Timestamp instant) {
      return instant.toInstant().toString();
    }
    if (column.type() == ColumnType.TEXT_MAP && value != null) {
      return new TreeMap<>(
              CollectionConverters.asJava(
                  row.<String, String>getMap(row.fieldIndex(column.name()))))
          .toString();
    }
    return Objects.toString(value, "");
  }

  /** A file of the test resources. */
  static Path resource(String name) {
    try {
      return Path.of(Objects.requireNonNull(TestLake.class.getResource("/" + name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The folder of real order histories beside the project, when this machine has one. */
  static Optional<Path> sharedData(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path data = at.resolve("shared/data").resolve(name);
      if (Files.isDirectory(data)) {
        return Optional.of(data);
      }
    }
    return Optional.empty();
  }

  /** Copies a folder with all that is in it to one that is not there yet, or is empty. */
  static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
    return to;
  }

  /** Removes a folder with all that is in it. */
  static void remove(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  static Path write(Path file, String text) throws IOException {
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    return Files.writeString(file, text);
  }

  /** What a command answered. */
  record Answer(int exitCode, String out, String err) {}

  /** Runs a command as a user does. */
  static Answer run(String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      int exitCode = IngestProgram.run(args);
      return new Answer(
          exitCode, said.toString(StandardCharsets.UTF_8), told.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
