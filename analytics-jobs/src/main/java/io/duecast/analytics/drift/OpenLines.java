package io.duecast.analytics.drift;

import io.duecast.contract.score.Scores;
import io.duecast.delta.DeltaTables;
import io.duecast.features.OrderFacts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * How many lines a run scored, and a sample of them for the comparison: of each direction the lines
 * whose keys draw the lowest numbers, which is a fair sample and the same one however the rows were
 * split over tasks.
 */
public final class OpenLines implements Serializable {

  private static final long serialVersionUID = 1;

  /** Lines of a direction that are looked at: enough for any difference that matters. */
  static final int SAMPLED = 2_000;

  private final Map<String, TreeMap<Long, OpenLine>> byDirection = new TreeMap<>();
  private long count;

  private OpenLines() {}

  /**
   * Counts and samples in one pass.
   *
   * @param scores rows of the table {@code scores}, further columns at their end ignored
   */
  public static OpenLines of(JavaRDD<Row> scores) {
    return scores
        .mapPartitions(rows -> List.of(sampled(rows)).iterator())
        .fold(new OpenLines(), OpenLines::merged);
  }

  /** Lines scored. */
  public long count() {
    return count;
  }

  /** The sample by direction. */
  Map<String, List<OpenLine>> lines() {
    Map<String, List<OpenLine>> lines = new TreeMap<>();
    byDirection.forEach((direction, own) -> lines.put(direction, new ArrayList<>(own.values())));
    return lines;
  }

  private static OpenLines sampled(Iterator<Row> scores) {
    StructType schema = DeltaTables.schema(Scores.TABLE);
    int key = schema.fieldIndex(Scores.ORDER_LINE_KEY.name());
    int direction = schema.fieldIndex(Scores.DIRECTION.name());
    int facts = schema.fieldIndex(Scores.FACTS.name());
    int late = schema.fieldIndex(Scores.LATE_PROBABILITY.name());
    Map<String, TreeMap<Long, Row>> drawn = new TreeMap<>();
    OpenLines lines = new OpenLines();
    while (scores.hasNext()) {
      Row row = scores.next();
      lines.count++;
      add(
          drawn.computeIfAbsent(row.getString(direction), name -> new TreeMap<>()),
          OpenLine.draw(row.getString(key)),
          row);
    }
    // Features are computed for the sample alone: for every line they would cost as much as scores.
    drawn.forEach(
        (name, rows) -> {
          TreeMap<Long, OpenLine> own = new TreeMap<>();
          rows.forEach(
              (number, row) ->
                  own.put(
                      number,
                      OpenLine.of(
                          OrderFacts.fromJson(row.getString(facts)),
                          row.isNullAt(late) ? null : Double.valueOf(row.getDouble(late)))));
          lines.byDirection.put(name, own);
        });
    return lines;
  }

  private static OpenLines merged(OpenLines one, OpenLines other) {
    OpenLines both = new OpenLines();
    both.count = one.count + other.count;
    for (OpenLines part : List.of(one, other)) {
      part.byDirection.forEach(
          (direction, own) -> {
            TreeMap<Long, OpenLine> all =
                both.byDirection.computeIfAbsent(direction, name -> new TreeMap<>());
            own.forEach((number, line) -> add(all, number, line));
          });
    }
    return both;
  }

  private static <T> void add(TreeMap<Long, T> lowest, long number, T one) {
    if (lowest.size() < SAMPLED || number < lowest.lastKey()) {
      lowest.put(number, one);
      if (lowest.size() > SAMPLED) {
        lowest.pollLastEntry();
      }
    }
  }
}
