package io.duecast.analytics.train;

import io.duecast.analytics.AnalyticsSettings;
import io.duecast.features.bundle.TimeModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Times to completion as they were known before a day, open ones included. */
final class Times {

  /** Completions below which no regression is fitted. */
  private static final int LEAST_DONE = 100;

  /** A partner's pace is what it was lately: looks this many days back count half. */
  private static final double PACE_HALF_LIFE = 150;

  private Times() {}

  /** Fits what {@code looks} taught before {@code cutoff}. */
  static TimeModel fit(List<Snapshot> looks, LocalDate cutoff, AnalyticsSettings settings) {
    List<TimeModel.Look> known = new ArrayList<>();
    int done = 0;
    for (Snapshot one : looks) {
      TimeModel.Look look = look(one, cutoff, settings);
      if (look != null) {
        known.add(look);
        done += look.done() ? 1 : 0;
      }
    }
    return done < LEAST_DONE ? TimeModel.nothing() : TimeModel.fit(known);
  }

  /** What was known of one look; null where that would favour lines that were quick. */
  private static TimeModel.@Nullable Look look(
      Snapshot one, LocalDate cutoff, AnalyticsSettings settings) {
    LocalDate doneKnownOn = one.doneKnownOn();
    Integer toDone = one.daysToDone();
    boolean done = toDone != null && doneKnownOn != null && doneKnownOn.isBefore(cutoff);
    // Without its periods a look tells only lines apart that were judged: the quick ones among the
    // others would stand alone.
    if (one.ends().length == 0 && !one.judgedBefore(cutoff)) {
      return null;
    }
    int open = one.daysToDue() + 1;
    if (!done && one.ends().length > 0) {
      open = -1;
      for (int i = 0; i < one.ends().length && one.knownOn(i).isBefore(cutoff); i++) {
        open = one.ends()[i];
      }
      if (open < 0) {
        return null;
      }
    }
    double weight = one.kind().weight() * Matured.recency(one.day(), cutoff, settings);
    return new TimeModel.Look(
        one.vector(),
        one.partnerKey(),
        one.daysToDue(),
        done ? toDone : open,
        done,
        weight,
        weight * Matured.recency(one.day(), cutoff, PACE_HALF_LIFE));
  }
}
