package io.duecast.analytics;

import io.duecast.analytics.drift.Drift;
import io.duecast.analytics.drift.DriftStep;
import io.duecast.analytics.fault.AnalyticsFaults;
import io.duecast.analytics.train.TrainStep;
import io.duecast.command.ClusterOptions;
import io.duecast.command.CommonOptions;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.contract.flow.Step;
import io.duecast.features.bundle.Aliases;
import io.duecast.features.bundle.Manifest;
import io.duecast.features.bundle.ModelBundle;
import io.duecast.features.bundle.TargetCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the models of a lake and moves their aliases. */
@Command(
    name = "models",
    subcommands = {
      ModelsCommand.ListModels.class,
      CellsCommand.class,
      ReproduceCommand.class,
      ModelsCommand.ShowDrift.class,
      ModelsCommand.Promote.class,
      ModelsCommand.Rollback.class
    },
    mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    return list(common);
  }

  /** Lists the bundles with their part and what answers for each target. */
  @Command(name = "list", mixinStandardHelpOptions = true)
  static final class ListModels implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      return list(common);
    }
  }

  /** Shows how far the last run was from what its model was trained on. */
  @Command(name = "drift", mixinStandardHelpOptions = true)
  static final class ShowDrift implements Callable<Integer> {
    @Mixin private CommonOptions common;
    @Mixin private ClusterOptions cluster;

    @Option(names = "--as-of", paramLabel = "DAY", descriptionKey = "models.drift.as-of")
    private @Nullable String asOf;

    @Override
    public Integer call() {
      try (Session session = Session.open(common, cluster, asOf)) {
        DriftStep.Last last =
            DriftStep.last(session.tables(Step.SCORE), session.asOf())
                .orElseThrow(AnalyticsFaults::noScores);
        Terminal terminal = session.terminal();
        terminal.json(last);
        terminal.print(
            Text.of(
                "截至 %s 的评分（模型 %s）与训练时相比：".formatted(last.asOf(), last.modelVersion()),
                "The scores as of %s (model %s) beside what was there in training:"
                    .formatted(last.asOf(), last.modelVersion())));
        if (last.drift().isEmpty()) {
          terminal.print(
              Text.of(
                  "没有比较：模型没有参照，请重新训练（duecast train）。",
                  "Nothing was compared: the model has no reference. Train again (duecast train)."));
        }
        for (Drift drift : last.drift()) {
          terminal.table(Drift.headings(terminal.language()), drift.table(terminal.language()));
          terminal.print(drift.sentence());
        }
      }
      return 0;
    }
  }

  /** Makes a version champion. */
  @Command(name = "promote", mixinStandardHelpOptions = true)
  static final class Promote implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Parameters(paramLabel = "VERSION", descriptionKey = "models.version")
    private String version;

    @Option(names = "--force", descriptionKey = "models.force")
    private boolean force;

    @Override
    public Integer call() {
      Path models = TrainStep.models(common.lake());
      Manifest manifest = manifest(models, version);
      if (!force && !manifest.gate().equals("passed")) {
        throw AnalyticsFaults.gateRefused(version, manifest.gate());
      }
      // Opening checks every hash and the features before the alias moves.
      ModelBundle.open(TrainStep.bundles(models).resolve(version));
      return show(common, Aliases.promote(models, version));
    }
  }

  /** Makes the champion before the champion again. */
  @Command(name = "rollback", mixinStandardHelpOptions = true)
  static final class Rollback implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      return show(common, Aliases.rollback(TrainStep.models(common.lake())));
    }
  }

  private static int show(CommonOptions common, Aliases aliases) {
    Terminal terminal = common.terminal();
    terminal.json(aliases(aliases));
    terminal.print(
        Text.of(
            "当前模型：%s；上一个：%s。".formatted(aliases.champion(), aliases.previous()),
            "Champion: %s; previous: %s.".formatted(aliases.champion(), aliases.previous())));
    return 0;
  }

  private static Map<String, Object> aliases(Aliases aliases) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("champion", aliases.champion());
    shown.put("challenger", aliases.challenger());
    shown.put("previous", aliases.previous());
    return shown;
  }

  private static int list(CommonOptions common) {
    Path models = TrainStep.models(common.lake());
    Aliases aliases = Aliases.read(models);
    Terminal terminal = common.terminal();
    boolean zh = terminal.language() == Text.Language.ZH;
    List<Map<String, Object>> shown = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Manifest manifest : manifests(models).values()) {
      String part = part(manifest.modelVersion(), aliases);
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("modelVersion", manifest.modelVersion());
      one.put("part", part);
      one.put("asOf", manifest.asOf().toString());
      one.put("trainedAt", manifest.trainedAt().toString());
      one.put("gate", manifest.gate());
      one.put("because", manifest.windows().get("because"));
      List<Map<String, Object>> targets = new ArrayList<>();
      for (TargetCard card : manifest.targets()) {
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("target", card.direction() + "/" + card.stage());
        target.put("level", card.level().code());
        target.put("support", card.support());
        target.put("cells", RegistryRow.levels(card));
        target.put("metrics", card.metrics());
        target.put("why", card.why());
        targets.add(target);
        rows.add(
            List.of(
                manifest.modelVersion(),
                part,
                card.direction() + "/" + card.stage(),
                card.level().code(),
                Long.toString(card.support()),
                RegistryRow.levelsText(card),
                card.why()));
      }
      one.put("targets", targets);
      shown.add(one);
    }
    terminal.json(Map.of("aliases", aliases(aliases), "models", shown));
    if (rows.isEmpty()) {
      terminal.print(
          Text.of("还没有模型。请运行 duecast train。", "There is no model yet. Run duecast train."));
    } else {
      terminal.table(
          zh
              ? List.of("版本", "角色", "目标", "层级", "已知结果", "各层级伙伴数", "依据")
              : List.of(
                  "version", "part", "target", "level", "outcomes", "partners by level", "why"),
          rows);
    }
    return 0;
  }

  private static String part(String version, Aliases aliases) {
    if (version.equals(aliases.champion())) {
      return "champion";
    }
    if (version.equals(aliases.challenger())) {
      return "challenger";
    }
    return version.equals(aliases.previous()) ? "previous" : "-";
  }

  /** The manifest of {@code version}; of the champion where that is null. */
  static Manifest manifest(Path models, @Nullable String version) {
    String wanted = version == null ? Aliases.champion(models) : version;
    Map<String, Manifest> known = manifests(models);
    Manifest manifest = known.get(wanted);
    if (manifest == null) {
      throw AnalyticsFaults.modelUnknown(wanted, known.keySet());
    }
    return manifest;
  }

  private static Map<String, Manifest> manifests(Path models) {
    Map<String, Manifest> manifests = new TreeMap<>();
    Path bundles = TrainStep.bundles(models);
    if (!Files.isDirectory(bundles)) {
      return manifests;
    }
    try (Stream<Path> folders = Files.list(bundles)) {
      for (Path folder : folders.sorted().toList()) {
        if (!folder.getFileName().toString().startsWith(".")) {
          manifests.put(folder.getFileName().toString(), ModelBundle.manifest(folder));
        }
      }
    } catch (IOException e) {
      throw AnalyticsFaults.storage(bundles, e);
    }
    return manifests;
  }
}
