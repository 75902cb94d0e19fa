package io.duecast.analytics.drift;

import io.duecast.contract.Text;
import io.duecast.contract.score.DriftChecks;
import io.duecast.contract.table.Column;
import io.duecast.features.Feature;
import io.duecast.features.OrderFeatures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What all checks of a direction come to, in one row and one sentence. */
final class Verdict {

  /** Share of features that must have drifted to propose training for their sake alone. */
  private static final double MANY = 1.0 / 3;

  /** Features that a sentence names. */
  private static final int NAMED = 3;

  private Verdict() {}

  /**
   * The closing row. Training is proposed when the late probability drifted, the champion's own
   * probabilities did not come true, or a third of the features drifted: one feature more or less
   * is news, not yet a reason.
   */
  static Check of(String direction, List<Check> checks, String champion) {
    List<Check> features = kind(checks, DriftChecks.FEATURE);
    List<Check> drifted =
        features.stream()
            .filter(check -> check.is(DriftChecks.VERDICT, DriftChecks.DRIFTED))
            .sorted(Comparator.comparingDouble(check -> -excess(check)))
            .toList();
    Check score = kind(checks, DriftChecks.SCORE).get(0);
    Check calibration =
        kind(checks, DriftChecks.CALIBRATION).stream()
            .filter(check -> check.is(DriftChecks.SUBJECT, champion))
            .findFirst()
            .orElse(null);
    boolean few =
        features.stream().allMatch(check -> check.is(DriftChecks.VERDICT, DriftChecks.TOO_FEW));
    boolean scoreDrifted = score.is(DriftChecks.VERDICT, DriftChecks.DRIFTED);
    boolean dishonest =
        calibration != null && calibration.is(DriftChecks.VERDICT, DriftChecks.DRIFTED);
    double share = features.isEmpty() ? 0 : (double) drifted.size() / features.size();
    String verdict =
        scoreDrifted || dishonest || share >= MANY
            ? DriftChecks.RETRAIN
            : few
                ? DriftChecks.TOO_FEW
                : drifted.isEmpty() ? DriftChecks.STEADY : DriftChecks.DRIFTED;
    Text sentence =
        Text.of(
            sentence(direction, verdict, drifted, features, score, calibration, true),
            sentence(direction, verdict, drifted, features, score, calibration, false));
    return Check.of(direction, DriftChecks.ALL, DriftChecks.ALL)
        .with(DriftChecks.STATISTIC, (double) drifted.size())
        .with(DriftChecks.DISTANCE, share)
        .with(DriftChecks.ROWS_REFERENCE, rows(features, DriftChecks.ROWS_REFERENCE))
        .with(DriftChecks.ROWS_COMPARED, rows(features, DriftChecks.ROWS_COMPARED))
        .with(DriftChecks.VERDICT, verdict)
        .with(DriftChecks.SENTENCE_ZH, sentence.zh())
        .with(DriftChecks.SENTENCE_EN, sentence.en());
  }

  static List<Check> kind(List<Check> checks, String kind) {
    return checks.stream().filter(check -> check.is(DriftChecks.KIND, kind)).toList();
  }

  /** How much farther than usual, for the order in which drifted features are named. */
  static double excess(Check check) {
    double distance = or(check.number(DriftChecks.DISTANCE));
    double missing =
        Math.abs(
            or(check.number(DriftChecks.MISSING))
                - or(check.number(DriftChecks.MISSING_REFERENCE)));
    return Math.max(distance - or(check.number(DriftChecks.DISTANCE_USUAL)), missing);
  }

  private static long rows(List<Check> features, Column column) {
    return features.stream().mapToLong(check -> check.count(column)).max().orElse(0);
  }

  private static double or(@Nullable Double number) {
    return number == null ? 0 : number;
  }

  private static String sentence(
      String direction,
      String verdict,
      List<Check> drifted,
      List<Check> features,
      Check score,
      @Nullable Check calibration,
      boolean zh) {
    List<String> parts = new ArrayList<>();
    if (verdict.equals(DriftChecks.TOO_FEW)) {
      parts.add(
          (zh
                  ? "订单行太少，无法与训练时比较（本次 %d 行，训练时 %d 行）"
                  : "too few lines to compare with training (%d now, %d then)")
              .formatted(
                  rows(features, DriftChecks.ROWS_COMPARED),
                  rows(features, DriftChecks.ROWS_REFERENCE)));
    } else if (drifted.isEmpty()) {
      parts.add((zh ? "%d 个特征均无漂移" : "no drift in %d features").formatted(features.size()));
    } else {
      List<String> named = drifted.stream().limit(NAMED).map(check -> named(check, zh)).toList();
      parts.add(
          (zh ? "%d 个特征中有 %d 个漂移：%s%s" : "%2$d of %1$d features drifted: %3$s%4$s")
              .formatted(
                  features.size(),
                  drifted.size(),
                  String.join(zh ? "、" : "; ", named),
                  drifted.size() > NAMED ? (zh ? "等" : "; and more") : ""));
    }
    Double before = score.number(DriftChecks.MEAN_REFERENCE);
    Double now = score.number(DriftChecks.MEAN);
    if (before != null && now != null && score.is(DriftChecks.VERDICT, DriftChecks.DRIFTED)) {
      parts.add(
          (zh ? "平均延误概率从 %s 变为 %s" : "the mean late probability shifted from %s to %s")
              .formatted(number(before), number(now)));
    }
    parts.add(calibrated(calibration, zh));
    if (verdict.equals(DriftChecks.RETRAIN)) {
      parts.add(zh ? "建议重新训练（duecast train）" : "retraining is proposed (duecast train)");
    }
    return direction(direction, zh)
        + (zh ? "：" : ": ")
        + String.join(zh ? "；" : "; ", parts)
        + (zh ? "。" : ".");
  }

  private static String calibrated(@Nullable Check calibration, boolean zh) {
    long lines = calibration == null ? 0 : calibration.count(DriftChecks.ROWS_COMPARED);
    if (calibration == null || calibration.is(DriftChecks.VERDICT, DriftChecks.TOO_FEW)) {
      return (zh
              ? "当前模型已到期的预测太少，尚不能核对（%d 条）"
              : "too few of this model's predictions have matured to judge them (%d)")
          .formatted(lines);
    }
    double said = or(calibration.number(DriftChecks.MEAN_REFERENCE));
    double late = or(calibration.number(DriftChecks.MEAN));
    return (zh
            ? "已到期的 %d 条预测：预测延误 %s，实际 %s（差的 99 %% 区间 %s 至 %s）"
            : "of %d predictions that have matured %s were expected late and %s were (difference from %4$s to %5$s, 99 %%)")
        .formatted(
            lines,
            percent(said),
            percent(late),
            number(or(calibration.number(DriftChecks.DISTANCE_LOW))),
            number(or(calibration.number(DriftChecks.DISTANCE_HIGH))));
  }

  /** A drifted feature with what moved. */
  private static String named(Check check, boolean zh) {
    String name =
        meaning(check.word(DriftChecks.SUBJECT)).in(zh ? Text.Language.ZH : Text.Language.EN);
    double missingBefore = or(check.number(DriftChecks.MISSING_REFERENCE));
    double missing = or(check.number(DriftChecks.MISSING));
    Double before = check.number(DriftChecks.MEAN_REFERENCE);
    Double now = check.number(DriftChecks.MEAN);
    boolean lost = Math.abs(missing - missingBefore) >= 0.05;
    String moved =
        lost || before == null || now == null
            ? (zh ? "缺失 %s → %s" : "missing %s → %s")
                .formatted(percent(missingBefore), percent(missing))
            : (zh ? "均值 %s → %s" : "mean %s → %s").formatted(number(before), number(now));
    return name + (zh ? "（" + moved + "）" : " (" + moved + ")");
  }

  /** What a feature means; its name where this program no longer knows it. */
  static Text meaning(String feature) {
    return OrderFeatures.ALL.stream()
        .filter(one -> one.name().equals(feature))
        .findFirst()
        .map(Feature::meaning)
        .orElse(Text.same(feature));
  }

  private static String direction(String direction, boolean zh) {
    return switch (direction) {
      case "purchase" -> zh ? "采购" : "Purchase";
      case "sales" -> zh ? "销售" : "Sales";
      case "subcontract" -> zh ? "委外" : "Subcontract";
      default -> direction;
    };
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
