package io.duecast.analytics.train;

import io.duecast.contract.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A new model beside something else, on snapshots that neither saw.
 *
 * @param other {@code champion}, or the name of the best baseline
 * @param brier of the new model
 * @param difference its Brier score minus the other's, from {@code low} to {@code high} with 95 %
 */
public record Beside(
    String target,
    String other,
    double brier,
    double otherBrier,
    double difference,
    double low,
    double high,
    int rows) {

  static final String CHAMPION = "champion";

  /** Snapshots below which nothing is said. */
  static final int LEAST = 60;

  /** Compares on the snapshots for which {@code other} has an answer. */
  static Beside of(
      String target, String name, List<Training.Judged> judged, double[] other, long seed) {
    List<String> units = new ArrayList<>();
    List<double[]> losses = new ArrayList<>();
    for (int i = 0; i < other.length; i++) {
      if (!Double.isNaN(other[i])) {
        double label = Boolean.TRUE.equals(judged.get(i).snapshot().late()) ? 1 : 0;
        double mine = judged.get(i).probability() - label;
        double its = other[i] - label;
        losses.add(new double[] {mine * mine, its * its});
        units.add(judged.get(i).snapshot().unit());
      }
    }
    double[] mine = losses.stream().mapToDouble(loss -> loss[0]).toArray();
    double[] its = losses.stream().mapToDouble(loss -> loss[1]).toArray();
    PairedGain gain = PairedGain.of(units, mine, its, seed);
    return new Beside(
        target,
        name,
        java.util.Arrays.stream(mine).average().orElse(0),
        java.util.Arrays.stream(its).average().orElse(0),
        gain.mean(),
        gain.low(),
        gain.high(),
        gain.rows());
  }

  /** Whether there were enough snapshots to say something. */
  public boolean isKnown() {
    return rows >= LEAST;
  }

  /** Whether the new model is worse beyond doubt. */
  public boolean isWorse() {
    return isKnown() && low > 0;
  }

  private Text rival() {
    return other.equals(CHAMPION)
        ? Text.of("当前模型", "champion")
        : Text.of("最好的基线 " + other, "best baseline " + other);
  }

  /** One sentence with every figure. */
  public Text text() {
    String figures =
        String.format(
            Locale.ROOT,
            "%.4f / %.4f, %+.4f (95 %%: %+.4f … %+.4f), n = %d",
            brier,
            otherBrier,
            difference,
            low,
            high,
            rows);
    return Text.of(
        "%s 与%s比较：Brier %s".formatted(target, rival().zh(), figures),
        "%s beside the %s: Brier %s".formatted(target, rival().en(), figures));
  }

  /** Why the new model is refused. */
  String refusal() {
    return String.format(
        Locale.ROOT,
        "%s is worse than the %s: Brier %.4f against %.4f (difference %+.4f, 95 %% from %+.4f to %+.4f, on %d snapshots)",
        target,
        rival().en(),
        brier,
        otherBrier,
        difference,
        low,
        high,
        rows);
  }
}
