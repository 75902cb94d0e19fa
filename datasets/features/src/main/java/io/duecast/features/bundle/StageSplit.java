package io.duecast.features.bundle;

import io.duecast.features.HistoryFacts;
import io.duecast.features.LateCurve;
import io.duecast.features.OrderFacts;
import io.duecast.features.StageFacts;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits what is expected of a line over its stages. */
final class StageSplit {

  private StageSplit() {}

  /**
   * Splits the expected delay over the remaining stages: each stage bears what it adds beyond its
   * own plan.
   */
  static List<StageScore> of(
      OrderFacts facts, Scorer.Answer delivery, Scorer.Answer current, @Nullable Double daysLate) {
    List<StageFacts> stages = facts.stages();
    int count = stages.size();
    LocalDate day = facts.day();
    double[] expected = new double[count];
    double[] overrun = new double[count];
    double at = 0;
    double lag = 0;
    double total = 0;
    int deliveryAt = deliveryStage(facts);
    for (int i = 0; i < count; i++) {
      StageFacts stage = stages.get(i);
      if (!Scorer.isOpen(stage)) {
        continue;
      }
      HistoryFacts history = stage.history();
      double usual = history == null || Double.isNaN(history.duration()) ? 0 : history.duration();
      if (stage.stage().equals(facts.currentStage())) {
        at =
            current.curve == null
                ? Math.max(0, usual - Math.max(0, stage.elapsedDays(day)))
                : current.curve.expectedDays();
      } else {
        at += usual;
      }
      expected[i] = at;
      LocalDate due = stage.dueOn();
      double behind = due == null ? lag : Math.max(0, at - ChronoUnit.DAYS.between(day, due));
      overrun[i] = i <= deliveryAt ? Math.max(0, behind - lag) : 0;
      total += overrun[i];
      lag = Math.max(lag, behind);
    }
    List<StageScore> scores = new ArrayList<>(count);
    LateCurve curve = delivery.curve;
    double whole = deliveryAt < 0 ? 0 : expected[deliveryAt];
    int median = curve == null ? 0 : curve.quantile(0.5);
    LocalDate before = day;
    for (int i = 0; i < count; i++) {
      StageFacts stage = stages.get(i);
      boolean open = Scorer.isOpen(stage);
      boolean isCurrent = stage.stage().equals(facts.currentStage());
      LocalDate predicted = null;
      Double late = null;
      Double share = null;
      if (open) {
        if (daysLate != null && i <= deliveryAt) {
          share = total > 0 ? daysLate * overrun[i] / total : isCurrent ? daysLate : 0.0;
        }
        LocalDate due = stage.dueOn();
        boolean ahead = due != null && !due.isBefore(day);
        if (isCurrent && current.curve != null) {
          predicted = day.plusDays(current.curve.quantile(0.5));
          late = current.late;
        } else if (curve != null && i <= deliveryAt) {
          // The delivery's curve, moved by the usual time between this stage and delivery.
          double share50 = whole <= 0 ? 1 : expected[i] / whole;
          predicted = day.plusDays(Math.round(median * share50));
          if (due != null && ahead) {
            int moved = (int) (ChronoUnit.DAYS.between(day, due) + Math.round(whole - expected[i]));
            late =
                i == deliveryAt && due.equals(facts.delivery().dueOn())
                    ? delivery.late
                    : Double.valueOf(curve.lateAfter(moved));
          }
        }
      }
      if (predicted != null) {
        // Stages have curves of their own: their order, and the delivery as their end, still hold.
        predicted = predicted.isBefore(before) ? before : predicted;
        if (curve != null && i <= deliveryAt && predicted.isAfter(day.plusDays(median))) {
          predicted = day.plusDays(median);
        }
        before = predicted;
      }
      scores.add(
          new StageScore(
              stage.stage(),
              stage.order(),
              stage.ownerRole(),
              stage.state(),
              stage.dueOn(),
              stage.actualOn(),
              predicted,
              late,
              share));
    }
    return scores;
  }

  /** Index of the stage that fulfils the promise. */
  private static int deliveryStage(OrderFacts facts) {
    for (int i = 0; i < facts.stages().size(); i++) {
      if (facts.stages().get(i).stage().equals(facts.deliveryStage())) {
        return i;
      }
    }
    return facts.stages().size() - 1;
  }
}
