package io.duecast.delta;

import io.delta.tables.DeltaTable;
import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import io.duecast.contract.lake.Lake;
import io.duecast.contract.lake.LakeMarker;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.TableSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the lake's tables. Every write has exactly the columns of its {@link TableSpec}.
 */
public final class DeltaTables {

  /** So many rows are few: their keys fit into memory beside a table that is read through. */
  public static final long FEW = 500_000;

  /** After so many commits small files have gathered. */
  private static final int COMMITS = 32;

  private static final Pattern COMMIT = Pattern.compile("\\d{20}\\.json");
  private static final Pattern COMMITTED_AT =
      Pattern.compile("\"commitInfo\":\\{\"timestamp\":(\\d{1,18})");
  private static final Pattern METRIC = Pattern.compile("\"(\\w+)\":\"(\\d{1,18})\"");

  private final SparkSession spark;
  private final Lake lake;

  /** Version of each table that can be seen; null for the current ones of all. */
  private final @Nullable Map<String, String> pinned;

  private DeltaTables(SparkSession spark, Lake lake, @Nullable Map<String, String> pinned) {
    this.spark = spark;
    this.lake = lake;
    this.pinned = pinned;
  }

  /** The lake as {@link #versions} once recorded it, to be read only; other tables are missing. */
  public DeltaTables at(Map<String, String> versions) {
    return new DeltaTables(spark, lake, new TreeMap<>(versions));
  }

  /** Opens a lake that must exist and have this program's contract version. */
  public static DeltaTables open(SparkSession spark, Lake lake) {
    DeltaTables tables = new DeltaTables(spark, lake, null);
    tables.checkMarker(false);
    return tables;
  }

  /** Opens a lake, or starts one in a folder that is missing or empty. */
  public static DeltaTables openOrCreate(SparkSession spark, Lake lake) {
    DeltaTables tables = new DeltaTables(spark, lake, null);
    tables.checkMarker(true);
    return tables;
  }

  public Lake lake() {
    return lake;
  }

  /** The schema Spark uses for a table: NOT NULL and comments included. */
  public static StructType schema(TableSpec table) {
    return StructType.fromDDL(table.sparkDdl());
  }

  public boolean exists(TableSpec table) {
    return (pinned == null || pinned.containsKey(table.name()))
        && DeltaTable.isDeltaTable(spark, lake.table(table));
  }

  /**
   * The current rows of a table; a column that is younger than the table is null, one that the
   * contract has given up is left out.
   */
  public Dataset<Row> read(TableSpec table) {
    Dataset<Row> rows = readAll(table);
    for (String name : rows.columns()) {
      if (table.find(name).isEmpty()) {
        rows = rows.drop(name);
      }
    }
    return rows;
  }

  /** Likewise with the columns that the contract has given up. */
  private Dataset<Row> readAll(TableSpec table) {
    requireExists(table);
    Dataset<Row> rows = load(table);
    Set<String> there = Set.of(rows.columns());
    for (Column column : table.columns()) {
      if (!there.contains(column.name())) {
        rows = rows.withColumn(column.name(), functions.lit(null).cast(column.type().sparkName()));
      }
    }
    return rows;
  }

  private Dataset<Row> load(TableSpec table) {
    DataFrameReader reader = spark.read().format("delta");
    String version = pinned == null ? null : pinned.get(table.name());
    if (version == null) {
      return reader.load(lake.table(table));
    }
    try {
      return reader.option("versionAsOf", version).load(lake.table(table));
    } catch (Exception e) {
      // Delta throws a checked exception that its method does not declare.
      throw new Fault(
          FaultCode.CONFLICT,
          Text.of(
              "表 %s 已没有版本 %s：%s".formatted(table.name(), version, e.getMessage()),
              "The table %s no longer has version %s: %s"
                  .formatted(table.name(), version, e.getMessage())),
          e);
    }
  }

  /** Adds rows. */
  public void append(TableSpec table, Dataset<Row> rows) {
    write(table, rows, "append");
  }

  /** Replaces all rows in one commit; earlier versions stay readable. */
  public void replace(TableSpec table, Dataset<Row> rows) {
    write(table, rows, "overwrite");
  }

  /** Replaces the rows that hold a value in a column, in one commit; the others stay. */
  public void replaceWhere(TableSpec table, Dataset<Row> rows, Column column, String value) {
    if (pinned != null || !exists(table)) {
      append(table, rows);
      return;
    }
    addYoungColumns(table);
    shaped(table, rows)
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", column.name() + " = '" + value.replace("'", "''") + "'")
        .save(lake.table(table));
  }

  /**
   * Row counts that Delta noted for a table's last commit, such as {@code numOutputRows} or {@code
   * numTargetRowsInserted}.
   */
  public Map<String, Long> lastCommitMetrics(TableSpec table) {
    Path last = lastCommit(table);
    String text;
    try (FSDataInputStream in = files(last).open(last)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unusable(e);
    }
    int at = text.indexOf("\"operationMetrics\":{");
    String noted = at < 0 ? "" : text.substring(at, text.indexOf('}', at));
    Map<String, Long> metrics = new TreeMap<>();
    Matcher number = METRIC.matcher(noted);
    while (number.find()) {
      metrics.put(number.group(1), Long.parseLong(number.group(2)));
    }
    return metrics;
  }

  /** The file of a table's last commit; asking Delta for it would run a Spark job. */
  private Path lastCommit(TableSpec table) {
    requireExists(table);
    Path log = new Path(lake.table(table), "_delta_log");
    try {
      return Arrays.stream(files(log).listStatus(log))
          .map(FileStatus::getPath)
          .filter(path -> COMMIT.matcher(path.getName()).matches())
          .max(Comparator.naturalOrder())
          .orElseThrow();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private FileSystem files(Path path) throws IOException {
    return path.getFileSystem(spark.sessionState().newHadoopConf());
  }

  /**
   * The rows of a table that have the keys of {@code rows}, as they are now. Where few rows ask
   * they are read once and kept; where many do it is the table.
   *
   * @param atMost no more than so many rows are given
   */
  public Dataset<Row> matching(TableSpec table, Dataset<Row> rows, long atMost) {
    Dataset<Row> all = readAll(table);
    // No cache: the commit of a merge would make Spark compute it again.
    return atMost > FEW ? all : Merge.matching(table, all, rows).localCheckpoint(false);
  }

  /**
   * Updates rows whose key is there and differ in a column, inserts the others. The rows must be
   * unique by key. A column that the contract has given up is emptied in them.
   *
   * @param ignored columns whose change alone does not count as a change of the row
   * @param atMost no more than so many rows are given
   */
  public Merged merge(TableSpec table, Dataset<Row> rows, List<String> ignored, long atMost) {
    return merge(table, rows, null, ignored, atMost);
  }

  /**
   * Likewise.
   *
   * @param there what {@link #matching} answered for these rows; null where it was not asked
   */
  public Merged merge(
      TableSpec table,
      Dataset<Row> rows,
      @Nullable Dataset<Row> there,
      List<String> ignored,
      long atMost) {
    createIfMissing(table);
    String path = lake.table(table);
    Merge merge =
        new Merge(table, path, DeltaTable.forPath(spark, path), shaped(table, rows), ignored);
    if (atMost <= FEW) {
      long before = version(table);
      Merged merged = merge.few(there);
      if (before / COMMITS != version(table) / COMMITS) {
        compact(table);
      }
      return merged;
    }
    merge.many();
    Map<String, Long> noted = lastCommitMetrics(table);
    return new Merged(
        noted.getOrDefault("numSourceRows", 0L),
        noted.getOrDefault("numTargetRowsInserted", 0L),
        noted.getOrDefault("numTargetRowsUpdated", 0L));
  }

  /**
   * Puts small files together and drops the rows that are marked as gone from files that hold many;
   * earlier versions stay readable.
   */
  void compact(TableSpec table) {
    DeltaTable.forPath(spark, lake.table(table)).optimize().executeCompaction();
  }

  /** The version of a table's last commit. */
  public long version(TableSpec table) {
    return Long.parseLong(lastCommit(table).getName().replace(".json", ""));
  }

  /**
   * Whether a table was written before another one was; no for a past version of the lake, whose
   * tables were seen together.
   */
  public boolean isOlder(TableSpec table, TableSpec than) {
    return pinned == null
        && exists(table)
        && exists(than)
        && committedAt(table) < committedAt(than);
  }

  /** Milliseconds since 1970 that Delta noted for a table's last commit. */
  private long committedAt(TableSpec table) {
    Path last = lastCommit(table);
    try (FSDataInputStream in = files(last).open(last)) {
      Matcher noted = COMMITTED_AT.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return noted.find() ? Long.parseLong(noted.group(1)) : 0;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * The versions of several tables by name, for a model's or a run's record. Missing tables are
   * left out.
   */
  public Map<String, String> versions(List<TableSpec> tables) {
    Map<String, String> versions = new TreeMap<>();
    if (pinned != null) {
      versions.putAll(pinned);
      return versions;
    }
    for (TableSpec table : tables) {
      if (exists(table)) {
        versions.put(table.name(), Long.toString(version(table)));
      }
    }
    return versions;
  }

  /**
   * Creates the table with no rows, so that readers find it; one that is there gets the columns
   * that are younger than it.
   */
  public void createIfMissing(TableSpec table) {
    if (pinned != null) {
      throw new IllegalStateException("A past version of the lake is read only");
    }
    if (exists(table)) {
      addYoungColumns(table);
      return;
    }
    if (table.restricted()) {
      Path folder = new Path(lake.table(table));
      try {
        OwnFolder.make(files(folder), folder);
      } catch (IOException e) {
        throw unusable(e);
      }
    }
    DeltaTable.createIfNotExists(spark)
        .location(lake.table(table))
        .addColumns(schema(table))
        // A row that changes is marked in its file; without this a merge writes whole files again.
        .property("delta.enableDeletionVectors", "true")
        .execute();
  }

  private void addYoungColumns(TableSpec table) {
    Set<String> there = Set.of(spark.read().format("delta").load(lake.table(table)).columns());
    String young =
        table.columns().stream()
            .filter(column -> !there.contains(column.name()))
            .map(column -> column.name() + " " + column.type().sparkName())
            .collect(Collectors.joining(", "));
    if (!young.isEmpty()) {
      spark.sql("ALTER TABLE delta.`%s` ADD COLUMNS (%s)".formatted(lake.table(table), young));
    }
  }

  private void write(TableSpec table, Dataset<Row> rows, String mode) {
    createIfMissing(table);
    shaped(table, rows).write().format("delta").mode(mode).save(lake.table(table));
  }

  /**
   * The table's columns in order, each cast to its type; a missing column is a programming error.
   */
  private static Dataset<Row> shaped(TableSpec table, Dataset<Row> rows) {
    return rows.select(
        table.columns().stream()
            .map(
                column ->
                    functions.col(column.name()).cast(column.type().sparkName()).as(column.name()))
            .toArray(org.apache.spark.sql.Column[]::new));
  }

  private void requireExists(TableSpec table) {
    if (!exists(table)) {
      throw new Fault(
          FaultCode.LAKE_TABLE_MISSING,
          Text.of(
              "数据湖 %s 中没有表 %s。请先运行写入它的步骤（duecast flow 可查看）。".formatted(lake.root(), table.name()),
              "The lake %s has no table %s yet. Run the step that writes it first (see duecast flow)."
                  .formatted(lake.root(), table.name())));
    }
  }

  private void checkMarker(boolean create) {
    Path marker = new Path(lake.marker());
    try {
      FileSystem files = files(marker);
      if (files.exists(marker)) {
        try (FSDataInputStream in = files.open(marker)) {
          LakeMarker.check(lake.root(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      } else if (!create) {
        throw new Fault(
            FaultCode.LAKE_MISSING,
            Text.of(
                "%s 不是 Duecast 数据湖。请先运行 duecast ingest，或用 --lake 指定。".formatted(lake.root()),
                "%s is not a Duecast lake. Run duecast ingest first, or name another with --lake."
                    .formatted(lake.root())));
      } else if (files.exists(marker.getParent())
          && files.listStatus(marker.getParent()).length > 0) {
        throw new Fault(
            FaultCode.LAKE_VERSION,
            Text.of(
                "目录 %s 不为空，且不是 Duecast 数据湖。请换一个空目录。".formatted(lake.root()),
                "The folder %s is not empty and not a Duecast lake. Name an empty folder."
                    .formatted(lake.root())));
      } else {
        try (FSDataOutputStream out = files.create(marker)) {
          out.write(LakeMarker.text().getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Fault unusable(IOException cause) {
    return new Fault(
        FaultCode.STORAGE,
        Text.of(
            "无法使用数据湖 %s：%s。请检查路径、权限和磁盘空间。".formatted(lake.root(), cause.getMessage()),
            "The lake %s cannot be used: %s. Look at the path, its permissions and the disk's free space."
                .formatted(lake.root(), cause.getMessage())),
        cause);
  }
}
