package io.duecast.analytics.backtest;

import io.duecast.analytics.train.Target;
import io.duecast.command.HtmlPage;
import io.duecast.contract.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page a manager reads: plain words first, figures after, in both languages. */
final class Report {

  private final BacktestResult result;
  private final FoundFigures figures;
  private final ReportWords words;

  /** Predictions with labels; deliveries first. */
  private final Map<Target, List<Prediction>> targets = new LinkedHashMap<>();

  private Report(BacktestResult result, List<Prediction> predictions) {
    this.result = result;
    this.figures = new FoundFigures(result.metrics());
    this.words = new ReportWords(result, figures);
    for (boolean delivery : new boolean[] {true, false}) {
      for (Prediction one : predictions) {
        if (one.judged() && one.target().isDelivery() == delivery) {
          targets.computeIfAbsent(one.target(), key -> new ArrayList<>()).add(one);
        }
      }
    }
  }

  static String html(BacktestResult result, List<Prediction> predictions, Text.Language first) {
    return new Report(result, predictions).page(first);
  }

  private String page(Text.Language first) {
    HtmlPage page =
        new HtmlPage(Text.of("预测有多准？历史回测", "How good are the predictions? Backtest"), first);
    page.note(
        Text.of(
            "截至 %s 的数据；%,d 次查看；Duecast 交期雷达".formatted(day(), result.predictions()),
            "Data as of %s; %,d looks at order lines; Duecast"
                .formatted(day(), result.predictions())));
    Flagged flagged = result.flagged();
    if (flagged != null) {
      page.lead(flagged.sentence());
    }
    List<Text> verdicts = new ArrayList<>();
    for (Target target : targets.keySet()) {
      String main = figures.main(target);
      if (target.isDelivery()) {
        verdicts.add(words.verdict(target, main == null ? "creation" : main));
      }
    }
    page.list(verdicts);
    if (result.lists().size() > 1) {
      page.subheading(Text.of("每个测试月份的一张清单", "One list in each month tested"));
      ReportTables.lists(page, result.lists());
    }
    page.subheading(Text.of("每个目标，最早的一次查看", "Every target, at the earliest look"));
    ReportTables.overview(page, result, figures, targets.keySet());
    page.heading(Text.of("怎样测的", "How it was measured"));
    page.paragraph(
        Text.of(
            "每个月开始时，只用当时已知的数据把一切重新训练，然后预测这个月的订单；之后再与实际对照。被检验的订单，模型从未见过。测试月份：" + months("、"),
            "At the start of each month everything was trained again from what was known on that day, then that month's orders were predicted, and later compared with what happened. No model has seen the orders it is judged on. Months tested: "
                + months(", ")));
    page.heading(Text.of("它做不到什么", "What it cannot do"));
    page.list(words.limits(List.copyOf(targets.keySet())));
    page.subheading(Text.of("与最好的简单方法相比", "Against the best simple method"));
    ReportTables.standings(page, result, figures, words, targets.keySet());
    page.heading(Text.of("逐项看", "Target by target"));
    targets.forEach((target, own) -> target(page, target, own));
    page.heading(Text.of("名词解释", "Words explained"));
    page.list(ReportWords.glossary());
    page.fold(
        Text.of("自己重算：predictions.parquet 的列", "Recompute it: columns of predictions.parquet"),
        false);
    page.table(
        List.of(Text.of("列", "Column"), Text.of("类型", "Type"), Text.of("含义", "Meaning")),
        PredictionTable.TABLE.columns().stream()
            .map(
                column ->
                    List.of(
                        Text.same(column.name()),
                        Text.same(column.type().duckName()),
                        Text.same(column.meaning())))
            .toList());
    return page.close().end();
  }

  private void target(HtmlPage page, Target target, List<Prediction> own) {
    String main = figures.main(target);
    if (main == null) {
      return;
    }
    Text at = SnapshotName.of(main);
    ReportCharts charts = new ReportCharts(result, figures, target, main, own);
    ReportTables tables = new ReportTables(figures, target);
    page.fold(result.name(target.name()), target.isDelivery());
    page.paragraph(words.verdict(target, main));
    List<Chart> drawn = new ArrayList<>(charts.lateness());
    drawn.addAll(charts.dates());
    page.figures(drawn.stream().map(Chart::figure).toList());
    page.subheading(
        Text.of(
            "各种方法并列（%s）".formatted(at.zh()), "All methods side by side (%s)".formatted(at.en())));
    tables.rivals(page, main);
    page.subheading(Text.of("订单走到哪一步时", "At each point of the order's life"));
    tables.snapshots(page);
    page.subheading(
        Text.of(
            "哪些由什么回答；供应商历史多少（%s）".formatted(at.zh()),
            "Who answers, and how much history there is (%s)".formatted(at.en())));
    tables.slices(page, main);
    tables.dates(page);
    page.close();
  }

  private String day() {
    return result.asOf().substring(0, 10);
  }

  private String months(String separator) {
    return String.join(
        separator, result.windows().stream().map(window -> window.substring(0, 7)).toList());
  }
}
