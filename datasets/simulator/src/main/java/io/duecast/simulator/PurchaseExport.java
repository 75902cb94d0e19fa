package io.duecast.simulator;

import io.duecast.simulator.PurchaseOrder.Fate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Writes one purchase order and everything that follows from it, as the ERP holds it on the evening
 * of the last day: what was entered or approved later is absent, and counters hold approved
 * documents only.
 */
final class PurchaseExport {

  private static final String ORGANISATION = "100";
  private static final String CURRENCY = "PRE001";

  /** Ids of planted rows start here, so that dirt changes no other row. */
  private static final long PHANTOM = 8_000_000_000L;

  private static final double ENTERED_LATE = 0.18;
  private static final double APPROVED_LATE = 0.015;
  private static final double VOIDED = 0.004;
  private static final double RETURNED = 0.008;

  private final Company company;
  private final Numbers numbers;
  private final Export export;
  private final Truth truth;
  private final double dirtyRate;
  private final int last;
  private long phantoms;

  PurchaseExport(Company company, Numbers numbers, Export export, Truth truth, double dirtyRate) {
    this.company = company;
    this.numbers = numbers;
    this.export = export;
    this.truth = truth;
    this.dirtyRate = dirtyRate;
    this.last = company.last();
  }

  /**
   * @param sale number of the sales order behind it, or empty
   */
  void write(PurchaseOrder order, String sale, Draw draw, Draw dirt) {
    Head head = head(order, sale, draw);
    List<LineRecord> records = order.lines().stream().map(LineRecord::new).toList();
    if (head.approved()) {
      for (LineRecord record : records) {
        changes(order, head, record, draw);
        terminate(head, record, draw);
      }
      List<Lot> lots = order.lines().stream().flatMap(line -> Lot.of(line).stream()).toList();
      receive(order, lots, records, draw);
      inspect(order, lots, records, draw);
      stock(order, head, lots, records, draw);
    }
    head.close(records);
    for (LineRecord record : records) {
      PlantedError error = dirt.chance(dirtyRate) ? dirt.of(List.of(PlantedError.values())) : null;
      CsvFile file = export.file(Form.PURCHASE_ORDER);
      if (error == PlantedError.PRICE_TEXT) {
        String value = error.value(dirt);
        truth.error(file, error, value);
        file.plant(error.position(), value);
      }
      row(file, order, head, record, order.id(), record.line.entryId(), record.line.quantity());
      plan(order, head, record, error == PlantedError.PLAN_DATE ? error.value(dirt) : "");
      if (error != null && error.ownRow()) {
        plant(order, head, record, error, dirt);
      }
    }
  }

  /** Cells of the head, repeated on each line. */
  private static final class Head {
    private final String source;
    private final String sourceNumber;
    private final String clerk;
    private final long createdAt;
    private final boolean voided;
    private final long approvedAt;
    private final long confirmedAt;
    private long modifiedAt;
    private long closedAt = Moment.NONE;
    private String status = "A";
    private int changes;

    Head(
        String source,
        String sourceNumber,
        String clerk,
        long createdAt,
        boolean voided,
        long approvedAt,
        long confirmedAt) {
      this.source = source;
      this.sourceNumber = sourceNumber;
      this.clerk = clerk;
      this.createdAt = createdAt;
      this.voided = voided;
      this.approvedAt = approvedAt;
      this.confirmedAt = confirmedAt;
      this.modifiedAt = Math.max(createdAt, Math.max(approvedAt, confirmedAt));
    }

    boolean approved() {
      return approvedAt != Moment.NONE;
    }

    void touch(long moment) {
      modifiedAt = Math.max(modifiedAt, moment);
    }

    void close(List<LineRecord> records) {
      if (approved() && records.stream().allMatch(LineRecord::over)) {
        for (LineRecord record : records) {
          closedAt = Math.max(closedAt, record.closedAt);
        }
        touch(closedAt);
      }
    }
  }

  private Head head(PurchaseOrder order, String sale, Draw draw) {
    long createdAt = Moment.within(order.created(), 8.6, 14.9, draw);
    boolean normal = order.fate() == Fate.NORMAL;
    boolean approved = normal && order.approved() <= last;
    boolean confirmed = approved && order.confirms() && order.confirmed() <= last;
    double approving = order.approved() == order.created() ? 15 : 8.6;
    double confirming = order.confirmed() == order.approved() ? 16.5 : 8.6;
    long approvedAt = Moment.within(order.approved(), approving, 16.4, draw);
    long confirmedAt = Moment.within(order.confirmed(), confirming, 17.6, draw);
    int voided = company.house().plus(order.created(), draw.whole(1, 3));
    boolean isVoided = order.fate() == Fate.VOIDED && voided <= last;
    Head head =
        new Head(
            sale.isEmpty() ? "PUR_Requisition" : "SAL_SaleOrder",
            sale.isEmpty() ? "CGSQ" + order.number().substring(4) : sale,
            draw.chance(0.7) ? order.buyer().name() : draw.of(company.clerks()),
            createdAt,
            isVoided,
            approved ? approvedAt : Moment.NONE,
            confirmed ? confirmedAt : Moment.NONE);
    if (approved) {
      head.status = "C";
    } else if (normal) {
      head.status = "B";
    } else {
      head.status = draw.chance(0.5) ? "Z" : "A";
    }
    if (isVoided) {
      head.touch(Moment.within(voided, 9, 17, draw));
    }
    return head;
  }

  private void changes(PurchaseOrder order, Head head, LineRecord record, Draw draw) {
    PurchaseLine line = record.line;
    for (PromiseMove move : line.moves()) {
      int approved = company.house().plus(move.day(), draw.chance(0.15) ? 1 : 0);
      long approvedAt = Moment.within(approved, approved == move.day() ? 16.6 : 8.8, 17.9, draw);
      if (move.day() > last || move.day() >= line.journey().exit()) {
        continue;
      }
      boolean done = approved <= last;
      long id = numbers.document(Form.CHANGE, move.day());
      export
          .file(Form.CHANGE)
          .number(id)
          .text(numbers.number(Form.CHANGE, move.day()))
          .day(move.day())
          .moment(done ? approvedAt : Moment.NONE)
          .text(done ? "C" : "B")
          .text(order.number())
          .number(line.entryId())
          .text(line.item().code())
          .day(move.before())
          .day(move.after())
          .text(move.reason())
          .end();
      if (done) {
        record.promise = move.after();
        head.changes++;
        head.touch(approvedAt);
      }
    }
  }

  private void terminate(Head head, LineRecord record, Draw draw) {
    Journey journey = record.line.journey();
    if (journey.exit() <= last && journey.exit() < journey.delivered()) {
      record.terminated = true;
      record.closedAt = Moment.within(journey.exit(), 9, 17, draw);
      head.touch(record.closedAt);
    }
  }

  private static LineRecord record(List<LineRecord> records, Lot lot) {
    return records.get(lot.line.sequence() - 1);
  }

  /** Lots in groups of one day, in the order of days and lines. */
  private static List<List<Lot>> byDay(List<Lot> lots, ToIntFunction<Lot> day) {
    List<Lot> sorted = new ArrayList<>(lots);
    sorted.sort(Comparator.comparingInt(day).thenComparingInt(lot -> lot.line.sequence()));
    List<List<Lot>> groups = new ArrayList<>();
    int current = -1;
    for (Lot lot : sorted) {
      if (groups.isEmpty() || day.applyAsInt(lot) != current) {
        current = day.applyAsInt(lot);
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(lot);
    }
    return groups;
  }

  private int lag(Draw draw) {
    return draw.chance(ENTERED_LATE) ? (draw.chance(0.75) ? 1 : draw.whole(2, 4)) : 0;
  }

  /** Approval of a warehouse document, or {@link Moment#NONE} while it waits. */
  private long approval(int created, long createdAt, Draw draw) {
    boolean later = draw.chance(APPROVED_LATE);
    int next = company.house().plus(created, 1);
    long approvedAt =
        later
            ? Moment.within(next, 9, 11, draw)
            : Moment.plusMinutes(createdAt, draw.between(1, 40));
    return later && next > last ? Moment.NONE : approvedAt;
  }

  private void receive(PurchaseOrder order, List<Lot> lots, List<LineRecord> records, Draw draw) {
    List<Lot> noticed = lots.stream().filter(lot -> lot.line.item().noticed()).toList();
    for (List<Lot> group : byDay(noticed, lot -> lot.arrived)) {
      int arrived = group.get(0).arrived;
      int created = company.house().plus(arrived, lag(draw));
      long createdAt = Moment.within(created, 8.7, 11.9, draw);
      long approvedAt = approval(created, createdAt, draw);
      String clerk = draw.of(company.clerks());
      if (created > last) {
        group.forEach(lot -> lot.written = Journey.NEVER);
        continue;
      }
      long id = numbers.document(Form.RECEIVE, created);
      String number = numbers.number(Form.RECEIVE, created);
      int sequence = 0;
      for (Lot lot : group) {
        lot.written = created;
        lot.receiveEntry = numbers.entry(Form.RECEIVE, created);
        lot.receiveNumber = number;
        export
            .file(Form.RECEIVE)
            .number(id)
            .text(number)
            .text(approvedAt == Moment.NONE ? "B" : "C")
            .text("A")
            .day(arrived)
            .moment(createdAt)
            .moment(approvedAt)
            .text(order.supplier().number())
            .number(lot.receiveEntry)
            .number(++sequence)
            .text(lot.line.item().code())
            .quantity(lot.quantity)
            .number(lot.line.entryId())
            .text(order.number())
            .text(clerk)
            .end();
        if (approvedAt != Moment.NONE) {
          record(records, lot).received += lot.quantity;
        }
      }
    }
  }

  private void inspect(PurchaseOrder order, List<Lot> lots, List<LineRecord> records, Draw draw) {
    for (Lot lot : lots) {
      if (!lot.line.item().inspected() || lot.written > last) {
        continue;
      }
      int day = Math.max(lot.inspected, lot.written);
      boolean done = day <= last;
      long startedAt = Moment.within(lot.written, 12.1, 12.9, draw);
      long endedAt = Moment.within(day, 13, 15.8, draw);
      long id = numbers.document(Form.INSPECTION, lot.written);
      CsvFile file = export.file(Form.INSPECTION);
      file.number(id)
          .text(numbers.number(Form.INSPECTION, lot.written))
          .text(done ? "C" : "B")
          .moment(startedAt)
          .moment(done ? endedAt : Moment.NONE)
          .number(numbers.entry(Form.INSPECTION, lot.written))
          .text(lot.line.item().code())
          .quantity(lot.quantity);
      if (done) {
        file.quantity(lot.refused ? 0 : lot.quantity).quantity(lot.refused ? lot.quantity : 0);
      } else {
        file.empty().empty();
      }
      file.text(lot.receiveNumber)
          .number(lot.receiveEntry)
          .text(draw.of(company.inspectors()))
          .end();
      lot.written = done ? day : Journey.NEVER;
      if (done && lot.refused) {
        long createdAt = Moment.within(day, 16, 17, draw);
        giveBack(day, createdAt, lot.quantity, "PUR_ReceiveBill", lot.receiveNumber, lot, draw);
        record(records, lot).returned += lot.quantity;
      }
    }
  }

  private void giveBack(
      int day,
      long createdAt,
      int quantity,
      String source,
      String sourceNumber,
      Lot lot,
      Draw draw) {
    long id = numbers.document(Form.RETURN, day);
    export
        .file(Form.RETURN)
        .number(id)
        .text(numbers.number(Form.RETURN, day))
        .text("C")
        .text("A")
        .day(day)
        .moment(createdAt)
        .moment(Moment.plusMinutes(createdAt, draw.between(2, 50)))
        .number(numbers.entry(Form.RETURN, day))
        .text(lot.line.item().code())
        .quantity(quantity)
        .number(lot.line.entryId())
        .text(source)
        .text(sourceNumber)
        .end();
  }

  private void stock(
      PurchaseOrder order, Head head, List<Lot> lots, List<LineRecord> records, Draw draw) {
    List<Lot> coming = lots.stream().filter(lot -> !lot.refused && lot.written <= last).toList();
    for (List<Lot> group : byDay(coming, lot -> lot.stocked)) {
      int stocked = group.get(0).stocked;
      int lag = lag(draw);
      if (stocked > last) {
        continue;
      }
      int created = company.house().plus(stocked, lag);
      for (Lot lot : group) {
        created = Math.max(created, lot.written);
      }
      long createdAt = Moment.within(created, 16.1, 17.4, draw);
      long approvedAt = approval(created, createdAt, draw);
      String clerk = draw.of(company.clerks());
      boolean voided = draw.chance(VOIDED);
      if (created > last) {
        continue;
      }
      if (voided) {
        long before = Moment.plusMinutes(createdAt, -20);
        bill(order, group, stocked, created, before, createdAt, "B", clerk);
      }
      String number = bill(order, group, stocked, created, createdAt, approvedAt, "A", clerk);
      for (Lot lot : group) {
        LineRecord record = record(records, lot);
        if (approvedAt != Moment.NONE) {
          record.stocked += lot.quantity;
          if (record.complete()) {
            record.closedAt = Math.max(record.closedAt, approvedAt);
          }
        }
        returnLater(stocked, created, number, lot, record, draw);
      }
    }
  }

  private void returnLater(
      int stocked, int created, String number, Lot lot, LineRecord record, Draw draw) {
    boolean returned = draw.chance(RETURNED);
    int day = company.house().plus(Math.max(stocked, created) + draw.whole(3, 25), 0);
    long createdAt = Moment.within(day, 9, 16, draw);
    int quantity = Math.max(1, (int) (lot.quantity * draw.between(0.02, 0.5)));
    if (returned && day <= last) {
      giveBack(day, createdAt, quantity, "STK_InStock", number, lot, draw);
      record.returned += quantity;
    }
  }

  private String bill(
      PurchaseOrder order,
      List<Lot> group,
      int stocked,
      int created,
      long createdAt,
      long approvedAt,
      String cancelled,
      String clerk) {
    long id = numbers.document(Form.STOCK_IN, created);
    String number = numbers.number(Form.STOCK_IN, created);
    int sequence = 0;
    for (Lot lot : group) {
      boolean noticed = lot.receiveEntry != 0;
      PurchaseLine line = lot.line;
      export
          .file(Form.STOCK_IN)
          .number(id)
          .text(number)
          .text(approvedAt == Moment.NONE ? "B" : "C")
          .text(cancelled)
          .day(stocked)
          .moment(createdAt)
          .moment(approvedAt)
          .text(order.supplier().number())
          .text(ORGANISATION)
          .number(numbers.entry(Form.STOCK_IN, created))
          .number(++sequence)
          .text(line.item().code())
          .quantity(lot.quantity)
          .quantity(lot.quantity)
          .text(line.item().trade().unit())
          .text("CK0" + (1 + Trade.ALL.indexOf(line.item().trade()) % 4))
          .empty()
          .text(order.number())
          .number(line.entryId())
          .text(noticed ? "PUR_ReceiveBill" : "PUR_PurchaseOrder")
          .text(noticed ? lot.receiveNumber : order.number())
          .text(noticed ? "T_PUR_ReceiveEntry" : "T_PUR_POORDERENTRY")
          .number(noticed ? lot.receiveEntry : line.entryId())
          .text(clerk)
          .end();
    }
    return number;
  }

  private void row(
      CsvFile file,
      PurchaseOrder order,
      Head head,
      LineRecord record,
      long documentId,
      long entryId,
      long quantity) {
    PurchaseLine line = record.line;
    Item item = line.item();
    Supplier supplier = order.supplier();
    Buyer buyer = order.buyer();
    long net = quantity * line.price();
    long tax = (net * 13 + 50) / 100;
    file.number(documentId)
        .text(order.number())
        .text(head.status)
        .text(head.voided ? "B" : "A")
        .text(head.closedAt == Moment.NONE ? "A" : "B")
        .moment(head.closedAt)
        .day(order.created())
        .text("CGDD01_SYS")
        .text("CG")
        .text(supplier.number())
        .text(supplier.name())
        .text(ORGANISATION)
        .text(buyer.deptCode())
        .text(buyer.deptName())
        .text(buyer.code())
        .text(buyer.name())
        .text(head.clerk)
        .moment(head.createdAt)
        .moment(head.modifiedAt)
        .text(head.approved() ? order.approver().name() : null)
        .moment(head.approvedAt)
        .text(version(head.changes))
        .text(head.confirmedAt == Moment.NONE ? "A" : "B")
        .moment(head.confirmedAt)
        .text(CURRENCY)
        .number(entryId)
        .number(entryId == line.entryId() ? line.sequence() : 90 + line.sequence())
        .text(item.code())
        .text(item.name())
        .text(item.specification())
        .text(item.trade().unit())
        .quantity(quantity)
        .decimal(line.price(), 2)
        .decimal(line.price() * 113L, 4)
        .decimal(1300, 2)
        .decimal(net, 2)
        .decimal(tax, 2)
        .decimal(net + tax, 2)
        .day(record.promise)
        .quantity(record.received)
        .quantity(record.stocked)
        .quantity(record.returned)
        .text(record.complete() ? "B" : "A")
        .text("A")
        .text(record.terminated ? "B" : "A")
        .moment(record.terminated ? record.closedAt : Moment.NONE)
        .text("false")
        .text(head.source)
        .text(head.sourceNumber)
        .text(order.route().label())
        .end();
  }

  private static String version(int changes) {
    return changes < 10 ? "00" + changes : changes < 100 ? "0" + changes : "" + changes;
  }

  private void plan(PurchaseOrder order, Head head, LineRecord record, String planted) {
    PurchaseLine line = record.line;
    Journey journey = line.journey();
    int shipped = journey.end(Phase.MAKING);
    boolean going = head.approved() && order.reports() && shipped < journey.exit();
    boolean known = going && shipped <= last;
    boolean lots = known && journey.split() && line.firstLot() < line.quantity();
    planRow(
        order, head, record, 1, lots ? line.firstLot() : line.quantity(), known, shipped, planted);
    if (lots) {
      int second = journey.end(Phase.SECOND_LOT);
      planRow(
          order,
          head,
          record,
          2,
          line.quantity() - line.firstLot(),
          second <= last && second < journey.exit(),
          second,
          "");
    }
  }

  private void planRow(
      PurchaseOrder order,
      Head head,
      LineRecord record,
      int number,
      int quantity,
      boolean shipped,
      int day,
      String planted) {
    CsvFile file = export.file(Form.DELIVERY_PLAN);
    if (!planted.isEmpty()) {
      truth.error(file, PlantedError.PLAN_DATE, planted);
      file.plant(PlantedError.PLAN_DATE.position(), planted);
    }
    boolean confirmed = head.confirmedAt != Moment.NONE;
    file.number(order.id())
        .number(record.line.entryId())
        .number(record.line.entryId() * 10 + number)
        .day(record.promise)
        .quantity(quantity);
    if (shipped) {
      file.day(day).day(company.house().plus(day, (int) record.line.chances().transit().scale()));
    } else {
      file.empty().empty();
    }
    if (confirmed) {
      file.quantity(quantity).day(record.promise);
    } else {
      file.empty().empty();
    }
    file.end();
  }

  /** Adds a row of its own that holds the error; it is terminated, so nobody waits for it. */
  private void plant(
      PurchaseOrder order, Head head, LineRecord record, PlantedError error, Draw dirt) {
    CsvFile file = export.file(error.form());
    if (error.form() == Form.STOCK_IN) {
      plantReceipt(order, record.line, error, dirt);
      return;
    }
    boolean repeated = error == PlantedError.LINE_REPEATED;
    long quantity = record.line.quantity() + (repeated ? 1 + record.line.quantity() / 10 : 0);
    String value = repeated ? Long.toString(quantity) : error.value(dirt);
    truth.error(file, error, value);
    if (error == PlantedError.TOTAL_ROW) {
      file.text(value);
      for (int i = 1; i < error.form().headings().size(); i++) {
        file.empty();
      }
      file.end();
      return;
    }
    if (repeated) {
      row(file, order, head, record, order.id(), record.line.entryId(), quantity);
      return;
    }
    if (error == PlantedError.ROW_SHORT) {
      file.cut(dirt.whole(20, 45));
    } else {
      file.plant(error.position(), value);
    }
    LineRecord stray = new LineRecord(record.line);
    stray.terminated = true;
    stray.closedAt = Moment.plusMinutes(head.createdAt, 30);
    long entry = PHANTOM + ++phantoms;
    // A wrong head is a document of its own, since heads that contradict one another are refused.
    boolean ownHead = error == PlantedError.APPROVED_EARLY;
    row(file, order, head, stray, ownHead ? entry : order.id(), entry, quantity);
  }

  private void plantReceipt(PurchaseOrder order, PurchaseLine line, PlantedError error, Draw dirt) {
    CsvFile file = export.file(Form.STOCK_IN);
    int day = order.created();
    boolean orphan = error == PlantedError.RECEIPT_WITHOUT_ORDER;
    long id = PHANTOM + ++phantoms;
    long entry = orphan ? id : line.entryId();
    String value = orphan ? Long.toString(entry) : error.value(dirt);
    truth.error(file, error, value);
    file.plant(error.position(), value);
    long createdAt = Moment.within(day, 9, 17, dirt);
    file.number(id)
        .text("CGRK" + id)
        .text(orphan ? "C" : "A")
        .text("A")
        .day(day)
        .moment(createdAt)
        .moment(orphan ? Moment.plusMinutes(createdAt, 10) : Moment.NONE)
        .text(order.supplier().number())
        .text(ORGANISATION)
        .number(id)
        .number(1)
        .text(line.item().code())
        .quantity(line.quantity())
        .quantity(line.quantity())
        .text(line.item().trade().unit())
        .text("CK01")
        .empty()
        .text(orphan ? "CGDD" + id : order.number())
        .number(entry)
        .text("PUR_PurchaseOrder")
        .text(orphan ? "CGDD" + id : order.number())
        .text("T_PUR_POORDERENTRY")
        .number(entry)
        .text(dirt.of(company.clerks()))
        .end();
  }
}
