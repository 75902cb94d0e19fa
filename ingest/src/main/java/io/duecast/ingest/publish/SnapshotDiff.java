package io.duecast.ingest.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.duecast.contract.order.DateRevisions;
import io.duecast.contract.order.Lineage;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.table.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What two extracts of one order line tell that neither tells alone: a date that moved between
 * them. The first promise that was ever seen stays the first promise.
 */
final class SnapshotDiff {

  private static final String SNAPSHOT = "snapshot";
  static final String EVIDENCE = "snapshot_diff";

  private SnapshotDiff() {}

  /**
   * Revisions of dates that differ from what the lake holds.
   *
   * @param lines lines of the load with lineage
   * @param published lines of the lake
   */
  static Dataset<Row> revisions(Dataset<Row> lines, Dataset<Row> published) {
    return moved(lines, published, OrderLines.PROMISED_DATE, "promised")
        .unionByName(moved(lines, published, OrderLines.REQUIRED_DATE, "required"));
  }

  private static Dataset<Row> moved(
      Dataset<Row> lines, Dataset<Row> published, Column date, String field) {
    Dataset<Row> before =
        published.select(
            col(OrderLines.ORDER_LINE_KEY.name()).as("_line"),
            col(date.name()).as("_old"),
            col(Lineage.SOURCE_MODIFIED_AT).as("_modified"));
    // When the company could know it: the source's own stamp where it moved on, else the extract.
    org.apache.spark.sql.Column changedAt =
        when(col(Lineage.SOURCE_MODIFIED_AT).gt(col("_modified")), col(Lineage.SOURCE_MODIFIED_AT))
            .otherwise(col(Lineage.EXTRACTED_AT));
    return lines
        .join(before, col(OrderLines.ORDER_LINE_KEY.name()).equalTo(col("_line")))
        .filter(not(col("_old").eqNullSafe(col(date.name()))))
        .select(
            col(OrderLines.ORDER_LINE_KEY.name()),
            lit(field).as(DateRevisions.FIELD.name()),
            col("_old").cast("string").as(DateRevisions.OLD_VALUE.name()),
            col(date.name()).cast("string").as(DateRevisions.NEW_VALUE.name()),
            changedAt.as(DateRevisions.CHANGED_AT.name()),
            lit(null).cast("string").as(DateRevisions.CHANGED_BY.name()),
            lit(null).cast("string").as(DateRevisions.REASON.name()),
            lit(EVIDENCE).as(DateRevisions.EVIDENCE.name()),
            col(Lineage.SOURCE_SYSTEM),
            col(Lineage.SOURCE_INSTANCE),
            col(Lineage.EXTRACT_ID),
            col(Lineage.EXTRACTED_AT),
            col(Lineage.RAW_REF),
            col(Lineage.SOURCE_MODIFIED_AT));
  }

  /** Leaves out revisions that a change document, or a run of this load that broke off, tells. */
  static Dataset<Row> untold(Dataset<Row> revisions, Dataset<Row> told) {
    Dataset<Row> known =
        told.select(
            col(DateRevisions.ORDER_LINE_KEY.name()).as("_line"),
            col(DateRevisions.FIELD.name()).as("_field"),
            col(DateRevisions.NEW_VALUE.name()).as("_new"),
            col(DateRevisions.EVIDENCE.name()).as("_evidence"),
            col(Lineage.EXTRACT_ID).as("_extract"));
    return revisions.join(
        known,
        col(DateRevisions.ORDER_LINE_KEY.name())
            .equalTo(col("_line"))
            .and(col(DateRevisions.FIELD.name()).equalTo(col("_field")))
            .and(col(DateRevisions.NEW_VALUE.name()).eqNullSafe(col("_new")))
            .and(
                col("_evidence")
                    .notEqual(EVIDENCE)
                    .or(col("_extract").equalTo(col(Lineage.EXTRACT_ID)))),
        "left_anti");
  }

  /** Lines of the load that keep the first promise the lake saw, where only a field tells it. */
  static Dataset<Row> keepFirstPromise(Dataset<Row> lines, Dataset<Row> published) {
    Dataset<Row> before =
        published.select(
            col(OrderLines.ORDER_LINE_KEY.name()).as("_line"),
            col(OrderLines.PROMISED_DATE_FIRST.name()).as("_first"));
    org.apache.spark.sql.Column keeps =
        col("_first")
            .isNotNull()
            .and(col(OrderLines.PROMISE_SOURCE.name()).isin("field", "none", SNAPSHOT))
            .and(not(col("_first").eqNullSafe(col(OrderLines.PROMISED_DATE_FIRST.name()))));
    return lines
        .join(before, col(OrderLines.ORDER_LINE_KEY.name()).equalTo(col("_line")), "left")
        .withColumn("_keeps", keeps)
        .withColumn(
            OrderLines.PROMISED_DATE_FIRST.name(),
            when(col("_keeps"), col("_first"))
                .otherwise(col(OrderLines.PROMISED_DATE_FIRST.name())))
        .withColumn(
            OrderLines.PROMISE_SOURCE.name(),
            when(col("_keeps"), lit(SNAPSHOT)).otherwise(col(OrderLines.PROMISE_SOURCE.name())))
        .drop("_keeps", "_line", "_first");
  }
}
