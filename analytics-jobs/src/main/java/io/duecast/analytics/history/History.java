package io.duecast.analytics.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.duecast.analytics.fault.AnalyticsFaults;
import io.duecast.analytics.order.OrderBook;
import io.duecast.analytics.order.PlacedOrder;
import io.duecast.analytics.order.Places;
import io.duecast.analytics.order.StepTables;
import io.duecast.contract.history.StageOutcomes;
import io.duecast.contract.history.SupplierLedger;
import io.duecast.contract.order.PartnerAliases;
import io.duecast.contract.process.DueRule;
import io.duecast.contract.process.StageDefinition;
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
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * What became of each stage of each line, and the ledger of what was known when, both as known at
 * one instant.
 *
 * @param outcomes rows of {@code stage_outcomes}
 * @param ledger rows of {@code supplier_ledger}
 */
public record History(Dataset<Row> outcomes, Dataset<Row> ledger) {

  /** An outcome with the zone whose days it counts in. */
  private record Zoned(StageOutcome outcome, String zone) implements Serializable {}

  /** Computes history from the canonical tables; facts known after {@code asOf} are undone. */
  public static History compute(StepTables tables, Places places, Instant asOf) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(tables.spark().sparkContext());
    Broadcast<Places> shared = context.broadcast(places);
    JavaRDD<Zoned> outcomes =
        OrderBook.byPartner(tables)
            .toJavaRDD()
            .mapPartitions(rows -> outcomes(rows, shared.value(), asOf))
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> outcomeRows =
        tables
            .spark()
            .createDataFrame(
                outcomes.map(zoned -> OutcomeRows.row(zoned.outcome())),
                DeltaTables.schema(StageOutcomes.TABLE));
    Dataset<Row> changes =
        tables
            .spark()
            .createDataFrame(
                outcomes.flatMap(
                    zoned ->
                        LedgerBuilder.changes(zoned.outcome(), ZoneId.of(zoned.zone())).stream()
                            .map(OutcomeRows::change)
                            .iterator()),
                StructType.fromDDL(OutcomeRows.CHANGE_DDL));
    return new History(outcomeRows, ledger(tables, changes));
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

  private static Iterator<Zoned> outcomes(Iterator<Row> rows, Places places, Instant asOf) {
    List<Zoned> outcomes = new ArrayList<>();
    each(
        rows,
        places,
        asOf,
        (placed, norms) -> {
          for (StageOutcome outcome : placed.outcomesAt(asOf, norms)) {
            outcomes.add(new Zoned(outcome, placed.zone().getId()));
          }
        });
    return outcomes.iterator();
  }

  /**
   * Hands over every line with the norms of its partner. Partner by partner: a stage that is due by
   * norm needs the partner's earlier completions.
   *
   * @param rows of {@link OrderBook#byPartner}
   */
  static void each(
      Iterator<Row> rows, Places places, Instant asOf, BiConsumer<PlacedOrder, Norms> taker) {
    List<PlacedOrder> group = new ArrayList<>();
    String partner = "";
    while (rows.hasNext()) {
      Row row = rows.next();
      String now = row.getAs(OrderBook.PARTNER);
      if (!now.equals(partner)) {
        finish(group, asOf, taker);
        partner = now;
      }
      PlacedOrder placed = OrderBook.placed(row, places);
      if (placed != null) {
        group.add(placed);
      }
    }
    finish(group, asOf, taker);
  }

  private static void finish(
      List<PlacedOrder> group, Instant asOf, BiConsumer<PlacedOrder, Norms> taker) {
    Norms norms = norms(group, asOf);
    group.forEach(placed -> taker.accept(placed, norms));
    group.clear();
  }

  /** Durations do not depend on due days, so a first pass without norms gives the norms. */
  private static Norms norms(List<PlacedOrder> group, Instant asOf) {
    boolean needed =
        group.stream()
            .map(PlacedOrder::process)
            .distinct()
            .flatMap(
                process ->
                    Stream.concat(
                        Stream.of(process.deliveryDue()),
                        process.stages().stream().map(StageDefinition::due)))
            .anyMatch(due -> due.kind() == DueRule.Kind.NORM);
    if (!needed || group.isEmpty()) {
      return Norms.none();
    }
    java.util.Map<String, List<LedgerChange>> byStage = new java.util.HashMap<>();
    String partner = null;
    for (PlacedOrder placed : group) {
      for (StageOutcome outcome : placed.outcomesAt(asOf, Norms.none())) {
        partner = outcome.partnerKey();
        for (LedgerChange change : LedgerBuilder.changes(outcome, placed.zone())) {
          if (change.scope().equals(LedgerBuilder.PARTNER)) {
            byStage.computeIfAbsent(change.stage(), key -> new ArrayList<>()).add(change);
          }
        }
      }
    }
    if (partner == null) {
      return Norms.none();
    }
    List<LedgerRow> rows = new ArrayList<>();
    for (java.util.Map.Entry<String, List<LedgerChange>> stage : byStage.entrySet()) {
      rows.addAll(
          LedgerBuilder.rows(
              LedgerBuilder.PARTNER, partner, stage.getKey(), stage.getValue().iterator()));
    }
    return PartnerHistory.of(rows);
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
    JavaRDD<Row> rows = byDay.toJavaRDD().mapPartitions(History::ledgerRows);
    return tables.spark().createDataFrame(rows, DeltaTables.schema(SupplierLedger.TABLE));
  }

  private static Iterator<Row> ledgerRows(Iterator<Row> sorted) {
    List<Row> rows = new ArrayList<>();
    List<LedgerChange> group = new ArrayList<>();
    while (sorted.hasNext()) {
      LedgerChange change = OutcomeRows.change(sorted.next());
      if (!group.isEmpty() && !sameKey(group.get(0), change)) {
        flush(group, rows);
      }
      group.add(change);
    }
    flush(group, rows);
    return rows.iterator();
  }

  private static boolean sameKey(LedgerChange one, LedgerChange other) {
    return one.stage().equals(other.stage())
        && one.scopeKey().equals(other.scopeKey())
        && one.scope().equals(other.scope());
  }

  private static void flush(List<LedgerChange> group, List<Row> rows) {
    if (!group.isEmpty()) {
      LedgerChange first = group.get(0);
      for (LedgerRow row :
          LedgerBuilder.rows(first.scope(), first.scopeKey(), first.stage(), group.iterator())) {
        rows.add(OutcomeRows.row(row));
      }
      group.clear();
    }
  }
}
