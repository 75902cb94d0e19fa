package io.duecast.features;

import io.duecast.contract.Text;
import io.duecast.contract.calendar.LinePlaces;
import io.duecast.contract.calendar.WorkCalendar;
import io.duecast.contract.order.OrderRecord;
import io.duecast.contract.process.DueRule;
import io.duecast.contract.process.OwnerRole;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.contract.process.StageDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A small made-up company: its process, and seeded orders whose suppliers differ. */
public final class Company {

  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  public static final WorkCalendar CALENDAR = WorkCalendar.weekdays();
  public static final LinePlaces PLACES = LinePlaces.at(CALENDAR, ZONE);
  public static final LocalDate START = LocalDate.of(2024, 1, 1);

  public static final ProcessDefinition PROCESS =
      new ProcessDefinition(
          "purchase",
          "purchase",
          List.of(
              stage("approved", 1, OwnerRole.APPROVER, DueRule.offset("ordered", 2), false),
              stage("confirmed", 2, OwnerRole.SUPPLIER, DueRule.offset("approved", 3), false),
              stage("stocked", 3, OwnerRole.SUPPLIER, DueRule.field("promised_date_first"), true)));

  private Company() {}

  public static StageDefinition stage(
      String stage, int order, OwnerRole owner, DueRule due, boolean delivery) {
    return new StageDefinition(
        stage, order, Text.of(stage, stage), owner, due, false, delivery, delivery);
  }

  /** End of {@code day}: when facts of that day are known. */
  public static Instant end(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZONE).toInstant();
  }

  /** Orders of 600 days; supplier s is late more often the greater s is. */
  public static List<OrderRecord> orders(int lines, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<OrderRecord> orders = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      int supplier = random.nextInt(20);
      LocalDate ordered = START.plusDays(random.nextInt(600));
      LocalDate approved = ordered.plusDays(1 + random.nextInt(3));
      LocalDate confirmed = approved.plusDays(1 + random.nextInt(4));
      LocalDate promise = ordered.plusDays(20 + random.nextInt(15));
      int slip = (int) Math.round(random.nextDouble() * (supplier - 6) - 2);
      LocalDate stocked = promise.plusDays(slip);
      List<OrderRecord.Revision> revisions = new ArrayList<>();
      LocalDate now = promise;
      if (slip > 4) {
        now = promise.plusDays(slip - 1);
        revisions.add(
            new OrderRecord.Revision("promised", promise, now, end(promise.minusDays(4))));
      }
      orders.add(
          new Line("L" + i)
              .partner("S" + supplier)
              .item("I" + random.nextInt(15))
              .ordered(ordered)
              .promise(promise, now)
              .qty(10 + random.nextInt(90))
              .attr("country", supplier % 2 == 0 ? "CN" : "VN")
              .event("approved", approved)
              .event("confirmed", confirmed)
              .receipt(stocked, -1)
              .revisions(revisions)
              .record());
    }
    return orders;
  }

  /** One order line in the making. */
  public static final class Line {
    private final String key;
    private String partner = "S1";
    private String item = "I1";
    private LocalDate ordered = START;
    private @Nullable LocalDate promiseFirst = START.plusDays(20);
    private @Nullable LocalDate promise = START.plusDays(20);
    private BigDecimal qty = BigDecimal.valueOf(100);
    private String status = "open";
    private @Nullable Instant closedAt;
    private final Map<String, String> attrs = new java.util.TreeMap<>();
    private final List<OrderRecord.Event> events = new ArrayList<>();
    private final List<OrderRecord.Receipt> receipts = new ArrayList<>();
    private List<OrderRecord.Revision> revisions = new ArrayList<>();

    public Line(String key) {
      this.key = key;
    }

    public Line partner(String value) {
      partner = value;
      return this;
    }

    public Line item(String value) {
      item = value;
      return this;
    }

    public Line ordered(LocalDate day) {
      ordered = day;
      return this;
    }

    public Line promise(@Nullable LocalDate first, @Nullable LocalDate now) {
      promiseFirst = first;
      promise = now;
      return this;
    }

    public Line qty(int value) {
      qty = BigDecimal.valueOf(value);
      return this;
    }

    public Line attr(String name, String value) {
      attrs.put(name, value);
      return this;
    }

    public Line event(String stage, LocalDate day) {
      events.add(new OrderRecord.Event(stage, 1, null, day, end(day), null, null));
      return this;
    }

    /** A stock-in of {@code amount}, of everything when negative. */
    public Line receipt(LocalDate day, int amount) {
      receipts.add(
          new OrderRecord.Receipt(
              "stock_in", amount < 0 ? qty : BigDecimal.valueOf(amount), day, end(day)));
      return this;
    }

    public Line receiptOf(String kind, LocalDate day, int amount) {
      receipts.add(new OrderRecord.Receipt(kind, BigDecimal.valueOf(amount), day, end(day)));
      return this;
    }

    public Line revisions(List<OrderRecord.Revision> value) {
      revisions = value;
      return this;
    }

    public Line closed(String as, Instant at) {
      status = as;
      closedAt = at;
      return this;
    }

    public OrderRecord record() {
      return new OrderRecord(
          key,
          "O-" + key,
          "purchase",
          partner,
          "machining",
          item,
          "parts",
          30,
          "B1",
          "P1",
          ordered,
          end(ordered),
          promiseFirst == null ? null : promiseFirst.plusDays(2),
          promiseFirst,
          promise,
          qty,
          qty.multiply(BigDecimal.TEN),
          "CNY",
          status,
          closedAt,
          null,
          attrs,
          events,
          revisions,
          receipts);
    }
  }
}
