package io.duecast.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sales orders: some wait for a purchase line, some ship from stock. About four lines of sales come
 * with ten of purchase.
 */
final class Sales {

  private static final double LINKED = 0.35;
  private static final double FROM_STOCK = 0.25;

  private final Company company;
  private final Numbers numbers;
  private final Export export;
  private final int last;

  Sales(Company company, Numbers numbers, Export export) {
    this.company = company;
    this.numbers = numbers;
    this.export = export;
    this.last = company.last();
  }

  /** A sales order of one day, before its lines are known. */
  record Order(
      long id, String number, Customer customer, Buyer seller, int created, long createdAt) {}

  private record Line(
      Item item,
      int quantity,
      int price,
      int due,
      int notified,
      int shipped,
      @Nullable Long feeds) {}

  /** The sales order that a purchase of that day serves, or null when it is for stock. */
  @Nullable Order demand(int day, Draw draw) {
    return draw.chance(LINKED) ? open(day, draw) : null;
  }

  private Order open(int day, Draw draw) {
    return new Order(
        numbers.document(Form.SALE_ORDER, day),
        numbers.number(Form.SALE_ORDER, day),
        draw.of(company.customers()),
        draw.of(company.sellers()),
        day,
        Moment.within(day, 8.0, 8.5, draw));
  }

  /** Writes the lines that the purchase feeds. */
  void fed(Order order, PurchaseOrder purchase, Draw draw) {
    int approved = company.house().plus(order.created(), draw.whole(0, 1));
    List<Line> lines = new ArrayList<>();
    for (PurchaseLine line : purchase.lines()) {
      boolean wanted = lines.isEmpty() || draw.chance(0.4);
      int due = company.house().plus(line.due() + draw.whole(7, 18), 0);
      int over = line.journey().over();
      int ready = company.house().plus(over, draw.whole(2, 5));
      int notified =
          Math.max(
              company.house().plus(approved, 1),
              Math.max(ready, company.house().plus(due - draw.whole(4, 8), 0)));
      Line sold = line(due, notified, line.entryId(), draw);
      if (wanted) {
        lines.add(sold);
      }
    }
    write(order, approved, lines, draw);
  }

  /** Writes, now and then, an order that ships from stock. */
  void fromStock(int day, Draw draw) {
    if (!draw.chance(FROM_STOCK)) {
      return;
    }
    Order order = open(day, draw);
    int approved = company.house().plus(day, draw.whole(0, 1));
    List<Line> lines = new ArrayList<>();
    int size = draw.whole(1, 2);
    for (int i = 0; i < size; i++) {
      int due = company.house().plus(day + draw.whole(8, 30), 0);
      int delay = draw.chance(0.16) ? draw.whole(2, 12) : 0;
      int from = Math.max(approved, due - draw.whole(3, 7));
      lines.add(line(due, company.house().plus(from, delay), null, draw));
    }
    write(order, approved, lines, draw);
  }

  private Line line(int due, int notified, @Nullable Long feeds, Draw draw) {
    Item item = draw.of(company.finished());
    int waits = draw.chance(0.8) ? draw.whole(0, 2) : draw.whole(3, 6);
    return new Line(
        item,
        draw.whole(1, 6),
        (int) (item.price() * draw.between(0.95, 1.1)),
        due,
        notified,
        company.house().plus(notified, waits),
        feeds);
  }

  private void write(Order order, int approved, List<Line> lines, Draw draw) {
    long approvedAt = Moment.within(approved, approved == order.created() ? 9 : 8.7, 17, draw);
    boolean isApproved = approved <= last;
    List<Sold> sold = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      sold.add(deliver(order, lines.get(i), isApproved, draw));
    }
    boolean closed = isApproved && sold.stream().allMatch(Sold::over);
    long closedAt = Moment.NONE;
    for (Sold one : sold) {
      closedAt = closed ? Math.max(closedAt, one.endedAt()) : closedAt;
    }
    long modifiedAt =
        Math.max(order.createdAt(), Math.max(isApproved ? approvedAt : Moment.NONE, closedAt));
    for (Sold one : sold) {
      modifiedAt = Math.max(modifiedAt, one.terminatedAt());
    }
    for (int i = 0; i < sold.size(); i++) {
      row(order, isApproved ? approvedAt : Moment.NONE, closedAt, modifiedAt, i + 1, sold.get(i));
    }
  }

  /** What the ERP knows of a sales line on the last evening. */
  private record Sold(Line line, long entryId, int shipped, long endedAt, long terminatedAt) {
    boolean over() {
      return shipped >= line.quantity() || terminatedAt != Moment.NONE;
    }
  }

  private Sold deliver(Order order, Line line, boolean approved, Draw draw) {
    long entryId = numbers.entry(Form.SALE_ORDER, order.created());
    boolean parts = line.quantity() > 1 && draw.chance(0.06);
    int secondDay = company.house().plus(line.shipped(), draw.whole(3, 10));
    boolean dropped = draw.chance(0.012);
    int droppedOn = company.house().plus(order.created(), draw.whole(2, 8));
    long droppedAt = Moment.within(droppedOn, 9, 17, draw);
    boolean returned = draw.chance(0.01);
    if (!approved) {
      return new Sold(line, entryId, 0, Moment.NONE, Moment.NONE);
    }
    if (dropped && droppedOn < line.notified()) {
      boolean known = droppedOn <= last;
      return new Sold(
          line, entryId, 0, known ? droppedAt : Moment.NONE, known ? droppedAt : Moment.NONE);
    }
    notice(order, line, entryId, draw);
    int first = parts ? line.quantity() / 2 : line.quantity();
    long endedAt = ship(order, line, entryId, first, line.shipped(), draw);
    int shipped = endedAt == Moment.NONE ? 0 : first;
    if (parts) {
      endedAt = ship(order, line, entryId, line.quantity() - first, secondDay, draw);
      shipped += endedAt == Moment.NONE ? 0 : line.quantity() - first;
    }
    if (returned && shipped == line.quantity()) {
      giveBack(order, line, entryId, Moment.day(endedAt) + draw.whole(4, 30), draw);
    }
    return new Sold(line, entryId, shipped, endedAt, Moment.NONE);
  }

  private void notice(Order order, Line line, long entryId, Draw draw) {
    int day = line.notified();
    long createdAt = Moment.within(day, 8.7, 11, draw);
    if (day > last) {
      return;
    }
    long id = numbers.document(Form.DELIVERY_NOTICE, day);
    export
        .file(Form.DELIVERY_NOTICE)
        .number(id)
        .text(numbers.number(Form.DELIVERY_NOTICE, day))
        .text("C")
        .day(day)
        .moment(createdAt)
        .moment(Moment.plusMinutes(createdAt, draw.between(2, 60)))
        .text(order.customer().number())
        .number(numbers.entry(Form.DELIVERY_NOTICE, day))
        .text(line.item().code())
        .quantity(line.quantity())
        .text(order.number())
        .number(entryId)
        .end();
  }

  /** Ships and answers when that was approved; {@link Moment#NONE} when it is not known yet. */
  private long ship(Order order, Line line, long entryId, int quantity, int day, Draw draw) {
    int created = company.house().plus(day, draw.chance(0.1) ? 1 : 0);
    long createdAt = Moment.within(created, 13, 17.5, draw);
    long approvedAt = Moment.plusMinutes(createdAt, draw.between(2, 25));
    if (created > last) {
      return Moment.NONE;
    }
    long id = numbers.document(Form.SHIPMENT, created);
    export
        .file(Form.SHIPMENT)
        .number(id)
        .text(numbers.number(Form.SHIPMENT, created))
        .text("C")
        .text("A")
        .day(day)
        .moment(createdAt)
        .moment(approvedAt)
        .text(order.customer().number())
        .number(numbers.entry(Form.SHIPMENT, created))
        .text(line.item().code())
        .quantity(quantity)
        .text(order.number())
        .number(entryId)
        .end();
    return approvedAt;
  }

  private void giveBack(Order order, Line line, long entryId, int after, Draw draw) {
    int day = company.house().plus(after, 0);
    long createdAt = Moment.within(day, 9, 16, draw);
    if (day > last) {
      return;
    }
    long id = numbers.document(Form.SALES_RETURN, day);
    export
        .file(Form.SALES_RETURN)
        .number(id)
        .text(numbers.number(Form.SALES_RETURN, day))
        .text("C")
        .day(day)
        .moment(createdAt)
        .moment(Moment.plusMinutes(createdAt, 15))
        .text(order.customer().number())
        .number(numbers.entry(Form.SALES_RETURN, day))
        .text(line.item().code())
        .quantity(1)
        .number(entryId)
        .end();
  }

  private void row(
      Order order, long approvedAt, long closedAt, long modifiedAt, int sequence, Sold sold) {
    Line line = sold.line();
    boolean approved = approvedAt != Moment.NONE;
    long net = (long) line.quantity() * line.price();
    CsvFile file = export.file(Form.SALE_ORDER);
    file.number(order.id())
        .text(order.number())
        .text(approved ? "C" : "B")
        .text("A")
        .text(closedAt == Moment.NONE ? "A" : "B")
        .moment(closedAt)
        .day(order.created())
        .text(order.customer().number())
        .text(order.customer().name())
        .text("100")
        .text(order.seller().code())
        .text(order.seller().name())
        .text(order.seller().name())
        .moment(order.createdAt())
        .moment(modifiedAt)
        .text(approved ? company.sellers().get(0).name() : null)
        .moment(approvedAt)
        .text("PRE001")
        .number(sold.entryId())
        .number(sequence)
        .text(line.item().code())
        .text(line.item().name())
        .text(line.item().trade().unit())
        .quantity(line.quantity())
        .decimal(line.price() * 113L, 4)
        .decimal(1300, 2)
        .decimal(net + (net * 13 + 50) / 100, 2)
        .day(line.due())
        .quantity(sold.shipped())
        .text(sold.shipped() >= line.quantity() ? "B" : "A")
        .text(sold.terminatedAt() == Moment.NONE ? "A" : "B")
        .moment(sold.terminatedAt());
    if (line.feeds() == null) {
      file.empty();
    } else {
      file.number(line.feeds());
    }
    file.end();
  }
}
