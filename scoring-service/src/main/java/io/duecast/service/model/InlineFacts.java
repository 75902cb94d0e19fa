package io.duecast.service.model;

import io.duecast.contract.calendar.WorkCalendar;
import io.duecast.contract.lake.Loads;
import io.duecast.contract.order.OrderRecord;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.contract.process.StageDefinition;
import io.duecast.features.OrderFacts;
import io.duecast.service.fault.ServiceFaults;
import io.duecast.service.lake.Aliases;
import io.duecast.service.lake.LakeSnapshot;
import io.duecast.service.orders.CurrentRun;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;

/** Brings an order that was sent along together with what the lake knows of its partner. */
final class InlineFacts {

  private InlineFacts() {}

  /**
   * Facts of the order {@code sent} at its as-of instant.
   *
   * @throws io.duecast.contract.fault.Fault BAD_ARGUMENT for a missing value, an unknown process or
   *     a stage that the process does not have
   */
  static OrderFacts of(LakeSnapshot lake, InlineOrder sent) {
    CurrentRun run = CurrentRun.of(lake);
    InlineOrder order = counted(lake, sent);
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
        Ledgers.of(lake).history(lake, order.filings()),
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
    Ledgers.of(lake)
        .prepare(
            lake,
            orders.stream().flatMap(order -> counted(lake, order).filings().stream()).toList());
  }

  /** The order with the partner that history counts its own as. */
  private static InlineOrder counted(LakeSnapshot lake, InlineOrder order) {
    String partner = order.partnerKey();
    return partner == null
        ? order
        : order.withPartner(Aliases.master(lake, order.directionOrPurchase(), partner));
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
}
