package io.duecast.ingest.publish;

import static org.apache.spark.sql.functions.col;

import io.duecast.contract.lake.SourceWatermarks;
import io.duecast.delta.DeltaTables;
import io.duecast.ingest.connector.Connector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** How far the sources of a connector have been read. */
public final class Watermarks {

  private Watermarks() {}

  /**
   * By reading, a source or {@code source/part}, the watermark of its last load. One that another
   * version of the connector read does not count: what that version left out was left out of every
   * row.
   */
  public static Map<String, String> read(DeltaTables lake, Connector connector) {
    Map<String, String> watermarks = new LinkedHashMap<>();
    if (lake.exists(SourceWatermarks.TABLE)) {
      lake.read(SourceWatermarks.TABLE)
          .filter(
              col(SourceWatermarks.SOURCE_SYSTEM.name())
                  .equalTo(connector.sourceSystem())
                  .and(
                      col(SourceWatermarks.SOURCE_INSTANCE.name())
                          .equalTo(connector.sourceInstance()))
                  .and(col(SourceWatermarks.CONNECTOR_VERSION.name()).equalTo(connector.version())))
          .select(col(SourceWatermarks.SOURCE.name()), col(SourceWatermarks.WATERMARK.name()))
          .collectAsList()
          .forEach(row -> watermarks.put(row.getString(0), row.getString(1)));
    }
    return watermarks;
  }

  /**
   * Keeps the watermarks of a load that is published, whole. Readings not named stay as they are.
   */
  public static void keep(
      SparkSession spark,
      DeltaTables lake,
      Connector connector,
      String loadId,
      Map<String, String> watermarks) {
    List<Row> rows = new ArrayList<>();
    watermarks.forEach(
        (source, watermark) ->
            rows.add(
                RowFactory.create(
                    connector.sourceSystem(),
                    connector.sourceInstance(),
                    source,
                    connector.name(),
                    connector.version(),
                    watermark,
                    loadId)));
    lake.merge(
        SourceWatermarks.TABLE,
        spark.createDataFrame(rows, DeltaTables.schema(SourceWatermarks.TABLE)),
        List.of(),
        rows.size());
  }
}
