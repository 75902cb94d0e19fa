package io.duecast.analytics.order;

import io.duecast.contract.calendar.LinePlaces;
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

/** A line with the process and the places it is measured by, and the words people know it by. */
public record PlacedOrder(
    OrderRecord order, ProcessDefinition process, LinePlaces places, Labels labels) {

  /** What a list shows of a line beside its figures. */
  public record Labels(
      String orderNo,
      @Nullable String lineNo,
      @Nullable String partnerName,
      @Nullable String itemName,
      @Nullable String buyerName,
      @Nullable String uom) {}

  /** Business zone of the source: the days in which the line is told. */
  public ZoneId zone() {
    return places.zone();
  }

  public OrderFacts factsAt(Instant asOf, PartnerHistory history) {
    return OrderFacts.of(order, process, places, history, asOf);
  }

  public List<StageOutcome> outcomesAt(Instant asOf, Norms norms) {
    return StageTimeline.outcomes(order, process, places, norms, asOf);
  }

  /** What must not straddle two windows: the shipment notice, else the order. */
  public String unit() {
    String shipment = order.shipmentRef();
    return shipment == null ? "o|" + order.orderKey() : "s|" + shipment;
  }
}
