package io.duecast.analytics.train;

import io.duecast.features.OrderFacts;
import io.duecast.features.bundle.LineScore;
import io.duecast.features.bundle.ModelBundle;
import io.duecast.features.bundle.Scorer;
import io.duecast.features.bundle.TargetCard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a new model may score orders: no feature may know the outcome, and on snapshots
 * that neither it nor the champion saw it must not be worse than the champion. Baselines are held
 * off in training already: what a rate or one member alone answers better is answered by it.
 *
 * @param passed whether the model becomes champion
 * @param reason {@code passed}, or why not
 */
public record Gate(boolean passed, String reason) {

  /** Unseen snapshots below which the champion stays. */
  private static final int LEAST = 60;

  /** Judges {@code fitted} against {@code champion}; null when there is none. */
  public static Gate judge(
      Training.Fitted fitted,
      @Nullable ModelBundle champion,
      Map<String, Double> leaks,
      Instant asOf,
      long seed) {
    if (!leaks.isEmpty()) {
      return new Gate(
          false, "features that know the outcome (AUC at creation): " + new TreeMap<>(leaks));
    }
    boolean answers =
        fitted.draft().targets().stream().anyMatch(card -> card.level() != TargetCard.Level.NONE);
    if (!answers) {
      return new Gate(false, "no target has enough history");
    }
    if (champion == null) {
      return new Gate(true, "passed");
    }
    Instant seen = champion.manifest().asOf();
    if (seen.isAfter(asOf)) {
      // A champion that knows the future of this as-of instant must not score it.
      return new Gate(true, "passed");
    }
    List<Training.Judged> unseen =
        fitted.judged().stream()
            .filter(
                judged ->
                    judged.snapshot().target().isDelivery()
                        && !judged.snapshot().at().isBefore(seen))
            .toList();
    List<OrderFacts> facts = unseen.stream().map(Training.Judged::facts).toList();
    List<LineScore> old =
        Scorer.of(champion, Runtime.getRuntime().availableProcessors()).scoreAll(facts, false);
    List<String> units = new ArrayList<>();
    List<double[]> losses = new ArrayList<>();
    for (int i = 0; i < unseen.size(); i++) {
      Double probability = old.get(i).lateProbability();
      if (probability != null) {
        double label = Boolean.TRUE.equals(unseen.get(i).snapshot().late()) ? 1 : 0;
        double mine = unseen.get(i).probability() - label;
        double its = probability - label;
        losses.add(new double[] {mine * mine, its * its});
        units.add(unseen.get(i).snapshot().unit());
      }
    }
    if (units.size() < LEAST) {
      return new Gate(
          false,
          "only %d snapshots that the champion has not seen, at least %d are needed"
              .formatted(units.size(), LEAST));
    }
    PairedGain gain =
        PairedGain.of(
            units,
            losses.stream().mapToDouble(loss -> loss[0]).toArray(),
            losses.stream().mapToDouble(loss -> loss[1]).toArray(),
            seed);
    return gain.worse()
        ? new Gate(
            false,
            "worse than the champion: Brier %+.4f, 95 %% from %+.4f to %+.4f on %d snapshots"
                .formatted(gain.mean(), gain.low(), gain.high(), gain.rows()))
        : new Gate(true, "passed");
  }
}
