package io.duecast.analytics.backtest;

import io.duecast.contract.order.OrderLines;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Columns of {@code predictions.parquet} (EVALUATION §1.8), each with where its value comes from.
 */
final class PredictionTable {

  private static final TableSpec.Builder COLUMNS =
      TableSpec.in(Zone.MODELS, "predictions", "One row per line, target and look at it.");

  private static final List<Function<Prediction, @Nullable Object>> VALUES = new ArrayList<>();

  private static int next = 1;

  static {
    add(COLUMNS.same(next++, OrderLines.ORDER_LINE_KEY), Prediction::lineKey);
    required("direction", ColumnType.STRING, "purchase or sales.", Prediction::direction);
    required("stage", ColumnType.STRING, "Stage code, or delivery.", Prediction::stage);
    required(
        "snapshot", ColumnType.STRING, "Why the line was looked at then.", Prediction::snapshot);
    required("snapshot_at", ColumnType.INSTANT, "Instant of the look.", Prediction::at);
    required("window", ColumnType.DATE, "First day of the test month.", Prediction::window);
    optional(
        "label",
        ColumnType.BOOLEAN,
        "Whether the due day was missed; null when the line left before it.",
        Prediction::label);
    required("due_on", ColumnType.DATE, "Day the label is measured against.", Prediction::dueOn);
    optional(
        "label_known_on",
        ColumnType.DATE,
        "Day on which the label was known.",
        Prediction::labelKnownOn);
    required(
        "unit",
        ColumnType.STRING,
        "Lines of one unit share their fate; drawn as one.",
        Prediction::unit);
    optional("partner_key", ColumnType.STRING, "Supplier or customer.", Prediction::partnerKey);
    required(
        "days_to_due", ColumnType.INT, "Days from the look to the due day.", Prediction::daysToDue);
    required(
        "outcomes", ColumnType.LONG, "The partner's outcomes known then.", Prediction::outcomes);
    required("level", ColumnType.STRING, "What answered.", Prediction::level);
    quantile("p10_days", "10 %", Prediction::p10);
    quantile("p50_days", "50 %", Prediction::p50);
    quantile("p80_days", "80 %", Prediction::p80);
    quantile("p90_days", "90 %", Prediction::p90);
    optional(
        "median_days",
        ColumnType.DOUBLE,
        "Days from the look that the partner's median duration leaves.",
        Prediction::medianDays);
    optional(
        "days_to_done",
        ColumnType.INT,
        "Days from the look to completion; null while open.",
        Prediction::daysToDone);
    required(
        "days_watched",
        ColumnType.INT,
        "Days from the look to the last day of the data.",
        Prediction::daysWatched);
    for (Rival rival : Rival.values()) {
      required(
          rival.code(),
          ColumnType.DOUBLE,
          "Probability to be late: " + rival.label().en() + ".",
          one -> one.of(rival));
    }
  }

  static final TableSpec TABLE = COLUMNS.key();

  private PredictionTable() {}

  private static void required(
      String name, ColumnType type, String meaning, Function<Prediction, @Nullable Object> value) {
    add(COLUMNS.required(next++, name, type, meaning), value);
  }

  private static void optional(
      String name, ColumnType type, String meaning, Function<Prediction, @Nullable Object> value) {
    add(COLUMNS.optional(next++, name, type, meaning), value);
  }

  private static void quantile(
      String name, String chance, Function<Prediction, @Nullable Object> value) {
    optional(
        name,
        ColumnType.INT,
        "Days from the look by which completion has " + chance + " chance.",
        value);
  }

  private static void add(Column column, Function<Prediction, @Nullable Object> value) {
    VALUES.add(value);
    if (VALUES.size() != column.id()) {
      throw new IllegalStateException("Column " + column + " has no value of its own.");
    }
  }

  /** One file, so that any tool opens it by name. */
  static void write(SparkSession spark, List<Prediction> predictions, Path file)
      throws IOException {
    List<Row> rows = predictions.stream().map(PredictionTable::row).toList();
    Path parts = file.resolveSibling(".predictions");
    spark
        .createDataFrame(rows, StructType.fromDDL(TABLE.sparkDdl()))
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(parts.toAbsolutePath().toUri().toString());
    try (Stream<Path> written = Files.list(parts)) {
      for (Path part : written.toList()) {
        if (part.getFileName().toString().endsWith(".parquet")) {
          Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } else {
          Files.delete(part);
        }
      }
    }
    Files.delete(parts);
  }

  private static Row row(Prediction one) {
    return RowFactory.create(
        VALUES.stream().map(value -> forSpark(value.apply(one))).toArray(Object[]::new));
  }

  private static @Nullable Object forSpark(@Nullable Object value) {
    if (value instanceof LocalDate day) {
      return Date.valueOf(day);
    }
    return value instanceof Instant instant ? Timestamp.from(instant) : value;
  }
}
