package io.duecast.analytics.drift;

import io.duecast.contract.score.Scores;
import io.duecast.delta.DeltaTables;
import io.duecast.features.OrderFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** How many lines a run scored, and a sample of them for the comparison. */
public final class OpenLines {

  /** Lines of a direction that are looked at: enough for any difference that matters. */
  private static final int SAMPLED = 2_000;

  private final long count;
  private final List<OpenLine> sample;

  private OpenLines(long count, List<OpenLine> sample) {
    this.count = count;
    this.sample = sample;
  }

  /**
   * Counts, then samples: features are computed for the sample alone, for all lines they would cost
   * as much as the scores.
   *
   * @param scores rows of the table {@code scores}, kept in memory; further columns at their end
   *     are ignored
   */
  public static OpenLines of(JavaRDD<Row> scores) {
    StructType schema = DeltaTables.schema(Scores.TABLE);
    int key = schema.fieldIndex(Scores.ORDER_LINE_KEY.name());
    int direction = schema.fieldIndex(Scores.DIRECTION.name());
    int facts = schema.fieldIndex(Scores.FACTS.name());
    int late = schema.fieldIndex(Scores.LATE_PROBABILITY.name());
    HashMap<String, Long> counts =
        new HashMap<>(scores.map(row -> row.getString(direction)).countByValue());
    List<OpenLine> sample =
        scores
            .filter(
                row ->
                    isSampled(
                        row.getString(key), counts.getOrDefault(row.getString(direction), 0L)))
            .map(
                row ->
                    OpenLine.of(
                        OrderFacts.fromJson(row.getString(facts)),
                        row.isNullAt(late) ? null : Double.valueOf(row.getDouble(late))))
            .collect();
    return new OpenLines(counts.values().stream().mapToLong(Long::longValue).sum(), sample);
  }

  private static boolean isSampled(String key, Long lines) {
    return OpenLine.share(key) * lines < SAMPLED;
  }

  /** Lines scored. */
  public long count() {
    return count;
  }

  /**
   * About 2,000 lines of each direction, chosen by their keys: the same ones however the rows were
   * split over tasks.
   */
  Map<String, List<OpenLine>> byDirection() {
    return sample.stream().collect(Collectors.groupingBy(OpenLine::direction));
  }
}
