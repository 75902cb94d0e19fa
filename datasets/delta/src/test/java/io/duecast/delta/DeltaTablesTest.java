package io.duecast.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import io.duecast.contract.lake.Lake;
import io.duecast.contract.lake.LakeMarker;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void mergeInsertsNewRowsUpdatesChangedOnesAndLeavesTheRest() {
    DeltaTables tables = DeltaTables.openOrCreate(spark, new Lake(root.resolve("lake").toString()));
    tables.merge(
        BOXES,
        boxes("('a', 1, map('x','1','y','2'), 'one'), ('b', 2, map(), 'one')"),
        List.of(LOAD.name()));
    tables.merge(
        BOXES,
        boxes(
            "('a', 1, map('y','2','x','1'), 'two'), ('b', 3, map(), 'two'), ('c', 4, map(), 'two')"),
        List.of(LOAD.name()));

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
        List.of());
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
