package io.duecast.analytics.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import io.duecast.analytics.AnalyticsProgram;
import io.duecast.contract.lake.Lake;
import io.duecast.contract.order.DateRevisions;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.OrderSchedules;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.StageEvents;
import io.duecast.contract.score.Runs;
import io.duecast.contract.score.Scores;
import io.duecast.contract.table.TableSpec;
import io.duecast.delta.DeltaTables;
import io.duecast.delta.SparkEngine;
import io.duecast.features.OrderFacts;
import io.duecast.features.bundle.ModelBundle;
import io.duecast.features.bundle.RawBooster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Scores many open lines from lake to lake, reasons and all, and prints its rate beside the bare
 * booster's on the matrix of the same lines. Arguments: a scored lake such as the demo's, which is
 * copied; number of open lines (default 200000); Spark master (default {@code local[2]}).
 */
public final class ScoringBenchmark {

  private static final int REPEATS = 3;
  private static final int THREADS = 2;

  /** Tables whose rows belong to one line, with the columns that copies must not share. */
  private static final Map<TableSpec, List<String>> OF_A_LINE =
      Map.of(
          OrderLines.TABLE, List.of(OrderLines.ORDER_LINE_KEY.name()),
          OrderSchedules.TABLE, List.of(OrderSchedules.ORDER_LINE_KEY.name()),
          StageEvents.TABLE, List.of(StageEvents.ORDER_LINE_KEY.name()),
          DateRevisions.TABLE, List.of(DateRevisions.ORDER_LINE_KEY.name()),
          Receipts.TABLE, List.of(Receipts.ORDER_LINE_KEY.name(), Receipts.RECEIPT_KEY.name()));

  private ScoringBenchmark() {}

  @SuppressWarnings("SystemOut")
  public static void main(String... args) throws IOException, XGBoostError {
    Path source = Path.of(args[0]);
    int wanted = args.length > 1 ? Integer.parseInt(args[1]) : 200_000;
    String master = args.length > 2 ? args[2] : "local[2]";
    Path folder = Files.createTempDirectory("duecast-bench-");
    try {
      copy(source, folder);
      Lake lake = new Lake(folder.toString());
      SparkSession spark = SparkEngine.start("benchmark of scoring", master);
      DeltaTables tables = DeltaTables.open(spark, lake);
      Row run = tables.read(Runs.TABLE).orderBy(col(Runs.FINISHED_AT.name()).desc()).first();
      String asOf = run.getAs(Runs.AS_OF.name()).toString().replace(' ', 'T') + "Z";
      Path bundle = Path.of(lake.bundle(run.getAs(Runs.MODEL_VERSION.name())));
      List<String> facts =
          tables
              .read(Scores.TABLE)
              .filter(col(Runs.RUN_ID.name()).equalTo(run.<String>getAs(Runs.RUN_ID.name())))
              .select(Scores.FACTS.name())
              .collectAsList()
              .stream()
              .map(row -> row.getString(0))
              .toList();
      double raw = raw(bundle, facts, wanted);

      score(lake, asOf, master);
      spark = SparkEngine.start("benchmark of scoring", master);
      int copies = wanted / facts.size();
      multiply(DeltaTables.open(spark, lake), copies);
      spark.stop();
      long start = System.nanoTime();
      score(lake, asOf, master);
      double ours = (copies + 1) * facts.size() * 1e9 / (System.nanoTime() - start);
      System.out.printf(
          Locale.ROOT,
          "open lines %,d; raw booster %,.0f lines/s; score command %,.0f lines/s; ratio %.2f%n",
          (copies + 1) * facts.size(),
          raw,
          ours,
          ours / raw);
    } finally {
      delete(folder);
    }
  }

  /** Lines a second of the bare booster, its matrix built beforehand. */
  private static double raw(Path bundle, List<String> facts, int wanted) throws XGBoostError {
    List<OrderFacts> lines = new ArrayList<>();
    List<OrderFacts> read = facts.stream().map(OrderFacts::fromJson).toList();
    while (lines.size() < Math.min(wanted, 20_000)) {
      lines.addAll(read);
    }
    RawBooster booster = new RawBooster(ModelBundle.open(bundle), THREADS);
    Map<String, float[]> matrices = booster.matrices(lines);
    double best = Double.MAX_VALUE;
    for (int i = 0; i < REPEATS; i++) {
      long start = System.nanoTime();
      booster.predict(matrices);
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    return lines.size() / best;
  }

  private static void score(Lake lake, String asOf, String master) {
    int exit =
        AnalyticsProgram.run("score", "--lake", lake.root(), "--as-of", asOf, "--master", master);
    if (exit != 0) {
      throw new IllegalStateException("Scoring ended with " + exit);
    }
  }

  /** Adds copies of the open lines with all that happened to them, each under a key of its own. */
  private static void multiply(DeltaTables tables, int copies) {
    String line = OrderLines.ORDER_LINE_KEY.name();
    Dataset<Row> open = tables.read(Scores.TABLE).select(col(line).as("_open")).distinct();
    for (Map.Entry<TableSpec, List<String>> entry : OF_A_LINE.entrySet()) {
      Dataset<Row> rows = tables.read(entry.getKey());
      Dataset<Row> many =
          rows.join(open, rows.col(line).equalTo(open.col("_open")))
              .drop("_open")
              .crossJoin(rows.sparkSession().range(1, copies + 1).withColumnRenamed("id", "_copy"));
      for (String key : entry.getValue()) {
        many = many.withColumn(key, concat(col(key), lit("~"), col("_copy").cast("string")));
      }
      tables.append(entry.getKey(), many.drop("_copy"));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.sorted().toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (!Files.exists(target)) {
          Files.copy(path, target);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
