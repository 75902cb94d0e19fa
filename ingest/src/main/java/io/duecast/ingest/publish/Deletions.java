package io.duecast.ingest.publish;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.when;

import io.duecast.contract.order.LineStatus;
import io.duecast.contract.order.Lineage;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.OrderSchedules;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.table.TableSpec;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows of the lake that a source no longer has, told by an extract that should hold them and does
 * not. They are marked and stay: what was known of them before the mark is still true of that time.
 */
final class Deletions {

  /** A key begins with source system, instance and direction. */
  private static final int PARTS_OF_DIRECTION = 3;

  private static final String SCOPE = "_scope";

  private static final String THERE = "_there_";

  private final LoadRecord load;

  Deletions(LoadRecord load) {
    this.load = load;
  }

  /** Lines of the lake that the extract, as far as it tells, should hold. */
  Dataset<Row> expectedLines(Dataset<Row> givenLines, Dataset<Row> published) {
    return load.tells() == Extent.ORDERS
        ? among(published, c(OrderLines.ORDER_KEY), givenLines, c(OrderLines.ORDER_KEY))
        : among(
            published,
            direction(OrderLines.ORDER_LINE_KEY),
            givenLines,
            direction(OrderLines.ORDER_LINE_KEY));
  }

  /** Lines of the lake that the source no longer has, marked. */
  Dataset<Row> lines(Dataset<Row> givenLines, Dataset<Row> published) {
    Dataset<Row> gone = without(expectedLines(givenLines, published), OrderLines.TABLE, givenLines);
    Column status = c(OrderLines.LINE_STATUS);
    Column arrived =
        coalesce(c(OrderLines.QTY_STOCKED), c(OrderLines.QTY_ARRIVED), lit(0)).gt(lit(0));
    Column ended =
        when(status.equalTo(LineStatus.OPEN.code()), lit(LineStatus.CANCELLED.code()))
            .when(status.equalTo(LineStatus.PARTIAL.code()), lit(LineStatus.CLOSED_SHORT.code()))
            .when(
                status.equalTo(LineStatus.FROZEN.code()),
                when(arrived, lit(LineStatus.CLOSED_SHORT.code()))
                    .otherwise(lit(LineStatus.CANCELLED.code())));
    return marked(gone, OrderLines.DELETED_AT)
        .withColumn(
            OrderLines.CLOSED_AT.name(),
            when(ended.isNotNull(), coalesce(c(OrderLines.CLOSED_AT), c(OrderLines.DELETED_AT)))
                .otherwise(c(OrderLines.CLOSED_AT)))
        .withColumn(OrderLines.LINE_STATUS.name(), coalesce(ended, status));
  }

  /**
   * Receipts that were taken back without a reversal. Those of a line that is gone too stay: the
   * source keeps neither any more, and what was delivered then was delivered.
   */
  Dataset<Row> receipts(Dataset<Row> given, Dataset<Row> givenLines, Dataset<Row> published) {
    Dataset<Row> ofLines =
        among(published, c(Receipts.ORDER_LINE_KEY), givenLines, c(OrderLines.ORDER_LINE_KEY));
    Dataset<Row> ofKinds = among(ofLines, c(Receipts.KIND), given, c(Receipts.KIND));
    return marked(without(ofKinds, Receipts.TABLE, given), Receipts.DELETED_AT)
        .withColumn(Receipts.EFFECTIVE.name(), lit(false));
  }

  /** Schedules that a line which is still there no longer has. */
  Dataset<Row> schedules(Dataset<Row> given, Dataset<Row> givenLines, Dataset<Row> published) {
    Dataset<Row> ofLines =
        among(
            published, c(OrderSchedules.ORDER_LINE_KEY), givenLines, c(OrderLines.ORDER_LINE_KEY));
    return marked(without(ofLines, OrderSchedules.TABLE, given), OrderSchedules.DELETED_AT);
  }

  private Dataset<Row> marked(Dataset<Row> gone, io.duecast.contract.table.Column deletedAt) {
    return gone.filter(c(deletedAt).isNull())
        .withColumn(deletedAt.name(), lit(load.extractedAt()))
        .withColumn(Lineage.EXTRACT_ID, lit(load.loadId()))
        .withColumn(Lineage.EXTRACTED_AT, lit(load.extractedAt()));
  }

  /** Rows of this source and instance that share a value with rows of the extract. */
  private Dataset<Row> among(Dataset<Row> published, Column value, Dataset<Row> given, Column of) {
    return published
        .filter(
            col(Lineage.SOURCE_SYSTEM)
                .equalTo(load.connector().sourceSystem())
                .and(col(Lineage.SOURCE_INSTANCE).equalTo(load.connector().sourceInstance())))
        .withColumn(SCOPE, value)
        .join(
            given.select(of.as(SCOPE)).distinct(),
            scala.jdk.javaapi.CollectionConverters.asScala(List.of(SCOPE)).toSeq(),
            "left_semi")
        .select(Arrays.stream(published.columns()).map(name -> col(name)).toArray(Column[]::new));
  }

  /** Rows whose key is not among the given ones. */
  private static Dataset<Row> without(Dataset<Row> rows, TableSpec table, Dataset<Row> given) {
    Dataset<Row> keys =
        given.select(
            table.key().stream().map(key -> c(key).as(THERE + key.name())).toArray(Column[]::new));
    Column same =
        table.key().stream()
            .map(key -> c(key).equalTo(col(THERE + key.name())))
            .reduce(Column::and)
            .orElseThrow();
    return rows.join(keys, same, "left_anti");
  }

  private static Column direction(io.duecast.contract.table.Column key) {
    return substring_index(c(key), "|", PARTS_OF_DIRECTION);
  }

  private static Column c(io.duecast.contract.table.Column column) {
    return col(column.name());
  }
}
