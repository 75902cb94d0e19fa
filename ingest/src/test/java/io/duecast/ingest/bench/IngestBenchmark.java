package io.duecast.ingest.bench;

import io.duecast.delta.SparkEngine;
import io.duecast.ingest.IngestProgram;
import io.duecast.simulator.SimulatorProgram;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * Loads simulated lines and writes the same files as plain Parquet, in one process, and prints the
 * ratio; then loads {@link ChangedOrders} and prints which part of the first load that took.
 * Arguments: number of lines (default 200000), Spark master (default {@code local[2]}).
 */
public final class IngestBenchmark {

  private static final int WARM_UP_LINES = 5_000;

  private IngestBenchmark() {}

  public static void main(String... args) throws IOException {
    int lines = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
    String master = args.length > 1 ? args[1] : "local[2]";
    Path folder = Files.createTempDirectory("duecast-bench-");
    try {
      SparkSession spark = SparkEngine.start("benchmark of ingest", master);
      Path small = simulate(folder.resolve("small"), WARM_UP_LINES);
      plain(spark, small, folder.resolve("small-parquet"));
      ingest(small, folder.resolve("small-lake"), master);

      Path export = simulate(folder.resolve("export"), lines);
      double plain = seconds(() -> plain(spark, export, folder.resolve("parquet")));
      long plainPeak = peakAndReset();
      double ours = seconds(() -> ingest(export, folder.resolve("lake"), master));
      System.out.printf(
          Locale.ROOT,
          "lines %,d; plain CSV to Parquet %.1f s (peak heap %d MB); ingest %.1f s (peak heap %d MB); ratio of rates %.2f%n",
          lines,
          plain,
          plainPeak >> 20,
          ours,
          peakAndReset() >> 20,
          plain / ours);

      Path changes = folder.resolve("changed").resolve("export");
      new ChangedOrders(spark, export, changes).write();
      double again = seconds(() -> ingest(changes, folder.resolve("lake"), master));
      System.out.printf(
          Locale.ROOT,
          "orders of which the id ends in 07 again: %.1f s (peak heap %d MB), %.1f %% of the first load%n",
          again,
          peakAndReset() >> 20,
          100 * again / ours);
    } finally {
      delete(folder);
    }
  }

  private static Path simulate(Path folder, int lines) {
    require(SimulatorProgram.run("simulate", "--lines", "" + lines, "--out", folder.toString()));
    return folder;
  }

  /** What anyone would write first: every file read with its heading row, written as it is. */
  private static void plain(SparkSession spark, Path export, Path out) {
    for (Path file : files(export)) {
      spark
          .read()
          .option("header", true)
          .csv(file.toString())
          .write()
          .parquet(out.resolve(file.getFileName()).toString());
    }
  }

  private static List<Path> files(Path export) {
    try (Stream<Path> files = Files.list(export)) {
      return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void ingest(Path export, Path lake, String master) {
    require(
        IngestProgram.run(
            "ingest",
            "--connector",
            "kingdee",
            "--input",
            export.toString(),
            "--lake",
            lake.toString(),
            "--master",
            master));
  }

  private static void require(int exitCode) {
    if (exitCode != 0) {
      throw new IllegalStateException("Command ended with " + exitCode);
    }
  }

  private static double seconds(Runnable work) {
    peakAndReset();
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static long peakAndReset() {
    long peak = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        peak += pool.getPeakUsage().getUsed();
        pool.resetPeakUsage();
      }
    }
    return peak;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
