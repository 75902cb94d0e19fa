package io.duecast.analytics.backtest;

import io.duecast.analytics.backtest.Chart.Axis;
import io.duecast.analytics.backtest.Chart.Point;
import io.duecast.analytics.backtest.Chart.Style;
import io.duecast.analytics.train.Target;
import io.duecast.contract.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one target's predictions look like. */
final class ReportCharts {

  private static final int BINS = 10;

  /** Rows below which a curve would show noise. */
  private static final int LEAST = 60;

  private static final Text OURS = Text.of("Duecast", "Duecast");

  private final BacktestResult result;
  private final FoundFigures figures;
  private final Target target;
  private final Text at;
  private final Cell cell;
  private final List<Prediction> own;
  private final List<Prediction> all;
  private final Rival best;

  /**
   * Charts of {@code target} at {@code snapshot}.
   *
   * @param all predictions of the target that have labels
   */
  ReportCharts(
      BacktestResult result,
      FoundFigures figures,
      Target target,
      String snapshot,
      List<Prediction> all) {
    this.result = result;
    this.figures = figures;
    this.target = target;
    this.at = SnapshotName.of(snapshot);
    this.cell = Cell.of(target, snapshot);
    this.all = all;
    this.own = all.stream().filter(one -> one.snapshot().equals(snapshot)).toList();
    MetricRow gain = figures.only(cell, "auc_gain");
    this.best =
        Arrays.stream(Rival.values())
            .filter(rival -> gain != null && rival.code().equals(gain.model()))
            .findFirst()
            .orElse(Rival.SUPPLIER_RATE);
  }

  List<Chart> lateness() {
    List<Chart> charts = new ArrayList<>();
    if (own.size() >= LEAST && own.stream().anyMatch(Prediction::late)) {
      charts.add(reliability());
      charts.add(lift());
    }
    charts.add(windows());
    if (figures.ours(Cell.of(target, Cell.ALL), Earliness.metric(0)) != null) {
      charts.add(earliness());
    }
    return charts;
  }

  List<Chart> dates() {
    List<Chart> charts = new ArrayList<>();
    List<Prediction> counted =
        all.stream().filter(one -> one.dated() && DateFigures.counts(one)).toList();
    if (counted.size() >= LEAST) {
      charts.add(quantiles(counted));
      charts.add(quarters());
    }
    return charts;
  }

  private Text bestName() {
    return Text.of("最佳基线：" + best.label().zh(), "Best baseline: " + best.label().en());
  }

  private Chart reliability() {
    double to = 0;
    List<Point> mine = bins(Rival.OURS, true);
    List<Point> its = bins(best, false);
    for (Point point : mine) {
      to = Math.max(to, Math.max(point.x(), point.high()));
    }
    for (Point point : its) {
      to = Math.max(to, Math.max(point.x(), point.y()));
    }
    double end = Math.min(1, Math.ceil(5 * to) / 5);
    return new Chart(
            Text.of(
                "概率可信吗（%s）".formatted(at.zh()),
                "Is the probability honest? (%s)".formatted(at.en())),
            Text.of(
                "把订单行按概率分成十组：横轴是预测，纵轴是后来的实际。落在虚线上即诚实；竖线为 95 % 区间。",
                "Lines in ten groups by probability: predicted across, what happened up. On the dashed line is honest; bars are 95 % intervals."),
            Axis.shares(Text.of("预测的延误概率", "predicted probability to be late"), 0, end),
            Axis.shares(Text.of("实际延误比例", "share late"), 0, end))
        .guide(0, 0, end, end, Text.of("完全诚实", "honest"))
        .curve(Style.BEST, bestName(), its, true)
        .curve(Style.OURS, OURS, mine, true);
  }

  private List<Point> bins(Rival rival, boolean intervals) {
    List<Prediction> sorted =
        own.stream().sorted(Comparator.comparingDouble(one -> one.of(rival))).toList();
    List<Point> points = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      List<Prediction> part =
          sorted.subList(sorted.size() * bin / BINS, sorted.size() * (bin + 1) / BINS);
      double rows = part.size();
      double probability = part.stream().mapToDouble(one -> one.of(rival)).sum() / rows;
      double late = part.stream().filter(Prediction::late).count() / rows;
      // Wilson's interval stays inside 0 to 1 in small groups.
      double z = 1.96;
      double middle = (late + z * z / (2 * rows)) / (1 + z * z / rows);
      double half =
          z / (1 + z * z / rows) * Math.sqrt(late * (1 - late) / rows + z * z / (4 * rows * rows));
      points.add(
          intervals
              ? new Point(probability, late, middle - half, middle + half)
              : new Point(probability, late));
    }
    return points;
  }

  private Chart lift() {
    return new Chart(
            Text.of(
                "先看最危险的，能抓到多少（%s）".formatted(at.zh()),
                "Found by looking at the riskiest first (%s)".formatted(at.en())),
            Text.of(
                "越靠左上越好：看同样多的订单行，抓到更多延误。",
                "Further up and left is better: more late lines found for as many looked at."),
            Axis.share(Text.of("查看的订单行比例", "share of lines looked at")),
            Axis.share(Text.of("抓到的延误比例", "share of late lines found")))
        .guide(0, 0, 1, 1, Text.of("随机查看", "at random"))
        .curve(Style.BEST, bestName(), found(best), false)
        .curve(Style.OURS, OURS, found(Rival.OURS), false);
  }

  private List<Point> found(Rival rival) {
    List<Prediction> sorted =
        own.stream()
            .sorted(
                Comparator.<Prediction>comparingDouble(one -> -one.of(rival))
                    .thenComparing(Prediction::lineKey))
            .toList();
    double lates = own.stream().filter(Prediction::late).count();
    List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
    int seen = 0;
    double found = 0;
    for (Prediction one : sorted) {
      seen++;
      found += one.late() ? 1 : 0;
      if (seen % Math.max(1, sorted.size() / 50) == 0 || seen == sorted.size()) {
        points.add(new Point((double) seen / sorted.size(), found / lates));
      }
    }
    return points;
  }

  private Chart windows() {
    return new Chart(
            Text.of("逐月 AUC（%s）".formatted(at.zh()), "AUC by month (%s)".formatted(at.en())),
            Text.of(
                "AUC：随机取一条延误行和一条准时行，前者概率更高的机会；50 % 为瞎猜。单个月份的起伏多半是偶然。",
                "AUC: the chance that a late line got a higher probability than one on time; 50 % is guessing. One month's ups and downs are mostly chance."),
            Axis.names(
                Text.of("测试月份", "month tested"),
                result.windows().stream().map(window -> window.substring(2, 7)).toList()),
            Axis.shares(Text.of("AUC", "AUC"), 0.2, 1))
        .guide(-0.3, 0.5, result.windows().size() - 0.7, 0.5, Text.of("瞎猜", "guessing"))
        .curve(Style.RATE, Rival.SUPPLIER_RATE.label(), monthly(Rival.SUPPLIER_RATE), true)
        .curve(
            Style.BEST, bestName(), best == Rival.SUPPLIER_RATE ? List.of() : monthly(best), true)
        .curve(Style.OURS, OURS, monthly(Rival.OURS), true);
  }

  private List<Point> monthly(Rival rival) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < result.windows().size(); i++) {
      MetricRow row = figures.find(cell.window(result.windows().get(i)), rival.code(), "auc");
      if (row != null) {
        points.add(new Point(i, row.value()));
      }
    }
    return points;
  }

  private Chart earliness() {
    List<Double> ticks = List.of(0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0);
    return new Chart(
            Text.of("提前多久预警", "How early late lines are warned of"),
            Text.of(
                "每月只允许最危险的 10 % 次查看报警。曲线：至少提前这么多天首次报警的延误行占全部延误行的比例。",
                "Only the riskiest 10 % of a month's looks may raise an alert. The curve: share of all late lines first alerted at least so many days before the due day."),
            Axis.numbers(Text.of("应交日前天数", "days before the due day"), 0, 60, ticks, 0),
            Axis.share(Text.of("已预警的延误行", "late lines warned of")))
        .curve(Style.RATE, Rival.SUPPLIER_RATE.label(), warned(Rival.SUPPLIER_RATE), true)
        .curve(Style.OURS, OURS, warned(Rival.OURS), true);
  }

  private List<Point> warned(Rival rival) {
    List<Point> points = new ArrayList<>();
    for (int days : Earliness.DAYS) {
      MetricRow row = figures.find(Cell.of(target, Cell.ALL), rival.code(), Earliness.metric(days));
      if (row != null) {
        points.add(rival == Rival.OURS ? point(days, row) : new Point(days, row.value()));
      }
    }
    return points;
  }

  private static Point point(double x, MetricRow row) {
    Double low = row.low();
    Double high = row.high();
    return low == null || high == null
        ? new Point(x, row.value())
        : new Point(x, row.value(), low, high);
  }

  private Chart quantiles(List<Prediction> counted) {
    List<Point> points = new ArrayList<>();
    points.add(within(counted, 0.1, Prediction::p10));
    points.add(within(counted, 0.5, Prediction::p50));
    points.add(within(counted, 0.8, Prediction::p80));
    points.add(within(counted, 0.9, Prediction::p90));
    return new Chart(
            Text.of("日期说到做到吗（全部查看）", "Are the dates honest? (all looks)"),
            Text.of(
                "预测说有 10、50、80、90 % 的把握在某日前完成；纵轴是实际在该日或之前完成的比例。",
                "The prediction names days with 10, 50, 80 and 90 % chance of completion; up: the share really completed by then."),
            Axis.share(Text.of("所说的把握", "chance that was named")),
            Axis.share(Text.of("实际按时完成", "completed by that day")))
        .guide(0, 0, 1, 1, Text.of("完全诚实", "honest"))
        .curve(Style.OURS, OURS, points, true);
  }

  private static Point within(
      List<Prediction> counted, double chance, Function<Prediction, @Nullable Integer> day) {
    long inside =
        counted.stream()
            .filter(
                one -> {
                  Integer done = one.daysToDone();
                  Integer by = day.apply(one);
                  return done != null && by != null && done <= by;
                })
            .count();
    return new Point(chance, (double) inside / counted.size());
  }

  private Chart quarters() {
    List<String> quarters = figures.quarters(target);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < quarters.size(); i++) {
      MetricRow row =
          figures.ours(Cell.of(target, Cell.ALL).window(quarters.get(i)), "coverage_80");
      if (row != null) {
        points.add(point(i, row));
      }
    }
    return new Chart(
            Text.of("80 % 日期区间逐季覆盖（全部查看）", "80 % date interval by quarter (all looks)"),
            Text.of(
                "实际完成日落在 P10 到 P90 之间的比例，应为约 80 %；绿带为 77–85 %。",
                "Share of completions between P10 and P90, which should be about 80 %; the green band is 77 to 85 %."),
            Axis.names(Text.of("季度", "quarter"), quarters),
            Axis.shares(Text.of("落在区间内", "inside the interval"), 0.4, 1))
        .band(0.77, 0.85)
        .curve(Style.OURS, OURS, points, true);
  }
}
