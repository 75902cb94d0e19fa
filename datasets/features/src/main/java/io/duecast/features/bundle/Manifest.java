package io.duecast.features.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.duecast.features.Fingerprint;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A bundle's own story, {@code manifest.json}.
 *
 * @param format version of this layout and of what the boosters answer
 * @param modelVersion as-of day and content hash; empty until written
 * @param asOf nothing known later entered training
 * @param fingerprint of the features, see {@link Fingerprint}
 * @param features hash by feature name, in vector order
 * @param settings that training read, by key; empty in bundles older than this record
 * @param windows named spans, such as {@code training} and {@code calibration}, as ISO text; and
 *     {@code because}: why training began
 * @param tableVersions version of each lake table read
 * @param metrics figures on later windows by name
 * @param gate {@code passed}, or why not
 * @param environment library, JDK and system versions
 * @param files every model file and the reference with size and hash; empty until written
 */
public record Manifest(
    int format,
    String modelVersion,
    Instant trainedAt,
    Instant asOf,
    long seed,
    String fingerprint,
    Map<String, String> features,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> settings,
    Map<String, String> windows,
    Map<String, String> tableVersions,
    List<TargetCard> targets,
    Map<String, Double> metrics,
    String gate,
    Map<String, String> environment,
    List<FileCard> files) {

  /**
   * Since 2 a booster answers with one probability instead of one for each class; since 3 a due day
   * of a {@link TimeModel} lies at its end; since 4 the due day is a period of its own.
   */
  static final int FORMAT = 4;

  /**
   * A file of the bundle.
   *
   * @param sha256 lower-case hexadecimal
   */
  public record FileCard(String name, long bytes, String sha256) {}

  public Manifest {
    features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    windows = Collections.unmodifiableMap(new TreeMap<>(windows));
    tableVersions = Collections.unmodifiableMap(new TreeMap<>(tableVersions));
    targets = List.copyOf(targets);
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    files = List.copyOf(files);
  }

  /** A manifest of the present features and environment, to be given to {@link ModelBundle}. */
  public static Manifest draft(
      Instant trainedAt,
      Instant asOf,
      long seed,
      Map<String, String> windows,
      Map<String, String> tableVersions,
      List<TargetCard> targets,
      Map<String, Double> metrics,
      String gate) {
    Fingerprint fingerprint = Fingerprint.current();
    return new Manifest(
        FORMAT,
        "",
        trainedAt,
        asOf,
        seed,
        fingerprint.hash(),
        fingerprint.byFeature(),
        Map.of(),
        windows,
        tableVersions,
        targets,
        metrics,
        gate,
        Map.of(
            "java",
            System.getProperty("java.runtime.version"),
            "os",
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            "tribuo",
            org.tribuo.Tribuo.VERSION,
            "xgboost4j",
            "1.6.2",
            "processors",
            Integer.toString(Runtime.getRuntime().availableProcessors())),
        List.of());
  }

  /** The card of a target; empty when the bundle knows nothing of it. */
  public Optional<TargetCard> find(String direction, String stage) {
    return targets.stream()
        .filter(card -> card.direction().equals(direction) && card.stage().equals(stage))
        .findFirst();
  }

  /** This story with the settings that training read. */
  public Manifest trainedWith(Map<String, String> read) {
    return with(modelVersion, read, files);
  }

  Manifest written(String version, List<FileCard> cards) {
    return with(version, settings, cards);
  }

  private Manifest with(String version, Map<String, String> read, List<FileCard> cards) {
    return new Manifest(
        format,
        version,
        trainedAt,
        asOf,
        seed,
        fingerprint,
        features,
        read,
        windows,
        tableVersions,
        targets,
        metrics,
        gate,
        environment,
        cards);
  }
}
