package io.duecast.analytics.backtest;

import io.duecast.analytics.train.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The figures of a backtest, to be looked up by what they are about. */
final class FoundFigures {

  private final Map<List<String>, MetricRow> rows = new HashMap<>();
  private final Map<List<String>, MetricRow> gains = new HashMap<>();
  private final Map<String, Set<String>> snapshots = new HashMap<>();
  private final Map<String, Set<String>> windows = new HashMap<>();
  private final Map<String, Set<String>> slices = new HashMap<>();

  FoundFigures(List<MetricRow> metrics) {
    for (MetricRow row : metrics) {
      rows.put(
          key(row.target(), row.snapshot(), row.window(), row.slice(), row.model(), row.metric()),
          row);
      gains.putIfAbsent(
          key(row.target(), row.snapshot(), row.window(), row.slice(), row.metric()), row);
      note(snapshots, row.target(), row.snapshot());
      note(windows, row.target(), row.window());
      note(slices, row.target(), row.slice());
    }
  }

  private static List<String> key(String... parts) {
    return List.of(parts);
  }

  private static void note(Map<String, Set<String>> seen, String target, String value) {
    if (!value.equals(Cell.ALL)) {
      seen.computeIfAbsent(target, name -> new LinkedHashSet<>()).add(value);
    }
  }

  @Nullable MetricRow find(Cell cell, String model, String metric) {
    return rows.get(
        key(cell.target().name(), cell.snapshot(), cell.window(), cell.slice(), model, metric));
  }

  @Nullable MetricRow ours(Cell cell, String metric) {
    return find(cell, Rival.OURS.code(), metric);
  }

  /** A figure that only one model has, such as a gain, which names the best baseline. */
  @Nullable MetricRow only(Cell cell, String metric) {
    return gains.get(
        key(cell.target().name(), cell.snapshot(), cell.window(), cell.slice(), metric));
  }

  /** Kinds of snapshot of a target, in the order of an order's life. */
  List<String> snapshots(Target target) {
    List<String> kinds = new ArrayList<>(snapshots.getOrDefault(target.name(), Set.of()));
    kinds.sort(java.util.Comparator.comparingInt(SnapshotName::place));
    return kinds;
  }

  /** Calendar quarters of a target, oldest first. */
  List<String> quarters(Target target) {
    return windows.getOrDefault(target.name(), Set.of()).stream()
        .filter(window -> window.contains("Q"))
        .sorted()
        .toList();
  }

  List<String> slices(Target target) {
    return List.copyOf(slices.getOrDefault(target.name(), Set.of()));
  }

  /** Kind of snapshot that a target is shown at: the earliest with intervals. */
  @Nullable String main(Target target) {
    for (String snapshot : snapshots(target)) {
      MetricRow auc = ours(Cell.of(target, snapshot), "auc");
      if (auc != null && auc.low() != null) {
        return snapshot;
      }
    }
    return null;
  }
}
