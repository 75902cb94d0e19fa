package io.duecast.analytics.backtest;

import io.duecast.contract.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest found.
 *
 * @param names of targets for people, by name in figures
 * @param lists of one day in each window, oldest first
 */
public record BacktestResult(
    String asOf,
    List<String> windows,
    int predictions,
    Map<String, Text> names,
    List<MetricRow> metrics,
    List<Flagged> lists) {

  public BacktestResult {
    windows = List.copyOf(windows);
    names = Collections.unmodifiableMap(new TreeMap<>(names));
    metrics = List.copyOf(metrics);
    lists = List.copyOf(lists);
  }

  /** The list of the last window; null when no window had enough open lines. */
  public @Nullable Flagged flagged() {
    return lists.isEmpty() ? null : lists.get(lists.size() - 1);
  }

  /** Name of a target for people. */
  Text name(String target) {
    return names.getOrDefault(target, Text.same(target));
  }

  /** Rows of the protocol's table: one per target and kind of snapshot with enough rows. */
  public List<List<String>> table(Text.Language language) {
    Set<List<String>> cells = new LinkedHashSet<>();
    for (MetricRow row : metrics) {
      if (row.window().equals("all") && row.slice().equals("all") && row.metric().equals("auc")) {
        cells.add(List.of(row.target(), row.snapshot()));
      }
    }
    List<List<String>> rows = new ArrayList<>();
    for (List<String> cell : cells) {
      MetricRow auc = find(cell, Rival.OURS.code(), "auc");
      MetricRow gain = find(cell, null, "auc_gain");
      MetricRow brier = find(cell, null, "brier_gain");
      MetricRow base = find(cell, "data", "base_rate");
      if (auc == null || gain == null || brier == null || base == null || auc.low() == null) {
        continue;
      }
      MetricRow best = find(cell, gain.model(), "auc");
      rows.add(
          List.of(
              name(cell.get(0)).in(language),
              cell.get(1),
              Integer.toString(auc.n()),
              number(base, 3),
              number(auc, 3) + interval(auc),
              labelOf(gain.model()).in(language) + " " + number(best, 3),
              signed(gain) + interval(gain),
              number(find(cell, Rival.OURS.code(), "brier_skill"), 3),
              signed(brier) + interval(brier),
              number(find(cell, Rival.OURS.code(), "ece"), 3),
              number(find(cell, Rival.OURS.code(), "precision_at_10"), 3),
              number(find(cell, Rival.OURS.code(), "mae_days"), 1),
              number(find(cell, Rival.OURS.code(), "coverage_80"), 3)));
    }
    return rows;
  }

  /** Headings of {@link #table}. */
  public static List<String> headings(Text.Language language) {
    return language == Text.Language.ZH
        ? List.of(
            "目标",
            "快照",
            "行数",
            "延误率",
            "AUC",
            "最佳基线",
            "AUC 增益",
            "Brier 技能",
            "Brier 增益",
            "ECE",
            "前10%命中",
            "日期误差",
            "80%覆盖")
        : List.of(
            "target",
            "snapshot",
            "n",
            "base",
            "AUC",
            "best baseline",
            "AUC gain",
            "skill",
            "Brier gain",
            "ECE",
            "prec@10%",
            "MAE days",
            "cover 80%");
  }

  private @Nullable MetricRow find(List<String> cell, @Nullable String model, String metric) {
    for (MetricRow row : metrics) {
      if (row.target().equals(cell.get(0))
          && row.snapshot().equals(cell.get(1))
          && row.window().equals("all")
          && row.slice().equals("all")
          && row.metric().equals(metric)
          && (model == null || row.model().equals(model))) {
        return row;
      }
    }
    return null;
  }

  /** Name of a model in the figures. */
  static Text labelOf(String model) {
    for (Rival rival : Rival.values()) {
      if (rival.code().equals(model)) {
        return rival.label();
      }
    }
    return Text.same(model);
  }

  private static String number(@Nullable MetricRow row, int digits) {
    return row == null ? "-" : String.format(Locale.ROOT, "%." + digits + "f", row.value());
  }

  private static String signed(MetricRow row) {
    return String.format(Locale.ROOT, "%+.3f", row.value());
  }

  private static String interval(MetricRow row) {
    return row.low() == null || row.high() == null
        ? ""
        : String.format(Locale.ROOT, " [%.3f, %.3f]", row.low(), row.high());
  }
}
