package io.duecast.analytics.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MappingIterator;
import io.duecast.analytics.fault.AnalyticsFaults;
import io.duecast.contract.Text;
import io.duecast.features.FactsJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
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
    } catch (JsonProcessingException e) {
      // Not what this program writes, or cut off by a failing disk: computed again.
      return null;
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
      Files.move(
          temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw AnalyticsFaults.storage(file, e);
    }
  }

  void write(
      SparkSession spark,
      BacktestResult result,
      List<Prediction> predictions,
      Text.Language language) {
    try {
      List<String> figures = new ArrayList<>();
      for (MetricRow row : result.metrics()) {
        figures.add(FactsJson.MAPPER.writeValueAsString(row));
      }
      // One figure a line: readable, and a difference of two backtests too.
      Files.writeString(
          folder.resolve("metrics.json"), "[\n" + String.join(",\n", figures) + "\n]\n");
      Files.writeString(
          report(), Report.html(result, predictions, language), StandardCharsets.UTF_8);
      PredictionTable.write(spark, predictions, folder.resolve("predictions.parquet"));
    } catch (IOException e) {
      throw AnalyticsFaults.storage(folder, e);
    }
  }
}
