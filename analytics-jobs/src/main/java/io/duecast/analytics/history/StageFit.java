package io.duecast.analytics.history;

import io.duecast.analytics.order.PlacedOrder;
import io.duecast.contract.process.StageDefinition;
import io.duecast.features.StageTimeline;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How well one stage of a process fits the lines that follow it. A line counts once it has reached
 * the stage, or left it behind; one that was given up while it waited does not.
 */
public final class StageFit implements Serializable {

  /** Share of the achieved times that a proposed norm covers. */
  public static final double PERCENTILE = 0.8;

  /** Outcomes below which no norm is proposed. */
  public static final int MINIMUM = 10;

  private long planned;
  private long done;
  private long skipped;
  private long waiting;
  private long outOfOrder;

  /** Lines by the working days they took from the stage before. */
  private final TreeMap<Integer, Long> workingDays = new TreeMap<>();

  StageFit() {}

  /**
   * Counts a line in.
   *
   * @param before latest day on which an earlier stage was done; null without one
   */
  void count(
      StageTimeline.StageAt at,
      StageTimeline line,
      StageDefinition stage,
      PlacedOrder placed,
      @Nullable LocalDate before) {
    LocalDate on = at.actualOn();
    switch (at.state()) {
      case DONE -> done++;
      case SKIPPED -> skipped++;
      case CURRENT -> {
        boolean behind = stage.order() > placed.process().deliveryStage().order();
        boolean delivered = line.delivery().actualOn() != null;
        if (!line.isOpen() && !(behind && delivered)) {
          return;
        }
        waiting++;
      }
      case AHEAD -> {
        return;
      }
    }
    if (at.dueOn() != null) {
      planned++;
    }
    if (on == null) {
      return;
    }
    if (before != null && on.isBefore(before)) {
      outOfOrder++;
    } else if (at.enteredOn() != null) {
      int days =
          placed.places().of(stage.ownerRole()).calendar().workdaysBetween(at.enteredOn(), on);
      workingDays.merge(Math.max(0, days), 1L, Long::sum);
    }
  }

  void add(StageFit other) {
    planned += other.planned;
    done += other.done;
    skipped += other.skipped;
    waiting += other.waiting;
    outOfOrder += other.outOfOrder;
    other.workingDays.forEach((days, lines) -> workingDays.merge(days, lines, Long::sum));
  }

  /** Lines that reached the stage or passed it by. */
  public long lines() {
    return done + skipped + waiting;
  }

  /** Of them, those with a due day. Of a stage that was passed by none is asked. */
  public long planned() {
    return planned;
  }

  /** Of them, those on which the stage is booked. */
  public long done() {
    return done;
  }

  /** Of them, those that went on without it. */
  public long skipped() {
    return skipped;
  }

  /** Of them, those whose turn it is. */
  public long waiting() {
    return waiting;
  }

  /** Lines on which it was booked on a day before an earlier stage was. */
  public long outOfOrder() {
    return outOfOrder;
  }

  /** Lines that took their working days in order. */
  public long outcomes() {
    return workingDays.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Working days from the stage before in which {@link #PERCENTILE} of the lines made it; empty
   * with fewer than {@link #MINIMUM} outcomes.
   */
  public OptionalInt proposedWorkingDays() {
    long outcomes = outcomes();
    if (outcomes < MINIMUM) {
      return OptionalInt.empty();
    }
    long wanted = (long) StrictMath.ceil(PERCENTILE * outcomes);
    long sum = 0;
    for (var days : workingDays.entrySet()) {
      sum += days.getValue();
      if (sum >= wanted) {
        return OptionalInt.of(days.getKey());
      }
    }
    throw new IllegalStateException("The shares of all outcomes do not add up to one.");
  }
}
