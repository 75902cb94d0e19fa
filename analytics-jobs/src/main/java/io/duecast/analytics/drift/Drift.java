package io.duecast.analytics.drift;

import io.duecast.contract.Text;
import io.duecast.contract.score.DriftChecks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the comparison of one direction found, as {@code --json} shows it.
 *
 * @param verdict steady, drifted, retrain or too_few
 * @param features compared
 * @param driftedFeatures their names
 * @param checks every comparison, what drifted first
 */
public record Drift(
    String direction,
    String verdict,
    int features,
    List<String> driftedFeatures,
    Text sentence,
    List<Line> checks) {

  /**
   * One comparison, see the table {@code drift_checks}.
   *
   * @param pValue corrected for the number of features
   */
  public record Line(
      String kind,
      String subject,
      String verdict,
      @Nullable String test,
      @Nullable Double statistic,
      @Nullable Double pValue,
      @Nullable Double distance,
      @Nullable Double distanceUsual,
      @Nullable Double distanceLow,
      @Nullable Double distanceHigh,
      @Nullable Double missingReference,
      @Nullable Double missing,
      @Nullable Double meanReference,
      @Nullable Double mean,
      @Nullable Double brierReference,
      @Nullable Double brier,
      long rowsReference,
      long rowsCompared) {}

  /** Whether training again is proposed. */
  boolean retrain() {
    return verdict.equals(DriftChecks.RETRAIN);
  }

  static Drift of(List<Check> checks) {
    Check all = Verdict.kind(checks, DriftChecks.ALL).get(0);
    List<Check> features = Verdict.kind(checks, DriftChecks.FEATURE);
    Comparator<Check> driftedFirst =
        Comparator.comparing((Check check) -> !check.is(DriftChecks.VERDICT, DriftChecks.DRIFTED))
            .thenComparing(check -> check.is(DriftChecks.KIND, DriftChecks.FEATURE))
            .thenComparing(check -> -Verdict.excess(check))
            .thenComparing(check -> check.word(DriftChecks.SUBJECT));
    List<Line> lines =
        checks.stream()
            .filter(check -> check != all)
            .sorted(driftedFirst)
            .map(Drift::line)
            .toList();
    return new Drift(
        all.word(DriftChecks.DIRECTION),
        all.word(DriftChecks.VERDICT),
        features.size(),
        lines.stream()
            .filter(line -> line.kind().equals(DriftChecks.FEATURE))
            .filter(line -> line.verdict().equals(DriftChecks.DRIFTED))
            .map(Line::subject)
            .toList(),
        Text.of(all.word(DriftChecks.SENTENCE_ZH), all.word(DriftChecks.SENTENCE_EN)),
        lines);
  }

  private static Line line(Check check) {
    return new Line(
        check.word(DriftChecks.KIND),
        check.word(DriftChecks.SUBJECT),
        check.word(DriftChecks.VERDICT),
        check.has(DriftChecks.TEST) ? check.word(DriftChecks.TEST) : null,
        check.number(DriftChecks.STATISTIC),
        check.number(DriftChecks.P_VALUE),
        check.number(DriftChecks.DISTANCE),
        check.number(DriftChecks.DISTANCE_USUAL),
        check.number(DriftChecks.DISTANCE_LOW),
        check.number(DriftChecks.DISTANCE_HIGH),
        check.number(DriftChecks.MISSING_REFERENCE),
        check.number(DriftChecks.MISSING),
        check.number(DriftChecks.MEAN_REFERENCE),
        check.number(DriftChecks.MEAN),
        check.number(DriftChecks.BRIER_REFERENCE),
        check.number(DriftChecks.BRIER),
        check.count(DriftChecks.ROWS_REFERENCE),
        check.count(DriftChecks.ROWS_COMPARED));
  }

  /** Rows of the terminal's table. */
  public List<List<String>> table(Text.Language language) {
    List<List<String>> rows = new ArrayList<>();
    for (Line line : checks) {
      rows.add(
          List.of(
              direction,
              line.kind().equals(DriftChecks.CALIBRATION)
                  ? line.kind() + " " + line.subject()
                  : line.subject(),
              word(line.verdict(), language),
              line.test() == null ? "-" : line.test(),
              number(line.statistic()),
              number(line.pValue()),
              number(line.distance()),
              line.distanceLow() == null
                  ? number(line.distanceUsual())
                  : number(line.distanceLow()) + " .. " + number(line.distanceHigh()),
              number(line.missingReference()) + " / " + number(line.missing()),
              number(line.meanReference()) + " / " + number(line.mean()),
              line.rowsReference() + " / " + line.rowsCompared()));
    }
    return rows;
  }

  /** Headings of {@link #table}. */
  public static List<String> headings(Text.Language language) {
    return language == Text.Language.ZH
        ? List.of("方向", "对象", "结论", "检验", "统计量", "p 值", "距离", "往常/区间", "缺失 训练/本次", "均值 训练/本次", "行数")
        : List.of(
            "direction",
            "what",
            "verdict",
            "test",
            "statistic",
            "p",
            "distance",
            "usual / interval",
            "missing then / now",
            "mean then / now",
            "rows");
  }

  private static String word(String verdict, Text.Language language) {
    if (language == Text.Language.EN) {
      return verdict.replace('_', ' ');
    }
    return switch (verdict) {
      case DriftChecks.STEADY -> "平稳";
      case DriftChecks.DRIFTED -> "漂移";
      case DriftChecks.RETRAIN -> "建议重训";
      default -> "太少";
    };
  }

  private static String number(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }
}
