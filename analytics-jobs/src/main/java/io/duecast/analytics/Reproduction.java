package io.duecast.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.duecast.analytics.train.Gate;
import io.duecast.analytics.train.Training;
import io.duecast.features.FactsJson;
import io.duecast.features.OrderFacts;
import io.duecast.features.bundle.LineScore;
import io.duecast.features.bundle.Manifest;
import io.duecast.features.bundle.ModelBundle;
import io.duecast.features.bundle.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A bundle beside what its own record gives when it is trained again.
 *
 * @param files hash of what each model file learned
 * @param metrics figures on later windows; those of the gate depend on the champion of then
 * @param environment what differs of JDK, system and libraries
 * @param sameCards whether levels, cells, blends and calibrations are the same
 * @param looks held-out looks that both answered
 * @param largest difference of their probabilities
 */
record Reproduction(
    String modelVersion,
    boolean identical,
    List<Pair> files,
    List<Pair> metrics,
    List<Pair> environment,
    boolean sameCards,
    int looks,
    double largest) {

  /** One thing, kept and made again; {@code -} where it is missing. */
  record Pair(String name, String kept, String again, boolean same) {}

  static Reproduction of(ModelBundle kept, Training.Fitted fitted) {
    ModelBundle again = fitted.bundle();
    List<Pair> files = pairs(kept.learned(), again.learned());
    List<Pair> metrics = pairs(metrics(kept.manifest()), metrics(fitted.draft()));
    List<OrderFacts> facts = fitted.judged().stream().map(Training.Judged::facts).toList();
    List<LineScore> one = scores(kept, facts);
    List<LineScore> other = scores(again, facts);
    double largest = 0;
    int looks = 0;
    boolean sameAnswers = true;
    for (int i = 0; i < one.size(); i++) {
      Double was = one.get(i).lateProbability();
      Double is = other.get(i).lateProbability();
      sameAnswers &= Objects.equals(was, is);
      if (was != null && is != null) {
        looks++;
        largest = Math.max(largest, Math.abs(was - is));
      }
    }
    boolean sameCards = cards(kept.manifest()).equals(cards(fitted.draft()));
    return new Reproduction(
        kept.manifest().modelVersion(),
        sameCards
            && sameAnswers
            && files.stream().allMatch(Pair::same)
            && metrics.stream().allMatch(Pair::same),
        files,
        metrics,
        pairs(kept.manifest().environment(), fitted.draft().environment()).stream()
            .filter(pair -> !pair.same())
            .toList(),
        sameCards,
        looks,
        largest);
  }

  private static List<LineScore> scores(ModelBundle bundle, List<OrderFacts> facts) {
    return Scorer.of(bundle).scoreAll(facts, false);
  }

  private static Map<String, String> metrics(Manifest manifest) {
    Map<String, String> metrics = new TreeMap<>();
    manifest
        .metrics()
        .forEach(
            (name, value) -> {
              if (!Gate.isMetric(name)) {
                metrics.put(name, Double.toString(value));
              }
            });
    return metrics;
  }

  /** What answers, to the last bit. */
  private static String cards(Manifest manifest) {
    try {
      return FactsJson.MAPPER.writeValueAsString(manifest.targets());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cards have no JSON.", e);
    }
  }

  private static List<Pair> pairs(Map<String, String> kept, Map<String, String> again) {
    TreeSet<String> names = new TreeSet<>(kept.keySet());
    names.addAll(again.keySet());
    List<Pair> pairs = new ArrayList<>();
    for (String name : names) {
      String was = orMissing(kept.get(name));
      String is = orMissing(again.get(name));
      pairs.add(new Pair(name, was, is, was.equals(is)));
    }
    return pairs;
  }

  private static String orMissing(@Nullable String text) {
    return text == null ? "-" : text;
  }
}
