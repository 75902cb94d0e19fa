package io.duecast.analytics;

import io.duecast.analytics.backtest.Backtest;
import io.duecast.analytics.backtest.Baselines;
import io.duecast.analytics.backtest.LeakCheck;
import io.duecast.analytics.drift.OpenThen;
import io.duecast.analytics.history.History;
import io.duecast.analytics.history.Knowledge;
import io.duecast.analytics.train.Snapshot;
import io.duecast.analytics.train.TrainResult;
import io.duecast.analytics.train.TrainStep;
import io.duecast.command.ClusterOptions;
import io.duecast.command.CommonOptions;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.contract.flow.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains the models from the lake's history. */
@Command(name = "train", mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private ClusterOptions cluster;

  @Option(names = "--as-of", paramLabel = "DAY", descriptionKey = "option.as-of")
  private @Nullable String asOf;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "20260101",
      descriptionKey = "option.seed")
  private long seed;

  @Override
  public Integer call() {
    try (Session session = Session.open(common, cluster, asOf)) {
      History history = History.read(session.tables(Step.TRAIN), session.asOf());
      LocalDate factsFrom = factsFrom(session, history, 0);
      TrainResult result =
          fit(
              session,
              history,
              session.snapshots(Step.TRAIN, history, factsFrom, false, seed),
              factsFrom,
              TrainingDue.asked("duecast train"),
              seed);
      session.terminal().json(result);
      show(session.terminal(), result);
    }
    return 0;
  }

  /**
   * First day whose snapshots carry their facts.
   *
   * @param windows past months that a backtest will judge on the same snapshots
   */
  static LocalDate factsFrom(Session session, History history, int windows) {
    LocalDate from =
        session
            .asOf()
            .atZone(session.zone())
            .toLocalDate()
            .minusDays(session.settings().factsDays());
    if (windows > 0) {
      LocalDate first =
          Backtest.windows(history, windows, session.asOf(), session.zone())
              .evaluateFrom(session.settings());
      from = first.isBefore(from) ? first : from;
    }
    return from;
  }

  static TrainResult fit(
      Session session,
      History history,
      List<Snapshot> snapshots,
      LocalDate factsFrom,
      Text because,
      long seed) {
    session.terminal().print(because);
    try (Terminal.Progress step =
        session.terminal().step(Text.of("训练、校准、准入", "Train, calibrate, pass the gate"))) {
      TrainResult result =
          TrainStep.run(
              session.tables(Step.TRAIN),
              session.lake(),
              new TrainStep.Material(
                  snapshots,
                  factsFrom,
                  OpenThen.collect(
                      new Knowledge(session.tables(Step.TRAIN), session.places(), history),
                      history,
                      session.asOf()),
                  LeakCheck.atCreation(snapshots),
                  Baselines.yardsticks(snapshots, seed)),
              because,
              session.settings(),
              session.asOf(),
              session.zone(),
              seed);
      step.rows(result.targets().stream().mapToLong(TrainResult.Line::rows).sum());
      return result;
    }
  }

  static void show(Terminal terminal, TrainResult result) {
    boolean zh = terminal.language() == Text.Language.ZH;
    List<List<String>> rows = new ArrayList<>();
    for (TrainResult.Line line : result.targets()) {
      rows.add(
          List.of(
              line.target(),
              line.level(),
              Long.toString(line.support()),
              Long.toString(line.rows()),
              number(line.brier()),
              number(line.brierRate())));
    }
    terminal.table(
        zh
            ? List.of("目标", "层级", "已知结果", "训练行", "Brier", "最佳比率 Brier")
            : List.of("target", "level", "outcomes", "rows", "Brier", "best rate's Brier"),
        rows);
    result.beside().forEach(beside -> terminal.print(beside.text()));
    terminal.print(
        result.champion()
            ? Text.of(
                "模型 %s 已启用。".formatted(result.modelVersion()),
                "Model %s is the champion.".formatted(result.modelVersion()))
            : Text.of(
                "模型 %s 未启用：%s。".formatted(result.modelVersion(), result.gate()),
                "Model %s stays challenger: %s.".formatted(result.modelVersion(), result.gate())));
  }

  private static String number(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }
}
