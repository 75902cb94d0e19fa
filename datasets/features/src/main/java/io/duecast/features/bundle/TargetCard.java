package io.duecast.features.bundle;

import io.duecast.features.BaselineHazards;
import io.duecast.features.Calibration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle knows of one target.
 *
 * @param stage stage code or {@code delivery}
 * @param level what answers, chosen on later windows
 * @param support known outcomes behind it
 * @param rows person-period rows trained on
 * @param file protobuf model in the folder, such as {@code purchase-delivery.pb}; null without one
 * @param cohortFile protobuf model of the lines whose due day has passed; null without one
 * @param linear logistic regression on the same lines
 * @param elapsed late rates by partner and used share of the plan
 * @param early how the members' probabilities become one while little of the plan is used
 * @param late likewise from then on
 * @param rates partners whose cell a rate answers better than the blend, and which: {@link
 *     Member#RATE} or {@link Member#ELAPSED}; {@link #ALL} for every partner
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
    @Nullable String cohortFile,
    LinearModel linear,
    ElapsedTable elapsed,
    Mix early,
    Mix late,
    Map<String, Member> rates,
    BaselineHazards baseline,
    Map<String, Double> metrics,
    String why) {

  /** Key of {@link #rates} that stands for every partner. */
  public static final String ALL = "*";

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
    rates = java.util.Collections.unmodifiableMap(new TreeMap<>(rates));
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
        null,
        LinearModel.nothing(),
        ElapsedTable.empty(),
        new Mix(Blend.hazards(), calibration, stretch == 0 ? 1 : stretch),
        new Mix(Blend.hazards(), calibration, stretch == 0 ? 1 : stretch),
        Map.of(),
        baseline,
        metrics,
        why);
  }

  /** The mix when {@code elapsedShare} of the plan is used. */
  public Mix mix(double elapsedShare) {
    return Mix.isEarly(elapsedShare) ? early : late;
  }

  /** The rate that answers for {@code partner} instead of the blend; null when the blend does. */
  public @Nullable Member rateFor(@Nullable String partner) {
    Member own = partner == null ? null : rates.get(partner);
    return own == null ? rates.get(ALL) : own;
  }

  /** File name of the trees of matured lines of a target. */
  public static String cohortFileOf(String direction, String stage) {
    return direction + "-" + stage + "-cohort.pb";
  }

  /** File name of the model of a target. */
  public static String fileOf(String direction, String stage) {
    return direction + "-" + stage + ".pb";
  }

  /** Files that the card names. */
  List<String> files() {
    return Stream.of(file, cohortFile)
        .filter(java.util.Objects::nonNull)
        .map(java.util.Objects::requireNonNull)
        .toList();
  }
}
