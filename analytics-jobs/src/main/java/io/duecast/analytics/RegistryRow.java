package io.duecast.analytics;

import io.duecast.contract.Text;
import io.duecast.features.bundle.Cell;
import io.duecast.features.bundle.Manifest;
import io.duecast.features.bundle.TargetCard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One supplier (or customer) at one target: what answers, on how much it rests, and why.
 *
 * @param partner key; null for all partners without a cell
 * @param name null where the lake does not name the partner
 * @param support known outcomes
 * @param late of them; null where that is not kept
 * @param judged later lines on which the levels were compared; for all partners, later looks
 * @param brier Brier score there by level code
 */
record RegistryRow(
    String target,
    @Nullable String partner,
    @Nullable String name,
    String level,
    long support,
    @Nullable Long late,
    long judged,
    Map<String, Double> brier,
    Text why) {

  /** All rows of {@code manifest}, most support first. */
  static List<RegistryRow> of(Manifest manifest, Function<String, @Nullable String> names) {
    List<RegistryRow> rows = new ArrayList<>();
    for (TargetCard card : manifest.targets()) {
      rows.add(others(card));
      card.cells()
          .forEach(
              (partner, cell) ->
                  rows.add(
                      new RegistryRow(
                          target(card),
                          partner,
                          names.apply(partner),
                          cell.level().code(),
                          cell.support(),
                          cell.late(),
                          cell.judged(),
                          cell.brier(),
                          why(cell))));
    }
    rows.sort(
        Comparator.comparingLong(RegistryRow::support)
            .reversed()
            .thenComparing(row -> row.partner() == null ? "" : row.partner())
            .thenComparing(RegistryRow::target));
    return rows;
  }

  /** Partners by the level that answers, most specific first. */
  static Map<String, Long> levels(TargetCard card) {
    Map<TargetCard.Level, Long> counts =
        card.cells().values().stream()
            .collect(Collectors.groupingBy(Cell::level, TreeMap::new, Collectors.counting()));
    Map<String, Long> levels = new java.util.LinkedHashMap<>();
    counts.forEach((level, count) -> levels.put(level.code(), count));
    return levels;
  }

  /** {@link #levels} as {@code own 3, pooled 20}. */
  static String levelsText(TargetCard card) {
    return levels(card).entrySet().stream()
        .map(one -> one.getKey() + " " + one.getValue())
        .collect(Collectors.joining(", "));
  }

  /** The Brier scores, best first, as {@code own 0.1203, pooled 0.1310}. */
  String brierText() {
    return brier.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(one -> one.getKey() + " " + number(one.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String target(TargetCard card) {
    return card.direction() + "/" + card.stage();
  }

  /** The partners that have no cell of their own. */
  private static RegistryRow others(TargetCard card) {
    Map<String, Double> brier = new TreeMap<>();
    Double pooled = card.metrics().get("brier");
    Double rate = card.metrics().get("brier_best_rate");
    long judged = card.metrics().getOrDefault("judged", 0.0).longValue();
    if (pooled != null && rate != null) {
      brier.put(TargetCard.Level.POOLED.code(), pooled);
      brier.put(TargetCard.Level.RATE.code(), rate);
    }
    Text why =
        switch (card.level()) {
          case NONE -> Text.of("还没有已知结果。", "No outcome is known yet.");
          case RATE ->
              pooled == null || rate == null
                  ? Text.of(
                      "后来的结果太少，无法评判模型，因此由比率回答。",
                      "Too few later outcomes to judge a model, so a rate answers.")
                  : Text.of(
                      "在 %d 次后来的观察上，比率更好：Brier %s，共用模型为 %s。"
                          .formatted(judged, number(rate), number(pooled)),
                      "On %d later looks a rate was better: Brier %s against %s of the pooled model."
                          .formatted(judged, number(rate), number(pooled)));
          case OWN, GROUP, POOLED ->
              pooled == null || rate == null
                  ? Text.of(
                      "没有到期日可评判：模型只给出时间。",
                      "There is no due day to judge by: the model gives times only.")
                  : Text.of(
                      "在 %d 次后来的观察上，共用模型不差于最好的比率：Brier %s 对 %s。"
                          .formatted(judged, number(pooled), number(rate)),
                      "On %d later looks the pooled model was not worse than the best rate: Brier %s against %s."
                          .formatted(judged, number(pooled), number(rate)));
        };
    return new RegistryRow(
        target(card), null, null, card.level().code(), card.support(), null, judged, brier, why);
  }

  /** Why the level won, from the figures that decided. */
  static Text why(Cell cell) {
    if (cell.judged() < Cell.LEAST_JUDGED) {
      return Text.of(
          "只有 %d 条后来的订单行可供评判（至少 %d 条），因此由全体伙伴的答案回答。".formatted(cell.judged(), Cell.LEAST_JUDGED),
          "Only %d later lines to judge by, fewer than %d, so everybody's answer is used."
              .formatted(cell.judged(), Cell.LEAST_JUDGED));
    }
    double pooled = cell.brier().getOrDefault(TargetCard.Level.POOLED.code(), Double.NaN);
    if (cell.level() != TargetCard.Level.POOLED) {
      double own = cell.brier().getOrDefault(cell.level().code(), Double.NaN);
      return Text.of(
          "在 %d 条后来的订单行上，%s比共用模型好：Brier %s 对 %s。"
              .formatted(cell.judged(), answer(cell.level()).zh(), number(own), number(pooled)),
          "On %d later lines %s was better than the pooled model: Brier %s against %s."
              .formatted(cell.judged(), answer(cell.level()).en(), number(own), number(pooled)));
    }
    Map.Entry<String, Double> next =
        cell.brier().entrySet().stream()
            .filter(one -> !one.getKey().equals(TargetCard.Level.POOLED.code()))
            .min(Map.Entry.comparingByValue())
            .orElse(null);
    if (next == null) {
      return Text.of(
          "没有别的答案可比：由共用模型回答，%d 条后来的订单行上 Brier %s。".formatted(cell.judged(), number(pooled)),
          "Nothing else could answer: the pooled model does, Brier %s on %d later lines."
              .formatted(number(pooled), cell.judged()));
    }
    TargetCard.Level level = TargetCard.Level.valueOf(next.getKey().toUpperCase(Locale.ROOT));
    return next.getValue() < pooled
        ? Text.of(
            "在 %d 条后来的订单行上，%s好 %s，但并非在各阶段、前后时间都确凿更好，或不足以抵过这类答案在全体伙伴上的逊色，因此仍由共用模型回答。"
                .formatted(cell.judged(), answer(level).zh(), number(pooled - next.getValue())),
            "On %d later lines %s was better by %s, but not beyond doubt in every phase and over time, or by less than such an answer loses over all partners, so the pooled model stays."
                .formatted(cell.judged(), answer(level).en(), number(pooled - next.getValue())))
        : Text.of(
            "在 %d 条后来的订单行上，共用模型不差于其他答案：Brier %s，其次是%s %s。"
                .formatted(
                    cell.judged(), number(pooled), answer(level).zh(), number(next.getValue())),
            "On %d later lines nothing was better than the pooled model: Brier %s, next %s with %s."
                .formatted(
                    cell.judged(), number(pooled), answer(level).en(), number(next.getValue())));
  }

  /** What answers, as it stands in a sentence. */
  private static Text answer(TargetCard.Level level) {
    return switch (level) {
      case OWN -> Text.of("自己的模型", "its own model");
      case GROUP -> Text.of("所属组的模型", "the model of its group");
      case POOLED -> Text.of("共用模型", "the pooled model");
      case RATE, NONE -> Text.of("比率", "a rate");
    };
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
