package io.duecast.analytics.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.substring_index;

import io.duecast.analytics.order.OrderBook;
import io.duecast.analytics.order.PlacedLines;
import io.duecast.analytics.order.PlacedOrder;
import io.duecast.analytics.order.Places;
import io.duecast.analytics.order.StepTables;
import io.duecast.contract.history.SupplierLedger;
import io.duecast.features.LedgerBuilder;
import io.duecast.features.LedgerRow;
import io.duecast.features.PartnerHistory;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Brings every line together with the ledger of its partner; what all partners share travels once
 * to every task.
 */
public final class Knowledge {

  private final StepTables tables;
  private final Places places;
  private final Dataset<Row> ledger;

  public Knowledge(StepTables tables, Places places, History history) {
    this.tables = tables;
    this.places = places;
    this.ledger = history.ledger();
  }

  /** What is made of the lines of one partition and all that is known of their partners. */
  @FunctionalInterface
  public interface Work<T> extends Serializable {
    Iterator<T> of(Iterator<PlacedOrder> orders, PartnerHistory history);
  }

  /** What {@code work} makes of each line of a partition, one line after another. */
  public static <T> Iterator<T> each(
      Iterator<PlacedOrder> orders, Function<PlacedOrder, List<T>> work) {
    return stream(orders).flatMap(order -> work.apply(order).stream()).iterator();
  }

  /** Applies {@code work} to all lines, partition by partition. */
  public <T> JavaRDD<T> apply(Work<T> work) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(tables.spark().sparkContext());
    Broadcast<Places> sharedPlaces = context.broadcast(places);
    Broadcast<PartnerHistory> shared = context.broadcast(PartnerHistory.of(sharedRows()));
    JavaRDD<Row> orders = OrderBook.byPartner(tables).toJavaRDD();
    JavaRDD<Row> partners =
        ledger
            .filter(ofPartner())
            .repartition(
                orders.getNumPartitions(),
                substring_index(col(SupplierLedger.SCOPE_KEY.name()), LedgerBuilder.BETWEEN, 1))
            .toJavaRDD();
    return orders.zipPartitions(
        partners,
        (lines, rows) ->
            work.of(
                new PlacedLines(lines, sharedPlaces.value()),
                shared.value().with(PartnerHistory.of(told(rows)))));
  }

  /** Rows that only lines of one partner need; their keys begin with the partner's. */
  private static Column ofPartner() {
    return col(SupplierLedger.SCOPE.name()).isin(LedgerBuilder.PARTNER, LedgerBuilder.PARTNER_PAIR);
  }

  /** Rows that lines of all partners need; never all at once, for they are many. */
  private Iterator<LedgerRow> sharedRows() {
    return told(ledger.filter(not(ofPartner())).toLocalIterator());
  }

  private static Iterator<LedgerRow> told(Iterator<Row> rows) {
    return stream(rows).map(OutcomeRows::ledger).iterator();
  }

  private static <T> Stream<T> stream(Iterator<T> iterator) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, 0), false);
  }
}
