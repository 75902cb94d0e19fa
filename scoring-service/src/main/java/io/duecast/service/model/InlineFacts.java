package io.duecast.service.model;

import io.duecast.contract.calendar.WorkCalendar;
import io.duecast.contract.lake.Loads;
import io.duecast.contract.order.OrderRecord;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.contract.process.StageDefinition;
import io.duecast.features.LedgerBuilder;
import io.duecast.features.OrderFacts;
import io.duecast.service.fault.ServiceFaults;
import io.duecast.service.lake.LakeSnapshot;
import io.duecast.service.orders.CurrentRun;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings an order that was sent along together with what the lake knows of its partner. */
final class InlineFacts {

  private InlineFacts() {}

  /**
   * Facts of {@code order} at its as-of instant.
   *
   * @throws io.duecast.contract.fault.Fault BAD_ARGUMENT for a missing value, an unknown process or
   *     a stage that the process does not have
   */
  static OrderFacts of(LakeSnapshot lake, InlineOrder order) {
    CurrentRun run = CurrentRun.of(lake);
    ZoneId zone = run.zoneId();
    Instant asked = order.asOf();
    OrderRecord record = order.record(zone);
    ProcessDefinition process =
        Processes.of(lake).find(order.directionOrPurchase(), order.process());
    requireStages(record, process);
    return OrderFacts.of(
        record,
        process,
        calendar(lake),
        zone,
        Ledgers.of(lake).history(lake, keys(order)),
        asked == null ? run.asOf() : asked);
  }

  /** A misspelt stage would be a fact that silently counts for nothing. */
  private static void requireStages(OrderRecord order, ProcessDefinition process) {
    for (OrderRecord.Event event : order.events()) {
      if (process.find(event.stage()).isEmpty()) {
        throw ServiceFaults.wrongValue(
            "events.stage",
            event.stage(),
            process.stages().stream().map(StageDefinition::stage).toList());
      }
    }
  }

  /** Reads at once what the facts of many orders will ask for. */
  static void prepare(LakeSnapshot lake, Collection<InlineOrder> orders) {
    Ledgers.of(lake).prepare(lake, orders.stream().flatMap(order -> keys(order).stream()).toList());
  }

  private static WorkCalendar calendar(LakeSnapshot lake) {
    return lake.remember(
        "calendar",
        own ->
            WorkCalendar.named(
                own.first(
                        "SELECT calendar FROM loads WHERE status = 'published' ORDER BY finished_at DESC LIMIT 1",
                        row -> row.word(Loads.CALENDAR))
                    .orElse("weekdays")));
  }

  private static List<Ledgers.Key> keys(InlineOrder order) {
    List<Ledgers.Key> keys = new ArrayList<>();
    add(keys, LedgerBuilder.ALL, order.directionOrPurchase());
    add(keys, LedgerBuilder.PARTNER, order.partnerKey());
    add(keys, LedgerBuilder.GROUP, order.partnerGroup());
    add(keys, LedgerBuilder.ITEM, order.itemKey());
    add(keys, LedgerBuilder.BUYER, order.buyerCode());
    add(keys, LedgerBuilder.ORG, order.org());
    Map<String, String> attributes = order.attrs();
    if (attributes != null) {
      attributes.forEach((name, value) -> add(keys, LedgerBuilder.ATTR, name + "=" + value));
    }
    return keys;
  }

  private static void add(List<Ledgers.Key> keys, String scope, @Nullable String name) {
    if (name != null) {
      keys.add(new Ledgers.Key(scope, name));
    }
  }
}
