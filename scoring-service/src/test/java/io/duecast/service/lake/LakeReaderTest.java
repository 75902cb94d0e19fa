package io.duecast.service.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.contract.Tables;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.lake.Lake;
import io.duecast.contract.lake.SourceWatermarks;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.score.Scores;
import io.duecast.contract.table.TableSpec;
import io.duecast.service.GoldenLake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeReaderTest {

  private static final QueryLimits LIMITS = new QueryLimits("256MB", 2, 20, 4);

  @TempDir private Path folder;

  @Test
  void everyTableOfTheContractHasItsColumnsInOrderAndTypedAndRestrictedOnesAreNotThere() {
    try (LakeReader reader = LakeReader.open(GoldenLake.lake(), LIMITS)) {
      for (TableSpec table : Tables.ALL) {
        List<String> shapes =
            reader.with(
                lake ->
                    lake.list(
                        "SELECT column_name || ' ' || data_type AS shape FROM information_schema.columns"
                            + " WHERE table_schema = 'main' AND table_name = ? ORDER BY ordinal_position",
                        row -> row.word("shape"),
                        table.name()));
        if (table.restricted()) {
          assertThat(shapes).as(table.name()).isEmpty();
          continue;
        }
        assertThat(shapes)
            .as(table.name())
            .containsExactlyElementsOf(
                table.columns().stream()
                    .map(
                        column ->
                            column.name()
                                + " "
                                + column
                                    .type()
                                    .duckName()
                                    .replace("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE")
                                    .replace("MAP(VARCHAR,VARCHAR)", "MAP(VARCHAR, VARCHAR)"))
                    .toList());
      }
    }
  }

  @Test
  void aRowThatSparkMarkedAsGoneInItsFileIsNotThere() {
    TableSpec table = SourceWatermarks.TABLE;
    TableFiles files =
        DeltaLog.open(GoldenLake.changes()).tables().stream()
            .filter(one -> one.table().equals(table))
            .findFirst()
            .orElseThrow();
    assertThat(files.files()).filteredOn(file -> !file.isWhole()).hasSize(1);
    assertThat(files.files()).filteredOn(TableFiles.DataFile::isWhole).isNotEmpty();

    try (LakeReader reader = LakeReader.open(GoldenLake.changes(), LIMITS)) {
      List<String> rows =
          reader.with(
              lake ->
                  lake.list(
                      "SELECT source || watermark AS row FROM source_watermarks"
                          + " WHERE watermark < '9' ORDER BY source",
                      row -> row.word("row")));

      assertThat(rows).containsExactly("four1", "one1", "three1", "two2");
    }
  }

  @Test
  void aLakeWhoseMarksAreGoneIsToldToBeUnreadable() throws IOException {
    Lake lake = GoldenLake.copyTo(GoldenLake.changes(), folder.resolve("changes"));
    try (Stream<Path> files = Files.list(Path.of(lake.table(SourceWatermarks.TABLE)))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".bin")).toList()) {
        Files.delete(file);
      }
    }

    assertThatThrownBy(() -> LakeReader.open(lake, LIMITS))
        .isInstanceOf(Fault.class)
        .hasMessageContaining(lake.root())
        .hasMessageContaining("deletion_vector_");
  }

  @Test
  void aParquetFileIsGoneOnceItIsHandedOnAndItsFolderComesAndGoes() throws IOException {
    Path exchange;
    try (LakeReader reader = LakeReader.open(GoldenLake.lake(), LIMITS)) {
      String name =
          reader.with(
              lake ->
                  lake.first(
                          "SELECT current_setting('allowed_directories')[1] AS folder",
                          row -> row.word("folder"))
                      .orElseThrow());
      exchange = Path.of(name);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      reader.<Boolean>with(
          lake -> {
            try {
              lake.parquet("SELECT * FROM scores WHERE band = ?", out, "high");
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return true;
          });
      assertThat(out.toString(StandardCharsets.ISO_8859_1)).startsWith("PAR1").endsWith("PAR1");
      assertThat(exchange).isEmptyDirectory();
      Files.delete(exchange);
      reader.<Boolean>with(
          lake -> {
            try {
              lake.parquet("SELECT 1 AS one", out);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return true;
          });
    }
    assertThat(exchange).doesNotExist();
  }

  @Test
  void aMissingTableIsEmptyAndAWrittenOneIsNot() throws IOException {
    Lake lake = GoldenLake.copyTo(folder.resolve("lake"));
    Path suppliers = Path.of(lake.table(Suppliers.TABLE));
    Files.move(suppliers, folder.resolve("elsewhere"));
    try (LakeReader reader = LakeReader.open(lake, LIMITS)) {
      assertThat(rows(reader, Suppliers.TABLE)).isZero();
      assertThat(rows(reader, Scores.TABLE)).isPositive();
    }
  }

  @Test
  void aColumnOfTheSchemaThatNoFileHasYetIsEmpty() throws IOException, SQLException {
    Lake lake = GoldenLake.copyTo(folder.resolve("lake"));
    String column = Suppliers.CATEGORY.name();
    Path older = folder.resolve("older.parquet");
    try (Stream<Path> files = Files.list(Path.of(lake.table(Suppliers.TABLE)));
        Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      for (Path file : files.filter(one -> one.toString().endsWith(".parquet")).toList()) {
        statement.execute(
            "COPY (SELECT * EXCLUDE (%s) FROM '%s') TO '%s' (FORMAT parquet)"
                .formatted(column, file, older));
        Files.move(older, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    try (LakeReader reader = LakeReader.open(lake, LIMITS)) {
      assertThat(rows(reader, Suppliers.TABLE)).isPositive();
      long known =
          reader.with(
              all ->
                  all.first(
                          "SELECT count(" + column + ") AS n FROM suppliers", row -> row.count("n"))
                      .orElseThrow());
      assertThat(known).isZero();
    }
  }

  @Test
  void aPathWithSpacesAndChineseLettersIsRead() {
    Lake lake = GoldenLake.copyTo(folder.resolve("我的 数据湖"));
    try (LakeReader reader = LakeReader.open(lake, LIMITS)) {
      assertThat(rows(reader, Scores.TABLE)).isPositive();
    }
  }

  @Test
  void aNewVersionIsTakenUpWhileAnOldReaderFinishes() {
    Lake lake = GoldenLake.copyTo(folder.resolve("lake"));
    try (LakeReader reader = LakeReader.open(lake, LIMITS)) {
      long before = rows(reader, Scores.TABLE);
      long seenInFlight =
          reader.with(
              old -> {
                GoldenLake.empty(lake, Scores.TABLE);
                assertThat(reader.refresh()).isTrue();
                assertThat(rows(reader, Scores.TABLE)).isZero();
                return count(old, Scores.TABLE);
              });

      assertThat(seenInFlight).isEqualTo(before);
      assertThat(reader.refresh()).isFalse();
      assertThat(rows(reader, Scores.TABLE)).isZero();
    }
  }

  @Test
  void aFolderThatIsNoLakeSaysWhatToDo() {
    assertThatThrownBy(() -> LakeReader.open(new Lake(folder.toString()), LIMITS))
        .hasMessage(
            "LAKE_MISSING: %s is not a Duecast lake. Run duecast ingest first, or name another with --lake."
                .formatted(folder));
  }

  @Test
  void aLakeOfAnotherVersionIsRefused() throws IOException {
    Lake lake = GoldenLake.copyTo(folder.resolve("lake"));
    Files.writeString(Path.of(lake.marker()), "contract-version=99\n");

    assertThatThrownBy(() -> LakeReader.open(lake, LIMITS))
        .hasMessageContaining("LAKE_VERSION")
        .hasMessageContaining("contract-version=99");
  }

  @Test
  void anObjectStoreIsRefusedInPlainWords() {
    assertThatThrownBy(() -> LakeReader.open(new Lake("s3a://bucket/duecast"), LIMITS))
        .hasMessage(
            "CONFIG_INVALID: serve and sql read local lakes only for now, not s3a://bucket/duecast. Copy it to a local folder and name that with --lake.");
  }

  private static long rows(LakeReader reader, TableSpec table) {
    return reader.with(lake -> count(lake, table));
  }

  private static long count(LakeSnapshot lake, TableSpec table) {
    return lake.first("SELECT count(*) AS n FROM " + table.name(), row -> row.count("n"))
        .orElseThrow();
  }
}
