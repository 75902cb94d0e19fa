package io.duecast.features;

import io.duecast.contract.calendar.LinePlaces;
import io.duecast.contract.order.LineStatus;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.OrderRecord;
import io.duecast.contract.process.DueRule;
import io.duecast.contract.process.OwnerRole;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.contract.process.StageDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Where a line stands at an instant, from facts known at or before it: later events, receipts and
 * promise changes are undone.
 *
 * @param asOf nothing known later is in here
 * @param day {@code asOf} in the source's zone: the first day of which the outcome is open
 * @param stages every stage of the process, in order
 * @param current the stage whose turn it is; null when every stage is done
 * @param delivery the whole way from order to promise, under stage code {@code delivery}, order 0
 * @param qtyFulfilled quantity of the delivery stage known at {@code asOf}, order unit
 * @param promiseFirst first promise known at {@code asOf}
 * @param promiseNow promise in force at {@code asOf}
 * @param requiredDate required date in force at {@code asOf}
 * @param promiseMoves changes of one promise into another known at {@code asOf}
 * @param lastNewsOn business day of the last thing known of the line
 * @param exit how the line left, known at {@code asOf}: see {@link StageOutcome#exit()}
 * @param exitKnownAt when that was known; null while open
 */
public record StageTimeline(
    Instant asOf,
    LocalDate day,
    List<StageAt> stages,
    @Nullable StageAt current,
    StageAt delivery,
    BigDecimal qtyFulfilled,
    @Nullable LocalDate promiseFirst,
    @Nullable LocalDate promiseNow,
    @Nullable LocalDate requiredDate,
    List<PromiseMove> promiseMoves,
    LocalDate lastNewsOn,
    String exit,
    @Nullable Instant exitKnownAt) {

  /** Due day of a delivery that was measured against the first promise. */
  public static final String FIRST_PROMISE = "first_promise";

  public static final String CURRENT_PROMISE = "current_promise";
  public static final String REQUIRED_DATE = "required_date";
  public static final String NORM = "norm";
  public static final String OFFSET = "offset";

  /** What a stage is to the line. */
  public enum State {
    DONE,
    SKIPPED,
    CURRENT,
    AHEAD;

    /** Lower-case code, as in {@code score_stages.state}. */
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * One stage of the line.
   *
   * @param stage code, or {@code delivery}
   * @param order position in the process, 0 for delivery
   * @param enteredOn day it began; null while ahead or skipped
   * @param dueOn day it is due; null without due day
   * @param dueBasis where the due day comes from: a date column, {@code plan}, {@code offset},
   *     {@code norm}; for delivery first_promise, current_promise, required_date, offset or norm
   * @param actualOn day it was done
   */
  public record StageAt(
      String stage,
      int order,
      String ownerRole,
      State state,
      @Nullable LocalDate enteredOn,
      @Nullable Instant enteredKnownAt,
      @Nullable LocalDate dueOn,
      @Nullable String dueBasis,
      @Nullable LocalDate actualOn,
      @Nullable Instant actualKnownAt) {}

  /** A promise replaced by another; {@code days} is positive when it moved back. */
  public record PromiseMove(Instant knownAt, int days) {}

  public StageTimeline {
    stages = List.copyOf(stages);
    promiseMoves = List.copyOf(promiseMoves);
  }

  /** Whether goods are still expected, by what is known at the as-of instant. */
  public boolean isOpen() {
    return exit.equals(StageOutcome.OPEN);
  }

  public Optional<StageAt> find(String stage) {
    return stage.equals(ProcessDefinition.DELIVERY)
        ? Optional.of(delivery)
        : stages.stream().filter(at -> at.stage().equals(stage)).findFirst();
  }

  /**
   * The timeline of {@code order} from facts known at or before {@code asOf}.
   *
   * @param places a stage is due after working days of the place where it happens
   */
  public static StageTimeline at(
      OrderRecord order, ProcessDefinition process, LinePlaces places, Norms norms, Instant asOf) {
    return new Reader(order, process, places, norms, asOf).read();
  }

  /**
   * Outcomes known at {@code asOf} of every stage the line has entered, in order, and of its
   * delivery last; empty when the order itself was not known yet. That a stage is late is known
   * when its due day has ended where it happens.
   */
  public static List<StageOutcome> outcomes(
      OrderRecord order, ProcessDefinition process, LinePlaces places, Norms norms, Instant asOf) {
    if (order.createdKnownAt().isAfter(asOf)) {
      return List.of();
    }
    StageTimeline timeline = at(order, process, places, norms, asOf);
    Fulfilment fulfilment = Fulfilment.ofDelivery(order, process, asOf);
    List<StageOutcome> outcomes = new ArrayList<>();
    Left whole = new Left(timeline.exit(), timeline.exitKnownAt());
    // Delivery ends the wait for goods, not for the stages behind it.
    Left behind = Left.at(order, asOf);
    for (StageAt stage : timeline.stages()) {
      if (stage.enteredOn() != null) {
        boolean isBehind = stage.order() > process.deliveryStage().order();
        outcomes.add(outcome(order, timeline, stage, isBehind ? behind : whole, places, null));
      }
    }
    LocalDate due = timeline.delivery().dueOn();
    outcomes.add(
        outcome(
            order,
            timeline,
            timeline.delivery(),
            whole,
            places,
            due == null ? null : fulfilment.upTo(due).min(order.qty().max(BigDecimal.ZERO))));
    return List.copyOf(outcomes);
  }

  private static StageOutcome outcome(
      OrderRecord order,
      StageTimeline timeline,
      StageAt stage,
      Left left,
      LinePlaces places,
      @Nullable BigDecimal qtyOnTime) {
    boolean delivery = stage.order() == 0;
    LocalDate entered = java.util.Objects.requireNonNull(stage.enteredOn());
    Instant enteredKnownAt = java.util.Objects.requireNonNull(stage.enteredKnownAt());
    LocalDate due = stage.dueOn();
    LocalDate done = stage.actualOn();
    Instant doneKnownAt = stage.actualKnownAt();
    String exit = done != null ? StageOutcome.COMPLETED : left.exit();
    if (exit.equals(StageOutcome.COMPLETED) && done == null) {
      // The line was delivered without this stage ever being booked: nobody waits for it any more.
      exit = StageOutcome.CLOSED_SHORT;
    }
    Instant exitKnownAt = done != null ? doneKnownAt : left.knownAt();
    Boolean late = null;
    Instant outcomeKnownAt = null;
    if (due != null) {
      ZoneId there = places.of(OwnerRole.of(stage.ownerRole())).zone();
      Instant lateKnownAt = latest(due.plusDays(1).atStartOfDay(there).toInstant(), enteredKnownAt);
      if (done != null && !done.isAfter(due)) {
        late = false;
        outcomeKnownAt = doneKnownAt;
      } else if (!lateKnownAt.isAfter(timeline.asOf())
          && (done != null || exitKnownAt == null || !exitKnownAt.isBefore(lateKnownAt))) {
        late = true;
        outcomeKnownAt = lateKnownAt;
      }
    }
    return new StageOutcome(
        order.orderLineKey(),
        order.orderKey(),
        order.direction(),
        order.partnerKey(),
        order.partnerGroup(),
        order.itemKey(),
        order.itemGroup(),
        order.buyerCode(),
        order.org(),
        stage.stage(),
        stage.order(),
        stage.ownerRole(),
        entered,
        enteredKnownAt,
        due,
        stage.dueBasis(),
        done,
        doneKnownAt,
        exit,
        exitKnownAt,
        late,
        outcomeKnownAt,
        due == null || done == null ? null : days(due, done),
        done == null ? null : Math.max(0, days(entered, done)),
        due == null ? null : days(entered, due),
        order.qty(),
        qtyOnTime,
        order.amount(),
        order.shipmentRef(),
        delivery ? moved(timeline.promiseMoves(), places.zone()) : null,
        order.attrs());
  }

  private static @Nullable String moved(List<PromiseMove> moves, ZoneId zone) {
    if (moves.isEmpty()) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (PromiseMove move : moves) {
      text.append(text.isEmpty() ? "" : " ")
          .append(Days.known(move.knownAt(), zone))
          .append(move.days() < 0 ? "" : "+")
          .append(move.days());
    }
    return text.toString();
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static int days(LocalDate from, LocalDate to) {
    return Math.toIntExact(ChronoUnit.DAYS.between(from, to));
  }

  /** How a line left and when that was known; null while open. */
  private record Left(String exit, @Nullable Instant knownAt) {

    /** Whether the line was given up, by what is known at {@code asOf}. */
    static Left at(OrderRecord order, Instant asOf) {
      boolean givenUp =
          order.lineStatus().equals(LineStatus.CANCELLED.code())
              || order.lineStatus().equals(LineStatus.CLOSED_SHORT.code());
      if (givenUp) {
        Instant closed = order.closedAt() == null ? lastKnown(order) : order.closedAt();
        if (!closed.isAfter(asOf)) {
          return new Left(order.lineStatus(), closed);
        }
      }
      return new Left(StageOutcome.OPEN, null);
    }

    private static Instant lastKnown(OrderRecord order) {
      Instant last = order.createdKnownAt();
      for (OrderRecord.Event event : order.events()) {
        Instant knownAt = event.knownAt();
        if (knownAt != null) {
          last = latest(last, knownAt);
        }
      }
      for (OrderRecord.Receipt receipt : order.receipts()) {
        last = latest(last, receipt.knownAt());
      }
      return last;
    }
  }

  /** When and how much of a stage was fulfilled. */
  private record Fulfilment(List<Piece> pieces, @Nullable Done done, BigDecimal total) {

    private record Piece(LocalDate on, Instant knownAt, BigDecimal qty) {}

    private record Done(LocalDate on, Instant knownAt) {}

    /** Quantity fulfilled on or before {@code day}. */
    BigDecimal upTo(LocalDate day) {
      BigDecimal sum = BigDecimal.ZERO;
      for (Piece piece : pieces) {
        if (!piece.on().isAfter(day)) {
          sum = sum.add(piece.qty());
        }
      }
      return sum.max(BigDecimal.ZERO);
    }

    static Fulfilment ofDelivery(OrderRecord order, ProcessDefinition process, Instant asOf) {
      return of(order, process.deliveryStage(), asOf);
    }

    static Fulfilment of(OrderRecord order, StageDefinition stage, Instant asOf) {
      String kind = receiptKind(stage.stage());
      boolean byQuantity = stage.delivery() || stage.repeats();
      List<Piece> pieces = new ArrayList<>();
      if (byQuantity && kind != null) {
        for (OrderRecord.Receipt receipt : order.receipts()) {
          if (receipt.kind().equals(kind) && !receipt.knownAt().isAfter(asOf)) {
            pieces.add(new Piece(receipt.receiptDate(), receipt.knownAt(), receipt.qty()));
          }
        }
      }
      if (pieces.isEmpty()) {
        for (OrderRecord.Event event : order.events()) {
          LocalDate actual = event.actualOn();
          Instant knownAt = event.knownAt();
          if (event.stage().equals(stage.stage())
              && actual != null
              && knownAt != null
              && !knownAt.isAfter(asOf)) {
            BigDecimal qty = event.qty();
            pieces.add(new Piece(actual, knownAt, byQuantity && qty != null ? qty : order.qty()));
          }
        }
      }
      pieces.sort(
          Comparator.comparing(Piece::on).thenComparing(Piece::knownAt).thenComparing(Piece::qty));
      BigDecimal sum = BigDecimal.ZERO;
      Done done = null;
      Instant known = Instant.MIN;
      for (Piece piece : pieces) {
        sum = sum.add(piece.qty());
        known = latest(known, piece.knownAt());
        boolean full = order.qty().signum() <= 0 || sum.compareTo(order.qty()) >= 0;
        if (!full && byQuantity) {
          // A reversal took goods back: only the last time the quantity was reached counts.
          done = null;
        } else if (done == null) {
          done = new Done(piece.on(), known);
        }
      }
      if (done == null && stage.delivery() && !pieces.isEmpty() && withinTolerance(order)) {
        Instant closed = order.closedAt();
        Instant knownAt = closed == null ? known : latest(known, closed);
        if (!knownAt.isAfter(asOf) && allKnown(order, kind, asOf)) {
          done = new Done(pieces.get(pieces.size() - 1).on(), knownAt);
        }
      }
      return new Fulfilment(pieces, done, sum);
    }

    /** The source calls the line complete although a little is missing. */
    private static boolean withinTolerance(OrderRecord order) {
      return order.lineStatus().equals(LineStatus.COMPLETE.code());
    }

    private static boolean allKnown(OrderRecord order, @Nullable String kind, Instant asOf) {
      return order.receipts().stream()
          .filter(receipt -> receipt.kind().equals(kind))
          .noneMatch(receipt -> receipt.knownAt().isAfter(asOf));
    }

    private static @Nullable String receiptKind(String stage) {
      return switch (stage) {
        case "stocked" -> "stock_in";
        case "shipped" -> "shipment";
        case "arrived", "delivered", "received" -> "arrival";
        default -> null;
      };
    }
  }

  /** Reads one order; lives for one call. */
  private static final class Reader {
    private final OrderRecord order;
    private final ProcessDefinition process;
    private final LinePlaces places;
    private final Norms norms;
    private final Instant asOf;
    private final List<PromiseMove> moves = new ArrayList<>();
    private final Map<String, StageAt> read = new LinkedHashMap<>();
    private @Nullable LocalDate promiseFirst;
    private @Nullable LocalDate promiseNow;
    private @Nullable LocalDate requiredDate;

    Reader(
        OrderRecord order,
        ProcessDefinition process,
        LinePlaces places,
        Norms norms,
        Instant asOf) {
      this.order = order;
      this.process = process;
      this.places = places;
      this.norms = norms;
      this.asOf = asOf;
    }

    StageTimeline read() {
      promises();
      List<StageDefinition> definitions = process.stages();
      List<Fulfilment> fulfilments = new ArrayList<>();
      int touched = -1;
      int lastDone = -1;
      for (int i = 0; i < definitions.size(); i++) {
        Fulfilment fulfilment = Fulfilment.of(order, definitions.get(i), asOf);
        fulfilments.add(fulfilment);
        if (!fulfilment.pieces().isEmpty()) {
          touched = i;
        }
        if (fulfilment.done() != null) {
          lastDone = i;
        }
      }
      Fulfilment whole = fulfilments.get(process.deliveryStage().order() - 1);
      LocalDate entered = order.orderDate();
      Instant enteredKnownAt = order.createdKnownAt();
      boolean currentFound = false;
      StageAt current = null;
      StageAt delivery = delivery(whole);
      for (int i = 0; i < definitions.size(); i++) {
        StageDefinition definition = definitions.get(i);
        Fulfilment fulfilment = fulfilments.get(i);
        Fulfilment.Done done = fulfilment.done();
        // Part of a delivery further on leaves a repeating stage open; all of it closes it.
        boolean passed =
            i < lastDone
                || (i < touched && (!definition.repeats() || fulfilment.pieces().isEmpty()));
        State state;
        if (done != null) {
          state = State.DONE;
        } else if (passed) {
          state = State.SKIPPED;
        } else if (!currentFound) {
          state = State.CURRENT;
        } else {
          state = State.AHEAD;
        }
        boolean begun = state == State.DONE || state == State.CURRENT;
        Due due = begun || state == State.AHEAD ? due(definition, entered, delivery, begun) : null;
        StageAt at =
            new StageAt(
                definition.stage(),
                definition.order(),
                definition.ownerRole().code(),
                state,
                begun ? entered : null,
                begun ? enteredKnownAt : null,
                due == null ? null : due.on(),
                due == null ? null : due.basis(),
                done == null ? null : done.on(),
                done == null ? null : done.knownAt());
        read.put(definition.stage(), at);
        if (state == State.CURRENT) {
          currentFound = true;
          current = at;
        }
        if (done != null) {
          entered = done.on().isBefore(entered) ? entered : done.on();
          enteredKnownAt = latest(enteredKnownAt, done.knownAt());
        }
      }
      Left left =
          delivery.actualKnownAt() != null
              ? new Left(StageOutcome.COMPLETED, delivery.actualKnownAt())
              : Left.at(order, asOf);
      return new StageTimeline(
          asOf,
          asOf.atZone(places.zone()).toLocalDate(),
          List.copyOf(read.values()),
          current,
          delivery,
          whole.total().max(BigDecimal.ZERO),
          promiseFirst,
          promiseNow,
          requiredDate,
          moves,
          lastNews(),
          left.exit(),
          left.knownAt());
    }

    private void promises() {
      promiseNow = asKnown("promised", order.promisedDate());
      requiredDate = asKnown("required", order.requiredDate());
      promiseFirst = order.promisedDateFirst();
      Optional<OrderRecord.Revision> opening =
          revisions("promised").stream().findFirst().filter(first -> first.oldDate() == null);
      if (opening.isPresent() && opening.get().changedAt().isAfter(asOf)) {
        promiseFirst = null;
      }
      for (OrderRecord.Revision revision : revisions("promised")) {
        LocalDate before = revision.oldDate();
        LocalDate after = revision.newDate();
        if (!revision.changedAt().isAfter(asOf)
            && before != null
            && after != null
            && !before.equals(after)) {
          moves.add(new PromiseMove(revision.changedAt(), days(before, after)));
        }
      }
    }

    private List<OrderRecord.Revision> revisions(String field) {
      return order.revisions().stream()
          .filter(revision -> revision.field().equals(field))
          .sorted(Comparator.comparing(OrderRecord.Revision::changedAt))
          .toList();
    }

    /** The value before the first change that lies after the as-of instant. */
    private @Nullable LocalDate asKnown(String field, @Nullable LocalDate last) {
      for (OrderRecord.Revision revision : revisions(field)) {
        if (revision.changedAt().isAfter(asOf)) {
          return revision.oldDate();
        }
      }
      return last;
    }

    private record Due(@Nullable LocalDate on, String basis) {}

    private StageAt delivery(Fulfilment whole) {
      Due due = deliveryDue();
      Fulfilment.Done done = whole.done();
      StageDefinition stage = process.deliveryStage();
      return new StageAt(
          ProcessDefinition.DELIVERY,
          0,
          stage.ownerRole().code(),
          done == null ? State.CURRENT : State.DONE,
          order.orderDate(),
          order.createdKnownAt(),
          due == null ? null : due.on(),
          due == null ? null : due.basis(),
          done == null ? null : done.on(),
          done == null ? null : done.knownAt());
    }

    private @Nullable Due deliveryDue() {
      if (promiseFirst != null) {
        return new Due(promiseFirst, FIRST_PROMISE);
      }
      if (promiseNow != null) {
        return new Due(promiseNow, CURRENT_PROMISE);
      }
      if (requiredDate != null) {
        return new Due(requiredDate, REQUIRED_DATE);
      }
      DueRule rule = process.deliveryDue();
      return switch (rule.kind()) {
        case NORM -> norm(ProcessDefinition.DELIVERY, rule, order.orderDate());
        case OFFSET ->
            new Due(after(rule, process.deliveryStage().ownerRole(), order.orderDate()), OFFSET);
        case FIELD, NONE -> null;
      };
    }

    private @Nullable Due due(
        StageDefinition stage, LocalDate entered, StageAt delivery, boolean begun) {
      DueRule rule = stage.due();
      return switch (rule.kind()) {
        case FIELD -> field(stage, rule.field());
        case OFFSET -> offset(rule, stage.ownerRole(), entered);
        case NORM -> begun ? norm(stage.stage(), rule, entered) : null;
        case NONE ->
            stage.delivery() && delivery.dueOn() != null
                ? new Due(delivery.dueOn(), String.valueOf(delivery.dueBasis()))
                : null;
      };
    }

    private @Nullable Due field(StageDefinition stage, @Nullable String field) {
      if (field == null) {
        return planned(stage.stage()).map(day -> new Due(day, "plan")).orElse(null);
      }
      LocalDate day;
      if (field.equals(OrderLines.PROMISED_DATE_FIRST.name())) {
        // The first promise stands in for itself by the same order as the delivery's.
        Due due = deliveryDue();
        return due == null || NORM.equals(due.basis()) || OFFSET.equals(due.basis()) ? null : due;
      } else if (field.equals(OrderLines.PROMISED_DATE.name())) {
        day = promiseNow;
      } else if (field.equals(OrderLines.REQUIRED_DATE.name())) {
        day = requiredDate;
      } else if (field.equals(OrderHeaders.ORDER_DATE.name())) {
        day = order.orderDate();
      } else {
        day = planned(stage.stage()).orElse(null);
      }
      return day == null ? null : new Due(day, field);
    }

    private Optional<LocalDate> planned(String stage) {
      return order.events().stream()
          .filter(event -> event.stage().equals(stage))
          .map(OrderRecord.Event::plannedOn)
          .filter(java.util.Objects::nonNull)
          .map(java.util.Objects::requireNonNull)
          .min(Comparator.naturalOrder());
    }

    private @Nullable Due offset(DueRule rule, OwnerRole owner, LocalDate entered) {
      StageAt after = rule.afterStage() == null ? null : read.get(rule.afterStage());
      LocalDate from;
      if (after == null) {
        from = order.orderDate();
      } else if (after.actualOn() != null) {
        from = after.actualOn();
      } else if (after.state() == State.SKIPPED) {
        from = entered;
      } else {
        from = after.dueOn();
      }
      return from == null ? null : new Due(after(rule, owner, from), OFFSET);
    }

    /** The day an offset after {@code from}, in working days of where the stage happens. */
    private LocalDate after(DueRule rule, OwnerRole owner, LocalDate from) {
      return rule.calendarDays() == 0
          ? places.of(owner).calendar().plusWorkdays(from, rule.workingDays())
          : from.plusDays(rule.calendarDays());
    }

    /** Only completions known before the stage began: the due day must not move while we wait. */
    private @Nullable Due norm(String stage, DueRule rule, LocalDate entered) {
      LocalDate day = entered.minusDays(1);
      OptionalInt days =
          norms.days(
              order.direction(),
              order.partnerKey(),
              order.partnerGroup(),
              stage,
              day,
              rule.percentile(),
              rule.minimum());
      return days.isEmpty() ? null : new Due(entered.plusDays(days.getAsInt()), NORM);
    }

    private LocalDate lastNews() {
      Instant last = order.createdKnownAt();
      for (OrderRecord.Event event : order.events()) {
        Instant knownAt = event.knownAt();
        if (knownAt != null && !knownAt.isAfter(asOf)) {
          last = latest(last, knownAt);
        }
      }
      for (OrderRecord.Receipt receipt : order.receipts()) {
        if (!receipt.knownAt().isAfter(asOf)) {
          last = latest(last, receipt.knownAt());
        }
      }
      for (OrderRecord.Revision revision : order.revisions()) {
        if (!revision.changedAt().isAfter(asOf)) {
          last = latest(last, revision.changedAt());
        }
      }
      return Days.known(last, places.zone());
    }
  }
}
