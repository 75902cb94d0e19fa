package io.duecast.analytics.backtest;

import io.duecast.analytics.train.Target;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the figures mean, in sentences. */
final class ReportWords {

  private final BacktestResult result;
  private final FoundFigures figures;

  ReportWords(BacktestResult result, FoundFigures figures) {
    this.result = result;
    this.figures = figures;
  }

  /** One sentence on how well a target is foretold at {@code snapshot}. */
  Text verdict(Target target, String snapshot) {
    Cell cell = Cell.of(target, snapshot);
    MetricRow base = figures.find(cell, Cell.DATA, "base_rate");
    MetricRow top = figures.ours(cell, "precision_at_10");
    MetricRow gain = figures.only(cell, "auc_gain");
    Text name = result.name(target.name());
    Text at = SnapshotName.of(snapshot);
    if (base == null || top == null || gain == null) {
      return Text.of(name.zh() + "：行数太少，无法评判。", name.en() + ": too few rows to judge.");
    }
    Text best = BacktestResult.labelOf(gain.model());
    Text verdict = standing(cell).words();
    MetricRow brier = figures.only(cell, "brier_gain");
    String ranks = range(gain);
    String errs = brier == null ? "" : range(brier);
    return Text.of(
        "%s（%s）：%.0f %% 的行延误；在我们认为最危险的十分之一中是 %.0f %%。与最好的简单方法（%s）相比：%s（AUC 的增益%s，Brier 分数的增益%s）。"
            .formatted(
                name.zh(),
                at.zh(),
                100 * base.value(),
                100 * top.value(),
                best.zh(),
                verdict.zh(),
                ranks,
                errs),
        "%s, %s: %.0f %% of lines were late; among the tenth that we called riskiest, %.0f %%. Against the best simple method (%s): %s (gain in AUC%s, in Brier score%s)."
            .formatted(
                name.en(),
                at.en(),
                100 * base.value(),
                100 * top.value(),
                best.en().toLowerCase(Locale.ROOT),
                verdict.en(),
                ranks,
                errs));
  }

  /** Whether one gain is beyond doubt. */
  static Text verdict(MetricRow gain) {
    Text words =
        (above(gain) ? Standing.BETTER : below(gain) ? Standing.WORSE : Standing.LEVEL).words();
    return Text.of(words.zh() + range(gain), words.en() + range(gain));
  }

  private static String range(MetricRow gain) {
    return gain.low() == null || gain.high() == null
        ? ""
        : String.format(
            Locale.ROOT, " %+.3f [%+.3f, %+.3f]", gain.value(), gain.low(), gain.high());
  }

  /** What the models cannot do, of every company and of this one. */
  List<Text> limits(List<Target> targets) {
    List<Text> limits = new ArrayList<>();
    int cells = 0;
    int better = 0;
    for (Target target : targets) {
      for (String snapshot : figures.snapshots(target)) {
        Standing standing = standing(Cell.of(target, snapshot));
        cells += standing == Standing.UNKNOWN ? 0 : 1;
        better += standing == Standing.BETTER ? 1 : 0;
      }
    }
    if (cells > better) {
      limits.add(
          Text.of(
              "在所测的 %d 种情形中，有 %d 种不能证明我们胜过最好的简单方法；见下表。".formatted(cells, cells - better),
              "In %d of the %d situations measured, ours is not shown to beat the best simple method; the table below names them."
                  .formatted(cells - better, cells)));
    } else if (cells > 0) {
      limits.add(
          Text.of(
              "在所测的全部 %d 种情形中，我们都胜过最好的简单方法，且超出偶然。".formatted(cells),
              "In all %d situations measured, ours beats the best simple method beyond chance."
                  .formatted(cells)));
    }
    targets.forEach(target -> worst(target, limits));
    left(targets, limits);
    limits.add(
        Text.of(
            "没有应交日的行没有延误概率；已逾期的行是已经延误，不是预测。",
            "Lines without a due day get no probability; lines past due are late already, which is no prediction."));
    limits.add(
        Text.of(
            "历史很少的供应商只能依靠同组或全体的规律；过去没有出现过的原因预测不了。",
            "Suppliers with little history lean on their group's or everyone's; causes that never happened before cannot be foreseen."));
    limits.add(
        Text.of(
            "数据结束时仍未完成的行：一旦数据的最后一天晚于其全部预测日期，就按当时的误差（至少如此）计为落空；其余的还说明不了什么，不计入日期指标。",
            "Lines still open when the data ends: once that day is past all of their predicted days they count as missed, with the error reached by then, which is the least it can be; the others say nothing yet and do not enter the figures of dates."));
    return limits;
  }

  /** Ours beside the best simple method. */
  enum Standing {
    BETTER,
    LEVEL,
    WORSE,
    UNKNOWN;

    Text words() {
      return switch (this) {
        case BETTER -> Text.of("更好", "better");
        case LEVEL -> Text.of("分不出高下", "not told apart");
        case WORSE -> Text.of("更差", "worse");
        case UNKNOWN -> Text.of("行数太少", "too few rows");
      };
    }
  }

  /** Better or worse where one of the paired gains, in AUC or Brier score, says so beyond doubt. */
  Standing standing(Cell cell) {
    MetricRow auc = figures.only(cell, "auc_gain");
    MetricRow brier = figures.only(cell, "brier_gain");
    if (auc == null || auc.low() == null) {
      return Standing.UNKNOWN;
    }
    if (below(auc) || below(brier)) {
      return Standing.WORSE;
    }
    return above(auc) || above(brier) ? Standing.BETTER : Standing.LEVEL;
  }

  private static boolean above(@Nullable MetricRow gain) {
    Double low = gain == null ? null : gain.low();
    return low != null && low > 0;
  }

  private static boolean below(@Nullable MetricRow gain) {
    Double high = gain == null ? null : gain.high();
    return high != null && high < 0;
  }

  private void worst(Target target, List<Text> limits) {
    String snapshot = figures.main(target);
    if (snapshot == null || !target.isDelivery()) {
      return;
    }
    for (String window : result.windows()) {
      MetricRow worst = figures.ours(Cell.of(target, snapshot).window(window), "worst_auc");
      if (worst != null) {
        Text name = result.name(target.name());
        Text at = SnapshotName.of(snapshot);
        limits.add(
            Text.of(
                "%s（%s）最差的月份是 %s：AUC %.2f，%d 行。"
                    .formatted(
                        name.zh(), at.zh(), window.substring(0, 7), worst.value(), worst.n()),
                "%s, %s: the worst month was %s, with AUC %.2f on %d rows."
                    .formatted(
                        name.en(), at.en(), window.substring(0, 7), worst.value(), worst.n())));
      }
    }
  }

  private void left(List<Target> targets, List<Text> limits) {
    List<String> zh = new ArrayList<>();
    List<String> en = new ArrayList<>();
    for (Target target : targets) {
      MetricRow left = figures.find(Cell.of(target, Cell.ALL), Cell.DATA, "left_before_due_share");
      if (left != null && left.value() > 0) {
        String share = Terminal.percent(left.value());
        zh.add(result.name(target.name()).zh() + " " + share);
        en.add(result.name(target.name()).en() + " " + share);
      }
    }
    if (!en.isEmpty()) {
      limits.add(
          Text.of(
              "在应交日前取消或关闭的行既不算延误也不算准时，单独列出：" + String.join("、", zh) + "。",
              "Lines cancelled or closed before they were due are neither late nor on time and stand apart: "
                  + String.join(", ", en)
                  + " of looks."));
    }
  }

  /** A slice in words. */
  static Text slice(String slice) {
    return switch (slice) {
      case "suppliers <5" -> Text.of("已知结果少于 5 的供应商", "Suppliers with under 5 outcomes");
      case "suppliers 5-20" -> Text.of("已知结果 5–20 的供应商", "Suppliers with 5 to 20 outcomes");
      case "suppliers 20-100" -> Text.of("已知结果 20–100 的供应商", "Suppliers with 20 to 100 outcomes");
      case "suppliers >100" -> Text.of("已知结果 100 以上的供应商", "Suppliers with over 100 outcomes");
      case "level own" -> Text.of("由供应商自己的模型回答", "Answered by the supplier's own model");
      case "level group" -> Text.of("由供应商组的模型回答", "Answered by the group's model");
      case "level pooled" -> Text.of("由全体的模型回答", "Answered by everyone's model");
      case "level rate" -> Text.of("由比率回答", "Answered by a rate");
      case "level none" -> Text.of("历史不足，由比率代答", "Too little history: a rate stands in");
      default -> Text.same(slice);
    };
  }

  static List<Text> glossary() {
    return List.of(
        Text.of(
            "AUC：随机取一条延误行和一条准时行，前者概率更高的机会；0.5 为瞎猜，1 为全对。",
            "AUC: the chance that a late line got a higher probability than one on time; 0.5 is guessing, 1 is always right."),
        Text.of(
            "技能（Brier skill）：概率的平方误差比“训练时已知的总体延误率”小多少；0 为没有技能。",
            "Skill (Brier): how much smaller the squared error of the probability is than that of the base rate known at training time; 0 is none."),
        Text.of(
            "校准误差（ECE）：15 个等量组中，概率与实际比例之差的平均。",
            "Calibration error (ECE): mean distance between probability and share late in 15 groups of equal size."),
        Text.of(
            "提升倍数：最危险的 10 % 中的延误率是总体的几倍。",
            "Lift: how many times the overall share the riskiest 10 % hold."),
        Text.of(
            "方括号：95 % 区间，按订单成对重抽样；两种方法的差别也用同样的抽样。",
            "Brackets: 95 % intervals from drawing whole orders again; differences between methods use the same draws."));
  }
}
