package io.duecast.analytics.backtest;

import io.duecast.analytics.train.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns predictions into the protocol's figures: lateness per target and kind of snapshot, over all
 * windows, by month, by size of the supplier and by what answered; dates also by calendar quarter
 * and over all kinds of snapshot; earliness over all looks of a target.
 */
final class Judging {

  /** Rows below which a cell is not measured. */
  static final int LEAST = 30;

  private final int rounds;
  private final long seed;

  /** Cells in the order of the answer; each is computed apart from the others. */
  private final List<Supplier<List<MetricRow>>> cells = new ArrayList<>();

  private Judging(int rounds, long seed) {
    this.rounds = rounds;
    this.seed = seed;
  }

  /** The figures of {@code predictions} with intervals from {@code rounds} draws. */
  static List<MetricRow> of(List<Prediction> predictions, int rounds, long seed) {
    Judging judging = new Judging(rounds, seed);
    by(ordered(predictions), one -> one.target().name())
        .values()
        .forEach(own -> judging.target(own.get(0).target(), own));
    return judging.cells.parallelStream().map(Supplier::get).toList().stream()
        .flatMap(List::stream)
        .toList();
  }

  /** In an order that does not depend on how they came about: ties keep it. */
  static List<Prediction> ordered(List<Prediction> predictions) {
    return predictions.stream()
        .sorted(
            Comparator.comparing(Prediction::target)
                .thenComparing(Prediction::window)
                .thenComparing(Prediction::lineKey)
                .thenComparing(Prediction::at))
        .toList();
  }

  private void target(Target target, List<Prediction> all) {
    List<Prediction> own = all.stream().filter(Prediction::judged).toList();
    Cell whole = Cell.of(target, Cell.ALL);
    double left = (double) (all.size() - own.size()) / all.size();
    cells.add(() -> List.of(whole.row(Cell.DATA, "left_before_due_share", left, null, all.size())));
    by(own, Prediction::snapshot)
        .forEach((snapshot, part) -> snapshot(Cell.of(target, snapshot), part));
    dates(whole, own);
    cells.add(() -> Earliness.of(target, own, rounds, seed));
  }

  private void snapshot(Cell cell, List<Prediction> own) {
    boolean enough = own.size() >= LEAST;
    cells.add(() -> LateFigures.of(cell, own, enough ? new Bootstrap(own, rounds, seed) : null));
    if (!enough) {
      return;
    }
    Map<String, List<Prediction>> windows = by(own, one -> one.window().toString());
    windows.forEach(
        (window, part) -> cells.add(() -> LateFigures.of(cell.window(window), part, null)));
    cells.add(() -> worst(cell, windows));
    slices(own)
        .forEach((slice, part) -> cells.add(() -> LateFigures.of(cell.slice(slice), part, null)));
    dates(cell, own);
  }

  private void dates(Cell cell, List<Prediction> own) {
    cells.add(() -> DateFigures.of(cell, own, rounds, seed));
    by(own, Prediction::quarter)
        .forEach(
            (quarter, part) ->
                cells.add(() -> DateFigures.of(cell.window(quarter), part, rounds, seed)));
    slices(own)
        .forEach(
            (slice, part) ->
                cells.add(() -> DateFigures.of(cell.slice(slice), part, rounds, seed)));
  }

  /** Slices with enough rows, by size of the supplier and by what answered. */
  private static Map<String, List<Prediction>> slices(List<Prediction> own) {
    Map<String, List<Prediction>> slices = new TreeMap<>(by(own, Prediction::slice));
    slices.putAll(by(own, one -> "level " + one.level()));
    slices.values().removeIf(part -> part.size() < LEAST);
    return slices;
  }

  /** Our worst month by AUC and by skill, named by its window; months of few rows say nothing. */
  private static List<MetricRow> worst(Cell cell, Map<String, List<Prediction>> windows) {
    List<MetricRow> worst = new ArrayList<>();
    for (String metric : List.of("auc", "brier_skill")) {
      @Nullable MetricRow least = null;
      for (Map.Entry<String, List<Prediction>> window : windows.entrySet()) {
        if (window.getValue().size() < LEAST) {
          continue;
        }
        for (MetricRow row :
            LateFigures.of(cell.window(window.getKey()), window.getValue(), null)) {
          if (row.model().equals(Rival.OURS.code())
              && row.metric().equals(metric)
              && (least == null || row.value() < least.value())) {
            least = row;
          }
        }
      }
      if (least != null) {
        worst.add(
            cell.window(least.window())
                .row(least.model(), "worst_" + metric, least.value(), null, least.n()));
      }
    }
    return worst;
  }

  private static Map<String, List<Prediction>> by(
      List<Prediction> own, Function<Prediction, String> key) {
    Map<String, List<Prediction>> parts = new TreeMap<>();
    own.forEach(one -> parts.computeIfAbsent(key.apply(one), name -> new ArrayList<>()).add(one));
    return parts;
  }
}
