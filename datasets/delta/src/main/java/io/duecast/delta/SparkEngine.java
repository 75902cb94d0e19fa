package io.duecast.delta;

import org.apache.spark.sql.SparkSession;

/** Starts Spark with the settings that the lake rests on. */
public final class SparkEngine {

  private SparkEngine() {}

  /**
   * A session in UTC with Delta. In local mode it is bound to loopback and shows no pages.
   *
   * @param master {@code local[*]}, {@code spark://…} or any other Spark master
   */
  public static SparkSession start(String application, String master) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("duecast " + application)
            .master(master)
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.ansi.enabled", "true")
            .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
            .config("spark.sql.adaptive.coalescePartitions.parallelismFirst", "false")
            .config("spark.databricks.delta.snapshotPartitions", "1")
            // Bounds of every column cost an eighth of a load and no reader here prunes by them.
            .config("spark.databricks.delta.properties.defaults.dataSkippingNumIndexedCols", "1")
            // A gigabyte is the default: every compaction would write the whole of most tables
            // again.
            .config("spark.databricks.delta.optimize.minFileSize", "67108864")
            .config("spark.databricks.delta.optimize.maxFileSize", "268435456")
            // No table is managed by Spark; without this it leaves an empty folder wherever it is
            // started.
            .config(
                "spark.sql.warehouse.dir",
                System.getProperty("java.io.tmpdir") + "/duecast-spark-warehouse")
            .config("spark.ui.enabled", "false")
            // Nobody sees Spark's pages, so the driver's heap need not remember much for them.
            .config("spark.ui.retainedJobs", "10")
            .config("spark.ui.retainedStages", "10")
            .config("spark.ui.retainedTasks", "100")
            .config("spark.sql.ui.retainedExecutions", "5")
            .config("spark.sql.maxPlanStringLength", "2000");
    if (master.startsWith("local")) {
      builder
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.sql.shuffle.partitions", "4");
    }
    return builder.getOrCreate();
  }
}
