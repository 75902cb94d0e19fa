package io.duecast.ingest.normalize;

import static org.apache.spark.sql.functions.array_remove;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.duecast.contract.check.RejectRule;
import io.duecast.contract.check.Rejects;
import io.duecast.ingest.connector.ColumnSpec;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.SourceSpec;
import io.duecast.ingest.fault.IngestFaults;
import io.duecast.ingest.land.InspectedFile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * Cells that people mended in a file of corrections. They are put in before the connector's queries
 * see the rows, so that whatever follows from a cell is right too. A row that was refused as a
 * whole while reading cannot be mended here.
 *
 * <p>The file is CSV in UTF-8 with the headings {@code source} or {@code file}, {@code key} (the
 * values of the source's grain with {@code |} between them), {@code column} (its heading, or its
 * name in the connector), {@code value}, {@code by} and {@code why}.
 */
public final class Corrections {

  private static final List<String> HEADINGS = List.of("key", "column", "value", "by", "why");
  private static final String SOURCE = "source";
  private static final String FILE = "file";
  private static final String SEPARATOR = "|";
  private static final String KEY = "_correction_key";

  /**
   * One mended cell.
   *
   * @param row of the corrections file
   * @param file the only file it is for, or null for all of the source
   * @param value as Spark takes it
   */
  private record Correction(
      long row,
      SourceSpec source,
      @Nullable String file,
      String key,
      ColumnSpec column,
      @Nullable Object value,
      String reason) {

    boolean isFor(String rowFile, String rowKey) {
      return key.equals(rowKey) && (file == null || file.equals(rowFile));
    }
  }

  private final String name;
  private final List<Correction> all;

  private Corrections(String name, List<Correction> all) {
    this.name = name;
    this.all = all;
  }

  public static Corrections none() {
    return new Corrections("", List.of());
  }

  /**
   * Reads a file of corrections for an extract.
   *
   * @throws io.duecast.contract.fault.Fault with everything in the file that cannot be understood
   */
  public static Corrections read(
      SparkSession spark, Path path, Connector connector, List<InspectedFile> files) {
    if (!Files.isRegularFile(path)) {
      throw IngestFaults.inputMissing(path.toString());
    }
    Dataset<Row> rows =
        spark
            .read()
            .option("header", true)
            .option("multiLine", true)
            .option("mode", "FAILFAST")
            .csv(new org.apache.hadoop.fs.Path(path.toAbsolutePath().toUri()).toString());
    List<String> given = Arrays.asList(rows.columns());
    List<String> problems = new ArrayList<>();
    for (String heading : HEADINGS) {
      if (!given.contains(heading)) {
        problems.add(heading + "?");
      }
    }
    if (!given.contains(SOURCE) && !given.contains(FILE)) {
      problems.add(SOURCE + " / " + FILE + "?");
    }
    List<Correction> all = new ArrayList<>();
    if (problems.isEmpty()) {
      long number = 1;
      for (Row row : rows.collectAsList()) {
        number++;
        try {
          all.add(correction(number, row, given, connector, files));
        } catch (IllegalArgumentException e) {
          problems.add("#" + number + ": " + e.getMessage());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw IngestFaults.correctionsInvalid(path.toString(), problems);
    }
    return new Corrections(String.valueOf(path.getFileName()), all);
  }

  private static Correction correction(
      long number, Row row, List<String> given, Connector connector, List<InspectedFile> files) {
    String file = cell(row, given, FILE);
    SourceSpec source =
        file.isEmpty()
            ? connector.sources().stream()
                .filter(one -> one.name().equals(cell(row, given, SOURCE)))
                .findFirst()
                .orElseThrow(
                    () -> new IllegalArgumentException("source=" + cell(row, given, SOURCE)))
            : files.stream()
                .filter(one -> one.name().equals(file))
                .map(InspectedFile::source)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("file=" + file));
    if (source.grain().isEmpty()) {
      throw new IllegalArgumentException("source=" + source.name() + " grain=[]");
    }
    String wanted = cell(row, given, "column");
    ColumnSpec column =
        source.columns().stream()
            .filter(one -> one.name().equals(wanted) || one.headings().contains(wanted))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("column=" + wanted));
    if (source.grain().contains(column.name())) {
      throw new IllegalArgumentException("column=" + wanted + " (key)");
    }
    return new Correction(
        number,
        source,
        file.isEmpty() ? null : file,
        cell(row, given, "key"),
        column,
        value(column, cell(row, given, "value"), connector.zone()),
        "%s: %s".formatted(cell(row, given, "by"), cell(row, given, "why")));
  }

  private static String cell(Row row, List<String> given, String heading) {
    int at = given.indexOf(heading);
    return at < 0 || row.isNullAt(at) ? "" : row.getString(at).strip();
  }

  /** Read as the cells of the column are; an empty value empties the cell. */
  private static @Nullable Object value(ColumnSpec column, String text, ZoneId zone) {
    CellReader reader = new CellReader(column, zone, Map.of(), false);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Object read = bytes.length == 0 ? null : reader.read(bytes, 0, bytes.length, false);
    if (bytes.length > 0 && reader.problem() != null) {
      throw new IllegalArgumentException(
          "%s=%s %s".formatted(column.name(), text, reader.problem()));
    }
    if (read == null) {
      return null;
    }
    return switch (column.kind()) {
      case TEXT -> read.toString();
      case DECIMAL -> ((Decimal) read).toJavaBigDecimal();
      case DATE -> LocalDate.ofEpochDay((Integer) read);
      case INSTANT -> Instant.EPOCH.plus((Long) read, ChronoUnit.MICROS);
      case FLAG -> read;
    };
  }

  /** The rows of a source with its mended cells. */
  Dataset<Row> apply(SourceSpec source, Dataset<Row> rows) {
    Map<ColumnSpec, List<Correction>> byColumn = new LinkedHashMap<>();
    for (Correction one : of(source)) {
      byColumn.computeIfAbsent(one.column(), column -> new ArrayList<>()).add(one);
    }
    if (byColumn.isEmpty()) {
      return rows;
    }
    Map<String, Column> mended = new HashMap<>();
    Column rejected = col(RecordFormat.REJECTED);
    for (Map.Entry<ColumnSpec, List<Correction>> entry : byColumn.entrySet()) {
      ColumnSpec column = entry.getKey();
      // One flat list of cases, since thousands of nested ones are too deep for Spark.
      Column cell = when(lit(false), col(column.name()));
      Column hit = when(lit(false), false);
      for (Correction one : entry.getValue()) {
        Column isFor = col(KEY).equalTo(one.key());
        isFor = one.file() == null ? isFor : isFor.and(col(RecordFormat.FILE).equalTo(one.file()));
        cell = cell.when(isFor, lit(one.value()).cast(column.kind().sparkName()));
        hit = hit.when(isFor, true);
      }
      mended.put(column.name(), cell.otherwise(col(column.name())));
      rejected =
          when(hit.otherwise(false), array_remove(rejected, column.name())).otherwise(rejected);
    }
    mended.put(RecordFormat.REJECTED, rejected);
    List<Column> columns = new ArrayList<>();
    for (String column : rows.columns()) {
      columns.add(mended.getOrDefault(column, col(column)).as(column));
    }
    return rows.withColumn(KEY, key(source)).select(columns.toArray(Column[]::new));
  }

  private List<Correction> of(SourceSpec source) {
    return all.stream().filter(one -> one.source().equals(source)).toList();
  }

  private static Column key(SourceSpec source) {
    return concat_ws(
        SEPARATOR,
        source.grain().stream().map(column -> col(column).cast("string")).toArray(Column[]::new));
  }

  /** Where the corrections went: every application, and every correction that matched no row. */
  public Outcome outcome(SparkSession spark, List<ReadPlan> plans) {
    List<Row> notes = new ArrayList<>();
    Set<String> cells = new LinkedHashSet<>();
    Set<Correction> matched = new LinkedHashSet<>();
    for (ReadPlan plan : plans) {
      List<Correction> own = of(plan.source());
      if (own.isEmpty()) {
        continue;
      }
      Object[] keys = own.stream().map(Correction::key).distinct().toArray();
      List<Row> rows =
          RecordFormat.rows(spark, plan)
              .withColumn(KEY, key(plan.source()))
              .filter(col(KEY).isin(keys))
              .collectAsList();
      for (Correction one : own) {
        for (Row row : rows) {
          String file = row.getAs(RecordFormat.FILE);
          if (one.isFor(file, row.getAs(KEY))) {
            matched.add(one);
            long number = row.<Long>getAs(RecordFormat.ROW);
            one.column().headings().forEach(heading -> cells.add(place(file, number, heading)));
            notes.add(
                note(
                    file,
                    number,
                    one,
                    RejectRule.CORRECTED,
                    "%s → %s (%s)"
                        .formatted(
                            shown(row.getAs(one.column().name())),
                            shown(one.value()),
                            one.reason())));
          }
        }
      }
    }
    for (Correction one : all) {
      if (!matched.contains(one)) {
        notes.add(note(name, one.row(), one, RejectRule.CORRECTION_UNMATCHED, one.key()));
      }
    }
    return new Outcome(spark, notes, cells);
  }

  private static String shown(@Nullable Object value) {
    return value instanceof BigDecimal number
        ? number.stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }

  private static Row note(String file, long row, Correction one, RejectRule rule, String value) {
    return RowFactory.create(
        file, row, one.source().name(), one.column().headings().get(0), rule.name(), value);
  }

  private static String place(String file, long row, String heading) {
    return file + SEPARATOR + row + SEPARATOR + heading;
  }

  /** What became of the corrections of one load. */
  public static final class Outcome {
    private final SparkSession spark;
    private final List<Row> notes;
    private final Set<String> cells;

    private Outcome(SparkSession spark, List<Row> notes, Set<String> cells) {
      this.spark = spark;
      this.notes = notes;
      this.cells = cells;
    }

    /** Refused cells without those that were mended, and the notes. */
    public List<Dataset<Row>> among(List<Dataset<Row>> refused) {
      if (notes.isEmpty()) {
        return refused;
      }
      List<Dataset<Row>> left = new ArrayList<>();
      Column place =
          concat(
              col(Rejects.FILE.name()),
              lit(SEPARATOR),
              col(Rejects.ROW_NUMBER.name()).cast("string"),
              lit(SEPARATOR),
              coalesce(col(Rejects.COLUMN_NAME.name()), lit("")));
      for (Dataset<Row> one : refused) {
        left.add(one.filter(not(place.isin(cells.toArray()))));
      }
      left.add(spark.createDataFrame(notes, CellRejects.SCHEMA));
      return left;
    }
  }
}
