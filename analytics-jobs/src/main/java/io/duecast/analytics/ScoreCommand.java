package io.duecast.analytics;

import io.duecast.analytics.fault.AnalyticsFaults;
import io.duecast.analytics.history.History;
import io.duecast.analytics.score.ScoreStep;
import io.duecast.command.ClusterOptions;
import io.duecast.command.CommonOptions;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.contract.flow.Step;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores every open line with the champion. */
@Command(name = "score", mixinStandardHelpOptions = true)
final class ScoreCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private ClusterOptions cluster;

  @Option(names = "--as-of", paramLabel = "DAY", descriptionKey = "option.as-of")
  private @Nullable String asOf;

  @Option(names = "--capacity", paramLabel = "N", descriptionKey = "option.capacity")
  private @Nullable Integer capacity;

  @Option(names = "--show", descriptionKey = "score.show")
  private boolean show;

  @Override
  public Integer call() {
    try (Session session = Session.open(common, cluster, asOf)) {
      ScoreStep.Result result =
          show
              ? ScoreStep.last(session.tables(Step.SCORE))
              : score(session, History.read(session.tables(Step.SCORE), session.asOf()), capacity);
      session.terminal().json(result);
      show(session, result);
    }
    return 0;
  }

  static ScoreStep.Result score(Session session, History history, @Nullable Integer capacity) {
    int calls = capacity == null ? session.settings().callsADay() : capacity;
    if (calls < 1) {
      throw AnalyticsFaults.badNumber("--capacity", calls, 1);
    }
    try (Terminal.Progress step =
        session.terminal().step(Text.of("给未完成订单打分", "Score open order lines"))) {
      ScoreStep.Result result =
          ScoreStep.run(
              session.tables(Step.SCORE),
              session.lake(),
              session.places(),
              history,
              session.asOf(),
              calls,
              session.settings());
      step.rows(result.lines());
      return result;
    }
  }

  static void show(Session session, ScoreStep.Result result) {
    Terminal terminal = session.terminal();
    terminal.print(
        Text.of(
            "%s：%d 条未完成订单行，最值得先处理的 %d 条："
                .formatted(result.asOf(), result.lines(), result.riskiest().size()),
            "%s: %d open order lines; the %d that deserve a call first:"
                .formatted(result.asOf(), result.lines(), result.riskiest().size())));
    terminal.table(
        ScoreStep.headings(terminal.language()),
        ScoreStep.table(result, session.places(), terminal.language()));
    result.drift().forEach(drift -> terminal.print(drift.sentence()));
  }
}
