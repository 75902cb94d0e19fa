package io.duecast.analytics;

import io.duecast.analytics.backtest.Backtest;
import io.duecast.analytics.backtest.BacktestFiles;
import io.duecast.analytics.backtest.BacktestResult;
import io.duecast.analytics.fault.AnalyticsFaults;
import io.duecast.analytics.history.History;
import io.duecast.analytics.train.Snapshot;
import io.duecast.analytics.train.Target;
import io.duecast.analytics.train.TrainStep;
import io.duecast.command.ClusterOptions;
import io.duecast.command.CommonOptions;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.contract.flow.Step;
import io.duecast.features.Fingerprint;
import io.duecast.features.bundle.Scorer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges the models on the past. */
@Command(name = "backtest", mixinStandardHelpOptions = true)
final class BacktestCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private ClusterOptions cluster;

  @Option(names = "--as-of", paramLabel = "DAY", descriptionKey = "option.as-of")
  private @Nullable String asOf;

  @Option(names = "--out", paramLabel = "DIR", descriptionKey = "backtest.out")
  private @Nullable Path out;

  @Option(
      names = "--windows",
      paramLabel = "N",
      defaultValue = "6",
      descriptionKey = "backtest.windows")
  private int windows;

  @Option(names = "--quick", descriptionKey = "backtest.quick")
  private boolean quick;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "20260101",
      descriptionKey = "option.seed")
  private long seed;

  @Override
  public Integer call() {
    if (windows < 1) {
      throw AnalyticsFaults.badNumber("--windows", windows, 1);
    }
    long start = System.nanoTime();
    try (Session session = Session.open(common, cluster, asOf)) {
      // Its own history, of all that was known: the lake's may be as of an earlier day.
      History history =
          History.compute(session.tables(Step.BACKTEST), session.places(), session.asOf()).kept();
      BacktestResult result = run(session, history, windows, quick, seed, out, null);
      session.terminal().json(result);
      show(session.terminal(), result);
      long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
      session
          .terminal()
          .say(
              Text.of(
                  "  共用时 %d 秒，%d 个窗口".formatted(seconds, result.windows().size()),
                  "  Wall time %d s for %d windows".formatted(seconds, result.windows().size())));
    }
    return 0;
  }

  /**
   * Backtests in an open session.
   *
   * @param known snapshots that carry facts from the first window's calibration on; null to collect
   */
  static BacktestResult run(
      Session session,
      History history,
      int windows,
      boolean quick,
      long seed,
      @Nullable Path out,
      @Nullable List<Snapshot> known) {
    Backtest.Windows months = Backtest.windows(history, windows, session.asOf(), session.zone());
    Supplier<List<Snapshot>> snapshots =
        () ->
            known == null
                ? session.snapshots(
                    Step.BACKTEST, history, months.evaluateFrom(session.settings()), quick, seed)
                : known.stream().filter(one -> !quick || one.target().isDelivery()).toList();
    Path folder = out == null ? TrainStep.models(session.lake()).resolve("backtest") : out;
    String key =
        String.join(
            "\n",
            session.tables(Step.BACKTEST).versions().toString(),
            session.settings().toString(),
            Long.toString(seed),
            Boolean.toString(quick),
            Boolean.toString(known == null),
            months.dataEnd().toString(),
            months.months().toString(),
            program(Backtest.class),
            program(Scorer.class),
            Fingerprint.current().hash());
    BacktestFiles files = new BacktestFiles(folder, key);
    BacktestResult result =
        new Backtest(
                session.spark(),
                session.settings(),
                session.terminal(),
                quick,
                seed,
                session.asOf())
            .run(snapshots, months, files, target -> name(session, target));
    session
        .terminal()
        .say(
            Text.of(
                "  报告：" + files.report().toAbsolutePath(),
                "  Report: " + files.report().toAbsolutePath()));
    return result;
  }

  /** Which build of the program holds {@code type}: windows of another build are not used again. */
  private static String program(Class<?> type) {
    try {
      Path file = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      return file.getFileName()
          + " "
          + Files.size(file)
          + " "
          + Files.getLastModifiedTime(file).toMillis();
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("The program's own files cannot be read.", e);
    }
  }

  private static Text name(Session session, Target target) {
    Text stage = session.places().stageName(target.direction(), target.stage());
    Text direction =
        switch (target.direction()) {
          case "purchase" -> Text.of("采购", "Purchase");
          case "sales" -> Text.of("销售", "Sales");
          case "subcontract" -> Text.of("委外", "Subcontract");
          default -> Text.same(target.direction());
        };
    return Text.of(
        direction.zh() + "：" + stage.zh(),
        direction.en() + ": " + stage.en().toLowerCase(Locale.ROOT));
  }

  static void show(Terminal terminal, BacktestResult result) {
    terminal.table(BacktestResult.headings(terminal.language()), result.table(terminal.language()));
    if (result.flagged() != null) {
      terminal.print(result.flagged().sentence());
    }
  }
}
