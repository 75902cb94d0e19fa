package io.duecast.analytics.order;

import io.duecast.contract.calendar.WorkCalendar;
import io.duecast.contract.order.OrderRecord;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.features.Norms;
import io.duecast.features.OrderFacts;
import io.duecast.features.PartnerHistory;
import io.duecast.features.StageOutcome;
import io.duecast.features.StageTimeline;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line with the process, zone and calendar it is measured by, and the words people know it by.
 */
public record PlacedOrder(
    OrderRecord order,
    ProcessDefinition process,
    WorkCalendar calendar,
    ZoneId zone,
    Labels labels) {

  /** What a list shows of a line beside its figures. */
  public record Labels(
      String orderNo,
      @Nullable String lineNo,
      @Nullable String partnerName,
      @Nullable String itemName,
      @Nullable String buyerName,
      @Nullable String uom) {}

  public OrderFacts factsAt(Instant asOf, PartnerHistory history) {
    return OrderFacts.of(order, process, calendar, zone, history, asOf);
  }

  public List<StageOutcome> outcomesAt(Instant asOf, Norms norms) {
    return StageTimeline.outcomes(order, process, calendar, zone, norms, asOf);
  }

  /** What must not straddle two windows: the shipment notice, else the order. */
  public String unit() {
    String shipment = order.shipmentRef();
    return shipment == null ? "o|" + order.orderKey() : "s|" + shipment;
  }
}
