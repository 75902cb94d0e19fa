package io.duecast.analytics.backtest;

import io.duecast.analytics.train.Target;
import io.duecast.contract.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One page that needs nothing else: plain words first, figures after, in both languages. */
final class Report {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final int MARGIN = 34;

  private Report() {}

  static String html(BacktestResult result, List<Prediction> predictions) {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Duecast backtest</title><style>
        body{font:15px/1.5 system-ui,sans-serif;max-width:1080px;margin:2rem auto;padding:0 1rem;color:#1d2733}
        h1,h2{line-height:1.2} .zh{color:#44546a} table{border-collapse:collapse;font-size:13px;width:100%}
        td,th{border-bottom:1px solid #d8dee6;padding:.3rem .5rem;text-align:right} td:first-child,th:first-child,td:nth-child(2),th:nth-child(2),td:nth-child(6),th:nth-child(6){text-align:left}
        figure{display:inline-block;margin:.5rem 1rem .5rem 0} figcaption{font-size:13px;max-width:320px} .lead{font-size:18px}
        .scroll{overflow-x:auto}
        </style></head><body><h1>Backtest 回测</h1>
        """);
    Flagged flagged = result.flagged();
    if (flagged != null) {
      Text sentence = flagged.sentence();
      paragraph(page, "lead", sentence);
    }
    paragraph(
        page,
        "",
        Text.of(
            "做法：每个月开始时，只用当时已知的数据重新训练，然后预测这个月的订单；之后再与实际对照。模型从未见过它被检验的订单。窗口："
                + String.join("、", result.windows()),
            "How: at the start of each month everything was trained again from what was known on that day, then that month's orders were predicted and later compared with what happened. No model has seen the orders it is judged on. Windows: "
                + String.join(", ", result.windows())));
    paragraph(
        page,
        "",
        Text.of(
            "它做不到什么：没有应交日的行没有延误概率；已逾期的行不是预测；历史很少的供应商只能依靠全体的规律；过去没有出现过的原因预测不了。",
            "What it cannot do: lines without a due day get no probability; lines past due are not predictions; suppliers with little history lean on everyone's; causes that never happened before cannot be foreseen."));
    page.append("<h2>Figures 指标</h2><div class=\"scroll\"><table><tr>");
    List<String> zh = BacktestResult.headings(Text.Language.ZH);
    List<String> en = BacktestResult.headings(Text.Language.EN);
    for (int i = 0; i < en.size(); i++) {
      page.append("<th>").append(escape(en.get(i))).append("<br><span class=zh>");
      page.append(escape(zh.get(i))).append("</span></th>");
    }
    page.append("</tr>");
    for (List<String> row : result.table(Text.Language.EN)) {
      page.append("<tr>");
      row.forEach(cell -> page.append("<td>").append(escape(cell)).append("</td>"));
      page.append("</tr>");
    }
    page.append("</table></div>");
    paragraph(
        page,
        "",
        Text.of(
            "AUC：随机取一条延误行和一条准时行，前者概率更高的机会（0.5 为瞎猜）。技能：比总体比率好多少。ECE：概率与实际比例的平均差。方括号是 95 % 区间。",
            "AUC: the chance that a late line got a higher probability than one on time (0.5 is guessing). Skill: how much better than the base rate. ECE: mean distance between probability and share. Brackets hold 95 % intervals."));
    Map<Target, List<Prediction>> targets = new TreeMap<>();
    for (Prediction one : predictions) {
      targets.computeIfAbsent(one.target(), key -> new ArrayList<>()).add(one);
    }
    targets.forEach(
        (target, own) -> {
          if (target.isDelivery()) {
            page.append("<h2>").append(escape(target.name())).append("</h2>");
            figures(page, result, target, own);
          }
        });
    return page.append("</body></html>\n").toString();
  }

  private static void figures(
      StringBuilder page, BacktestResult result, Target target, List<Prediction> own) {
    List<Prediction> creation =
        own.stream().filter(one -> one.snapshot().equals("creation")).toList();
    if (creation.size() >= 50) {
      figure(
          page,
          reliability(creation),
          Text.of(
              "下单时的概率与实际延误比例：点在线上即诚实。",
              "At creation: probability against share late. On the line is honest."));
      figure(
          page,
          lift(creation),
          Text.of(
              "下单时，先看最危险的百分之几，能抓到多少延误行（灰线为随机）。",
              "At creation: share of late lines found when the riskiest part is looked at first (grey: at random)."));
    }
    figure(
        page,
        windows(result, target),
        Text.of(
            "下单时各月 AUC（蓝：Duecast，灰：供应商比率）。",
            "AUC at creation by month (blue: Duecast, grey: supplier's rate)."));
    List<Prediction> dated =
        own.stream().filter(one -> one.daysToDone() != null && one.p10() != null).toList();
    if (dated.size() >= 50) {
      figure(
          page,
          coverage(dated),
          Text.of(
              "日期区间：承诺的把握与实际落入的比例。",
              "Delivery dates: share of deliveries on or before P10, P50, P80 and P90."));
    }
  }

  private static String reliability(List<Prediction> own) {
    List<Prediction> sorted = sorted(own, false);
    StringBuilder svg = chart();
    line(svg, 0, 0, 1, 1, "#b9c3cf");
    int bins = 10;
    for (int bin = 0; bin < bins; bin++) {
      List<Prediction> part =
          sorted.subList(sorted.size() * bin / bins, sorted.size() * (bin + 1) / bins);
      if (!part.isEmpty()) {
        double probability =
            part.stream().mapToDouble(one -> one.of(Rival.OURS)).average().orElse(0);
        double late = part.stream().mapToDouble(one -> one.late() ? 1 : 0).average().orElse(0);
        dot(svg, probability, late, "#1f6feb");
      }
    }
    return close(svg);
  }

  private static String lift(List<Prediction> own) {
    List<Prediction> sorted = sorted(own, true);
    double all = own.stream().filter(Prediction::late).count();
    StringBuilder svg = chart();
    line(svg, 0, 0, 1, 1, "#b9c3cf");
    double found = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < sorted.size(); i++) {
      found += sorted.get(i).late() ? 1 : 0;
      if ((i + 1) % Math.max(1, sorted.size() / 40) == 0 || i == sorted.size() - 1) {
        double nextX = (i + 1.0) / sorted.size();
        double nextY = all == 0 ? 0 : found / all;
        line(svg, x, y, nextX, nextY, "#1f6feb");
        x = nextX;
        y = nextY;
      }
    }
    return close(svg);
  }

  private static String windows(BacktestResult result, Target target) {
    StringBuilder svg = chart();
    for (Rival rival : List.of(Rival.SUPPLIER_RATE, Rival.OURS)) {
      double x = -1;
      double y = 0;
      int count = Math.max(1, result.windows().size() - 1);
      for (MetricRow row : result.metrics()) {
        int at = result.windows().indexOf(row.window());
        if (at >= 0
            && row.target().equals(target.name())
            && row.snapshot().equals("creation")
            && row.model().equals(rival.code())
            && row.metric().equals("auc")) {
          double nextX = (double) at / count;
          String colour = rival == Rival.OURS ? "#1f6feb" : "#8a97a6";
          if (x >= 0) {
            line(svg, x, y, nextX, row.value(), colour);
          }
          dot(svg, nextX, row.value(), colour);
          x = nextX;
          y = row.value();
        }
      }
    }
    return close(svg);
  }

  private static String coverage(List<Prediction> own) {
    StringBuilder svg = chart();
    line(svg, 0, 0, 1, 1, "#b9c3cf");
    double[] levels = {0.1, 0.5, 0.8, 0.9};
    for (double level : levels) {
      double within =
          own.stream()
              .mapToDouble(
                  one -> {
                    Integer day =
                        level < 0.3
                            ? one.p10()
                            : level < 0.6 ? one.p50() : level < 0.85 ? one.p80() : one.p90();
                    Integer done = one.daysToDone();
                    return day != null && done != null && done <= day ? 1 : 0;
                  })
              .average()
              .orElse(0);
      dot(svg, level, within, "#1f6feb");
    }
    return close(svg);
  }

  private static List<Prediction> sorted(List<Prediction> own, boolean falling) {
    Comparator<Prediction> rising = Comparator.comparingDouble(one -> one.of(Rival.OURS));
    return own.stream()
        .sorted((falling ? rising.reversed() : rising).thenComparing(Prediction::lineKey))
        .toList();
  }

  private static void paragraph(StringBuilder page, String type, Text text) {
    page.append("<p class=\"").append(type).append("\">").append(escape(text.en()));
    page.append("<br><span class=zh lang=zh>").append(escape(text.zh())).append("</span></p>");
  }

  private static void figure(StringBuilder page, String svg, Text caption) {
    page.append("<figure>").append(svg).append("<figcaption>").append(escape(caption.en()));
    page.append("<br><span class=zh lang=zh>").append(escape(caption.zh()));
    page.append("</span></figcaption></figure>");
  }

  private static StringBuilder chart() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">"
            .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
    for (int i = 0; i <= 4; i++) {
      double at = i / 4.0;
      svg.append(
          "<text x=\"%.0f\" y=\"%d\" font-size=\"10\" text-anchor=\"middle\">%.2f</text><text x=\"4\" y=\"%.0f\" font-size=\"10\">%.2f</text>"
              .formatted(x(at), HEIGHT - 12, at, y(at) + 3, at));
    }
    line(svg, 0, 0, 1, 0, "#44546a");
    line(svg, 0, 0, 0, 1, "#44546a");
    return svg;
  }

  private static String close(StringBuilder svg) {
    return svg.append("</svg>").toString();
  }

  private static void line(
      StringBuilder svg, double x1, double y1, double x2, double y2, String colour) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"1.5\"/>",
            x(x1),
            y(y1),
            x(x2),
            y(y2),
            colour));
  }

  private static void dot(StringBuilder svg, double x, double y, String colour) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>",
            x(x),
            y(y),
            colour));
  }

  private static double x(double value) {
    return MARGIN + value * (WIDTH - MARGIN - 12);
  }

  private static double y(double value) {
    return HEIGHT - MARGIN - value * (HEIGHT - MARGIN - 12);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
