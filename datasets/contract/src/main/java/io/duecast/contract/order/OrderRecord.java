package io.duecast.contract.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One order line with everything that happened to it, as history and scoring read it. Nothing here
 * is filtered by time: whoever asks for facts names an as-of instant.
 *
 * @param partnerKey supplier of a purchase, customer of a sale
 * @param partnerGroup category, else region, else country of the partner; the group it is pooled
 *     with
 * @param createdKnownAt when the company knew the order: entry time, else the end of the order date
 * @param itemLeadTimeDays purchase lead time of the item master, calendar days
 * @param qty quantity ordered, order unit
 * @param amount gross, else net amount of the line in {@code currency}
 * @param closedAt when the line was closed or cancelled
 * @param shipmentRef shipment notice shared by lines whose outcomes hang together
 */
public record OrderRecord(
    String orderLineKey,
    String orderKey,
    String direction,
    @Nullable String partnerKey,
    @Nullable String partnerGroup,
    @Nullable String itemKey,
    @Nullable String itemGroup,
    @Nullable Integer itemLeadTimeDays,
    @Nullable String buyerCode,
    @Nullable String org,
    LocalDate orderDate,
    Instant createdKnownAt,
    @Nullable LocalDate requiredDate,
    @Nullable LocalDate promisedDateFirst,
    @Nullable LocalDate promisedDate,
    BigDecimal qty,
    @Nullable BigDecimal amount,
    @Nullable String currency,
    String lineStatus,
    @Nullable Instant closedAt,
    @Nullable String shipmentRef,
    Map<String, String> attrs,
    List<Event> events,
    List<Revision> revisions,
    List<Receipt> receipts) {

  public OrderRecord {
    attrs = Map.copyOf(attrs);
    events = List.copyOf(events);
    revisions = List.copyOf(revisions);
    receipts = List.copyOf(receipts);
  }

  /**
   * A stage that happened or is planned.
   *
   * @param seq occurrence from 1
   * @param knownAt when the company could know {@code actualOn}; null while it has not happened
   */
  public record Event(
      String stage,
      int seq,
      @Nullable LocalDate plannedOn,
      @Nullable LocalDate actualOn,
      @Nullable Instant knownAt,
      @Nullable BigDecimal qty,
      @Nullable String ownerName) {}

  /**
   * A change of a date.
   *
   * @param field {@code required} or {@code promised}
   */
  public record Revision(
      String field, @Nullable LocalDate oldDate, @Nullable LocalDate newDate, Instant changedAt) {}

  /**
   * An effective receipt.
   *
   * @param kind {@code arrival}, {@code stock_in}, {@code shipment}, {@code return} or {@code
   *     rejection}
   * @param qty signed, order unit
   */
  public record Receipt(String kind, BigDecimal qty, LocalDate receiptDate, Instant knownAt) {}
}
