package io.duecast.analytics.backtest;

import io.duecast.contract.Text;
import java.util.List;

/** Kinds of snapshot in words, in the order of an order's life. */
final class SnapshotName {

  private static final List<String> ORDER =
      List.of("creation", "entry", "p25", "p50", "p75", "due", "weekly");

  private SnapshotName() {}

  static int place(String snapshot) {
    int place = ORDER.indexOf(snapshot);
    return place < 0 ? ORDER.size() : place;
  }

  static Text of(String snapshot) {
    return switch (snapshot) {
      case "creation" -> Text.of("下单时", "when ordered");
      case "entry" -> Text.of("环节开始时", "when the stage began");
      case "p25" -> Text.of("计划过四分之一时", "after a quarter of the plan");
      case "p50" -> Text.of("计划过半时", "after half of the plan");
      case "p75" -> Text.of("计划过四分之三时", "after three quarters of the plan");
      case "due" -> Text.of("应交当天", "on the due day");
      case "weekly" -> Text.of("每周", "each week");
      default -> Text.same(snapshot);
    };
  }
}
