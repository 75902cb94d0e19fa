package io.duecast.service.model;

import io.duecast.contract.order.LineStatus;
import io.duecast.contract.order.OrderRecord;
import io.duecast.features.LedgerBuilder;
import io.duecast.service.fault.ServiceFaults;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order line as a caller sends it. What is left out counts as not known; only the order date and
 * the quantity are required.
 *
 * @param orderLineKey the caller's name for the line, given back with the score
 * @param process process definition it follows; the direction's own when left out
 * @param asOf facts known later are left out; the current run's instant when left out
 */
public record InlineOrder(
    @Nullable String orderLineKey,
    @Nullable String direction,
    @Nullable String process,
    @Nullable String partnerKey,
    @Nullable String partnerGroup,
    @Nullable String itemKey,
    @Nullable String itemGroup,
    @Nullable String buyerCode,
    @Nullable String org,
    @Nullable LocalDate orderDate,
    @Nullable Instant createdAt,
    @Nullable LocalDate requiredDate,
    @Nullable LocalDate promisedDateFirst,
    @Nullable LocalDate promisedDate,
    @Nullable BigDecimal qty,
    @Nullable BigDecimal amount,
    @Nullable String currency,
    @Nullable Map<String, String> attrs,
    @Nullable List<Event> events,
    @Nullable List<Revision> revisions,
    @Nullable List<Receipt> receipts,
    @Nullable Instant asOf) {

  /** Dates whose changes history reads. */
  private static final List<String> MOVED_DATES = List.of("promised", "required");

  /** Digits before or after the point that a number may take. */
  private static final int MOST_DIGITS = 100;

  /** A stage that happened or is planned. */
  public record Event(
      @Nullable String stage,
      @Nullable Integer seq,
      @Nullable LocalDate plannedOn,
      @Nullable LocalDate actualOn,
      @Nullable Instant knownAt,
      @Nullable BigDecimal qty) {}

  /** A change of the {@code promised} or {@code required} date. */
  public record Revision(
      @Nullable String field,
      @Nullable LocalDate oldDate,
      @Nullable LocalDate newDate,
      @Nullable Instant changedAt) {}

  /** Goods that came. */
  public record Receipt(
      @Nullable String kind,
      @Nullable BigDecimal qty,
      @Nullable LocalDate receiptDate,
      @Nullable Instant knownAt) {}

  String directionOrPurchase() {
    return direction == null ? "purchase" : direction;
  }

  /**
   * The order as history and scoring read it.
   *
   * @throws io.duecast.contract.fault.Fault BAD_ARGUMENT for a missing or impossible value
   */
  OrderRecord record(ZoneId zone) {
    LocalDate ordered = required(orderDate, "order_date");
    BigDecimal quantity = required(sane(qty, "qty"), "qty");
    if (quantity.signum() <= 0) {
      throw ServiceFaults.badJson("qty is " + quantity.toPlainString() + ", it must be above 0");
    }
    String key = orderLineKey == null ? "inline" : orderLineKey;
    Instant created =
        createdAt == null ? ordered.plusDays(1).atStartOfDay(zone).toInstant() : createdAt;
    List<OrderRecord.Event> eventList = new ArrayList<>();
    for (Event event : events == null ? List.<Event>of() : events) {
      LocalDate actual = event.actualOn();
      Instant known = event.knownAt();
      eventList.add(
          new OrderRecord.Event(
              required(event.stage(), "events.stage"),
              event.seq() == null ? 1 : event.seq(),
              event.plannedOn(),
              actual,
              known == null && actual != null ? endOf(actual, zone) : known,
              sane(event.qty(), "events.qty"),
              null));
    }
    List<OrderRecord.Revision> revisionList = new ArrayList<>();
    for (Revision revision : revisions == null ? List.<Revision>of() : revisions) {
      revisionList.add(
          new OrderRecord.Revision(
              movedDate(required(revision.field(), "revisions.field")),
              revision.oldDate(),
              revision.newDate(),
              required(revision.changedAt(), "revisions.changed_at")));
    }
    List<OrderRecord.Receipt> receiptList = new ArrayList<>();
    for (Receipt receipt : receipts == null ? List.<Receipt>of() : receipts) {
      LocalDate day = required(receipt.receiptDate(), "receipts.receipt_date");
      receiptList.add(
          new OrderRecord.Receipt(
              required(receipt.kind(), "receipts.kind"),
              required(sane(receipt.qty(), "receipts.qty"), "receipts.qty"),
              day,
              receipt.knownAt() == null ? endOf(day, zone) : receipt.knownAt()));
    }
    return new OrderRecord(
        key,
        key,
        directionOrPurchase(),
        partnerKey,
        partnerGroup,
        itemKey,
        itemGroup,
        null,
        buyerCode,
        org,
        ordered,
        created,
        requiredDate,
        promisedDateFirst,
        promisedDate,
        quantity,
        sane(amount, "amount"),
        currency,
        LineStatus.OPEN.code(),
        null,
        null,
        attrs == null ? Map.of() : attrs,
        eventList,
        revisionList,
        receiptList);
  }

  InlineOrder withPartner(String key) {
    return key.equals(partnerKey)
        ? this
        : new InlineOrder(
            orderLineKey,
            direction,
            process,
            key,
            partnerGroup,
            itemKey,
            itemGroup,
            buyerCode,
            org,
            orderDate,
            createdAt,
            requiredDate,
            promisedDateFirst,
            promisedDate,
            qty,
            amount,
            currency,
            attrs,
            events,
            revisions,
            receipts,
            asOf);
  }

  /** Where the ledger keeps what was known of others like it. */
  List<LedgerBuilder.Filing> filings() {
    return LedgerBuilder.filings(
        directionOrPurchase(),
        partnerKey,
        partnerGroup,
        itemKey,
        buyerCode,
        org,
        attrs == null ? Map.of() : attrs,
        true);
  }

  private static String movedDate(String field) {
    if (!MOVED_DATES.contains(field)) {
      throw ServiceFaults.wrongValue("revisions.field", field, MOVED_DATES);
    }
    return field;
  }

  private static Instant endOf(LocalDate day, ZoneId zone) {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  /** A number whose exponent would make sums with it fill the memory is refused. */
  private static @Nullable BigDecimal sane(@Nullable BigDecimal value, String field) {
    if (value != null && Math.abs((long) value.scale()) > MOST_DIGITS) {
      throw ServiceFaults.badJson("the number " + value + " of " + field + " is out of range");
    }
    return value;
  }

  private static <T> T required(@Nullable T value, String field) {
    if (value == null) {
      throw ServiceFaults.badJson("the field " + field + " is missing");
    }
    return value;
  }
}
