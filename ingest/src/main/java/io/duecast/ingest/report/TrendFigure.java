package io.duecast.ingest.report;

import io.duecast.command.HtmlPage;
import io.duecast.contract.Text;
import java.util.List;
import java.util.Locale;

/** The error rates of one source over its loads as bars beside the target, drawn as SVG. */
final class TrendFigure {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 120;
  private static final int BOTTOM = 100;
  private static final int TOP = 16;

  private final QualityReport.SourceFigures source;
  private final double target;

  TrendFigure(QualityReport.SourceFigures source, double target) {
    this.source = source;
    this.target = target;
  }

  String html() {
    List<QualityReport.Trend> trend = source.trend();
    double highest =
        Math.max(2 * target, trend.stream().mapToDouble(QualityReport.Trend::rate).max().orElse(0));
    Text title =
        Text.of(source.source() + " 各次装载的错误率", "Error rate of " + source.source() + " by load");
    StringBuilder svg = new StringBuilder("<figure><strong>");
    svg.append(HtmlPage.both("span", title)).append("</strong>");
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
            .formatted(WIDTH, HEIGHT, HtmlPage.escape(title.en() + " / " + title.zh())));
    double step = (double) WIDTH / trend.size();
    for (int place = 0; place < trend.size(); place++) {
      QualityReport.Trend one = trend.get(place);
      double top = y(one.rate(), highest);
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s %s</title></rect>",
              place * step + step * 0.15,
              top,
              step * 0.7,
              BOTTOM - top,
              one.rate() > target ? "#a64b00" : "#1a56b0",
              one.extractedAt().substring(0, 10),
              QualityPage.percent(one.rate())));
    }
    double line = y(target, highest);
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"0\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#5a6675\" stroke-dasharray=\"4 4\"/>",
            WIDTH,
            line,
            line));
    svg.append(
        "<text x=\"0\" y=\"%d\">%s</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text></svg>"
            .formatted(
                HEIGHT - 4,
                trend.get(0).extractedAt().substring(0, 10),
                WIDTH,
                HEIGHT - 4,
                trend.get(trend.size() - 1).extractedAt().substring(0, 10)));
    svg.append("<figcaption>");
    svg.append(
        HtmlPage.both(
            "span",
            Text.of(
                "虚线是目标；最近一次 " + QualityPage.percent(source.rate()),
                "The dashed line is the target; latest " + QualityPage.percent(source.rate()))));
    return svg.append("</figcaption></figure>").toString();
  }

  private static double y(double rate, double highest) {
    return BOTTOM - (BOTTOM - TOP) * rate / highest;
  }
}
