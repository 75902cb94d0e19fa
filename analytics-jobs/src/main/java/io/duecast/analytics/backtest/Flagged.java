package io.duecast.analytics.backtest;

import io.duecast.contract.Text;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The manager's sentence: what the list would have done in the last window.
 *
 * @param lines flagged, the team's capacity at most
 * @param late of them
 * @param daysAhead mean days between the first look of the month and the due day of the late ones
 * @param open lines looked at
 * @param lateOpen of them
 */
public record Flagged(String month, int lines, int late, double daysAhead, int open, int lateOpen) {

  static @Nullable Flagged of(List<Prediction> all, Backtest.Windows windows, int capacity) {
    for (int at = windows.months().size() - 1; at >= 0; at--) {
      LocalDate month = windows.months().get(at);
      Map<String, Prediction> first = new HashMap<>();
      for (Prediction one : all) {
        if (one.target().isDelivery() && one.window().equals(month)) {
          first.merge(
              one.lineKey(), one, (kept, other) -> other.at().isBefore(kept.at()) ? other : kept);
        }
      }
      if (first.size() > capacity) {
        List<Prediction> flagged =
            first.values().stream()
                .sorted(
                    Comparator.<Prediction>comparingDouble(one -> -one.of(Rival.OURS))
                        .thenComparing(Prediction::lineKey))
                .limit(capacity)
                .toList();
        return new Flagged(
            month.toString(),
            flagged.size(),
            (int) flagged.stream().filter(Prediction::late).count(),
            flagged.stream()
                .filter(Prediction::late)
                .mapToInt(Prediction::daysToDue)
                .average()
                .orElse(0),
            first.size(),
            (int) first.values().stream().filter(Prediction::late).count());
      }
    }
    return null;
  }

  /** What a manager reads. */
  public Text sentence() {
    return Text.of(
        "在 %s 这个月，我们会从 %d 条未完成订单行中标出这 %d 条：其中 %d 条确实延误，平均提前 %.0f 天；随机标出同样多，只会碰到 %.0f 条。"
            .formatted(month, open, lines, late, daysAhead, (double) lines * lateOpen / open),
        "In the month of %s we would have flagged these %d of %d open lines: %d were late, warned %.0f days ahead on average; the same number at random would have met %.0f."
            .formatted(month, lines, open, late, daysAhead, (double) lines * lateOpen / open));
  }
}
