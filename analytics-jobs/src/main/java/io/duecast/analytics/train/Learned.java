package io.duecast.analytics.train;

import io.duecast.analytics.AnalyticsSettings;
import io.duecast.features.BaselineHazards;
import io.duecast.features.OrderFeatures;
import io.duecast.features.Period;
import io.duecast.features.bundle.Cohort;
import io.duecast.features.bundle.ElapsedTable;
import io.duecast.features.bundle.LinearModel;
import io.duecast.features.bundle.Phase;
import io.duecast.features.bundle.TargetCard;
import io.duecast.features.bundle.TimeModel;
import io.duecast.features.bundle.TribuoHazards;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;

/**
 * All that is learned of one target up to a day, before anything is learned on top.
 *
 * @param hazards of all lines, open ones included; null with too few completions
 * @param rows person-period rows behind them
 * @param begin what matured lines taught that were looked at when the target began
 * @param underWay likewise of later looks
 */
record Learned(
    Target target,
    @Nullable XGBoostModel<Label> hazards,
    BaselineHazards baseline,
    long rows,
    Grown begin,
    Grown underWay,
    ElapsedTable elapsed) {

  /** Completions below which no hazards are fitted. */
  private static final int LEAST_COMPLETIONS = 30;

  /** Lines and late ones among them below which the members beside the hazards rest. */
  private static final int LEAST_LINES = 100;

  private static final int LEAST_LATE = 15;

  /**
   * Trees and a logistic regression of matured lines, and a regression of times that open lines
   * teach too.
   *
   * @param trees null where too few lines have matured
   */
  record Grown(@Nullable XGBoostModel<Label> trees, LinearModel linear, TimeModel time) {

    static final Grown NOTHING = new Grown(null, LinearModel.nothing(), TimeModel.nothing());

    Cohort cohort(String file) {
      return new Cohort(trees == null ? null : file, linear, time);
    }
  }

  /** Whether there is more to blend than hazards and rates. */
  boolean blends() {
    return underWay.trees() != null;
  }

  /** Fits everything that was known before {@code cutoff}, its parts side by side. */
  static Learned of(
      Target target, List<Snapshot> own, LocalDate cutoff, AnalyticsSettings settings, long seed) {
    Looks begin = new Looks();
    Looks later = new Looks();
    ElapsedTable.Builder elapsed = new ElapsedTable.Builder();
    for (Snapshot one : own) {
      Looks looks = one.phase() == Phase.BEGIN ? begin : later;
      if (one.predicted() && one.day().isBefore(cutoff)) {
        looks.seen.add(one);
      }
      if (one.maturedBefore(cutoff)) {
        looks.matured.add(one);
        elapsed.add(one.partnerKey(), one.elapsedShare(), Boolean.TRUE.equals(one.late()));
      }
    }
    Grower grower = new Grower(target, cutoff, settings, seed);
    boolean isEnough = begin.areEnough();
    boolean apart = isEnough && later.areEnough();
    // Where there are too few looks of one kind to learn from, those of both teach one thing.
    Looks further = apart ? later : begin.and(later);
    ForkJoinTask<Grown> beginning = beside(() -> grower.grown(begin, isEnough, "begin"));
    ForkJoinTask<Grown> underWay =
        beside(
            () ->
                grower.grown(
                    further, apart || further.areEnough(), apart ? "under way" : "all looks"));
    Hazards hazards = grower.hazards(own);
    return new Learned(
        target,
        hazards.model(),
        hazards.baseline(),
        hazards.rows(),
        beginning.join(),
        underWay.join(),
        elapsed.build());
  }

  private static <T> ForkJoinTask<T> beside(Callable<T> part) {
    return ForkJoinTask.adapt(part).fork();
  }

  /** Models by the file that {@link #begin()} and its siblings get in a bundle. */
  Map<String, XGBoostModel<Label>> files() {
    Map<String, XGBoostModel<Label>> files = new TreeMap<>();
    put(files, TargetCard.fileOf(target.direction(), target.stage()), hazards);
    put(files, beginFile(), begin.trees());
    put(files, underWayFile(), underWay.trees());
    return files;
  }

  /** What a card says of the looks at the beginning. */
  Cohort beginCohort() {
    return begin.cohort(beginFile());
  }

  /** What a card says of later looks. */
  Cohort underWayCohort() {
    return underWay.cohort(underWayFile());
  }

  private String beginFile() {
    return TargetCard.cohortFileOf(target.direction(), target.stage(), true);
  }

  private String underWayFile() {
    return TargetCard.cohortFileOf(target.direction(), target.stage(), false);
  }

  private static void put(
      Map<String, XGBoostModel<Label>> files, String name, @Nullable XGBoostModel<Label> model) {
    if (model != null) {
      files.put(name, model);
    }
  }

  /**
   * Looks of one kind before the cut-off.
   *
   * @param seen with a due day ahead
   * @param matured those of them whose outcome was known
   */
  private record Looks(List<Snapshot> seen, List<Snapshot> matured) {

    Looks() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    /** Whether models can be learned from them: lines count, however often each was looked at. */
    boolean areEnough() {
      Matured.Lines lines = Matured.lines(matured);
      return lines.known() >= LEAST_LINES
          && lines.late() >= LEAST_LATE
          && lines.known() - lines.late() >= LEAST_LATE;
    }

    Looks and(Looks others) {
      Looks all = new Looks();
      all.seen.addAll(seen);
      all.seen.addAll(others.seen);
      all.matured.addAll(matured);
      all.matured.addAll(others.matured);
      return all;
    }
  }

  private record Hazards(
      @Nullable XGBoostModel<Label> model, BaselineHazards baseline, long rows) {}

  /** Fits the models of one target up to one day. */
  private record Grower(Target target, LocalDate cutoff, AnalyticsSettings settings, long seed) {

    /** What {@code looks} teach; nothing where they are not enough. */
    Grown grown(Looks looks, boolean areEnough, String name) {
      if (!areEnough) {
        return Grown.NOTHING;
      }
      Matured matured = Matured.of(looks.matured, cutoff, settings);
      ForkJoinTask<TimeModel> time = beside(() -> Times.fit(looks.seen, cutoff, settings));
      ForkJoinTask<LinearModel> linear =
          beside(() -> LinearModel.fit(matured.rows(), matured.late(), matured.weights()));
      return new Grown(
          TribuoHazards.train(
              target.name() + " matured, " + name,
              OrderFeatures.names(),
              matured.rows(),
              matured.late(),
              matured.weights(),
              TribuoHazards.Settings.cohort(seed).withTrees(settings.trees())),
          linear.join(),
          time.join());
    }

    /** Hazards of what was known before the cut-off. */
    Hazards hazards(List<Snapshot> own) {
      List<float[]> rows = new ArrayList<>();
      List<Boolean> labels = new ArrayList<>();
      List<Float> weights = new ArrayList<>();
      BaselineHazards.Builder baseline = new BaselineHazards.Builder();
      int completions = 0;
      for (Snapshot one : own) {
        if (!one.day().isBefore(cutoff)) {
          continue;
        }
        double weight = one.weight() * Matured.recency(one.day(), cutoff, settings);
        boolean hasDue = one.daysToDue() != Snapshot.NO_DUE;
        int start = 0;
        for (int i = 0; i < one.ends().length && one.knownOn(i).isBefore(cutoff); i++) {
          boolean done = one.completed() && i == one.ends().length - 1;
          rows.add(
              java.util.Arrays.copyOfRange(
                  one.matrix(), i * Snapshot.WIDTH, (i + 1) * Snapshot.WIDTH));
          labels.add(done);
          weights.add((float) weight);
          baseline.add(
              hasDue,
              hasDue ? -one.daysToDue() : one.elapsedDays(),
              new Period(start, one.ends()[i]),
              done,
              weight);
          completions += done ? 1 : 0;
          start = one.ends()[i] + 1;
        }
      }
      XGBoostModel<Label> model = null;
      if (completions >= LEAST_COMPLETIONS && completions < rows.size()) {
        boolean[] completed = new boolean[rows.size()];
        float[] weight = new float[rows.size()];
        for (int i = 0; i < completed.length; i++) {
          completed[i] = labels.get(i);
          weight[i] = weights.get(i);
        }
        Matured.level(weight);
        model =
            TribuoHazards.train(
                target.name(),
                OrderFeatures.names(),
                rows.toArray(float[][]::new),
                completed,
                weight,
                TribuoHazards.Settings.defaults(seed).withTrees(settings.trees()));
      }
      return new Hazards(model, baseline.build(), rows.size());
    }
  }
}
