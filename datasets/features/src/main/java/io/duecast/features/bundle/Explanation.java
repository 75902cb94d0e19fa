package io.duecast.features.bundle;

import io.duecast.features.Calibration;
import io.duecast.features.Cause;
import io.duecast.features.HistoryFacts;
import io.duecast.features.KeyRates;
import io.duecast.features.OrderFacts;
import io.duecast.features.OrderFeatures;
import io.duecast.features.StageFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a delivery has its probability: what each business cause adds to the blended log-odds of
 * late. The blend is a weighted mean in log-odds, so what its members add is added likewise:
 * exactly for the logistic regression and the rates, by TreeSHAP for the trees that weigh most, by
 * the slope at the line for the regression of times.
 */
final class Explanation {

  private static final int REASONS = 3;

  /** How far the contributions of trees may be from what the trees say. */
  private static final double TOLERANCE = 1e-3;

  /** Cause of each feature, as its place among the causes. */
  private static final int[] CAUSES =
      OrderFeatures.ALL.stream().mapToInt(feature -> feature.cause().ordinal()).toArray();

  private final Map<String, HazardModel> models;
  private final Map<LinearModel, LinearModel.Ready> linear;
  private final Map<TimeModel, TimeModel.Ready> time;

  Explanation(
      Map<String, HazardModel> models,
      Map<LinearModel, LinearModel.Ready> linear,
      Map<TimeModel, TimeModel.Ready> time) {
    this.models = models;
    this.linear = linear;
    this.time = time;
  }

  /** Trees that speak for a line, and the row that they are asked about. */
  private record Trees(HazardModel model, boolean hazards) {}

  /** Reasons of each line, strongest first. */
  List<List<Reason>> of(List<OrderFacts> facts, List<Scorer.Answer> answers) {
    List<List<Reason>> reasons = new ArrayList<>(facts.size());
    Map<Trees, List<Integer>> byTrees = new LinkedHashMap<>();
    for (int i = 0; i < facts.size(); i++) {
      Scorer.Answer answer = answers.get(i);
      reasons.add(List.of());
      if (answer.model != null && answer.level != TargetCard.Level.RATE) {
        byTrees.computeIfAbsent(trees(answer), key -> new ArrayList<>()).add(i);
      } else if (answer.curve != null) {
        reasons.set(i, ofRate(facts.get(i), target(answer)));
      }
    }
    byTrees.forEach(
        (trees, lines) -> {
          int width = Scorer.WIDTH;
          float[] matrix = new float[lines.size() * width];
          for (int i = 0; i < lines.size(); i++) {
            Scorer.Answer answer = answers.get(lines.get(i));
            if (trees.hazards()) {
              int from = decisive(facts.get(lines.get(i)), answer) * width;
              System.arraycopy(answer.matrix, from, matrix, i * width, width);
            } else {
              System.arraycopy(answer.vector, 0, matrix, i * width, width);
            }
          }
          float[][] contributions = trees.model().contributions(matrix, lines.size());
          for (int i = 0; i < lines.size(); i++) {
            OrderFacts line = facts.get(lines.get(i));
            Scorer.Answer answer = answers.get(lines.get(i));
            double said =
                trees.hazards()
                    ? answer.hazards[decisive(line, answer)]
                    : answer.members[Member.COHORT.ordinal()];
            checkSum(line, contributions[i], said);
            reasons.set(
                lines.get(i),
                strongest(line, target(answer), added(line, answer, trees, contributions[i])));
          }
        });
    return reasons;
  }

  private static StageFacts target(Scorer.Answer answer) {
    return java.util.Objects.requireNonNull(answer.target);
  }

  /** The trees with the greater weight; hazards where nothing is blended. */
  private Trees trees(Scorer.Answer answer) {
    TargetCard card = java.util.Objects.requireNonNull(answer.card);
    String file = card.cohort(answer.phase).file();
    Blend blend = card.mix(answer.phase).blend();
    HazardModel cohort = file == null || answer.vector.length == 0 ? null : models.get(file);
    return cohort == null || blend.of(Member.HAZARD) > blend.of(Member.COHORT)
        ? new Trees(java.util.Objects.requireNonNull(answer.model), true)
        : new Trees(cohort, false);
  }

  /** The period that ends on the due day; the first one where none does. */
  private static int decisive(OrderFacts facts, Scorer.Answer answer) {
    double due = target(answer).daysToDue(facts.day());
    for (int i = 0; i < answer.periods.size(); i++) {
      if (answer.periods.get(i).endDay() == due) {
        return i;
      }
    }
    return 0;
  }

  private static void checkSum(OrderFacts facts, float[] contributions, double said) {
    double sum = 0;
    for (float one : contributions) {
      sum += one;
    }
    if (Math.abs(Calibration.sigmoid(sum) - said) > TOLERANCE) {
      throw new IllegalStateException(
          "Contributions of "
              + facts.orderLineKey()
              + " give "
              + sum
              + ", the trees say "
              + said
              + ".");
    }
  }

  /** What each cause adds to the log-odds of late, in their order. */
  private double[] added(
      OrderFacts facts, Scorer.Answer answer, Trees trees, float[] contributions) {
    TargetCard card = java.util.Objects.requireNonNull(answer.card);
    double[] causes = new double[Cause.values().length];
    if (answer.members.length == 0) {
      // Past due there is no probability: the hazards alone say what holds the line up.
      features(causes, contributions, trees.hazards(), 1);
      return causes;
    }
    Blend blend = card.mix(answer.phase).blend();
    // The trees that are not asked count for what the asked ones say.
    features(
        causes, contributions, trees.hazards(), blend.of(Member.HAZARD) + blend.of(Member.COHORT));
    double[] line =
        java.util.Objects.requireNonNull(linear.get(card.cohort(answer.phase).linear()))
            .contributions(answer.vector);
    linear(causes, blend.of(Member.LINEAR), line);
    TimeModel model = card.cohort(answer.phase).time();
    if (model.learned()) {
      double[] pace =
          java.util.Objects.requireNonNull(time.get(model))
              .contributions(
                  answer.vector, facts.partnerKey(), (int) target(answer).daysToDue(facts.day()));
      linear(causes, blend.of(Member.TIME), pace);
      double own = pace[Scorer.WIDTH];
      causes[Cause.SUPPLIER_HISTORY.ordinal()] += blend.of(Member.TIME) * own;
    } else {
      // The regression on outcomes speaks in its place.
      linear(causes, blend.of(Member.TIME), line);
    }
    KeyRates keys = target(answer).keys();
    if (keys != null) {
      double usual = keys.overall();
      rate(causes, Cause.SUPPLIER_HISTORY, blend, Member.RATE, answer, usual);
      rate(causes, Cause.SUPPLIER_HISTORY, blend, Member.ELAPSED, answer, usual);
      rate(causes, Cause.ATTRIBUTES, blend, Member.SHARED, answer, usual);
    }
    return causes;
  }

  private static void linear(double[] causes, double weight, double[] added) {
    for (int i = 0; i < Scorer.WIDTH; i++) {
      causes[CAUSES[i]] += weight * added[i];
    }
  }

  private static void rate(
      double[] causes,
      Cause cause,
      Blend blend,
      Member member,
      Scorer.Answer answer,
      double usual) {
    double said = Calibration.logit(answer.members[member.ordinal()]);
    double blended = Calibration.logit(answer.carried[member.ordinal()]);
    causes[cause.ordinal()] += blend.of(member) * (said - Calibration.logit(usual));
    // What a rate does not know: how far the line has come.
    causes[Cause.TIME_LEFT.ordinal()] += blend.of(member) * (blended - said);
  }

  private static void features(
      double[] causes, float[] contributions, boolean hazards, double weight) {
    for (int i = 0; i < Scorer.WIDTH; i++) {
      // The period of a hazard says nothing about this order; completion is good news, so what
      // lowers its log-odds raises the risk.
      if (!hazards) {
        causes[CAUSES[i]] += weight * contributions[i];
      } else if (!OrderFeatures.ALL.get(i).perPeriod()) {
        causes[CAUSES[i]] -= weight * contributions[i];
      }
    }
  }

  private static List<Reason> strongest(OrderFacts facts, StageFacts target, double[] causes) {
    return Arrays.stream(Cause.values())
        .filter(cause -> Math.abs(causes[cause.ordinal()]) > 1e-6)
        .sorted(
            Comparator.<Cause>comparingDouble(cause -> -Math.abs(causes[cause.ordinal()]))
                .thenComparing(Comparator.naturalOrder()))
        .limit(REASONS)
        .map(
            cause -> new Reason(cause, causes[cause.ordinal()], FactTexts.of(cause, facts, target)))
        .toList();
  }

  /** The rate and its counts, where a rate answers. */
  private static List<Reason> ofRate(OrderFacts facts, StageFacts target) {
    HistoryFacts history = target.history();
    @Nullable KeyRates keys = target.keys();
    if (history == null || keys == null) {
      return List.of();
    }
    return List.of(
        new Reason(
            Cause.SUPPLIER_HISTORY,
            Calibration.logit(history.rate()) - Calibration.logit(keys.overall()),
            FactTexts.of(Cause.SUPPLIER_HISTORY, facts, target)));
  }
}
