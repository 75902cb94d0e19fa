package io.duecast.analytics.train;

import io.duecast.analytics.order.PlacedOrder;
import io.duecast.features.StageOutcome;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An instant at which a target of a line is looked at (EVALUATION §1.1). */
public record Landmark(Kind kind, Instant at) {

  /** Why a line is looked at. */
  public enum Kind {
    CREATION,
    ENTRY,
    DUE,
    P50,
    P25,
    P75,
    WEEKLY;

    /** Neighbouring weeks of one line say nearly the same: four of them count for one look. */
    private static final double WEEK = 0.25;

    /** What a look of this kind counts for in learning. */
    double weight() {
      return this == WEEKLY ? WEEK : 1;
    }

    /** Lower-case code used in reports. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A stage planned shorter than this has no quarters. */
  private static final int LEAST_PLAN = 4;

  private static final int MOST_WEEKS = 60;

  /**
   * Landmarks of one target before {@code until}, one a day at most: when it began, its due day,
   * the quarters of its plan, and every week of the order.
   */
  static List<Landmark> of(
      PlacedOrder placed, StageOutcome target, LocalDate orderDate, Instant until) {
    Instant end = earliest(until, target.exitKnownAt());
    List<Landmark> landmarks = new ArrayList<>();
    Set<LocalDate> taken = new HashSet<>();
    Instant first = target.enteredKnownAt();
    if (first.isBefore(end)) {
      landmarks.add(new Landmark(target.stageOrder() == 0 ? Kind.CREATION : Kind.ENTRY, first));
      taken.add(first.atZone(placed.zone()).toLocalDate());
    }
    LocalDate entered = target.enteredOn();
    LocalDate due = target.dueOn();
    if (due != null) {
      add(landmarks, taken, placed, Kind.DUE, due, first, end);
      long planned = ChronoUnit.DAYS.between(entered, due);
      if (planned >= LEAST_PLAN) {
        add(landmarks, taken, placed, Kind.P50, entered.plusDays(planned / 2), first, end);
        add(landmarks, taken, placed, Kind.P25, entered.plusDays(planned / 4), first, end);
        add(landmarks, taken, placed, Kind.P75, entered.plusDays(planned * 3 / 4), first, end);
      }
    }
    for (int week = 1; week <= MOST_WEEKS; week++) {
      LocalDate day = orderDate.plusWeeks(week);
      if (!day.atStartOfDay(placed.zone()).toInstant().isBefore(end)) {
        break;
      }
      add(landmarks, taken, placed, Kind.WEEKLY, day, first, end);
    }
    return landmarks;
  }

  private static void add(
      List<Landmark> landmarks,
      Set<LocalDate> taken,
      PlacedOrder placed,
      Kind kind,
      LocalDate day,
      Instant first,
      Instant end) {
    Instant at = day.atStartOfDay(placed.zone()).toInstant();
    if (at.isAfter(first) && at.isBefore(end) && taken.add(day)) {
      landmarks.add(new Landmark(kind, at));
    }
  }

  private static Instant earliest(Instant one, @Nullable Instant other) {
    return other == null || one.isBefore(other) ? one : other;
  }
}
