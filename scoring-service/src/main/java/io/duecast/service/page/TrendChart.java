package io.duecast.service.page;

import io.duecast.service.suppliers.OnTime;
import io.duecast.service.suppliers.SupplierReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * On time by month: a point per month and promise, bars for the lines behind it. A month without
 * lines is a gap, never zero.
 */
public record TrendChart(
    List<Bar> bars, List<Point> first, List<Point> current, String firstPath, String currentPath) {

  public static final int WIDTH = 720;
  public static final int HEIGHT = 230;
  private static final int LEFT = 44;
  private static final int TOP = 16;
  private static final int BOTTOM = 190;
  private static final int RIGHT = 12;

  /** Lines that were due in a month. */
  public record Bar(
      double x, double y, double width, double height, String label, double middle, long lines) {}

  /** A month's rate. */
  public record Point(double x, double y, String title) {}

  static TrendChart of(SupplierReport report, Words words) {
    int months = report.trend().size();
    double slot = (double) (WIDTH - LEFT - RIGHT) / months;
    long most =
        Math.max(
            1, report.trend().stream().mapToLong(month -> month.first().lines()).max().orElse(1));
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < months; i++) {
      SupplierReport.Month month = report.trend().get(i);
      double height = (BOTTOM - TOP) * 0.35 * month.first().lines() / most;
      bars.add(
          new Bar(
              LEFT + slot * i + slot * 0.2,
              BOTTOM - height,
              slot * 0.6,
              height,
              month.month().toString().substring(2),
              LEFT + slot * (i + 0.5),
              month.first().lines()));
    }
    List<@Nullable Point> first =
        points(report, slot, words, "supplier.first", SupplierReport.Month::first);
    List<@Nullable Point> current =
        points(report, slot, words, "supplier.current", SupplierReport.Month::current);
    return new TrendChart(bars, present(first), present(current), path(first), path(current));
  }

  /** Height of a share on the axis. */
  public static double y(double rate) {
    return BOTTOM - (BOTTOM - TOP) * rate;
  }

  public int left() {
    return LEFT;
  }

  public int right() {
    return WIDTH - RIGHT;
  }

  public int bottom() {
    return BOTTOM;
  }

  private static List<@Nullable Point> points(
      SupplierReport report,
      double slot,
      Words words,
      String name,
      Function<SupplierReport.Month, OnTime> of) {
    List<@Nullable Point> points = new ArrayList<>();
    for (int i = 0; i < report.trend().size(); i++) {
      SupplierReport.Month month = report.trend().get(i);
      OnTime onTime = of.apply(month);
      Double rate = onTime.rate();
      points.add(
          rate == null
              ? null
              : new Point(
                  LEFT + slot * (i + 0.5),
                  y(rate),
                  month.month()
                      + " "
                      + words.say(name)
                      + " "
                      + words.rate(rate)
                      + " ("
                      + words.say("lines", words.count(onTime.lines()))
                      + ")"));
    }
    return points;
  }

  private static List<Point> present(List<@Nullable Point> points) {
    List<Point> present = new ArrayList<>();
    for (Point point : points) {
      if (point != null) {
        present.add(point);
      }
    }
    return present;
  }

  /** Joins neighbouring months; a missing one breaks the line. */
  private static String path(List<@Nullable Point> points) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (Point point : points) {
      if (point == null) {
        pen = false;
      } else {
        path.append(pen ? " L " : " M ")
            .append(Timeline.px(point.x()))
            .append(' ')
            .append(Timeline.px(point.y()));
        pen = true;
      }
    }
    return path.toString().strip();
  }
}
