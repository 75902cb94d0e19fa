package io.duecast.ingest.normalize;

import io.duecast.delta.OwnFolder;
import io.duecast.ingest.fault.IngestFaults;
import io.duecast.ingest.land.TemporaryFolder;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Where the rows of one load wait until they are published. Every table and view is computed once;
 * judging and publishing read what they need of it. Kept as files, a load is bounded by the disk
 * and not by memory, and the plans of later queries stay short.
 */
public final class Staging implements AutoCloseable {

  private final SparkSession spark;
  private final Path folder;

  /**
   * @param folder of this load alone, seen by driver and executors; what an earlier attempt left in
   *     it is overwritten
   */
  public Staging(SparkSession spark, String folder) {
    this.spark = spark;
    this.folder = new Path(folder);
    try {
      OwnFolder.make(this.folder.getFileSystem(spark.sessionState().newHadoopConf()), this.folder);
    } catch (IOException e) {
      throw IngestFaults.notKept(folder, e);
    }
  }

  /** A folder of this machine, for a trial that never reaches a lake. */
  public static Staging temporary(SparkSession spark) {
    return new Staging(spark, TemporaryFolder.create("duecast-staging-").toUri().toString());
  }

  /** Computes the rows and answers them as they are kept, with the same columns. */
  Dataset<Row> keep(String name, Dataset<Row> rows) {
    String place = new Path(folder, name).toString();
    rows.write()
        .mode(SaveMode.Overwrite)
        .option("compression", "lz4")
        // Read whole and soon thrown away: dictionaries and bounds cost more than they bring.
        .option("parquet.enable.dictionary", false)
        .option("parquet.column.statistics.enabled", false)
        .parquet(place);
    return spark.read().schema(rows.schema()).parquet(place);
  }

  /** Removes the folder; rows that were kept in it can no longer be read. */
  @Override
  public void close() {
    try {
      FileSystem files = folder.getFileSystem(spark.sessionState().newHadoopConf());
      files.delete(folder, true);
    } catch (IOException e) {
      throw IngestFaults.notKept(folder.toString(), e);
    }
  }
}
