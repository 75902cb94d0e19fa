package io.duecast.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import io.duecast.contract.lake.Lake;
import io.duecast.contract.lake.LakeMarker;
import io.duecast.contract.lake.SourceWatermarks;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaTablesTest {

  private static final TableSpec.Builder T = TableSpec.in(Zone.ORDERS, "boxes", "One row per box.");
  private static final Column KEY = T.required(1, "box_key", ColumnType.STRING, "Key.");
  private static final Column WEIGHT = T.optional(2, "weight", ColumnType.DECIMAL, "kg", "Weight.");
  private static final Column ATTRS = T.optional(3, "attrs", ColumnType.TEXT_MAP, "Attributes.");
  private static final Column LOAD = T.required(4, "load", ColumnType.STRING, "Load.");
  private static final TableSpec BOXES = T.key(KEY);

  private static SparkSession spark;

  @TempDir private Path root;

  @BeforeAll
  static void start() {
    spark = SparkEngine.start("test", "local[2]");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @ParameterizedTest
  @ValueSource(longs = {3, Long.MAX_VALUE})
  void mergeInsertsNewRowsUpdatesChangedOnesAndLeavesTheRest(long atMost) {
    DeltaTables tables = DeltaTables.openOrCreate(spark, new Lake(root.resolve("lake").toString()));
    Merged first =
        tables.merge(
            BOXES,
            boxes("('a', 1, map('x','1','y','2'), 'one'), ('b', 2, map(), 'one')"),
            List.of(LOAD.name()),
            atMost);
    Merged second =
        tables.merge(
            BOXES,
            boxes(
                "('a', 1, map('y','2','x','1'), 'two'), ('b', 3, map(), 'two'), ('c', 4, map(), 'two')"),
            List.of(LOAD.name()),
            atMost);

    assertThat(first).isEqualTo(new Merged(2, 2, 0));
    assertThat(second).isEqualTo(new Merged(3, 1, 1));
    assertThat(
            tables
                .read(BOXES)
                .orderBy(KEY.name())
                .select(KEY.name(), WEIGHT.name(), LOAD.name())
                .collectAsList())
        .extracting(row -> row.getString(0) + row.getDecimal(1).intValue() + row.getString(2))
        .containsExactly("a1one", "b3two", "c4two");
    assertThat(tables.read(BOXES).filter(KEY.name() + " = 'a'").first().getJavaMap(2))
        .isEqualTo(Map.of("x", "1", "y", "2"));
  }

  @Test
  void aRowThatChangesLeavesTheFileOfTheOthersAsItWas() {
    DeltaTables tables = DeltaTables.openOrCreate(spark, new Lake(root.resolve("lake").toString()));
    tables.append(BOXES, boxes("('a', 1, map(), 'one'), ('b', 2, map(), 'one')").repartition(1));
    String before = tables.read(BOXES).inputFiles()[0];

    tables.merge(BOXES, boxes("('b', 3, map(), 'two')"), List.of(), 1);
    long written = tables.version(BOXES);
    Merged again = tables.merge(BOXES, boxes("('b', 3, map(), 'two')"), List.of(), 1);

    assertThat(again).isEqualTo(new Merged(1, 0, 0));
    assertThat(tables.version(BOXES)).as("nothing is written for nothing").isEqualTo(written);
    assertThat(tables.read(BOXES).inputFiles()).hasSize(2).contains(before);
    assertThat(tables.read(BOXES).orderBy(KEY.name()).collectAsList())
        .extracting(row -> row.getString(0) + row.getString(3))
        .containsExactly("aone", "btwo");
  }

  @Test
  void filesOfManySmallMergesBecomeOne() {
    DeltaTables tables = DeltaTables.openOrCreate(spark, new Lake(root.resolve("lake").toString()));
    tables.append(BOXES, boxes("('a', 1, map(), 'one'), ('b', 2, map(), 'one')"));
    tables.merge(BOXES, boxes("('b', 3, map(), 'two'), ('c', 4, map(), 'two')"), List.of(), 2);
    Map<String, String> before = tables.versions(List.of(BOXES));

    tables.compact(BOXES);

    assertThat(tables.read(BOXES).inputFiles()).hasSize(1);
    for (DeltaTables seen : List.of(tables, tables.at(before))) {
      assertThat(seen.read(BOXES).orderBy(KEY.name()).collectAsList())
          .extracting(row -> row.getString(0) + row.getDecimal(1).intValue())
          .containsExactly("a1", "b3", "c4");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, Long.MAX_VALUE})
  void aColumnThatTheContractGaveUpIsEmptiedInRowsThatComeAgain(long atMost) {
    TableSpec.Builder old = TableSpec.in(Zone.ORDERS, "boxes", "One row per box.");
    Column key = old.required(1, "box_key", ColumnType.STRING, "Key.");
    old.optional(2, "weight", ColumnType.DECIMAL, "kg", "Weight.");
    old.optional(3, "attrs", ColumnType.TEXT_MAP, "Attributes.");
    old.required(4, "load", ColumnType.STRING, "Load.");
    Column shelf = old.optional(5, "shelf", ColumnType.INT, "Shelf.");
    TableSpec grown = old.key(key);
    DeltaTables tables = DeltaTables.openOrCreate(spark, new Lake(root.resolve("lake").toString()));
    tables.append(
        grown,
        boxes("('a', 1, map(), 'one'), ('b', 1, map(), 'one')").selectExpr("*", "7 AS shelf"));

    tables.merge(BOXES, boxes("('a', 1, map(), 'one')"), List.of(), atMost);

    assertThat(tables.read(grown).orderBy(key.name()).collectAsList())
        .extracting(row -> row.getString(0) + row.getAs(shelf.name()))
        .containsExactly("anull", "b7");
  }

  /** The lake that the service's tests read with DuckDB. */
  @Test
  void theGoldenChangesReadAsTheyWereWritten() throws IOException {
    Path golden = Path.of("..", "golden", "changes").toAbsolutePath().normalize();
    if (Boolean.getBoolean("duecast.regenerate")) {
      delete(golden, file -> true);
      DeltaTables tables = DeltaTables.openOrCreate(spark, new Lake(golden.toString()));
      tables.append(
          SourceWatermarks.TABLE, watermarks("('one', '1'), ('two', '1'), ('three', '1')"));
      tables.merge(SourceWatermarks.TABLE, watermarks("('two', '2'), ('four', '1')"), List.of(), 2);
      delete(golden, file -> file.getFileName().toString().endsWith(".crc"));
    }

    assertThat(
            DeltaTables.open(spark, new Lake(golden.toString()))
                .read(SourceWatermarks.TABLE)
                .orderBy(SourceWatermarks.SOURCE.name())
                .collectAsList())
        .as("%s; after a wanted change run the tests with -Dduecast.regenerate=true", golden)
        .extracting(
            row ->
                row.<String>getAs(SourceWatermarks.SOURCE.name())
                    + row.<String>getAs(SourceWatermarks.WATERMARK.name()))
        .containsExactly("four1", "one1", "three1", "two2");
  }

  @Test
  void aColumnYoungerThanTheTableReadsAsNullAndIsAddedByTheNextWrite() {
    TableSpec.Builder young = TableSpec.in(Zone.ORDERS, "boxes", "One row per box.");
    Column key = young.required(1, "box_key", ColumnType.STRING, "Key.");
    young.optional(2, "weight", ColumnType.DECIMAL, "kg", "Weight.");
    young.optional(3, "attrs", ColumnType.TEXT_MAP, "Attributes.");
    Column load = young.required(4, "load", ColumnType.STRING, "Load.");
    Column shelf = young.optional(5, "shelf", ColumnType.INT, "Shelf.");
    TableSpec grown = young.key(key);
    DeltaTables tables = DeltaTables.openOrCreate(spark, new Lake(root.resolve("lake").toString()));
    tables.append(BOXES, boxes("('a', 1, map(), 'one')"));

    assertThat(tables.read(grown).select(shelf.name()).first().isNullAt(0)).isTrue();

    tables.merge(
        grown,
        boxes("('a', 2, map(), 'two'), ('b', 3, map(), 'two')").selectExpr("*", "7 AS shelf"),
        List.of(),
        2);
    tables.replaceWhere(
        grown, boxes("('c', 4, map(), 'one')").selectExpr("*", "8 AS shelf"), load, "one");

    assertThat(tables.read(grown).orderBy(key.name()).collectAsList())
        .extracting(row -> row.getString(0) + row.getAs(shelf.name()))
        .containsExactly("a7", "b7", "c8");
  }

  @Test
  void aRequiredColumnRefusesNull() {
    DeltaTables tables = DeltaTables.openOrCreate(spark, new Lake(root.resolve("lake").toString()));

    assertThatThrownBy(() -> tables.append(BOXES, boxes("('a', 1, map(), cast(null as string))")))
        .hasStackTraceContaining("NOT NULL");
  }

  @Test
  void aTableThatNoStepHasWrittenIsNamed() {
    DeltaTables tables = DeltaTables.openOrCreate(spark, new Lake(root.resolve("lake").toString()));

    assertThatThrownBy(() -> tables.read(BOXES))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.LAKE_TABLE_MISSING))
        .hasMessageContaining("has no table boxes yet");
    assertThat(tables.versions(List.of(BOXES))).isEmpty();
  }

  @Test
  void aFolderOfOtherThingsIsNotTakenForALake() throws IOException {
    Files.writeString(root.resolve("notes.txt"), "mine");

    assertThatThrownBy(() -> DeltaTables.openOrCreate(spark, new Lake(root.toString())))
        .hasMessageContaining("is not empty and not a Duecast lake");
    assertThatThrownBy(() -> DeltaTables.open(spark, new Lake(root.resolve("none").toString())))
        .hasMessageContaining("Run duecast ingest first");
    assertThat(root.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void aLakeOfAnotherVersionIsNotTouched() throws IOException {
    Files.writeString(root.resolve(LakeMarker.FILE_NAME), "contract-version=99\n");

    assertThatThrownBy(() -> DeltaTables.openOrCreate(spark, new Lake(root.toString())))
        .hasMessageContaining("contract-version=99");
  }

  @Test
  void versionsCountCommits() {
    DeltaTables tables = DeltaTables.openOrCreate(spark, new Lake(root.resolve("lake").toString()));
    tables.append(BOXES, boxes("('a', 1, map(), 'one')"));
    long before = tables.version(BOXES);
    tables.replace(BOXES, boxes("('b', 1, map(), 'two')"));

    assertThat(tables.version(BOXES)).isEqualTo(before + 1);
    assertThat(tables.read(BOXES).count()).isEqualTo(1);
    assertThat(tables.versions(List.of(BOXES))).containsEntry("boxes", Long.toString(before + 1));
  }

  private static void delete(Path folder, Predicate<Path> which) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).filter(which).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static Dataset<Row> watermarks(String rows) {
    List<String> columns =
        SourceWatermarks.TABLE.columns().stream()
            .map(
                column ->
                    column.equals(SourceWatermarks.SOURCE)
                            || column.equals(SourceWatermarks.WATERMARK)
                        ? column.name()
                        : "'any' AS " + column.name())
            .toList();
    return spark
        .sql(
            "SELECT * FROM VALUES %s AS t(%s, %s)"
                .formatted(rows, SourceWatermarks.SOURCE.name(), SourceWatermarks.WATERMARK.name()))
        .selectExpr(columns.toArray(String[]::new))
        .repartition(1);
  }

  private static Dataset<Row> boxes(String rows) {
    return spark
        .sql("SELECT * FROM VALUES " + rows + " AS t(box_key, weight, attrs, load)")
        .selectExpr(
            KEY.name(),
            "cast(" + WEIGHT + " as decimal(28,10)) as weight",
            "cast(" + ATTRS + " as map<string,string>) as attrs",
            LOAD.name());
  }
}
