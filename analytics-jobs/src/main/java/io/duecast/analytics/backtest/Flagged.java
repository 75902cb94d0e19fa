package io.duecast.analytics.backtest;

import io.duecast.analytics.train.Target;
import io.duecast.contract.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The manager's sentence: what the list would have been on one day of a window, the day in the
 * middle of the month, from what each open line's last look in the week before said.
 *
 * @param day on which the list would have been made
 * @param lines flagged: the team's capacity, at most a quarter of the open lines
 * @param late of them
 * @param daysAhead mean days from {@code day} to the due day of the late ones
 * @param open lines not yet due that were looked at
 * @param lateOpen of them
 */
public record Flagged(String day, int lines, int late, double daysAhead, int open, int lateOpen) {

  private static final int WEEK = 7;

  /** Lists shorter than this say nothing. */
  private static final int LEAST = 5;

  /** One list per window that has enough open lines of {@code target}, oldest first. */
  static List<Flagged> of(
      List<Prediction> all, Target target, Backtest.Windows windows, int capacity) {
    List<Flagged> lists = new ArrayList<>();
    for (LocalDate month : windows.months()) {
      LocalDate day = month.plusDays(14);
      Map<String, Prediction> last = new HashMap<>();
      for (Prediction one : all) {
        if (one.target().equals(target) && openOn(one, day)) {
          last.merge(
              one.lineKey(), one, (kept, other) -> other.at().isAfter(kept.at()) ? other : kept);
        }
      }
      int lines = Math.min(capacity, last.size() / 4);
      if (lines >= LEAST) {
        lists.add(list(day, List.copyOf(last.values()), lines));
      }
    }
    return lists;
  }

  private static boolean openOn(Prediction one, LocalDate day) {
    Integer done = one.daysToDone();
    return !one.day().isAfter(day)
        && one.day().isAfter(day.minusDays(WEEK))
        && !one.dueOn().isBefore(day)
        && (done == null || one.day().plusDays(done).isAfter(day));
  }

  private static Flagged list(LocalDate day, List<Prediction> open, int lines) {
    List<Prediction> flagged =
        open.stream()
            .sorted(
                Comparator.<Prediction>comparingDouble(one -> -one.of(Rival.OURS))
                    .thenComparing(Prediction::lineKey))
            .limit(lines)
            .toList();
    return new Flagged(
        day.toString(),
        flagged.size(),
        lates(flagged),
        flagged.stream()
            .filter(Prediction::late)
            .mapToLong(one -> one.dueOn().toEpochDay() - day.toEpochDay())
            .average()
            .orElse(0),
        open.size(),
        lates(open));
  }

  private static int lates(List<Prediction> lines) {
    return (int) lines.stream().filter(Prediction::late).count();
  }

  /** Late lines that as many lines taken at random would have held, on average. */
  double atRandom() {
    return (double) lines * lateOpen / open;
  }

  /** What a manager reads. */
  public Text sentence() {
    return Text.of(
        "在 %s 那天，我们会从所查看的 %d 条未到期订单行中标出 %d 条：其中 %d 条后来确实延误，平均提前 %.0f 天预警；随机标出同样多条，只会碰到 %.0f 条。"
            .formatted(day, open, lines, late, daysAhead, atRandom()),
        "On %s we would have flagged %d of the %d open lines looked at: %d were late, warned %.0f days ahead on average. As many lines at random would have met %.0f."
            .formatted(day, lines, open, late, daysAhead, atRandom()));
  }
}
