package io.duecast.simulator;

import io.duecast.simulator.PurchaseOrder.Fate;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes purchase orders, day by day, and keeps what suppliers have open.
 *
 * <p>The median making time of a line is {@code item × exp(slowness(day) + 0.20 load) × (quantity ÷
 * usual)^0.12 × season}, with {@code load = clamp(open lines ÷ capacity - 1, -1, 2)} counted on the
 * evening before: a supplier with a queue is slow, one with none is quick.
 */
final class Purchasing {

  private static final int RING = 1_024;
  private static final int LOAD_REACH = 2;
  private static final double LOAD_EFFECT = 0.20;
  private static final StageTime INSPECTION = StageTime.waiting(1.5, 1.1);
  private static final StageTime STOCKING = StageTime.waiting(0.55, 0.9);

  private final Company company;
  private final Numbers numbers;
  private final int[] open;
  private final int[][] leaving;

  Purchasing(Company company, Numbers numbers) {
    this.company = company;
    this.numbers = numbers;
    this.open = new int[company.suppliers().size()];
    this.leaving = new int[RING][open.length];
  }

  /** Begins a day: lines that ended the day before no longer burden their supplier. */
  void begin(int day) {
    int[] gone = leaving[day % RING];
    for (int i = 0; i < open.length; i++) {
      open[i] -= gone[i];
      gone[i] = 0;
    }
  }

  /** Writes one order of at most {@code most} lines. */
  PurchaseOrder order(int day, int most, Draw draw) {
    Supplier supplier = company.supplierOn(day, draw);
    Buyer buyer = supplier.buyer();
    int size = 1;
    while (size < Math.min(most, 12) && draw.chance(0.58)) {
      size++;
    }
    boolean rush = draw.chance(buyer.rush());
    Route route = rush && draw.chance(0.4) ? Route.AIR : supplier.route();
    List<Item> items = new ArrayList<>();
    int[] quantities = new int[size];
    int[] prices = new int[size];
    long fen = 0;
    for (int i = 0; i < size; i++) {
      Item item = draw.of(supplier.items());
      items.add(item);
      quantities[i] =
          Math.max(
              1, (int) StrictMath.round(item.quantity() * StrictMath.exp(0.45 * draw.normal())));
      prices[i] = Math.max(1, (int) StrictMath.round(item.price() * draw.between(0.97, 1.04)));
      fen += (long) quantities[i] * prices[i];
    }
    Company.Approver approver = company.approver(fen / 100);
    StageTime approval = approver.time();
    StageTime confirmation = supplier.confirmation();
    double fate = draw.unit();
    int approved = company.house().plus(day, approval.draw(draw));
    int confirmed = supplier.works().plus(approved, confirmation.draw(draw));
    PurchaseOrder order =
        new PurchaseOrder(
            numbers.document(Form.PURCHASE_ORDER, day),
            numbers.number(Form.PURCHASE_ORDER, day),
            fate < 0.004 ? Fate.VOIDED : fate < 0.008 ? Fate.DRAFT : Fate.NORMAL,
            supplier,
            buyer,
            approver,
            route,
            day,
            approved,
            confirmed,
            draw.chance(supplier.confirms()),
            draw.chance(supplier.reports()),
            new ArrayList<>());
    for (int i = 0; i < size; i++) {
      Item item = items.get(i);
      Chances chances =
          chances(supplier, item, quantities[i], route, rush, day, approval, confirmation);
      order.lines().add(line(order, i + 1, item, quantities[i], prices[i], rush, chances, draw));
    }
    if (order.fate() == Fate.NORMAL) {
      for (PurchaseLine line : order.lines()) {
        burden(supplier, day, line.journey().over());
      }
    }
    return order;
  }

  private Chances chances(
      Supplier supplier,
      Item item,
      int quantity,
      Route route,
      boolean rush,
      int day,
      StageTime approval,
      StageTime confirmation) {
    double load = open[supplier.index()] / supplier.capacity() - 1;
    double factor =
        StrictMath.exp(
                supplier.slownessOn(day)
                    + LOAD_EFFECT * Math.max(-1, Math.min(LOAD_REACH, load))
                    - (rush ? 0.12 : 0))
            * StrictMath.pow(Math.max(0.2, quantity / (double) item.quantity()), 0.12)
            * season(day);
    return new Chances(
        approval,
        confirmation,
        StageTime.work(item.makingDays() * factor, supplier.steadiness(), 1),
        supplier.splits(),
        item.trade().secondLot(),
        supplier.transit(route),
        item.inspected(),
        INSPECTION,
        supplier.refuses(),
        item.trade().remaking(),
        STOCKING,
        company.house(),
        supplier.works());
  }

  /** Everybody orders before the year ends. */
  private static double season(int day) {
    int month = java.time.LocalDate.ofEpochDay(day).getMonthValue();
    return month >= 11 || month == 1 ? 1.07 : 1.0;
  }

  private PurchaseLine line(
      PurchaseOrder order,
      int sequence,
      Item item,
      int quantity,
      int price,
      boolean rush,
      Chances chances,
      Draw draw) {
    int due = due(order, item, rush, draw);
    Journey journey =
        new Journey(chances, order.created(), order.approved(), order.confirmed(), draw);
    int firstLot =
        journey.split() && quantity > 1
            ? Math.max(1, (int) (quantity * draw.between(0.3, 0.75)))
            : quantity;
    giveUp(journey, draw);
    return new PurchaseLine(
        numbers.entry(Form.PURCHASE_ORDER, order.created()),
        sequence,
        item,
        quantity,
        price,
        due,
        chances,
        journey,
        firstLot,
        moves(order, chances, journey, due, draw));
  }

  /** First promise: lead time of the item master as this buyer counts it, on a working day. */
  private int due(PurchaseOrder order, Item item, boolean rush, Draw draw) {
    Buyer buyer = order.buyer();
    double days = item.leadDays() * buyer.slack() * draw.between(0.92, 1.1) * (rush ? 0.68 : 1);
    int due = order.created() + Math.max(3, (int) StrictMath.round(days));
    if (buyer.minds()) {
      due += holidays(order.created(), due);
    }
    return company.house().plus(due, 0);
  }

  /** Weekdays without work in a stretch of days, as calendar days. */
  private int holidays(int from, int to) {
    int weekdays = 0;
    for (int day = from; day < to; day++) {
      weekdays += java.time.LocalDate.ofEpochDay(day).getDayOfWeek().getValue() <= 5 ? 1 : 0;
    }
    return Math.max(0, (weekdays - company.house().count(from, to)) * 7 / 5);
  }

  private void giveUp(Journey journey, Draw draw) {
    double fate = draw.unit();
    int shipped = journey.end(Phase.MAKING);
    if (fate < 0.022) {
      int day = company.house().plus(journey.created() + draw.whole(2, 45), 0);
      if (day > journey.end(Phase.APPROVAL) && day < shipped) {
        journey.giveUp(day);
      }
    } else if (journey.split() && fate > 0.93) {
      int day = company.house().plus(shipped + draw.whole(15, 50), 0);
      if (day < journey.end(Phase.SECOND_LOT)) {
        journey.giveUp(day);
      }
    }
  }

  /** Decided on the state of the day, so that moves tell nothing that the state does not. */
  private List<PromiseMove> moves(
      PurchaseOrder order, Chances chances, Journey journey, int due, Draw draw) {
    List<PromiseMove> moves = new ArrayList<>();
    double candour = order.supplier().candour();
    int shipped = Math.min(journey.end(Phase.MAKING), journey.exit());
    int promise = due;
    int confirmed = order.confirmed();
    if (draw.chance(0.02)) {
      int day = company.house().plus(order.approved(), draw.whole(1, 10));
      if (day < shipped) {
        int after = company.house().plus(promise + draw.whole(-4, 9), 0);
        if (after > day && after != promise) {
          moves.add(new PromiseMove(day, promise, after, "生产计划调整"));
          promise = after;
        }
      }
    }
    int[] checks = {confirmed, company.house().plus(due - 7, 0), company.house().plus(due + 2, 0)};
    for (int check : checks) {
      int from = moves.isEmpty() ? order.approved() : moves.get(moves.size() - 1).day() + 1;
      if (check < Math.max(confirmed, from) || check >= shipped) {
        continue;
      }
      int expected = expected(chances, confirmed, check);
      if (expected > promise + 1 && draw.chance(candour)) {
        int after = company.house().plus(expected + draw.whole(0, 5), 0);
        moves.add(new PromiseMove(check, promise, after, reason(draw)));
        promise = after;
      }
    }
    return moves;
  }

  /** Median day of stock-in for a line in the making on that evening. */
  private int expected(Chances chances, int confirmed, int day) {
    int elapsed = chances.works().count(confirmed, day);
    int shipped = chances.works().plus(confirmed, chances.making().medianBeyond(elapsed));
    int arrived = company.house().plus(shipped, (int) StrictMath.round(chances.transit().scale()));
    return company.house().plus(arrived, chances.inspected() ? 2 : 1);
  }

  private static String reason(Draw draw) {
    return draw.of(List.of("供应商产能不足", "原材料未到", "供应商申请延期", "模具维修", "图纸变更"));
  }

  private void burden(Supplier supplier, int day, int over) {
    open[supplier.index()]++;
    leaving[Math.min(over + 1, day + RING - 1) % RING][supplier.index()]++;
  }
}
