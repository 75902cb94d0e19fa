package io.duecast.analytics.train;

import io.duecast.contract.Text;
import io.duecast.features.bundle.Manifest;
import io.duecast.features.bundle.TargetCard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What training did, as {@code --json} shows it.
 *
 * @param because why it began
 * @param beside the model beside the champion and the best baseline
 */
public record TrainResult(
    String modelVersion,
    String asOf,
    boolean champion,
    String gate,
    Text because,
    List<Beside> beside,
    List<Line> targets) {

  /**
   * One target of the bundle.
   *
   * @param brier null where nothing could be judged
   * @param brierRate of the better of the two rates
   */
  public record Line(
      String target,
      String level,
      long support,
      long rows,
      @Nullable Double brier,
      @Nullable Double brierRate,
      String why) {

    static Line of(TargetCard card) {
      return new Line(
          card.direction() + "/" + card.stage(),
          card.level().code(),
          card.support(),
          card.rows(),
          card.metrics().get("brier"),
          card.metrics().get("brier_best_rate"),
          card.why());
    }
  }

  static TrainResult of(Manifest manifest, Gate gate, boolean champion, Text because) {
    return new TrainResult(
        manifest.modelVersion(),
        manifest.asOf().toString(),
        champion,
        gate.reason(),
        because,
        gate.beside(),
        manifest.targets().stream().map(Line::of).toList());
  }
}
