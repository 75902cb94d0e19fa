package io.duecast.features.bundle;

import io.duecast.contract.Sha256;
import io.duecast.features.BaselineHazards;
import io.duecast.features.Calibration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle knows of one target.
 *
 * @param stage stage code or {@code delivery}
 * @param level what answers where a partner has no cell of its own, chosen on later windows
 * @param support known outcomes behind it
 * @param rows person-period rows trained on
 * @param file protobuf model in the folder, such as {@code purchase-delivery.pb}; null without one
 * @param begin what lines taught that were looked at when the target began
 * @param underWay what lines taught that were looked at later
 * @param elapsed late rates by partner and used share of the plan
 * @param mixes how the members' probabilities become one, by phase
 * @param rate which rate answers where {@code level} is a rate; null otherwise
 * @param cells partners that were judged on their own, by partner key
 * @param baseline hazards for cells that are served by a rate
 * @param metrics figures on later windows by name
 * @param why why this level won, one sentence
 */
public record TargetCard(
    String direction,
    String stage,
    Level level,
    long support,
    long rows,
    @Nullable String file,
    Cohort begin,
    Cohort underWay,
    ElapsedTable elapsed,
    Map<Phase, Mix> mixes,
    @Nullable Member rate,
    Map<String, Cell> cells,
    BaselineHazards baseline,
    Map<String, Double> metrics,
    String why) {

  /** What answers for a cell, most specific first. */
  public enum Level {
    OWN,
    GROUP,
    POOLED,
    RATE,
    NONE;

    /** Lower-case code, as in {@code scores.level}. */
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public TargetCard {
    mixes = java.util.Collections.unmodifiableMap(new EnumMap<>(mixes));
    cells = java.util.Collections.unmodifiableMap(new TreeMap<>(cells));
    metrics = java.util.Collections.unmodifiableMap(new TreeMap<>(metrics));
  }

  /**
   * A card without members beside the hazards, such as one that is answered by rates alone.
   *
   * @param stretch factor by which the delivery curve is drawn out; 0 and 1 leave it as it is
   */
  public TargetCard(
      String direction,
      String stage,
      Level level,
      long support,
      long rows,
      @Nullable String file,
      Calibration calibration,
      double stretch,
      BaselineHazards baseline,
      Map<String, Double> metrics,
      String why) {
    this(
        direction,
        stage,
        level,
        support,
        rows,
        file,
        Cohort.nothing(),
        Cohort.nothing(),
        ElapsedTable.empty(),
        Mix.everywhere(new Mix(Blend.hazards(), calibration, stretch == 0 ? 1 : stretch)),
        level == Level.RATE ? Member.RATE : null,
        Map.of(),
        baseline,
        metrics,
        why);
  }

  /** The mix of a phase. */
  public Mix mix(Phase phase) {
    return java.util.Objects.requireNonNull(mixes.get(phase));
  }

  /** What the lines looked at in {@code phase} taught. */
  public Cohort cohort(Phase phase) {
    return phase == Phase.BEGIN && begin.file() != null ? begin : underWay;
  }

  /** The cell of {@code partner}; null where the target's own level answers. */
  public @Nullable Cell cell(@Nullable String partner) {
    return partner == null ? null : cells.get(partner);
  }

  /** What answers for {@code partner}. */
  public Level levelFor(@Nullable String partner) {
    Cell cell = cell(partner);
    return cell == null ? level : cell.level();
  }

  /** The rate that answers for {@code partner} instead of the blend; null when the blend does. */
  public @Nullable Member rateFor(@Nullable String partner) {
    Cell cell = cell(partner);
    return cell == null ? rate : cell.rate();
  }

  /** File name of the trees of matured lines of a target, by what they saw. */
  public static String cohortFileOf(String direction, String stage, boolean begin) {
    return direction + "-" + stage + (begin ? "-begin.pb" : "-under-way.pb");
  }

  /** File name of the model of one partner or group; their names may hold anything. */
  public static String cellFileOf(String direction, String stage, Level level, String key) {
    return direction
        + "-"
        + stage
        + "-"
        + level.code()
        + "-"
        + Sha256.hex(key.getBytes(java.nio.charset.StandardCharsets.UTF_8)).substring(0, 16)
        + ".pb";
  }

  /** File name of the model of a target. */
  public static String fileOf(String direction, String stage) {
    return direction + "-" + stage + ".pb";
  }

  /** Files that the card names. */
  List<String> files() {
    return Stream.concat(
            Stream.of(file, begin.file(), underWay.file()), cells.values().stream().map(Cell::file))
        .filter(java.util.Objects::nonNull)
        .map(java.util.Objects::requireNonNull)
        .distinct()
        .toList();
  }
}
