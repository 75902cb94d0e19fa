package io.duecast.features;

import io.duecast.contract.calendar.LinePlaces;
import io.duecast.contract.calendar.WorkCalendar;
import io.duecast.contract.order.OrderRecord;
import io.duecast.contract.process.OwnerRole;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.contract.process.StageDefinition;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything known at one instant about one line that features may use. Self-contained: a score is
 * replayed bit for bit from {@link #toJson()}.
 *
 * @param day {@code asOf} in the source's zone, the first day of which the outcome is open
 * @param exit {@code open} while goods are expected
 * @param promiseMovedDays sum of the days that the promise moved back, moves forward subtracted
 * @param silentWorkdays working days since the last news
 * @param qty quantity ordered, order unit
 * @param qtyFulfilled quantity delivered, order unit
 * @param amount gross amount of the line, NaN when unknown
 * @param currentStage code of the current stage; null when every stage is done
 * @param deliveryStage code of the stage that fulfils the promise
 * @param delivery the whole way from order to promise
 * @param stages every stage of the process, in order
 * @param itemRate late rate of the item's deliveries of 365 days, shrunken towards all
 * @param itemLeadTimeDays purchase lead time of the item master, calendar days; NaN without
 * @param pairs late rates of deliveries that share two things with this line
 * @param workdays working days as hexadecimal bits, from 24 days before {@code day} to 191 after it
 */
public record OrderFacts(
    String orderLineKey,
    String direction,
    String process,
    @Nullable String partnerKey,
    @Nullable String partnerGroup,
    @Nullable String itemKey,
    @Nullable String buyerCode,
    @Nullable String org,
    Instant asOf,
    LocalDate day,
    String exit,
    LocalDate orderDate,
    @Nullable LocalDate requiredDate,
    @Nullable LocalDate promiseFirst,
    @Nullable LocalDate promiseNow,
    int promiseMoves,
    int promiseMovedDays,
    LocalDate lastNewsOn,
    int silentWorkdays,
    double qty,
    double qtyFulfilled,
    double amount,
    @Nullable String currentStage,
    String deliveryStage,
    StageFacts delivery,
    List<StageFacts> stages,
    double itemRate,
    long itemKnown,
    double itemDuration,
    double itemLeadTimeDays,
    double usualQtyLog,
    double usualAmountLog,
    double itemRateEver,
    PairRates pairs,
    String workdays)
    implements Serializable {

  public OrderFacts {
    stages = List.copyOf(stages);
  }

  /**
   * Facts of {@code order} known at or before {@code asOf}.
   *
   * @param places the working days of a stage are those of the place where it happens, of the line
   *     as a whole those of our site
   */
  public static OrderFacts of(
      OrderRecord order,
      ProcessDefinition process,
      LinePlaces places,
      PartnerHistory history,
      Instant asOf) {
    StageTimeline timeline = StageTimeline.at(order, process, places, history, asOf);
    LocalDate day = timeline.day();
    LocalDate known = Days.lastKnown(asOf, places.zone());
    WorkCalendar calendar = places.ours().calendar();
    List<String> theirs =
        process.stages().stream()
            .filter(stage -> stage.ownerRole() == places.partnerRole())
            .map(StageDefinition::stage)
            .toList();
    Shutdown shutdown = history.shutdown(order.partnerKey(), theirs, calendar, known);
    List<StageFacts> stages = new ArrayList<>();
    boolean theirTurn = theirs.isEmpty();
    for (StageTimeline.StageAt stage : timeline.stages()) {
      boolean isTheirs = theirs.isEmpty() || theirs.contains(stage.stage());
      theirTurn |= isTheirs && isToCome(stage);
      stages.add(
          stage(stage, order, places, history, isTheirs ? shutdown : Shutdown.NONE, day, known));
    }
    StageTimeline.StageAt current = timeline.current();
    BigDecimal amount = order.amount();
    Integer leadTime = order.itemLeadTimeDays();
    String direction = order.direction();
    return new OrderFacts(
        order.orderLineKey(),
        direction,
        process.name(),
        order.partnerKey(),
        order.partnerGroup(),
        order.itemKey(),
        order.buyerCode(),
        order.org(),
        asOf,
        day,
        timeline.exit(),
        order.orderDate(),
        timeline.requiredDate(),
        timeline.promiseFirst(),
        timeline.promiseNow(),
        timeline.promiseMoves().size(),
        timeline.promiseMoves().stream().mapToInt(StageTimeline.PromiseMove::days).sum(),
        timeline.lastNewsOn(),
        calendar.workdaysBetween(timeline.lastNewsOn(), day),
        order.qty().doubleValue(),
        timeline.qtyFulfilled().doubleValue(),
        amount == null ? Double.NaN : amount.doubleValue(),
        current == null ? null : current.stage(),
        process.deliveryStage().stage(),
        stage(
            timeline.delivery(),
            order,
            places,
            history,
            theirTurn ? shutdown : Shutdown.NONE,
            day,
            known),
        stages,
        history.rateOf(LedgerBuilder.ITEM, direction, order.itemKey(), known),
        history.knownOf(LedgerBuilder.ITEM, direction, order.itemKey(), known),
        history.itemDuration(direction, order.itemKey(), known),
        leadTime == null ? Double.NaN : leadTime,
        history.usualQtyLog(direction, order.itemKey(), known),
        history.usualAmountLog(order.partnerKey(), known),
        history.itemRateEver(direction, order.itemKey(), known),
        history.pairsAsOf(order, known),
        Workdays.around(calendar, day));
  }

  /** The target named {@code stage}: a stage of the process or {@code delivery}. */
  public Optional<StageFacts> find(String stage) {
    if (stage.equals(ProcessDefinition.DELIVERY)) {
      return Optional.of(delivery);
    }
    for (StageFacts facts : stages) {
      if (facts.stage().equals(stage)) {
        return Optional.of(facts);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether {@code target} is under way: goods are expected, or it lies behind a delivery that is
   * done.
   */
  public boolean awaits(StageFacts target) {
    boolean behind =
        find(deliveryStage).filter(stage -> target.order() > stage.order()).isPresent();
    return target.is(StageTimeline.State.CURRENT)
        && (exit.equals(StageOutcome.OPEN) || (behind && exit.equals(StageOutcome.COMPLETED)));
  }

  /**
   * Late rate of all that the line shares with others at {@code target}, 0 to 1; NaN where nothing
   * is known.
   */
  public double sharedRate(StageFacts target) {
    KeyRates keys = target.keys();
    if (target.order() > 0) {
      return keys == null ? Double.NaN : keys.mean();
    }
    double pairs = this.pairs.mean();
    return Double.isNaN(pairs) && keys != null ? keys.mean() : pairs;
  }

  /**
   * Working days from now to the due day of {@code target} on which the partner is likely to be
   * closed around the winter break; NaN without due day.
   */
  public double shutWorkdays(StageFacts target) {
    return target.dueOn() == null ? Double.NaN : shutWorkdays(target, (int) target.daysToDue(day));
  }

  /** Likewise in the days from now to the one that is {@code to} days ahead. */
  double shutWorkdays(StageFacts target, int to) {
    return Workdays.shut(workdays, day, to, target.shutdown());
  }

  /** The current stage; empty when every stage is done. */
  public Optional<StageFacts> current() {
    return currentStage == null ? Optional.empty() : find(currentStage);
  }

  /** These facts as JSON; numbers in their shortest exact form, dates in ISO form. */
  public String toJson() {
    return FactsJson.write(this);
  }

  /** Facts from {@link #toJson()}, equal in every bit. */
  public static OrderFacts fromJson(String json) {
    return FactsJson.read(json);
  }

  private static StageFacts stage(
      StageTimeline.StageAt at,
      OrderRecord order,
      LinePlaces places,
      PartnerHistory history,
      Shutdown shutdown,
      LocalDate day,
      LocalDate known) {
    WorkCalendar calendar = places.of(OwnerRole.of(at.ownerRole())).calendar();
    boolean underWay = at.state() == StageTimeline.State.CURRENT;
    boolean toCome = isToCome(at);
    LocalDate entered = at.enteredOn();
    LocalDate due = at.dueOn();
    String direction = order.direction();
    String partner = order.partnerKey();
    String group = order.partnerGroup();
    return new StageFacts(
        at.stage(),
        at.order(),
        at.ownerRole(),
        at.state().code(),
        entered,
        due,
        at.dueBasis(),
        at.actualOn(),
        !toCome || entered == null ? 0 : calendar.workdaysBetween(entered, day),
        !toCome || due == null ? 0 : calendar.workdaysBetween(day, due),
        !underWay || entered == null || due == null
            ? Double.NaN
            : history.overrun(
                direction,
                partner,
                group,
                at.stage(),
                known,
                (int) ChronoUnit.DAYS.between(entered, day),
                (int) ChronoUnit.DAYS.between(entered, due)),
        toCome ? history.asOf(direction, partner, group, at.stage(), known) : null,
        underWay ? history.keysAsOf(order, at.stage(), known) : null,
        toCome ? shutdown : Shutdown.NONE);
  }

  private static boolean isToCome(StageTimeline.StageAt stage) {
    return stage.state() == StageTimeline.State.CURRENT
        || stage.state() == StageTimeline.State.AHEAD;
  }
}
