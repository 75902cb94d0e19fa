package io.duecast.analytics;

import io.duecast.analytics.history.History;
import io.duecast.analytics.history.Knowledge;
import io.duecast.analytics.order.Places;
import io.duecast.analytics.order.StepTables;
import io.duecast.analytics.train.Snapshot;
import io.duecast.analytics.train.Snapshots;
import io.duecast.command.AsOf;
import io.duecast.command.ClusterOptions;
import io.duecast.command.CommonOptions;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.contract.flow.Step;
import io.duecast.contract.history.StageOutcomes;
import io.duecast.contract.history.SupplierLedger;
import io.duecast.contract.lake.Lake;
import io.duecast.delta.DeltaTables;
import io.duecast.delta.SparkEngine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * One command's engine, lake, settings and as-of instant; the steps run in it one after another.
 */
final class Session implements AutoCloseable {

  private final SparkSession spark;
  private final Lake lake;
  private final DeltaTables delta;
  private final Terminal terminal;
  private final AnalyticsSettings settings;
  private final Places places;
  private final Instant asOf;

  private Session(
      SparkSession spark,
      Lake lake,
      DeltaTables delta,
      Terminal terminal,
      AnalyticsSettings settings,
      Places places,
      Instant asOf) {
    this.spark = spark;
    this.lake = lake;
    this.delta = delta;
    this.terminal = terminal;
    this.settings = settings;
    this.places = places;
    this.asOf = asOf;
  }

  /** Opens the lake; a day as-of means its end in the planner's zone, none means now. */
  static Session open(CommonOptions common, ClusterOptions cluster, @Nullable String asOf) {
    AnalyticsSettings settings =
        common.settings(AnalyticsSettings.class, AnalyticsSettings.SECTION);
    settings.trainFromDay();
    settings.trainsOnDrift();
    settings.bandsByCost();
    Terminal terminal = common.terminal();
    SparkSession spark;
    try (Terminal.Progress step = terminal.step(Text.of("启动 Spark", "Start Spark"))) {
      spark = SparkEngine.start("analytics", cluster.master());
    }
    DeltaTables delta = DeltaTables.open(spark, common.lake());
    Places places = Places.of(new StepTables(spark, delta, Step.HISTORY));
    Instant instant = asOf == null ? Instant.now() : AsOf.parse(asOf, places.plannersZone());
    warnOfHolidays(terminal, places, instant);
    return new Session(spark, common.lake(), delta, terminal, settings, places, instant);
  }

  /** Says of which years, from now to the due days ahead, only weekends are known. */
  private static void warnOfHolidays(Terminal terminal, Places places, Instant asOf) {
    LocalDate day = asOf.atZone(places.plannersZone()).toLocalDate();
    List<Integer> years =
        places.yearsWithoutHolidays(
            day.getYear(), day.plusDays(AnalyticsSettings.LONGEST_PLAN).getYear());
    if (!years.isEmpty()) {
      String list = String.join(", ", years.stream().map(String::valueOf).toList());
      terminal.say(
          Text.of(
              "  ! 日历没有 %s 年的法定节假日，工作日只按周末计算。请把官方公布的放假安排写入文件，装载时用 --own-days 指定，或写在 --sites 文件中该地点的 own_days。"
                  .formatted(list),
              "  ! A calendar does not know the holidays of %s: its working days count weekends only. Write the official notice into a file and load with --own-days, or name it as own_days of its site."
                  .formatted(list)));
    }
  }

  /** This session as the lake was at {@code versions}; closing either closes both. */
  Session at(Map<String, String> versions, Instant then, AnalyticsSettings read) {
    DeltaTables past = delta.at(versions);
    return new Session(
        spark,
        lake,
        past,
        terminal,
        read,
        Places.of(new StepTables(spark, past, Step.HISTORY)),
        then);
  }

  SparkSession spark() {
    return spark;
  }

  StepTables tables(Step step) {
    return new StepTables(spark, delta, step);
  }

  Lake lake() {
    return lake;
  }

  Terminal terminal() {
    return terminal;
  }

  AnalyticsSettings settings() {
    return settings;
  }

  Places places() {
    return places;
  }

  Instant asOf() {
    return asOf;
  }

  ZoneId zone() {
    return places.plannersZone();
  }

  /** Computes history as of this session's instant and writes both tables. */
  History writeHistory() {
    StepTables tables = tables(Step.HISTORY);
    History history;
    try (Terminal.Progress step = terminal.step(Text.of("还原各环节结果", "What became of each stage"))) {
      // Spark begins to work as soon as it is told what to do.
      history = History.compute(tables, places, asOf);
      tables.replace(StageOutcomes.TABLE, history.outcomes());
      step.rows(delta.read(StageOutcomes.TABLE).count());
    }
    try (Terminal.Progress step =
        terminal.step(Text.of("各伙伴每日已知情况", "What was known of each partner when"))) {
      tables.replace(SupplierLedger.TABLE, history.ledger());
      step.rows(delta.read(SupplierLedger.TABLE).count());
    }
    return new History(tables.read(StageOutcomes.TABLE), tables.read(SupplierLedger.TABLE));
  }

  /** Snapshots of all lines; those from {@code evaluateFrom} on carry their facts. */
  List<Snapshot> snapshots(
      Step step, History history, LocalDate evaluateFrom, boolean deliveryOnly, long seed) {
    try (Terminal.Progress progress =
        terminal.step(Text.of("按当时所知取快照", "Snapshots as known then"))) {
      List<Snapshot> snapshots =
          Snapshots.collect(
              new Knowledge(tables(step), places, history),
              history,
              settings,
              new Snapshots.Plan(
                  asOf, evaluateFrom.atStartOfDay(zone()).toInstant(), deliveryOnly, seed));
      progress.rows(snapshots.size());
      return snapshots;
    }
  }

  @Override
  public void close() {
    spark.stop();
  }
}
