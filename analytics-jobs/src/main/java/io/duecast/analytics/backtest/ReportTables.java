package io.duecast.analytics.backtest;

import io.duecast.analytics.train.Target;
import io.duecast.command.HtmlPage;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What one target's figures say, in rows to be scanned. */
final class ReportTables {

  private static final Text DASH = Text.of("–", "–");

  private final FoundFigures figures;
  private final Target target;

  ReportTables(FoundFigures figures, Target target) {
    this.figures = figures;
    this.target = target;
  }

  /** Ours and every baseline at one kind of snapshot. */
  void rivals(HtmlPage page, String snapshot) {
    Cell cell = Cell.of(target, snapshot);
    List<List<Text>> rows = new ArrayList<>();
    for (Rival rival : Rival.values()) {
      String code = rival.code();
      rows.add(
          List.of(
              rival.label(),
              number(figures.find(cell, code, "auc"), 3, true),
              number(figures.find(cell, code, "brier_skill"), 3, true),
              number(figures.find(cell, code, "ece"), 3, true),
              percent(figures.find(cell, code, "precision_at_10")),
              number(figures.find(cell, code, "lift_at_10"), 1, false),
              percent(figures.find(cell, code, "capture_at_10"))));
    }
    page.table(
        List.of(
            Text.of("方法", "Method"),
            Text.of("AUC", "AUC"),
            Text.of("技能", "Skill"),
            Text.of("校准误差", "Calibration error"),
            Text.of("前 10 % 中延误", "Late in riskiest 10 %"),
            Text.of("提升倍数", "Lift"),
            Text.of("抓到的延误", "Late lines caught")),
        rows);
  }

  /** Every kind of snapshot, ours against the best baseline. */
  void snapshots(HtmlPage page) {
    List<List<Text>> rows = new ArrayList<>();
    for (String snapshot : figures.snapshots(target)) {
      Cell cell = Cell.of(target, snapshot);
      MetricRow auc = figures.ours(cell, "auc");
      MetricRow gain = figures.only(cell, "auc_gain");
      if (auc != null && gain != null && gain.low() != null) {
        rows.add(
            List.of(
                SnapshotName.of(snapshot),
                count(auc),
                percent(figures.find(cell, Cell.DATA, "base_rate")),
                number(auc, 3, true),
                number(figures.find(cell, gain.model(), "auc"), 3, false),
                number(figures.ours(cell, "brier_skill"), 3, true),
                number(figures.ours(cell, "ece"), 3, false),
                ReportWords.verdict(gain),
                BacktestResult.labelOf(gain.model())));
      }
    }
    page.table(
        List.of(
            Text.of("何时查看", "Looked at"),
            Text.of("行数", "Rows"),
            Text.of("延误率", "Share late"),
            Text.of("AUC", "AUC"),
            Text.of("最佳基线 AUC", "AUC of best baseline"),
            Text.of("技能", "Skill"),
            Text.of("校准误差", "Calibration error"),
            Text.of("与基线相比", "Against the baseline"),
            Text.of("最佳基线", "Best baseline")),
        rows);
  }

  /** Suppliers by known outcomes, and cells by what answered. */
  void slices(HtmlPage page, String snapshot) {
    List<List<Text>> rows = new ArrayList<>();
    for (String slice : figures.slices(target)) {
      Cell cell = Cell.of(target, snapshot).slice(slice);
      MetricRow auc = figures.ours(cell, "auc");
      if (auc != null) {
        rows.add(
            List.of(
                ReportWords.slice(slice),
                count(auc),
                percent(figures.find(cell, Cell.DATA, "base_rate")),
                number(auc, 3, false),
                number(figures.find(cell, Rival.SUPPLIER_RATE.code(), "auc"), 3, false),
                number(figures.ours(cell, "brier_skill"), 3, false),
                number(figures.ours(cell, "ece"), 3, false)));
      }
    }
    page.table(
        List.of(
            Text.of("分组", "Group"),
            Text.of("行数", "Rows"),
            Text.of("延误率", "Share late"),
            Text.of("AUC", "AUC"),
            Text.of("供应商比率的 AUC", "AUC of the supplier's rate"),
            Text.of("技能", "Skill"),
            Text.of("校准误差", "Calibration error")),
        rows);
  }

  /** Predicted dates by kind of snapshot. */
  void dates(HtmlPage page) {
    List<List<Text>> rows = new ArrayList<>();
    List<String> kinds = new ArrayList<>(figures.snapshots(target));
    kinds.add(Cell.ALL);
    for (String snapshot : kinds) {
      Cell cell = Cell.of(target, snapshot);
      MetricRow error = figures.ours(cell, "mae_days");
      if (error != null) {
        rows.add(
            List.of(
                snapshot.equals(Cell.ALL) ? Text.of("全部", "all looks") : SnapshotName.of(snapshot),
                count(error),
                number(error, 1, true),
                number(figures.find(cell, DateFigures.MEDIAN, "mae_days"), 1, false),
                number(figures.ours(cell, "mae_to_supplier_median"), 2, true),
                percent(figures.ours(cell, "coverage_80")),
                number(figures.ours(cell, "width_80_days"), 1, false),
                percent(figures.find(cell, Cell.DATA, "open_share"))));
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    page.subheading(Text.of("预测的日期", "Predicted dates"));
    page.table(
        List.of(
            Text.of("何时查看", "Looked at"),
            Text.of("行数", "Rows"),
            Text.of("平均误差（天）", "Mean error, days"),
            Text.of("供应商中位数的误差", "Error of the supplier's median"),
            Text.of("两者之比", "Ours to the median's"),
            Text.of("80 % 区间覆盖", "Inside the 80 % interval"),
            Text.of("区间宽度（天）", "Width, days"),
            Text.of("数据结束时未完成", "Open when the data ends")),
        rows);
  }

  /** One row per target at its earliest look. */
  static void overview(
      HtmlPage page, BacktestResult result, FoundFigures figures, Iterable<Target> targets) {
    List<List<Text>> rows = new ArrayList<>();
    for (Target target : targets) {
      String snapshot = figures.main(target);
      Cell cell = Cell.of(target, snapshot == null ? Cell.ALL : snapshot);
      MetricRow gain = figures.only(cell, "auc_gain");
      MetricRow auc = figures.ours(cell, "auc");
      if (snapshot != null && auc != null && gain != null) {
        rows.add(
            List.of(
                result.name(target.name()),
                SnapshotName.of(snapshot),
                count(auc),
                percent(figures.find(cell, Cell.DATA, "base_rate")),
                percent(figures.ours(cell, "precision_at_10")),
                number(auc, 3, true),
                ReportWords.verdict(gain),
                BacktestResult.labelOf(gain.model())));
      }
    }
    page.table(
        List.of(
            Text.of("目标", "Target"),
            Text.of("何时查看", "Looked at"),
            Text.of("行数", "Rows"),
            Text.of("延误率", "Share late"),
            Text.of("最危险的 10 % 中", "In our riskiest 10 %"),
            Text.of("AUC", "AUC"),
            Text.of("AUC 与基线相比", "AUC against the baseline"),
            Text.of("最佳基线", "Best baseline")),
        rows);
  }

  /** Where ours beats the best simple method, where not, by target and kind of snapshot. */
  static void standings(
      HtmlPage page,
      BacktestResult result,
      FoundFigures figures,
      ReportWords words,
      Iterable<Target> targets) {
    List<List<Text>> rows = new ArrayList<>();
    for (Target target : targets) {
      List<Text> row = new ArrayList<>(List.of(result.name(target.name())));
      for (ReportWords.Standing standing :
          List.of(
              ReportWords.Standing.BETTER,
              ReportWords.Standing.LEVEL,
              ReportWords.Standing.WORSE)) {
        List<Text> kinds =
            figures.snapshots(target).stream()
                .filter(kind -> words.standing(Cell.of(target, kind)) == standing)
                .map(SnapshotName::of)
                .toList();
        row.add(
            kinds.isEmpty()
                ? DASH
                : Text.of(
                    String.join("、", kinds.stream().map(Text::zh).toList()),
                    String.join(", ", kinds.stream().map(Text::en).toList())));
      }
      rows.add(row);
    }
    page.table(
        List.of(
            Text.of("目标", "Target"),
            Text.of("胜过", "Better"),
            Text.of("分不出高下", "Not told apart"),
            Text.of("不如", "Worse")),
        rows);
  }

  /** One list a month: the manager's sentence as a table. */
  static void lists(HtmlPage page, List<Flagged> lists) {
    page.table(
        List.of(
            Text.of("日期", "On"),
            Text.of("未到期的行", "Open lines"),
            Text.of("标出", "Flagged"),
            Text.of("其中延误", "Of them late"),
            Text.of("随机会碰到", "At random"),
            Text.of("平均提前（天）", "Days ahead")),
        lists.stream()
            .map(
                list ->
                    List.of(
                        Text.same(list.day()),
                        Text.same(Integer.toString(list.open())),
                        Text.same(Integer.toString(list.lines())),
                        Text.same(Integer.toString(list.late())),
                        Text.same(String.format(Locale.ROOT, "%.1f", list.atRandom())),
                        Text.same(String.format(Locale.ROOT, "%.0f", list.daysAhead()))))
            .toList());
  }

  private static Text count(MetricRow row) {
    return Text.same(Terminal.number(row.n()));
  }

  private static Text percent(@Nullable MetricRow row) {
    return row == null ? DASH : Text.same(Terminal.percent(row.value()));
  }

  private static Text number(@Nullable MetricRow row, int digits, boolean interval) {
    if (row == null) {
      return DASH;
    }
    String format = "%." + digits + "f";
    String value = String.format(Locale.ROOT, format, row.value());
    return Text.same(
        interval && row.low() != null && row.high() != null
            ? value
                + " ["
                + String.format(Locale.ROOT, format, row.low())
                + ", "
                + String.format(Locale.ROOT, format, row.high())
                + "]"
            : value);
  }
}
