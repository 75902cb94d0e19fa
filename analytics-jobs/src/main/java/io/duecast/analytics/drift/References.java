package io.duecast.analytics.drift;

import io.duecast.analytics.train.Snapshot;
import io.duecast.analytics.train.Training;
import io.duecast.contract.score.DriftChecks;
import io.duecast.features.OrderFacts;
import io.duecast.features.bundle.LineScore;
import io.duecast.features.bundle.ModelBundle;
import io.duecast.features.bundle.Reference;
import io.duecast.features.bundle.Reference.Distribution;
import io.duecast.features.bundle.Scorer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the reference of a bundle that is about to be written. */
public final class References {

  private References() {}

  /**
   * The reference of {@code fitted}.
   *
   * @param open lines of the day of training and of days before
   * @param day of training
   */
  public static Reference of(OpenThen open, Training.Fitted fitted, LocalDate day) {
    List<OrderFacts> facts = open.looks().stream().map(OpenThen.Look::orderFacts).toList();
    ModelBundle bundle = fitted.bundle();
    List<LineScore> scores = Scorer.of(bundle).scoreAll(facts, false);
    Map<String, Map<Integer, List<OpenLine>>> lines = new TreeMap<>();
    for (int i = 0; i < facts.size(); i++) {
      lines
          .computeIfAbsent(facts.get(i).direction(), key -> new TreeMap<>())
          .computeIfAbsent(open.looks().get(i).before(), key -> new ArrayList<>())
          .add(OpenLine.of(facts.get(i), scores.get(i).lateProbability()));
    }
    List<Reference.Part> parts = new ArrayList<>();
    lines.forEach(
        (direction, byDay) -> {
          List<OpenLine> now = byDay.remove(0);
          if (now != null) {
            parts.add(part(direction, day, now, byDay.values(), held(direction, fitted)));
          }
        });
    return new Reference(parts);
  }

  private static Reference.Part part(
      String direction,
      LocalDate day,
      List<OpenLine> now,
      Iterable<List<OpenLine>> before,
      Reference.@Nullable Held held) {
    List<Distribution> features = new ArrayList<>();
    for (int i = 0; i < OpenLine.NAMES.size(); i++) {
      Distribution own = OpenLine.column(now, i).distribution(OpenLine.NAMES.get(i));
      List<OpenLine.Column> earlier = new ArrayList<>();
      for (List<OpenLine> lines : before) {
        earlier.add(OpenLine.column(lines, i));
      }
      features.add(usual(own, earlier));
    }
    List<OpenLine.Column> earlier = new ArrayList<>();
    for (List<OpenLine> lines : before) {
      earlier.add(OpenLine.probabilities(lines));
    }
    return new Reference.Part(
        direction,
        day,
        now.size(),
        features,
        usual(OpenLine.probabilities(now).distribution(DriftChecks.SCORE), earlier),
        held);
  }

  /** {@code own} with the farthest that {@code earlier} days were from it. */
  static Distribution usual(Distribution own, List<OpenLine.Column> earlier) {
    double distance = 0;
    double missing = 0;
    for (OpenLine.Column sample : earlier) {
      Comparison.Found found = Comparison.compare(own, sample);
      distance = found.distance() == null ? distance : Math.max(distance, found.distance());
      if (sample.values().length >= Comparison.LEAST) {
        missing = Math.max(missing, Math.abs(found.missing() - own.missingShare()));
      }
    }
    return own.withUsual(distance, missing);
  }

  /** Calibration on the first look at each held-out line. */
  private static Reference.@Nullable Held held(String direction, Training.Fitted fitted) {
    Map<String, Training.Judged> first = new TreeMap<>();
    for (Training.Judged judged : fitted.judged()) {
      Snapshot snapshot = judged.snapshot();
      if (snapshot.target().isDelivery() && snapshot.target().direction().equals(direction)) {
        first.merge(
            snapshot.lineKey(),
            judged,
            (one, other) -> one.snapshot().at().isAfter(other.snapshot().at()) ? other : one);
      }
    }
    if (first.size() < MaturedLooks.LEAST) {
      return null;
    }
    double brier = 0;
    double probability = 0;
    double late = 0;
    for (Training.Judged judged : first.values()) {
      double label = Boolean.TRUE.equals(judged.snapshot().late()) ? 1 : 0;
      brier += (judged.probability() - label) * (judged.probability() - label);
      probability += judged.probability();
      late += label;
    }
    int lines = first.size();
    return new Reference.Held(lines, brier / lines, probability / lines, late / lines);
  }
}
