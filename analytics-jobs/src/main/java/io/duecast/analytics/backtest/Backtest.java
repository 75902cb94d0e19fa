package io.duecast.analytics.backtest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.duecast.analytics.AnalyticsSettings;
import io.duecast.analytics.fault.AnalyticsFaults;
import io.duecast.analytics.history.History;
import io.duecast.analytics.train.Snapshot;
import io.duecast.analytics.train.Target;
import io.duecast.analytics.train.Training;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.contract.history.StageOutcomes;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.features.HistoryFacts;
import io.duecast.features.OrderFacts;
import io.duecast.features.bundle.LineScore;
import io.duecast.features.bundle.Scorer;
import io.duecast.features.bundle.TargetCard;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Rolling monthly windows: before each one everything is fitted again from what was known, then the
 * month's snapshots are predicted by our model and by every baseline (EVALUATION §1).
 */
public final class Backtest {

  private final SparkSession spark;
  private final AnalyticsSettings settings;
  private final Terminal terminal;
  private final boolean quick;
  private final long seed;
  private final Instant asOf;

  public Backtest(
      SparkSession spark,
      AnalyticsSettings settings,
      Terminal terminal,
      boolean quick,
      long seed,
      Instant asOf) {
    this.spark = spark;
    this.settings = settings;
    this.terminal = terminal;
    this.quick = quick;
    this.seed = seed;
    this.asOf = asOf;
  }

  /**
   * The months that are tested, oldest first, and the day on which the data ends.
   *
   * @param dataEnd first day of which no delivery is known
   */
  public record Windows(List<LocalDate> months, LocalDate dataEnd) {

    /** First day whose snapshots need their facts: calibration of the first window starts there. */
    public LocalDate evaluateFrom(AnalyticsSettings settings) {
      return months.get(0).minusDays(settings.factsDays());
    }
  }

  /**
   * The last {@code count} whole months whose lines mostly had time to become due before the data
   * ends.
   *
   * @throws io.duecast.contract.fault.Fault NOT_ENOUGH_HISTORY when the history is shorter
   */
  public static Windows windows(History history, int count, Instant asOf, ZoneId zone) {
    Row span =
        history
            .outcomes()
            .filter(col(StageOutcomes.STAGE.name()).equalTo(ProcessDefinition.DELIVERY))
            .agg(
                max(StageOutcomes.COMPLETED_ON.name()),
                expr("percentile_approx(" + StageOutcomes.PLANNED_DAYS.name() + ", 0.8)"),
                min(StageOutcomes.OUTCOME_KNOWN_AT.name()))
            .first();
    if (span.isNullAt(0) || span.isNullAt(2)) {
      throw AnalyticsFaults.notEnoughHistory(0, 1, asOf);
    }
    LocalDate asOfDay = asOf.atZone(zone).toLocalDate();
    LocalDate end = span.getDate(0).toLocalDate().plusDays(1);
    LocalDate dataEnd = end.isBefore(asOfDay) ? end : asOfDay;
    int plan =
        span.isNullAt(1)
            ? 30
            : Math.max(0, Math.min(AnalyticsSettings.LONGEST_PLAN, span.getInt(1)));
    LocalDate last = dataEnd.minusDays(plan).withDayOfMonth(1);
    LocalDate first = span.getTimestamp(2).toInstant().atZone(zone).toLocalDate();
    List<LocalDate> months = new ArrayList<>();
    for (int back = count; back >= 1; back--) {
      months.add(last.minusMonths(back));
    }
    if (ChronoUnit.DAYS.between(first, months.get(0)) < 90) {
      throw AnalyticsFaults.notEnoughWindows(count, first, dataEnd);
    }
    return new Windows(months, dataEnd);
  }

  /**
   * Predicts every window; finished windows in {@code out} are not computed again.
   *
   * @param snapshots asked for once, and only when a window is missing
   */
  List<Prediction> predict(Supplier<List<Snapshot>> snapshots, Windows windows, BacktestFiles out) {
    List<Prediction> predictions = new ArrayList<>();
    int count = windows.months().size();
    List<Snapshot> collected = null;
    for (int at = 0; at < count; at++) {
      LocalDate month = windows.months().get(at);
      List<Prediction> own = out.kept(month);
      if (own == null && collected == null) {
        collected = snapshots.get();
      }
      try (Terminal.Progress step = terminal.step(name(month, at + 1, count, own != null))) {
        if (own == null) {
          own = window(java.util.Objects.requireNonNull(collected), windows, month);
          out.keep(month, own);
        }
        step.rows(own.size());
      }
      predictions.addAll(own);
    }
    return predictions;
  }

  private static Text name(LocalDate month, int at, int count, boolean done) {
    YearMonth name = YearMonth.from(month);
    return done
        ? Text.of(
            "窗口 %s（%d/%d，已有结果）".formatted(name, at, count),
            "Window %s (%d of %d, done before)".formatted(name, at, count))
        : Text.of(
            "窗口 %s（%d/%d）".formatted(name, at, count),
            "Window %s (%d of %d)".formatted(name, at, count));
  }

  private List<Prediction> window(List<Snapshot> snapshots, Windows windows, LocalDate month) {
    LocalDate end = month.plusMonths(1);
    Map<Target, List<Snapshot>> tests = new TreeMap<>();
    Set<String> tested = new HashSet<>();
    for (Snapshot one : snapshots) {
      if (one.facts() != null
          && !one.day().isBefore(month)
          && one.day().isBefore(end)
          && one.predicted()
          && isTest(one, windows.dataEnd())) {
        tests.computeIfAbsent(one.target(), key -> new ArrayList<>()).add(one);
        tested.add(one.unit());
      }
    }
    if (tests.isEmpty()) {
      return List.of();
    }
    Training.Fitted fitted =
        new Training(spark, settings, seed).fit(snapshots, month, asOf, tested, !quick, Map.of());
    Scorer scorer = Scorer.of(fitted.bundle());
    return tests.entrySet().parallelStream()
        .map(
            entry ->
                predicted(
                    snapshots,
                    entry.getKey(),
                    entry.getValue(),
                    tested,
                    fitted,
                    scorer,
                    windows,
                    month))
        .toList()
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /** Predictions of one target's tests. */
  private List<Prediction> predicted(
      List<Snapshot> snapshots,
      Target target,
      List<Snapshot> test,
      Set<String> tested,
      Training.Fitted fitted,
      Scorer scorer,
      Windows windows,
      LocalDate month) {
    List<Snapshot> train =
        snapshots.stream()
            .filter(
                one ->
                    one.target().equals(target)
                        && one.maturedBefore(month)
                        && !tested.contains(one.unit()))
            .toList();
    List<OrderFacts> facts = test.parallelStream().map(Snapshot::orderFacts).toList();
    List<LineScore> scores = scorer.scoreAll(facts, false);
    double[][] baselines = Baselines.of(train, test, month, quick, seed);
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < test.size(); i++) {
      predictions.add(
          prediction(
              test.get(i),
              facts.get(i),
              scores.get(i),
              baselines[i],
              month,
              windows.dataEnd(),
              rateOrLevel(fitted, test.get(i))));
    }
    return predictions;
  }

  /**
   * Whether a snapshot is tested: its outcome is known by the end of the data, or the line left
   * before it was due, which is told apart and never dropped. That the outcome was open then is
   * what makes it a snapshot, even if it was known on the evening of that day.
   */
  private static boolean isTest(Snapshot one, LocalDate dataEnd) {
    LocalDate due = one.judgedOn();
    if (due == null || due.isBefore(one.day())) {
      return false;
    }
    return one.late() == null || one.lateKnownOn() == null
        ? due.plusDays(1).isBefore(dataEnd)
        : one.judgedBefore(dataEnd);
  }

  /** What answers for a single stage; the scorer tells the delivery's. */
  private static String rateOrLevel(Training.Fitted fitted, Snapshot snapshot) {
    for (TargetCard card : fitted.draft().targets()) {
      if (new Target(card.direction(), card.stage()).equals(snapshot.target())) {
        return card.levelFor(snapshot.partnerKey()).code();
      }
    }
    return TargetCard.Level.NONE.code();
  }

  private static Prediction prediction(
      Snapshot snapshot,
      OrderFacts facts,
      LineScore score,
      double[] baselines,
      LocalDate month,
      LocalDate dataEnd,
      String stageLevel) {
    boolean delivery = snapshot.target().isDelivery();
    Double probability = delivery ? score.lateProbability() : score.stageLateProbability();
    double[] all = new double[Rival.values().length];
    // A target without an answer is answered by the partner's rate: silence is no advantage.
    all[0] = probability == null ? snapshot.rate() : probability;
    System.arraycopy(baselines, 0, all, 1, baselines.length);
    HistoryFacts history = facts.delivery().history();
    Double median = null;
    if (delivery && history != null && !Double.isNaN(history.durationP50())) {
      median = Math.max(0, history.durationP50() - snapshot.elapsedDays());
    }
    LocalDate due = java.util.Objects.requireNonNull(snapshot.judgedOn());
    return new Prediction(
        snapshot.target().direction(),
        snapshot.target().stage(),
        snapshot.lineKey(),
        snapshot.unit(),
        snapshot.partnerKey(),
        snapshot.kind().code(),
        snapshot.at(),
        month,
        snapshot.late(),
        due,
        snapshot.lateKnownOn(),
        (int) ChronoUnit.DAYS.between(snapshot.day(), due),
        all,
        delivery ? days(snapshot, score.deliveryP10()) : null,
        delivery ? days(snapshot, score.deliveryP50()) : null,
        delivery ? days(snapshot, score.deliveryP80()) : null,
        delivery ? days(snapshot, score.deliveryP90()) : null,
        median,
        snapshot.daysToDone(),
        (int) ChronoUnit.DAYS.between(snapshot.day(), dataEnd) - 1,
        snapshot.outcomes(),
        delivery ? score.level() : stageLevel);
  }

  private static @Nullable Integer days(Snapshot snapshot, @Nullable LocalDate day) {
    return day == null ? null : Integer.valueOf((int) ChronoUnit.DAYS.between(snapshot.day(), day));
  }

  /**
   * Predicts, judges and writes everything; answers the figures.
   *
   * @param snapshots asked for once, and only when a window is missing
   * @param names of the stages that the report shows
   */
  public BacktestResult run(
      Supplier<List<Snapshot>> snapshots,
      Windows windows,
      BacktestFiles out,
      Function<Target, Text> names) {
    List<Prediction> predictions = Judging.ordered(predict(snapshots, windows, out));
    List<MetricRow> metrics;
    try (Terminal.Progress step = terminal.step(Text.of("计算指标与区间", "Figures and intervals"))) {
      metrics = Judging.of(predictions, quick ? 100 : 200, seed);
      step.rows(metrics.size());
    }
    Map<String, Text> named = new TreeMap<>();
    predictions.forEach(
        one -> named.computeIfAbsent(one.target().name(), key -> names.apply(one.target())));
    BacktestResult result =
        new BacktestResult(
            asOf.toString(),
            windows.months().stream().map(LocalDate::toString).toList(),
            predictions.size(),
            named,
            metrics,
            flagged(predictions, windows));
    try (Terminal.Progress step = terminal.step(Text.of("写出预测与报告", "Predictions and report"))) {
      out.write(spark, result, predictions, terminal.language());
      step.rows(predictions.size());
    }
    return result;
  }

  /** Lists of the delivery that was looked at most. */
  private List<Flagged> flagged(List<Prediction> predictions, Windows windows) {
    Map<Target, Integer> looks = new TreeMap<>();
    predictions.stream()
        .filter(one -> one.target().isDelivery())
        .forEach(one -> looks.merge(one.target(), 1, Integer::sum));
    return looks.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(most -> Flagged.of(predictions, most.getKey(), windows, settings.callsADay()))
        .orElse(List.of());
  }
}
