package io.duecast.analytics;

import io.duecast.analytics.backtest.BacktestResult;
import io.duecast.analytics.drift.DriftStep;
import io.duecast.analytics.history.History;
import io.duecast.analytics.score.ScoreStep;
import io.duecast.analytics.train.Snapshot;
import io.duecast.analytics.train.TrainResult;
import io.duecast.analytics.train.TrainStep;
import io.duecast.command.ClusterOptions;
import io.duecast.command.CommonOptions;
import io.duecast.contract.Text;
import io.duecast.contract.flow.Step;
import io.duecast.features.bundle.ModelBundle;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The daily job: history, training when due, scores, in one session. */
@Command(name = "run", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  private static final int QUICK_WINDOWS = 2;

  /** Whether a backtest is part of the job. */
  enum BacktestKind {
    none,
    quick
  }

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

  @Option(names = "--capacity", paramLabel = "N", descriptionKey = "option.capacity")
  private @Nullable Integer capacity;

  @Option(
      names = "--backtest",
      paramLabel = "none|quick",
      defaultValue = "none",
      descriptionKey = "run.backtest")
  private BacktestKind backtest = BacktestKind.none;

  @Option(names = "--train", descriptionKey = "run.train")
  private boolean train;

  @Override
  public Integer call() {
    try (Session session = Session.open(common, cluster, asOf)) {
      Map<String, Object> document = new LinkedHashMap<>();
      History history = session.writeHistory();
      Text due = due(session);
      boolean judge = backtest == BacktestKind.quick;
      List<Snapshot> snapshots = null;
      if (due != null) {
        LocalDate factsFrom = TrainCommand.factsFrom(session, history, judge ? QUICK_WINDOWS : 0);
        snapshots = session.snapshots(Step.TRAIN, history, factsFrom, false, seed);
        TrainResult trained = TrainCommand.fit(session, history, snapshots, factsFrom, due, seed);
        document.put("train", trained);
        TrainCommand.show(session.terminal(), trained);
      }
      if (judge) {
        BacktestResult judged =
            BacktestCommand.run(session, history, QUICK_WINDOWS, true, seed, null, snapshots);
        document.put("backtest", judged);
        BacktestCommand.show(session.terminal(), judged);
      }
      ScoreStep.Result scored = ScoreCommand.score(session, history, capacity);
      document.put("score", scored);
      ScoreCommand.show(session, scored);
      session.terminal().json(document);
    }
    return 0;
  }

  /** Why training is due; null when it is not. */
  private @Nullable Text due(Session session) {
    if (train) {
      return TrainingDue.asked("--train");
    }
    Path models = TrainStep.models(session.lake());
    ModelBundle champion = TrainStep.champion(models);
    return TrainingDue.why(
        champion == null ? null : champion.manifest().asOf(),
        TrainStep.lastTrained(models),
        session.asOf(),
        session.settings(),
        () ->
            DriftStep.last(session.tables(Step.SCORE), session.asOf())
                .filter(
                    last ->
                        champion != null
                            && last.modelVersion().equals(champion.manifest().modelVersion()))
                .flatMap(DriftStep.Last::proposal));
  }
}
