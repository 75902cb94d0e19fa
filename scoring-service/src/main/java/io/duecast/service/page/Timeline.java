package io.duecast.service.page;

import io.duecast.service.orders.OrderDetail;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The picture of one order: a row per stage, a place per day. Lengths are SVG units.
 *
 * @param today place of the business day
 * @param due place of the due day, or null
 * @param range place of the delivery's P10 to P90, or null
 */
public record Timeline(
    int width,
    int height,
    List<Row> rows,
    List<Tick> ticks,
    double today,
    @Nullable Double due,
    @Nullable Range range) {

  private static final int WIDTH = 1000;
  private static final int LEFT = 190;
  private static final int RIGHT = 30;
  private static final int TOP = 44;
  private static final int ROW = 40;

  /**
   * One stage.
   *
   * @param from place where the stage begins, or null while it has not
   * @param to place where the bar ends
   */
  public record Row(
      OrderDetail.Stage stage,
      double y,
      @Nullable Double planned,
      @Nullable Double actual,
      @Nullable Double predicted,
      @Nullable Double from,
      @Nullable Double to) {}

  /** A day on the axis. */
  public record Tick(double x, String label) {}

  /** A span on the axis. */
  public record Range(double from, double to, double y) {
    public double width() {
      return Math.max(2, to - from);
    }
  }

  static Timeline of(OrderDetail detail) {
    LocalDate today = detail.run().businessDay();
    List<@Nullable LocalDate> days = new ArrayList<>();
    days.add(today);
    days.add(detail.order().orderDate());
    days.add(detail.order().dueOn());
    days.add(detail.order().deliveryP90());
    for (OrderDetail.Stage stage : detail.stages()) {
      days.add(stage.plannedOn());
      days.add(stage.actualOn());
      days.add(stage.predictedOn());
    }
    List<LocalDate> known =
        days.stream().filter(Objects::nonNull).map(Objects::requireNonNull).sorted().toList();
    LocalDate first = known.get(0).minusDays(1);
    LocalDate last = known.get(known.size() - 1).plusDays(2);
    Scale scale = new Scale(first, Math.max(10, ChronoUnit.DAYS.between(first, last)));

    List<Row> rows = new ArrayList<>();
    LocalDate begin = detail.order().orderDate();
    for (OrderDetail.Stage stage : detail.stages()) {
      LocalDate end = stage.actualOn();
      if (stage.state().equals("current")) {
        end = today;
      }
      boolean drawn = begin != null && end != null && !end.isBefore(begin);
      rows.add(
          new Row(
              stage,
              TOP + ROW * rows.size() + ROW / 2.0,
              scale.at(stage.plannedOn()),
              scale.at(stage.actualOn()),
              scale.at(stage.predictedOn()),
              drawn ? scale.at(begin) : null,
              drawn ? scale.at(end) : null));
      if (stage.actualOn() != null) {
        begin = stage.actualOn();
      }
    }
    LocalDate p10 = detail.order().deliveryP10();
    LocalDate p90 = detail.order().deliveryP90();
    Range range =
        p10 == null || p90 == null || rows.isEmpty()
            ? null
            : new Range(
                Objects.requireNonNull(scale.at(p10)),
                Objects.requireNonNull(scale.at(p90)),
                rows.get(rows.size() - 1).y());
    return new Timeline(
        WIDTH,
        TOP + ROW * rows.size() + 34,
        rows,
        ticks(scale, first, last),
        Objects.requireNonNull(scale.at(today)),
        scale.at(detail.order().dueOn()),
        range);
  }

  public int left() {
    return LEFT;
  }

  public int top() {
    return TOP;
  }

  public int right() {
    return WIDTH - RIGHT;
  }

  public int bottom() {
    return height - 34;
  }

  /** A length without superfluous digits. */
  public static String px(@Nullable Double length) {
    return length == null ? "0" : String.valueOf(Math.round(length * 10) / 10.0);
  }

  private static List<Tick> ticks(Scale scale, LocalDate first, LocalDate last) {
    long days = ChronoUnit.DAYS.between(first, last);
    int step =
        Stream.of(2, 7, 14, 30, 60, 120, 365, 3650)
            .filter(s -> days / s <= 9)
            .findFirst()
            .orElse(3650);
    List<Tick> ticks = new ArrayList<>();
    for (LocalDate day = first.plusDays(step / 2 + 1);
        !day.isAfter(last);
        day = day.plusDays(step)) {
      String label = day.toString();
      ticks.add(
          new Tick(
              Objects.requireNonNull(scale.at(day)),
              days > 300 ? label.substring(0, 7) : label.substring(5)));
    }
    return ticks;
  }

  private record Scale(LocalDate first, long days) {
    @Nullable Double at(@Nullable LocalDate day) {
      return day == null
          ? null
          : LEFT + (double) (WIDTH - LEFT - RIGHT) * ChronoUnit.DAYS.between(first, day) / days;
    }
  }
}
