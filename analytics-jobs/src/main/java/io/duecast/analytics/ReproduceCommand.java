package io.duecast.analytics;

import io.duecast.analytics.fault.AnalyticsFaults;
import io.duecast.analytics.history.History;
import io.duecast.analytics.train.Snapshot;
import io.duecast.analytics.train.TrainStep;
import io.duecast.analytics.train.Training;
import io.duecast.command.ClusterOptions;
import io.duecast.command.CommonOptions;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.contract.flow.Step;
import io.duecast.features.bundle.Manifest;
import io.duecast.features.bundle.ModelBundle;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Trains again from a bundle's own record and shows the difference; writes nothing. */
@Command(name = "reproduce", mixinStandardHelpOptions = true)
final class ReproduceCommand implements Callable<Integer> {

  /** Exit code when the models differ. */
  private static final int DIFFERENT = 3;

  @Mixin private CommonOptions common;
  @Mixin private ClusterOptions cluster;

  @Parameters(arity = "0..1", paramLabel = "VERSION", descriptionKey = "models.reproduce.version")
  private @Nullable String version;

  @Override
  public Integer call() {
    Path models = TrainStep.models(common.lake());
    Manifest manifest = ModelsCommand.manifest(models, version);
    String factsFrom = manifest.windows().get(TrainStep.FACTS_FROM);
    if (manifest.settings().isEmpty() || factsFrom == null) {
      throw AnalyticsFaults.notReproducible(manifest.modelVersion());
    }
    ModelBundle kept = ModelBundle.open(TrainStep.bundles(models).resolve(manifest.modelVersion()));
    try (Session session = Session.open(common, cluster, null)) {
      Session past =
          session.at(
              manifest.tableVersions(),
              manifest.asOf(),
              session.settings().trainedWith(manifest.settings()));
      Training.Fitted again = again(past, manifest, LocalDate.parse(factsFrom));
      Reproduction found = Reproduction.of(kept, again);
      past.terminal().json(found);
      show(past.terminal(), found);
      return found.identical() ? 0 : DIFFERENT;
    }
  }

  private static Training.Fitted again(Session past, Manifest manifest, LocalDate factsFrom) {
    History history = History.read(past.tables(Step.TRAIN), past.asOf());
    List<Snapshot> snapshots =
        past.snapshots(Step.TRAIN, history, factsFrom, false, manifest.seed());
    try (Terminal.Progress step = past.terminal().step(Text.of("重新训练", "Train again"))) {
      Training.Fitted again =
          TrainStep.fit(
              past.tables(Step.TRAIN),
              snapshots,
              past.settings(),
              past.asOf(),
              past.zone(),
              manifest.seed());
      step.rows(snapshots.size());
      return again;
    }
  }

  private static void show(Terminal terminal, Reproduction found) {
    boolean zh = terminal.language() == Text.Language.ZH;
    pairs(terminal, zh ? "文件" : "file", found.files());
    pairs(terminal, zh ? "指标" : "metric", found.metrics());
    for (Reproduction.Pair one : found.environment()) {
      terminal.print(
          Text.of(
              "环境不同：%s 原来是 %s，现在是 %s。".formatted(one.name(), one.kept(), one.again()),
              "The environment differs: %s was %s and is %s."
                  .formatted(one.name(), one.kept(), one.again())));
    }
    terminal.print(
        Text.of(
            "在 %d 次留出的观察上，概率最大相差 %s；谁来回答及其校准%s。"
                .formatted(found.looks(), found.largest(), word(found.sameCards(), true)),
            "On %d held-out looks the largest difference of a probability is %s; what answers, and its calibration, are the %s."
                .formatted(found.looks(), found.largest(), word(found.sameCards(), false))));
    terminal.print(
        found.identical()
            ? Text.of(
                "模型 %s 已原样重现。".formatted(found.modelVersion()),
                "Model %s was reproduced exactly.".formatted(found.modelVersion()))
            : Text.of(
                "模型 %s 未能原样重现。".formatted(found.modelVersion()),
                "Model %s was not reproduced exactly.".formatted(found.modelVersion())));
  }

  private static void pairs(Terminal terminal, String what, List<Reproduction.Pair> pairs) {
    boolean zh = terminal.language() == Text.Language.ZH;
    terminal.table(
        zh ? List.of(what, "原来", "重训", "结果") : List.of(what, "kept", "again", "result"),
        pairs.stream()
            .map(
                one ->
                    List.of(
                        one.name(), start(one.kept()), start(one.again()), word(one.same(), zh)))
            .toList());
  }

  private static String word(boolean same, boolean zh) {
    return zh ? (same ? "相同" : "不同") : same ? "same" : "different";
  }

  /** Enough of a hash to tell two apart. */
  private static String start(String text) {
    return text.length() > 12 ? text.substring(0, 12) : text;
  }
}
