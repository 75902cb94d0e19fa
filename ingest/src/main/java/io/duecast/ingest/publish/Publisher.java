package io.duecast.ingest.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.duecast.contract.Text;
import io.duecast.contract.check.QualityRates;
import io.duecast.contract.check.RejectRule;
import io.duecast.contract.check.Rejects;
import io.duecast.contract.lake.LakeMarker;
import io.duecast.contract.lake.LoadCounts;
import io.duecast.contract.lake.Loads;
import io.duecast.contract.order.DateRevisions;
import io.duecast.contract.order.Lineage;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.OrderSchedules;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.process.DueRule;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.contract.process.ProcessStages;
import io.duecast.contract.process.StageDefinition;
import io.duecast.contract.table.TableSpec;
import io.duecast.delta.DeltaTables;
import io.duecast.delta.Merged;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.fault.IngestFaults;
import io.duecast.ingest.normalize.RecordFormat;
import io.duecast.ingest.quality.JudgedTable;
import io.duecast.ingest.quality.SourceRates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Publishes one load. Every write is idempotent and the row in {@code loads} comes last, so a load
 * that was killed is completed by running it again.
 */
public final class Publisher {

  /** Lineage says who wrote a row last; it alone is no change of the row. */
  private static final List<String> LINEAGE =
      List.of(
          Lineage.EXTRACT_ID, Lineage.EXTRACTED_AT, Lineage.RAW_REF, Lineage.SOURCE_MODIFIED_AT);

  /** Tables whose rows are marked when the source no longer has them. */
  public static final List<TableSpec> MARKED =
      List.of(OrderLines.TABLE, OrderSchedules.TABLE, Receipts.TABLE);

  /** Share of the lines that may go at once; what a company deletes in a year is less. */
  private static final double MOST_DELETED = 0.2;

  private final SparkSession spark;
  private final DeltaTables lake;
  private final LoadRecord load;
  private final boolean linesThere;

  /** What the lake held of the load's lines; asked for by revisions and by lines. */
  private @Nullable Dataset<Row> linesBefore;

  public Publisher(SparkSession spark, DeltaTables lake, LoadRecord load) {
    this.spark = spark;
    this.lake = lake;
    this.load = load;
    this.linesThere = lake.exists(OrderLines.TABLE);
  }

  /** Whether the lake holds order lines already, so that a load may move their dates. */
  public boolean hasLines() {
    return linesThere;
  }

  /** Publishes one canonical table and checks that no row went missing. */
  public PublishedTable publish(JudgedTable judged, List<JudgedTable> all) {
    TableSpec table = judged.table();
    Dataset<Row> rows = withLineage(judged.sound());
    boolean fresh = !lake.exists(table);
    if (!fresh && table.equals(OrderLines.TABLE)) {
      rows = SnapshotDiff.keepFirstPromise(rows, linesBefore(judged));
    }
    long deleted = 0;
    if (!fresh && judged.rowsIn() > 0 && MARKED.contains(table)) {
      Optional<Dataset<Row>> gone = gone(judged, all);
      deleted = gone.map(Dataset::count).orElse(0L);
      rows = deleted == 0 ? rows : rows.unionByName(gone.orElseThrow());
    }
    long extra = deleted;
    if (table.equals(DateRevisions.TABLE) && linesThere) {
      Optional<Dataset<Row>> seen = snapshotRevisions(rows, all);
      if (seen.isPresent()) {
        extra = seen.get().count();
        rows = extra == 0 ? rows : rows.unionByName(seen.get());
      }
    }
    if (judged.rowsIn() == judged.rejected() + judged.repeated() && extra == 0) {
      // Nothing to write leaves no commit whose rows could be counted.
      lake.createIfMissing(table);
      return new PublishedTable(
          table.name(), judged.rowsIn(), 0, judged.rejected(), judged.repeated(), 0, 0, 0);
    }
    Merged merged;
    if (fresh) {
      lake.append(table, rows);
      long appended = lake.lastCommitMetrics(table).getOrDefault("numOutputRows", 0L);
      merged = new Merged(appended, appended, 0);
    } else {
      long atMost = judged.rowsIn() + extra;
      boolean asked = table.equals(OrderLines.TABLE) && deleted == 0;
      merged = lake.merge(table, rows, asked ? linesBefore(judged) : null, LINEAGE, atMost);
    }
    long out = merged.given() - extra;
    PublishedTable published =
        new PublishedTable(
            table.name(),
            judged.rowsIn(),
            out,
            judged.rejected(),
            judged.repeated(),
            fresh ? out : merged.inserted(),
            merged.updated() - deleted,
            deleted);
    if (published.rowsIn() != out + published.rowsRejected() + published.rowsRepeated()) {
      throw IngestFaults.rowsLost(
          table.name(),
          published.rowsIn(),
          out,
          published.rowsRejected(),
          published.rowsRepeated());
    }
    return published;
  }

  /** Rows of the table that the source no longer has, as far as the extract tells. */
  private Optional<Dataset<Row>> gone(JudgedTable judged, List<JudgedTable> all) {
    Optional<Dataset<Row>> lines = givenLines(all);
    if (load.tells() == Extent.ROWS || lines.isEmpty()) {
      return Optional.empty();
    }
    Deletions deletions = new Deletions(load);
    Dataset<Row> there = lake.read(judged.table()).select(names(judged.table()));
    if (judged.table().equals(OrderLines.TABLE)) {
      return Optional.of(deletions.lines(lines.get(), there));
    }
    if (load.tells() == Extent.ORDERS) {
      return Optional.empty();
    }
    return Optional.of(
        judged.table().equals(Receipts.TABLE)
            ? deletions.receipts(judged.given(), lines.get(), there)
            : deletions.schedules(judged.given(), lines.get(), there));
  }

  private static Optional<Dataset<Row>> givenLines(List<JudgedTable> all) {
    return all.stream()
        .filter(one -> one.table().equals(OrderLines.TABLE) && one.rowsIn() > 0)
        .findFirst()
        .map(JudgedTable::given);
  }

  /**
   * Refuses a load that says it holds everything and lacks much of what was there: more often than
   * not it was cut.
   */
  public void refuseCutExtract(List<JudgedTable> all) {
    Optional<Dataset<Row>> given = givenLines(all);
    if (load.tells() != Extent.SOURCE || !linesThere || given.isEmpty()) {
      return;
    }
    Deletions deletions = new Deletions(load);
    Dataset<Row> there =
        lake.read(OrderLines.TABLE).filter(col(OrderLines.DELETED_AT.name()).isNull());
    long expected = deletions.expectedLines(given.get(), there).count();
    long gone = deletions.lines(given.get(), there).count();
    if (gone > MOST_DELETED * expected) {
      throw IngestFaults.extractCut(gone, expected, Math.round(100 * MOST_DELETED));
    }
  }

  /**
   * Revisions between the lake and this load. They are published before the lines, because
   * afterwards the difference is gone.
   */
  private Optional<Dataset<Row>> snapshotRevisions(Dataset<Row> told, List<JudgedTable> all) {
    Optional<JudgedTable> lines =
        all.stream().filter(one -> one.table().equals(OrderLines.TABLE)).findFirst();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    Dataset<Row> moved =
        SnapshotDiff.revisions(withLineage(lines.get().sound()), linesBefore(lines.get()));
    Dataset<Row> known = told.select(names(DateRevisions.TABLE));
    if (lake.exists(DateRevisions.TABLE)) {
      known = known.unionByName(lake.read(DateRevisions.TABLE));
    }
    return Optional.of(SnapshotDiff.untold(moved, known));
  }

  private Dataset<Row> linesBefore(JudgedTable lines) {
    if (linesBefore == null) {
      linesBefore = lake.matching(OrderLines.TABLE, lines.sound(), lines.rowsIn());
    }
    return linesBefore;
  }

  private static Column[] names(TableSpec table) {
    return table.columnNames().stream().map(name -> col(name)).toArray(Column[]::new);
  }

  private Dataset<Row> withLineage(Dataset<Row> rows) {
    return rows.withColumn(Lineage.SOURCE_SYSTEM, lit(load.connector().sourceSystem()))
        .withColumn(Lineage.SOURCE_INSTANCE, lit(load.connector().sourceInstance()))
        .withColumn(Lineage.EXTRACT_ID, lit(load.loadId()))
        .withColumn(Lineage.EXTRACTED_AT, lit(load.extractedAt()))
        .withColumn(
            Lineage.RAW_REF,
            concat(col(RecordFormat.FILE), lit("#"), col(RecordFormat.ROW).cast("string")))
        .drop(RecordFormat.FILE, RecordFormat.ROW);
  }

  /** Writes the rejects of this load, replacing those of an attempt that broke off. */
  public void publishRejects(Optional<Dataset<Row>> found) {
    boolean nothingToReplace = found.isEmpty() && !lake.exists(Rejects.TABLE);
    if (nothingToReplace) {
      lake.createIfMissing(Rejects.TABLE);
      return;
    }
    Dataset<Row> rejects =
        found.orElseGet(
            () -> spark.createDataFrame(List.<Row>of(), DeltaTables.schema(Rejects.TABLE)));
    Column severity = lit(null).cast("string");
    Column zh = severity;
    Column en = severity;
    for (RejectRule rule : RejectRule.values()) {
      Column is = col(Rejects.RULE.name()).equalTo(rule.name());
      severity = when(is, lit(rule.severity().code())).otherwise(severity);
      zh = when(is, lit(rule.hint().zh())).otherwise(zh);
      en = when(is, lit(rule.hint().en())).otherwise(en);
    }
    lake.replaceWhere(
        Rejects.TABLE,
        rejects
            .withColumn(Rejects.LOAD_ID.name(), lit(load.loadId()))
            .withColumn(Rejects.SOURCE_SYSTEM.name(), lit(load.connector().sourceSystem()))
            .withColumn(Rejects.SEVERITY.name(), severity)
            .withColumn(Rejects.REASON_ZH.name(), zh)
            .withColumn(Rejects.REASON_EN.name(), en),
        Rejects.LOAD_ID,
        load.loadId());
  }

  /**
   * Rows in of each source in earlier loads of this connector and source instance, latest first.
   */
  public Map<String, List<Long>> earlierRows() {
    if (!lake.exists(QualityRates.TABLE)) {
      return Map.of();
    }
    Map<String, List<Long>> earlier = new HashMap<>();
    Connector connector = load.connector();
    lake
        .read(QualityRates.TABLE)
        .filter(
            col(QualityRates.RULE.name())
                .equalTo(QualityRates.ANY)
                .and(col(QualityRates.CONNECTOR.name()).equalTo(connector.name()))
                .and(col(QualityRates.SOURCE_INSTANCE.name()).equalTo(connector.sourceInstance()))
                .and(not(col(QualityRates.LOAD_ID.name()).equalTo(load.loadId()))))
        .select(
            col(QualityRates.EXTRACTED_AT.name()),
            col(QualityRates.SOURCE.name()),
            col(QualityRates.ROWS_IN.name()),
            col(QualityRates.LOAD_ID.name()))
        .collectAsList()
        .stream()
        .sorted(
            Comparator.comparing((Row row) -> row.getTimestamp(0))
                .reversed()
                .thenComparing(row -> row.getString(3)))
        .forEach(
            row ->
                earlier
                    .computeIfAbsent(row.getString(1), source -> new ArrayList<>())
                    .add(row.getLong(2)));
    return earlier;
  }

  /** Writes how wrong each source was, replacing what an attempt that broke off wrote. */
  public void publishRates(List<SourceRates.SourceRate> rates) {
    Connector connector = load.connector();
    put(
        QualityRates.TABLE,
        rates.stream()
            .map(
                rate ->
                    RowFactory.create(
                        load.loadId(),
                        connector.name(),
                        connector.sourceSystem(),
                        connector.sourceInstance(),
                        rate.source(),
                        rate.rule(),
                        rate.rowsIn(),
                        rate.wrong(),
                        rate.rate(),
                        QualityRates.TARGET_RATE,
                        rate.usualRows(),
                        rate.newest(),
                        rate.mender() == null ? null : rate.mender().code(),
                        load.extractedAt()))
            .toList());
  }

  /** Writes the definitions of the connector's processes where they are new or changed. */
  public void publishProcesses() {
    List<Row> rows = new ArrayList<>();
    for (ProcessDefinition process : load.connector().processes()) {
      process
          .ownDeliveryDue()
          .ifPresent(due -> rows.add(row(process, wholeDelivery(process.deliveryStage(), due))));
      for (StageDefinition stage : process.stages()) {
        rows.add(row(process, stage));
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    Dataset<Row> wanted = spark.createDataFrame(rows, DeltaTables.schema(ProcessStages.TABLE));
    if (!lake.exists(ProcessStages.TABLE)) {
      lake.append(ProcessStages.TABLE, wanted);
      return;
    }
    List<String> processes =
        load.connector().processes().stream().map(ProcessDefinition::name).toList();
    Dataset<Row> there =
        lake.read(ProcessStages.TABLE)
            .filter(col(ProcessStages.PROCESS.name()).isInCollection(processes));
    if (!there.except(wanted).isEmpty() || !wanted.except(there).isEmpty()) {
      Dataset<Row> others =
          lake.read(ProcessStages.TABLE)
              .filter(not(col(ProcessStages.PROCESS.name()).isInCollection(processes)));
      lake.replace(ProcessStages.TABLE, others.unionByName(wanted));
    }
  }

  /** The whole way from order to delivery as a row beside the stages. */
  private static StageDefinition wholeDelivery(StageDefinition delivery, DueRule due) {
    return new StageDefinition(
        ProcessDefinition.DELIVERY,
        0,
        Text.of("交付", "Delivery"),
        delivery.ownerRole(),
        due,
        false,
        false,
        false);
  }

  private static Row row(ProcessDefinition process, StageDefinition stage) {
    DueRule due = stage.due();
    boolean offset = due.kind() == DueRule.Kind.OFFSET;
    boolean norm = due.kind() == DueRule.Kind.NORM;
    return RowFactory.create(
        process.name(),
        process.direction(),
        stage.stage(),
        stage.order(),
        stage.name().zh(),
        stage.name().en(),
        stage.ownerRole().code(),
        due.kind().name().toLowerCase(Locale.ROOT),
        due.field(),
        due.afterStage(),
        offset && due.calendarDays() == 0 ? (Object) due.workingDays() : null,
        norm ? (Object) due.percentile() : null,
        norm ? (Object) due.minimum() : null,
        stage.optional(),
        stage.repeats(),
        stage.delivery(),
        offset && due.calendarDays() != 0 ? (Object) due.calendarDays() : null);
  }

  /** Writes the counts and then the load itself: from now on the load is there. */
  public void commit(List<PublishedTable> tables, long cellsRejected) {
    List<Row> counts = new ArrayList<>();
    for (PublishedTable table : tables) {
      counts.add(
          RowFactory.create(
              load.loadId(),
              table.table(),
              table.rowsIn(),
              table.rowsOut(),
              table.rowsRejected(),
              table.rowsRepeated(),
              table.inserted(),
              table.updated(),
              table.deleted()));
    }
    put(LoadCounts.TABLE, counts);
    Connector connector = load.connector();
    put(
        Loads.TABLE,
        List.of(
            RowFactory.create(
                load.loadId(),
                connector.name(),
                connector.sourceSystem(),
                connector.sourceInstance(),
                connector.zone().getId(),
                connector.calendar(),
                load.startedAt(),
                Instant.now(),
                Loads.PUBLISHED,
                load.files(),
                load.bytes(),
                load.rowsIn(),
                load.rowsIn() - load.rowsRejected(),
                load.rowsRejected(),
                cellsRejected,
                LakeMarker.CONTRACT_VERSION,
                load.people(),
                connector.sites().isEmpty() ? null : connector.sites())));
  }

  private void put(TableSpec table, List<Row> rows) {
    lake.replaceWhere(
        table,
        spark.createDataFrame(rows, DeltaTables.schema(table)),
        Loads.LOAD_ID,
        load.loadId());
  }
}
