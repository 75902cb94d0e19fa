package io.duecast.analytics.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.duecast.analytics.fault.AnalyticsFaults;
import io.duecast.analytics.order.OrderBook;
import io.duecast.analytics.order.PlacedLines;
import io.duecast.analytics.order.PlacedOrder;
import io.duecast.analytics.order.Places;
import io.duecast.analytics.order.StepTables;
import io.duecast.contract.history.StageOutcomes;
import io.duecast.contract.history.SupplierLedger;
import io.duecast.contract.order.PartnerAliases;
import io.duecast.delta.DeltaTables;
import io.duecast.features.LedgerBuilder;
import io.duecast.features.LedgerChange;
import io.duecast.features.LedgerRow;
import io.duecast.features.Norms;
import io.duecast.features.PartnerHistory;
import io.duecast.features.StageOutcome;
import java.io.Serializable;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * What became of each stage of each line, and the ledger of what was known when, both as known at
 * one instant.
 *
 * @param outcomes rows of {@code stage_outcomes}
 * @param ledger rows of {@code supplier_ledger}
 */
public record History(Dataset<Row> outcomes, Dataset<Row> ledger) {

  /** Zone whose days an outcome counts in; beside its columns while the ledger is made. */
  private static final String ZONE = "zone";

  /** Computes history from the canonical tables; facts known after {@code asOf} are undone. */
  public static History compute(StepTables tables, Places places, Instant asOf) {
    StructType columns = DeltaTables.schema(StageOutcomes.TABLE);
    JavaRDD<Row> rows =
        eachPartition(
            tables,
            places,
            asOf,
            (lines, norms) -> Knowledge.each(lines, placed -> outcomes(placed, norms, asOf)));
    // Kept column by column, as they are needed twice: they are many times the lines.
    Dataset<Row> zoned =
        tables
            .spark()
            .createDataFrame(rows, columns.add(ZONE, DataTypes.StringType, false))
            .persist(StorageLevel.MEMORY_AND_DISK());
    int zone = columns.size();
    Dataset<Row> changes =
        tables
            .spark()
            .createDataFrame(
                zoned
                    .toJavaRDD()
                    .flatMap(
                        row ->
                            LedgerBuilder.changes(
                                    OutcomeRows.outcome(row), ZoneId.of(row.getString(zone)))
                                .stream()
                                .map(OutcomeRows::change)
                                .iterator()),
                StructType.fromDDL(OutcomeRows.CHANGE_DDL));
    return new History(zoned.drop(ZONE), ledger(tables, changes));
  }

  private static List<Row> outcomes(PlacedOrder placed, Norms norms, Instant asOf) {
    List<Row> rows = new ArrayList<>();
    for (StageOutcome outcome : placed.outcomesAt(asOf, norms)) {
      rows.add(OutcomeRows.row(outcome, placed.zone().getId()));
    }
    return rows;
  }

  /**
   * History as the lake holds it.
   *
   * @throws io.duecast.contract.fault.Fault LAKE_TABLE_MISSING without one; CONFLICT when it knows
   *     more than {@code asOf}, or counts partners otherwise than was decided since
   */
  public static History read(StepTables tables, Instant asOf) {
    if (!tables.exists(StageOutcomes.TABLE) || !tables.exists(SupplierLedger.TABLE)) {
      throw AnalyticsFaults.historyMissing();
    }
    if (tables.isOlder(StageOutcomes.TABLE, PartnerAliases.TABLE)) {
      throw AnalyticsFaults.historyBeforeAliases();
    }
    Dataset<Row> outcomes = tables.read(StageOutcomes.TABLE);
    Timestamp known =
        outcomes
            .agg(
                max(
                    greatest(
                        col(StageOutcomes.ENTERED_KNOWN_AT.name()),
                        col(StageOutcomes.OUTCOME_KNOWN_AT.name()),
                        col(StageOutcomes.EXIT_KNOWN_AT.name()))))
            .first()
            .getTimestamp(0);
    if (known != null && known.toInstant().isAfter(asOf)) {
      throw AnalyticsFaults.historyKnowsMore(known.toInstant(), asOf);
    }
    return new History(outcomes, tables.read(SupplierLedger.TABLE));
  }

  /** This history kept in memory, for steps that read it more than once. */
  public History kept() {
    return new History(outcomes, ledger.persist(StorageLevel.MEMORY_AND_DISK()));
  }

  /** What is made of the lines of a partition, given the norms of their partners. */
  @FunctionalInterface
  interface Reading<T> extends Serializable {
    Iterator<T> of(Iterator<PlacedOrder> lines, Norms norms);
  }

  /**
   * What {@code reading} makes of all lines, those of a partner in one partition. A stage that is
   * due by norm needs the partner's other completions, so the lines of a partition are gone through
   * twice: only days and counts are held, however many lines a partner has.
   */
  static <T> JavaRDD<T> eachPartition(
      StepTables tables, Places places, Instant asOf, Reading<T> reading) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(tables.spark().sparkContext());
    Broadcast<Places> shared = context.broadcast(places);
    JavaRDD<Row> lines = OrderBook.byPartner(tables).toJavaRDD();
    return places.hasNorms()
        ? lines.zipPartitions(
            lines,
            (first, again) ->
                reading.of(
                    new PlacedLines(again, shared.value()),
                    norms(new PlacedLines(first, shared.value()), asOf)))
        : lines.mapPartitions(
            rows -> reading.of(new PlacedLines(rows, shared.value()), Norms.none()));
  }

  /** Durations do not depend on due days, so a pass without norms gives the norms. */
  private static Norms norms(Iterator<PlacedOrder> lines, Instant asOf) {
    Map<String, Map<String, LedgerBuilder.ByDay>> byPartner = new HashMap<>();
    lines.forEachRemaining(
        placed -> {
          for (StageOutcome outcome : placed.outcomesAt(asOf, Norms.none())) {
            for (LedgerChange change : LedgerBuilder.changesOfPartner(outcome, placed.zone())) {
              byPartner
                  .computeIfAbsent(change.scopeKey(), key -> new HashMap<>())
                  .computeIfAbsent(change.stage(), key -> new LedgerBuilder.ByDay())
                  .add(change);
            }
          }
        });
    return PartnerHistory.of(
        byPartner.entrySet().stream()
            .flatMap(
                partner ->
                    partner.getValue().entrySet().stream()
                        .flatMap(
                            stage ->
                                stage
                                    .getValue()
                                    .rows(LedgerBuilder.PARTNER, partner.getKey(), stage.getKey())
                                    .stream()))
            .iterator());
  }

  private static Dataset<Row> ledger(StepTables tables, Dataset<Row> changes) {
    String[] names = changes.columns();
    Column[] keys =
        Stream.of(names)
            .limit(OutcomeRows.CHANGE_KEYS)
            .map(name -> col(name))
            .toArray(Column[]::new);
    Column[] sums =
        Stream.of(names)
            .skip(OutcomeRows.CHANGE_KEYS)
            .map(name -> sum(name).as(name))
            .toArray(Column[]::new);
    Dataset<Row> byDay =
        changes
            .groupBy(keys)
            .agg(sums[0], java.util.Arrays.copyOfRange(sums, 1, sums.length))
            .repartition(keys[0], keys[1], keys[2])
            .sortWithinPartitions(keys[0], keys[1], keys[2]);
    JavaRDD<Row> rows = byDay.toJavaRDD().mapPartitions(LedgerRows::new);
    return tables.spark().createDataFrame(rows, DeltaTables.schema(SupplierLedger.TABLE));
  }

  /** Ledger rows of changes that lie key by key; those of one key are made at a time. */
  private static final class LedgerRows implements Iterator<Row> {
    private final Iterator<Row> sorted;
    private @Nullable LedgerChange next;
    private Iterator<LedgerRow> made = Collections.emptyIterator();

    LedgerRows(Iterator<Row> sorted) {
      this.sorted = sorted;
      advance();
    }

    private void advance() {
      next = sorted.hasNext() ? OutcomeRows.change(sorted.next()) : null;
    }

    @Override
    public boolean hasNext() {
      LedgerChange first = next;
      if (!made.hasNext() && first != null) {
        LedgerBuilder.ByDay days = new LedgerBuilder.ByDay();
        while (next != null && sameKey(first, next)) {
          days.add(next);
          advance();
        }
        made = days.rows(first.scope(), first.scopeKey(), first.stage()).iterator();
      }
      return made.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return OutcomeRows.row(made.next());
    }

    private static boolean sameKey(LedgerChange one, LedgerChange other) {
      return one.stage().equals(other.stage())
          && one.scopeKey().equals(other.scopeKey())
          && one.scope().equals(other.scope());
    }
  }
}
