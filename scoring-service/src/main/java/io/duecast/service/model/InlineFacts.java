package io.duecast.service.model;

import io.duecast.contract.calendar.Sites;
import io.duecast.contract.lake.Loads;
import io.duecast.contract.order.OrderRecord;
import io.duecast.contract.order.PartnerAliases;
import io.duecast.contract.order.PartnerKind;
import io.duecast.contract.order.Suppliers;
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
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    Sites sites = sites(lake, run.zoneId());
    Instant asked = order.asOf();
    OrderRecord record = order.record(run.zoneId());
    ProcessDefinition process =
        Processes.of(lake).find(order.directionOrPurchase(), order.process());
    requireStages(record, process);
    return OrderFacts.of(
        record,
        process,
        sites.line(record.direction(), record.org(), country(lake, sites, record)),
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

  /** The places of the source that was loaded last. */
  private static Sites sites(LakeSnapshot lake, ZoneId zone) {
    return lake.remember(
        "sites",
        own ->
            own.first(
                    "SELECT calendar, sites FROM loads WHERE status = 'published' ORDER BY finished_at DESC LIMIT 1",
                    row -> Sites.of(row.word(Loads.CALENDAR), zone.getId(), row.text(Loads.SITES)))
                .orElseGet(() -> Sites.of("weekdays", zone.getId(), null)));
  }

  /** Country of the partner, where it matters and the lake knows the partner. */
  private static @Nullable String country(LakeSnapshot lake, Sites sites, OrderRecord order) {
    String partner = order.partnerKey();
    if (partner == null || !sites.tellCountriesApart()) {
      return null;
    }
    Map<String, String> countries =
        lake.remember(
            "countries",
            own -> {
              Map<String, String> found = new HashMap<>();
              own.each(
                  "SELECT 'supplier' AS kind, supplier_key AS partner_key, country FROM suppliers WHERE country IS NOT NULL "
                      + "UNION ALL SELECT 'customer', customer_key, country FROM customers WHERE country IS NOT NULL",
                  row ->
                      found.put(
                          PartnerKind.ofCode(row.word(PartnerAliases.KIND))
                              .id(row.word(PartnerAliases.PARTNER_KEY)),
                          row.word(Suppliers.COUNTRY)));
              return found;
            });
    return countries.get(PartnerKind.of(order.direction()).id(partner));
  }
}
