package io.duecast.analytics.backtest;

import io.duecast.command.HtmlPage;
import io.duecast.contract.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** One drawing with title, axes that say what they hold, and a key; drawn as SVG. */
final class Chart {

  private static final int WIDTH = 400;
  private static final int HEIGHT = 270;
  private static final int LEFT = 60;
  private static final int RIGHT = 20;
  private static final int TOP = 10;
  private static final int BOTTOM = 44;

  /** How a curve looks: told apart by dash and mark as well, not by colour alone. */
  enum Style {
    OURS("#1a56b0", "", 2.5),
    BEST("#a64b00", "6 3", 2),
    RATE("#5a6675", "2 3", 2),
    GUIDE("#8793a1", "4 4", 1.2);

    private final String colour;
    private final String dash;
    private final double width;

    Style(String colour, String dash, double width) {
      this.colour = colour;
      this.dash = dash;
      this.width = width;
    }

    private String stroke() {
      return "stroke=\"%s\" stroke-width=\"%s\"%s fill=\"none\""
          .formatted(colour, width, dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"");
    }
  }

  /** A place with the 95 % interval of its height; NaN where there is none. */
  record Point(double x, double y, double low, double high) {

    Point(double x, double y) {
      this(x, y, Double.NaN, Double.NaN);
    }
  }

  /** The values an axis shows and how they read. */
  record Axis(Text name, double from, double to, List<Double> ticks, DoubleFunction<String> label) {

    /** From 0 to 100 %. */
    static Axis share(Text name) {
      return shares(name, 0, 1);
    }

    static Axis shares(Text name, double from, double to) {
      List<Double> ticks = new ArrayList<>();
      for (int i = 0; i <= 4; i++) {
        ticks.add(from + (to - from) * i / 4);
      }
      return new Axis(name, from, to, ticks, value -> "%.0f %%".formatted(100 * value));
    }

    static Axis numbers(Text name, double from, double to, List<Double> ticks, int digits) {
      return new Axis(
          name, from, to, ticks, value -> String.format(Locale.ROOT, "%." + digits + "f", value));
    }

    /** One place for each name, with at most six of them written. */
    static Axis names(Text name, List<String> names) {
      List<Double> ticks = new ArrayList<>();
      int step = Math.max(1, (names.size() + 5) / 6);
      for (int i = names.size() - 1; i >= 0; i -= step) {
        ticks.add((double) i);
      }
      return new Axis(name, -0.3, names.size() - 0.7, ticks, value -> names.get((int) value));
    }

    double part(double value) {
      return Math.max(0, Math.min(1, (value - from) / (to - from)));
    }
  }

  private final Text title;
  private final Text hint;
  private final Axis across;
  private final Axis up;
  private final StringBuilder marks = new StringBuilder();
  private final StringBuilder key = new StringBuilder();

  Chart(Text title, Text hint, Axis across, Axis up) {
    this.title = title;
    this.hint = hint;
    this.across = across;
    this.up = up;
  }

  /** A straight line that shows where honest, or blind, would be. */
  Chart guide(double x1, double y1, double x2, double y2, Text name) {
    path(Style.GUIDE, List.of(new Point(x1, y1), new Point(x2, y2)));
    key(Style.GUIDE, name);
    return this;
  }

  /** A range of heights that is aimed at. */
  Chart band(double low, double high) {
    marks.append(
        format(
            "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"#dcebd9\"/>",
            LEFT, y(high), WIDTH - LEFT - RIGHT, y(low) - y(high)));
    return this;
  }

  /** A curve; points carry their intervals. Nothing without points. */
  Chart curve(Style style, Text name, List<Point> points, boolean dots) {
    if (points.isEmpty()) {
      return this;
    }
    path(style, points);
    for (Point point : points) {
      if (!Double.isNaN(point.low())) {
        marks.append(
            format(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-opacity=\".55\"/>",
                x(point.x()), y(point.low()), x(point.x()), y(point.high()), style.colour));
      }
      if (dots) {
        marks.append(
            format(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%s\" fill=\"%s\"/>",
                x(point.x()), y(point.y()), style == Style.OURS ? "3.6" : "2.6", style.colour));
      }
    }
    key(style, name);
    return this;
  }

  private void path(Style style, List<Point> points) {
    marks.append("<polyline points=\"");
    points.forEach(point -> marks.append(format("%.1f,%.1f ", x(point.x()), y(point.y()))));
    marks.append("\" ").append(style.stroke()).append("/>");
  }

  private void key(Style style, Text name) {
    key.append("<li><svg viewBox=\"0 0 26 10\" aria-hidden=\"true\"><line x1=\"0\" y1=\"5\"");
    key.append(" x2=\"26\" y2=\"5\" ").append(style.stroke()).append("/></svg>");
    key.append(HtmlPage.both("span", name)).append("</li>");
  }

  /** The whole figure. */
  String figure() {
    StringBuilder html = new StringBuilder("<figure><strong>");
    html.append(HtmlPage.both("span", title)).append("</strong>");
    html.append(
        "<svg role=\"img\" viewBox=\"0 0 %d %d\"><title>%s</title>"
            .formatted(WIDTH, HEIGHT, HtmlPage.escape(title.en() + " / " + title.zh())));
    for (double tick : up.ticks()) {
      html.append(
          format(
              "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#e3e8ee\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
              LEFT,
              y(tick),
              WIDTH - RIGHT,
              y(tick),
              LEFT - 6,
              y(tick) + 4,
              up.label().apply(tick)));
    }
    for (double tick : across.ticks()) {
      html.append(
          format(
              "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#8793a1\"/><text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
              x(tick),
              HEIGHT - BOTTOM,
              x(tick),
              HEIGHT - BOTTOM + 4,
              x(tick),
              HEIGHT - BOTTOM + 17,
              across.label().apply(tick)));
    }
    html.append(marks);
    html.append(
        format(
            "<path d=\"M%d %d V%d H%d\" stroke=\"#5a6675\" fill=\"none\"/>",
            LEFT, TOP, HEIGHT - BOTTOM, WIDTH - RIGHT));
    axisName(html, across.name(), (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "");
    int middle = (TOP + HEIGHT - BOTTOM) / 2;
    axisName(html, up.name(), 12, middle, " transform=\"rotate(-90 12 " + middle + ")\"");
    html.append("</svg><ul class=\"key\">").append(key).append("</ul><figcaption>");
    html.append(HtmlPage.both("span", hint)).append("</figcaption></figure>");
    return html.toString();
  }

  private static void axisName(StringBuilder html, Text name, int x, int y, String turn) {
    html.append("<text text-anchor=\"middle\" x=\"").append(x).append("\" y=\"").append(y);
    html.append('"')
        .append(turn)
        .append('>')
        .append(HtmlPage.both("tspan", name))
        .append("</text>");
  }

  private double x(double value) {
    return LEFT + across.part(value) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - up.part(value) * (HEIGHT - TOP - BOTTOM);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
