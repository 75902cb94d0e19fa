package io.duecast.ingest.report;

import io.duecast.command.HtmlPage;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.contract.check.RejectRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The report as one page that needs nothing else, in both languages. */
public final class QualityPage {

  private final QualityReport report;
  private final HtmlPage page;

  private QualityPage(QualityReport report, Text.Language first) {
    this.report = report;
    this.page = new HtmlPage(Text.of("导入的数据有多好？", "How good are the loaded data?"), first);
  }

  public static String html(QualityReport report, Text.Language first) {
    return new QualityPage(report, first).html();
  }

  private String html() {
    QualityReport.LoadFacts load = report.load();
    page.note(
        Text.of(
            "装载 %s；连接器 %s；%s；Duecast 交期雷达"
                .formatted(load.loadId(), load.connector(), load.startedAt()),
            "Load %s; connector %s; %s; Duecast"
                .formatted(load.loadId(), load.connector(), load.startedAt())));
    page.lead(verdict(report));
    page.paragraph(report.rule());
    page.heading(Text.of("各来源的错误率", "Error rate of each source"));
    page.table(
        List.of(
            Text.of("来源", "Source"),
            Text.of("行数", "Rows"),
            Text.of("以往行数", "Usual rows"),
            Text.of("有错的行", "Wrong rows"),
            Text.of("错误率", "Error rate"),
            Text.of("目标", "Target"),
            Text.of("最新一条", "Newest fact")),
        report.sources().stream().map(QualityPage::source).toList());
    page.figures(
        report.sources().stream()
            .filter(source -> source.trend().size() > 1)
            .map(source -> new TrendFigure(source, report.target()).html())
            .toList());
    rules();
    problems();
    lag();
    notes();
    return page.end();
  }

  /** Whether the load meets the target, in one sentence. */
  public static Text verdict(QualityReport report) {
    List<String> missing =
        report.sources().stream()
            .filter(source -> !source.meetsTarget())
            .map(QualityReport.SourceFigures::source)
            .toList();
    if (report.sources().isEmpty()) {
      return Text.of(
          "这次装载没有记录错误率（由较早的版本装载）。",
          "This load noted no error rates: an earlier version loaded it.");
    }
    if (missing.isEmpty()) {
      return Text.of("全部来源达到 2 % 的目标。", "Every source meets the target of 2 %.");
    }
    String list = String.join(", ", missing);
    return Text.of(
        "未达到 2 %% 的目标：%s。依据这些来源的排名和报告要当心。".formatted(list),
        "Below the target of 2 %%: %s. Take care with rankings and reports that rest on them."
            .formatted(list));
  }

  private static List<Text> source(QualityReport.SourceFigures source) {
    return List.of(
        Text.same(source.source()),
        Text.same(Terminal.number(source.rowsIn())),
        Text.same(source.usualRows() == null ? "" : Terminal.number(source.usualRows())),
        Text.same(Terminal.number(source.wrong())),
        Text.same(percent(source.rate())),
        source.meetsTarget() ? Text.of("达到", "met") : Text.of("未达到", "missed"),
        Text.same(source.newestFact() == null ? "" : source.newestFact().substring(0, 10)));
  }

  private void rules() {
    List<List<Text>> rows = new ArrayList<>();
    Set<Text> hints = new LinkedHashSet<>();
    for (QualityReport.SourceFigures source : report.sources()) {
      for (QualityReport.RuleFigures rule : source.rules()) {
        rows.add(
            List.of(
                Text.same(source.source()),
                Text.same(rule.rule()),
                rule.check(),
                severity(rule.severity()),
                Text.same(rule.wrong() == 0 ? "" : Terminal.number(rule.wrong())),
                Text.same(rule.wrong() == 0 ? "" : percent(rule.rate())),
                rule.mender()));
        hints.add(
            Text.of(rule.rule() + "：" + rule.hint().zh(), rule.rule() + ": " + rule.hint().en()));
      }
    }
    if (!rows.isEmpty()) {
      page.heading(Text.of("每条规则", "Rule by rule"));
      page.table(
          List.of(
              Text.of("来源", "Source"),
              Text.of("规则", "Rule"),
              Text.of("检查", "Check"),
              Text.of("后果", "Outcome"),
              Text.of("行数", "Rows"),
              Text.of("错误率", "Rate"),
              Text.of("谁来改", "Who can mend it")),
          rows);
      page.list(List.copyOf(hints));
    }
  }

  private void problems() {
    if (report.problems().isEmpty()) {
      return;
    }
    page.heading(Text.of("代价最大的十个问题", "The ten costliest problems"));
    page.note(report.costRule());
    int place = 0;
    for (QualityReport.Problem problem : report.problems()) {
      String where = problem.source() + (problem.column() == null ? "" : " · " + problem.column());
      page.fold(
          Text.of(
              "%d. %s · %s：%s 行，代价 %s"
                  .formatted(
                      ++place,
                      problem.rule(),
                      where,
                      Terminal.number(problem.rows()),
                      Terminal.number(problem.cost())),
              "%d. %s · %s: %s rows, cost %s"
                  .formatted(
                      place,
                      problem.rule(),
                      where,
                      Terminal.number(problem.rows()),
                      Terminal.number(problem.cost()))),
          place <= 3);
      page.paragraph(problem.hint());
      page.paragraph(
          Text.of("谁来改：" + problem.mender().zh(), "Who can mend it: " + problem.mender().en()));
      page.table(
          List.of(
              Text.of("文件", "File"),
              Text.of("行", "Row"),
              Text.of("值", "Value"),
              Text.of("成为", "Became")),
          problem.examples().stream()
              .map(
                  one ->
                      List.of(
                          Text.same(one.file()),
                          Text.same(Long.toString(one.row())),
                          Text.same(shown(one.value())),
                          Text.same(shown(one.key()))))
              .toList());
      page.close();
    }
  }

  private void lag() {
    if (report.entryLag().isEmpty()) {
      return;
    }
    page.heading(Text.of("录入滞后", "Entry lag"));
    page.paragraph(
        Text.of(
            "收货的业务日期到录入系统的天数，按湖中全部有效收货计算。录入晚，所有人知道得就晚。",
            "Days from the business date of a receipt to its entry, over all effective receipts of the lake. What is entered late, everybody knows late."));
    page.table(
        List.of(
            Text.of("仓库或录入人", "Warehouse or person"),
            Text.of("类别", "Kind"),
            Text.of("收货数", "Receipts"),
            Text.of("中位天数", "Median days"),
            Text.of("P90 天数", "P90 days")),
        report.entryLag().stream()
            .map(
                lag ->
                    List.of(
                        Text.same(lag.name()),
                        lag.of().equals("warehouse")
                            ? Text.of("仓库", "warehouse")
                            : Text.of("录入人", "person"),
                        Text.same(Terminal.number(lag.receipts())),
                        Text.same(String.format(Locale.ROOT, "%.1f", lag.medianDays())),
                        Text.same(String.format(Locale.ROOT, "%.1f", lag.p90Days()))))
            .toList());
  }

  private void notes() {
    if (report.notes().isEmpty()) {
      return;
    }
    page.heading(Text.of("更正", "Corrections"));
    page.table(
        List.of(
            Text.of("规则", "Note"),
            Text.of("文件", "File"),
            Text.of("行", "Row"),
            Text.of("列", "Column"),
            Text.of("内容", "What")),
        report.notes().stream()
            .map(
                note ->
                    List.of(
                        Text.same(note.rule()),
                        Text.same(note.file()),
                        Text.same(Long.toString(note.row())),
                        Text.same(shown(note.column())),
                        Text.same(shown(note.value()))))
            .toList());
  }

  /** What a rule of this severity does to the row. */
  static Text severity(String code) {
    for (RejectRule.Severity severity : RejectRule.Severity.values()) {
      if (severity.code().equals(code)) {
        return severity.label();
      }
    }
    return Text.same(code);
  }

  private static String shown(@Nullable String value) {
    return value == null ? "" : value;
  }

  /** Two digits after the point, so that 2.04 % is not shown as the target. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
