package io.duecast.analytics.train;

import io.duecast.analytics.AnalyticsSettings;
import io.duecast.analytics.drift.OpenThen;
import io.duecast.analytics.drift.References;
import io.duecast.analytics.fault.AnalyticsFaults;
import io.duecast.analytics.order.StepTables;
import io.duecast.contract.Text;
import io.duecast.contract.lake.Lake;
import io.duecast.contract.score.ModelCards;
import io.duecast.contract.table.Zone;
import io.duecast.delta.DeltaTables;
import io.duecast.features.bundle.Aliases;
import io.duecast.features.bundle.Manifest;
import io.duecast.features.bundle.ModelBundle;
import io.duecast.features.bundle.TargetCard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Trains from snapshots, writes the bundle and its card, and moves the aliases as the gate says.
 */
public final class TrainStep {

  /** Window of a manifest: the day from which snapshots carried their facts. */
  public static final String FACTS_FROM = "facts-from";

  private TrainStep() {}

  /** The lake's folder of models. */
  public static Path models(Lake lake) {
    if (lake.root().contains("://")) {
      throw AnalyticsFaults.modelsNotLocal(lake.root());
    }
    return Path.of(lake.zone(Zone.MODELS));
  }

  /** The champion's bundle; null without one or when it can no longer be opened by this program. */
  public static @Nullable ModelBundle champion(Path models) {
    String version = Aliases.read(models).champion();
    if (version == null || !Files.isDirectory(bundles(models).resolve(version))) {
      return null;
    }
    try {
      return ModelBundle.open(bundles(models).resolve(version));
    } catch (io.duecast.contract.fault.Fault e) {
      // Features changed since: the old champion cannot be compared and is replaced.
      return null;
    }
  }

  /** When a model was last trained, champion or not; null before the first. */
  public static @Nullable Instant lastTrained(Path models) {
    Aliases aliases = Aliases.read(models);
    Instant last = null;
    for (String version : Arrays.asList(aliases.champion(), aliases.challenger())) {
      if (version != null && Files.isDirectory(bundles(models).resolve(version))) {
        try {
          Instant asOf = ModelBundle.manifest(bundles(models).resolve(version)).asOf();
          last = last == null || asOf.isAfter(last) ? asOf : last;
        } catch (io.duecast.contract.fault.Fault e) {
          // A bundle that this program cannot read says nothing.
          continue;
        }
      }
    }
    return last;
  }

  public static Path bundles(Path models) {
    return models.resolve("bundles");
  }

  /**
   * What a training is made of.
   *
   * @param factsFrom day from which snapshots carry their facts; it decides which are drawn
   * @param open lines that the bundle's reference is made of
   * @param leaks features that seem to know the outcome, with their AUC
   */
  public record Material(
      List<Snapshot> snapshots,
      LocalDate factsFrom,
      OpenThen open,
      Map<String, Double> leaks,
      Yardsticks yardsticks) {}

  /** Fits all models; writes nothing. */
  public static Training.Fitted fit(
      StepTables tables,
      List<Snapshot> snapshots,
      AnalyticsSettings settings,
      Instant asOf,
      ZoneId zone,
      long seed) {
    return new Training(tables.spark(), settings, seed)
        .fit(snapshots, asOf.atZone(zone).toLocalDate(), asOf, Set.of(), true, tables.versions());
  }

  /**
   * Trains as of {@code asOf}.
   *
   * @param because why training began
   * @throws io.duecast.contract.fault.Fault NOT_ENOUGH_HISTORY below the least number of outcomes
   */
  public static TrainResult run(
      StepTables tables,
      Lake lake,
      Material material,
      Text because,
      AnalyticsSettings settings,
      Instant asOf,
      ZoneId zone,
      long seed) {
    List<Snapshot> snapshots = material.snapshots();
    LocalDate cutoff = asOf.atZone(zone).toLocalDate();
    long outcomes =
        snapshots.stream()
            .filter(one -> one.target().isDelivery() && one.judgedBefore(cutoff))
            .map(Snapshot::lineKey)
            .distinct()
            .count();
    if (outcomes < settings.minimumOutcomes()) {
      throw AnalyticsFaults.notEnoughHistory(outcomes, settings.minimumOutcomes(), asOf);
    }
    Path models = models(lake);
    Training.Fitted fitted = fit(tables, snapshots, settings, asOf, zone, seed);
    ModelBundle champion = champion(models);
    Gate gate = Gate.judge(fitted, champion, material.leaks(), material.yardsticks(), asOf, seed);
    Map<String, Double> metrics = new TreeMap<>(fitted.draft().metrics());
    metrics.putAll(gate.metrics());
    Map<String, String> windows = new TreeMap<>(fitted.draft().windows());
    windows.put("because", because.en());
    windows.put(FACTS_FROM, material.factsFrom().toString());
    Manifest draft =
        Manifest.draft(
                Instant.now(),
                asOf,
                seed,
                windows,
                fitted.draft().tableVersions(),
                fitted.draft().targets(),
                metrics,
                gate.reason())
            .trainedWith(settings.training());
    Manifest written =
        ModelBundle.write(
            bundles(models),
            draft,
            fitted.models(),
            References.of(material.open(), fitted, cutoff.minusDays(1)));
    long lines = snapshots.stream().map(Snapshot::lineKey).distinct().count();
    tables.append(
        ModelCards.TABLE,
        tables
            .spark()
            .createDataFrame(List.of(card(written, lines)), DeltaTables.schema(ModelCards.TABLE)));
    // Without a champion nothing could be scored: then the first model that knows no outcome
    // answers,
    // and says where a baseline was better.
    boolean rises = gate.passed() || (champion == null && !gate.beside().isEmpty());
    if (rises) {
      Aliases.promote(models, written.modelVersion());
    } else {
      Aliases.challenge(models, written.modelVersion());
    }
    return TrainResult.of(written, gate, rises, because);
  }

  private static Row card(Manifest manifest, long lines) {
    Map<String, String> metrics = new TreeMap<>();
    manifest
        .metrics()
        .forEach(
            (name, value) ->
                metrics.put(name, String.format(java.util.Locale.ROOT, "%.6f", value)));
    return RowFactory.create(
        manifest.modelVersion(),
        Timestamp.from(manifest.trainedAt()),
        Timestamp.from(manifest.asOf()),
        String.join(
            ",",
            manifest.targets().stream().map(TargetCard::direction).distinct().sorted().toList()),
        manifest.targets().stream().mapToLong(TargetCard::rows).sum(),
        lines,
        manifest.fingerprint(),
        manifest.seed(),
        scala.jdk.javaapi.CollectionConverters.asScala(new TreeMap<>(manifest.tableVersions())),
        scala.jdk.javaapi.CollectionConverters.asScala(metrics),
        manifest.gate());
  }
}
