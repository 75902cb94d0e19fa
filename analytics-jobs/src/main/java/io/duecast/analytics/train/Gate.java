package io.duecast.analytics.train;

import io.duecast.features.bundle.LineScore;
import io.duecast.features.bundle.ModelBundle;
import io.duecast.features.bundle.Scorer;
import io.duecast.features.bundle.TargetCard;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a new model may score orders: no feature may know the outcome, and for each
 * delivery, on snapshots that neither it nor the champion saw, it must not be worse than the
 * champion, nor than the best baseline.
 *
 * @param passed whether the model becomes champion
 * @param reason {@code passed}, or why not
 * @param beside every comparison that was made
 */
public record Gate(boolean passed, String reason, List<Beside> beside) {

  private static final String PASSED = "passed";
  private static final String METRIC = "/gate_";

  /**
   * Judges {@code fitted} against {@code champion}, null when there is none, and against {@code
   * yardsticks}.
   */
  public static Gate judge(
      Training.Fitted fitted,
      @Nullable ModelBundle champion,
      Map<String, Double> leaks,
      Yardsticks yardsticks,
      Instant asOf,
      long seed) {
    if (!leaks.isEmpty()) {
      return refused(
          "features that know the outcome (AUC at creation): " + new TreeMap<>(leaks), List.of());
    }
    boolean answers =
        fitted.draft().targets().stream().anyMatch(card -> card.level() != TargetCard.Level.NONE);
    if (!answers) {
      return refused("no target has enough history", List.of());
    }
    // A champion that knows the future of this as-of instant must not score it: it is no rival.
    ModelBundle rival =
        champion == null || champion.manifest().asOf().isAfter(asOf) ? null : champion;
    List<Beside> beside = new ArrayList<>();
    Instant seen = rival == null ? Instant.MIN : rival.manifest().asOf();
    deliveries(fitted)
        .forEach(
            (target, held) -> {
              List<Training.Judged> unseen =
                  held.stream().filter(one -> !one.snapshot().at().isBefore(seen)).toList();
              // What the model was judged without, the baselines do not know either.
              LocalDate heldFrom =
                  held.stream()
                      .map(one -> one.snapshot().day())
                      .min(Comparator.naturalOrder())
                      .orElseThrow();
              if (rival != null) {
                beside.add(
                    Beside.of(
                        target.name(), Beside.CHAMPION, unseen, answers(rival, unseen), seed));
              }
              yardsticks
                  .of(target, unseen.stream().map(Training.Judged::snapshot).toList(), heldFrom)
                  .entrySet()
                  .stream()
                  .map(one -> Beside.of(target.name(), one.getKey(), unseen, one.getValue(), seed))
                  .min(Comparator.comparingDouble(Beside::otherBrier))
                  .ifPresent(beside::add);
            });
    int most =
        beside.stream()
            .filter(one -> one.other().equals(Beside.CHAMPION))
            .mapToInt(Beside::rows)
            .max()
            .orElse(0);
    if (rival != null && most < Beside.LEAST) {
      return refused(
          "only %d snapshots that the champion has not seen, at least %d are needed"
              .formatted(most, Beside.LEAST),
          beside);
    }
    String worse =
        beside.stream()
            .filter(Beside::isWorse)
            .map(Beside::refusal)
            .collect(Collectors.joining("; "));
    return worse.isEmpty() ? new Gate(true, PASSED, beside) : refused(worse, beside);
  }

  /** Whether a figure of a manifest is one of the gate's. */
  public static boolean isMetric(String name) {
    return name.contains(METRIC);
  }

  private static Gate refused(String reason, List<Beside> beside) {
    return new Gate(false, reason, beside);
  }

  /** Figures for the manifest: the Brier scores side by side, and the interval between them. */
  Map<String, Double> metrics() {
    Map<String, Double> metrics = new TreeMap<>();
    for (Beside one : beside) {
      if (one.isKnown()) {
        String name = one.target() + METRIC + one.other() + "_";
        metrics.put(name + "brier", one.otherBrier());
        metrics.put(name + "difference", one.difference());
        metrics.put(name + "low", one.low());
        metrics.put(name + "high", one.high());
        metrics.put(name + "n", (double) one.rows());
      }
    }
    return metrics;
  }

  /** Held-out looks at deliveries. */
  private static Map<Target, List<Training.Judged>> deliveries(Training.Fitted fitted) {
    return fitted.judged().stream()
        .filter(one -> one.snapshot().target().isDelivery())
        .collect(
            Collectors.groupingBy(
                one -> one.snapshot().target(), TreeMap::new, Collectors.toList()));
  }

  /** What {@code bundle} says of the looks; NaN where it has no answer. */
  private static double[] answers(ModelBundle bundle, List<Training.Judged> looks) {
    List<LineScore> scores =
        Scorer.of(bundle).scoreAll(looks.stream().map(Training.Judged::facts).toList(), false);
    return scores.stream()
        .map(LineScore::lateProbability)
        .mapToDouble(probability -> probability == null ? Double.NaN : probability)
        .toArray();
  }
}
