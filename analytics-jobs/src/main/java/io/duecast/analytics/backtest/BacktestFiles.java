package io.duecast.analytics.backtest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MappingIterator;
import io.duecast.analytics.fault.AnalyticsFaults;
import io.duecast.features.FactsJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a backtest: metrics, predictions, report, and the windows that are done. A window
 * is used again only by a backtest with the same key.
 */
public final class BacktestFiles {

  private final Path folder;
  private final Path windows;

  /**
   * A folder, made when missing.
   *
   * @param key what the predictions depend on: data, settings, seed, features
   */
  public BacktestFiles(Path folder, String key) {
    this.folder = folder;
    this.windows = folder.resolve(".windows");
    try {
      Files.createDirectories(windows);
      Path stamp = windows.resolve("key");
      if (!Files.exists(stamp) || !Files.readString(stamp).equals(key)) {
        try (Stream<Path> old = Files.list(windows)) {
          for (Path file : old.toList()) {
            Files.delete(file);
          }
        }
        Files.writeString(stamp, key);
      }
    } catch (IOException e) {
      throw AnalyticsFaults.storage(folder, e);
    }
  }

  /** The page to open. */
  public Path report() {
    return folder.resolve("report.html");
  }

  /** Predictions of a window that is done; null otherwise. */
  @Nullable List<Prediction> kept(LocalDate month) {
    Path file = windows.resolve(month + ".json");
    if (!Files.exists(file)) {
      return null;
    }
    try (MappingIterator<Prediction> lines =
        FactsJson.MAPPER.readerFor(new TypeReference<Prediction>() {}).readValues(file.toFile())) {
      return lines.readAll();
    } catch (IOException e) {
      throw AnalyticsFaults.storage(file, e);
    }
  }

  void keep(LocalDate month, List<Prediction> predictions) {
    Path file = windows.resolve(month + ".json");
    Path temporary = windows.resolve(month + ".writing");
    try {
      try (BufferedWriter out = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
        for (Prediction one : predictions) {
          out.write(FactsJson.MAPPER.writeValueAsString(one));
          out.write('\n');
        }
      }
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw AnalyticsFaults.storage(file, e);
    }
  }

  void write(SparkSession spark, BacktestResult result, List<Prediction> predictions) {
    try {
      FactsJson.MAPPER
          .writerWithDefaultPrettyPrinter()
          .writeValue(folder.resolve("metrics.json").toFile(), result.metrics());
      Files.writeString(report(), Report.html(result, predictions), StandardCharsets.UTF_8);
      parquet(spark, predictions);
    } catch (IOException e) {
      throw AnalyticsFaults.storage(folder, e);
    }
  }

  /** One file, so that any tool opens it by name. */
  private void parquet(SparkSession spark, List<Prediction> predictions) throws IOException {
    StringBuilder ddl =
        new StringBuilder(
            "order_line_key STRING, direction STRING, stage STRING, snapshot STRING,"
                + " snapshot_at TIMESTAMP, window DATE, label BOOLEAN, label_known_on DATE,"
                + " unit STRING, partner_key STRING, days_to_due INT, outcomes BIGINT, level STRING,"
                + " p10_days INT, p50_days INT, p80_days INT, p90_days INT, median_days DOUBLE,"
                + " days_to_done INT");
    for (Rival rival : Rival.values()) {
      ddl.append(", ").append(rival.code()).append(" DOUBLE");
    }
    List<Row> rows = new ArrayList<>(predictions.size());
    for (Prediction one : predictions) {
      Object[] values = new Object[19 + Rival.values().length];
      Object[] first = {
        one.lineKey(),
        one.direction(),
        one.stage(),
        one.snapshot(),
        Timestamp.from(one.at()),
        Date.valueOf(one.window()),
        one.late(),
        Date.valueOf(one.lateKnownOn()),
        one.unit(),
        one.partnerKey(),
        one.daysToDue(),
        one.outcomes(),
        one.level(),
        one.p10(),
        one.p50(),
        one.p80(),
        one.p90(),
        one.medianDays(),
        one.daysToDone()
      };
      System.arraycopy(first, 0, values, 0, first.length);
      for (Rival rival : Rival.values()) {
        values[first.length + rival.ordinal()] = one.of(rival);
      }
      rows.add(RowFactory.create(values));
    }
    Path parts = folder.resolve(".predictions");
    spark
        .createDataFrame(rows, StructType.fromDDL(ddl.toString()))
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(parts.toAbsolutePath().toUri().toString());
    try (Stream<Path> files = Files.list(parts)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().endsWith(".parquet")) {
          Files.move(
              file, folder.resolve("predictions.parquet"), StandardCopyOption.REPLACE_EXISTING);
        } else {
          Files.delete(file);
        }
      }
    }
    Files.delete(parts);
  }
}
