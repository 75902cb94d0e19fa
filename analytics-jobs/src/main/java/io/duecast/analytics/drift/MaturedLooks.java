package io.duecast.analytics.drift;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.duecast.analytics.history.History;
import io.duecast.analytics.order.StepTables;
import io.duecast.contract.history.StageOutcomes;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.contract.score.DriftChecks;
import io.duecast.contract.score.Runs;
import io.duecast.contract.score.Scores;
import io.duecast.features.bundle.Reference;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Whether the probabilities of past runs came true: the first look of each model at each line in
 * the last months, beside what became of the promise. Lines that were late already at that look
 * were no predictions, and only promises whose day has passed are judged, so that the punctual ones
 * are not judged first.
 */
final class MaturedLooks {

  /** Judged lines below which nothing is said. */
  static final int LEAST = 50;

  /** Mean error of the probability below which calibration is as good as the product promises. */
  private static final double FAR = 0.05;

  /** Runs this far back are looked at. */
  private static final Duration WINDOW = Duration.ofDays(120);

  /** Runs of one model closer together add few first looks. */
  private static final Duration APART = Duration.ofDays(7);

  private static final String LOOK = "look";
  private static final String LATE = "is_late";
  private static final String ERROR = "error";
  private static final String LINES = "lines";

  /** Every run looks again, so that one in twenty would cry wolf too often. */
  private static final double NORMAL_99 = 2.5758293035489004;

  private MaturedLooks() {}

  /**
   * One check per direction and model version that scored lines in the window.
   *
   * @param before the run's own instant; only earlier runs and outcomes known by then count
   * @param day of that instant; promises of this day have not passed
   */
  static List<Check> of(
      StepTables tables,
      History history,
      Instant before,
      LocalDate day,
      String champion,
      @Nullable Reference reference) {
    List<Row> runs = runs(tables, before);
    List<Check> checks = new ArrayList<>();
    if (runs.isEmpty()) {
      return checks;
    }
    String version = Runs.MODEL_VERSION.name();
    String key = Scores.ORDER_LINE_KEY.name();
    String direction = Scores.DIRECTION.name();
    String order = Scores.ORDER_KEY.name();
    String late = Scores.LATE_PROBABILITY.name();
    Dataset<Row> chosen =
        tables
            .spark()
            .createDataFrame(
                runs,
                new StructType()
                    .add(Runs.RUN_ID.name(), DataTypes.StringType, false)
                    .add(version, DataTypes.StringType, false)
                    .add(Runs.AS_OF.name(), DataTypes.TimestampType, false));
    Dataset<Row> looks =
        tables
            .read(Scores.TABLE)
            .filter(
                col(Scores.RUN_ID.name())
                    .isin(runs.stream().map(run -> run.getString(0)).toArray())
                    .and(col(late).isNotNull()))
            .select(Scores.RUN_ID.name(), key, direction, order, late)
            .join(org.apache.spark.sql.functions.broadcast(chosen), Runs.RUN_ID.name())
            .groupBy(col(version), col(key))
            .agg(
                min_by(
                        struct(col(direction), col(order), col(late), col(Runs.AS_OF.name())),
                        struct(col(Runs.AS_OF.name()), col(Runs.RUN_ID.name())))
                    .as(LOOK))
            .select(
                col(version),
                col(key),
                col(LOOK + "." + direction),
                col(LOOK + "." + order),
                col(LOOK + "." + late),
                col(LOOK + "." + Runs.AS_OF.name()));
    Dataset<Row> outcomes =
        history
            .outcomes()
            .filter(
                col(StageOutcomes.STAGE.name())
                    .equalTo(ProcessDefinition.DELIVERY)
                    .and(col(StageOutcomes.LATE.name()).isNotNull())
                    .and(col(StageOutcomes.OUTCOME_KNOWN_AT.name()).leq(Timestamp.from(before)))
                    .and(col(StageOutcomes.DUE_ON.name()).lt(Date.valueOf(day))))
            .select(
                col(StageOutcomes.ORDER_LINE_KEY.name()),
                col(StageOutcomes.OUTCOME_KNOWN_AT.name()),
                when(col(StageOutcomes.LATE.name()), 1.0).otherwise(0.0).as(LATE));
    // Lines of one order share their fate: errors are summed by order before they are squared.
    Dataset<Row> orders =
        looks
            .join(outcomes, key)
            .filter(col(StageOutcomes.OUTCOME_KNOWN_AT.name()).gt(col(Runs.AS_OF.name())))
            .withColumn(ERROR, col(LATE).minus(col(late)))
            .groupBy(col(version), col(direction), col(order))
            .agg(
                count(lit(1)).cast(DataTypes.DoubleType).as(LINES),
                sum(col(late)).as(late),
                sum(col(LATE)).as(LATE),
                sum(col(ERROR)).as(ERROR),
                sum(col(ERROR).multiply(col(ERROR))).as("squares"));
    for (Row row :
        orders
            .groupBy(col(direction), col(version))
            .agg(
                sum(col(LINES)),
                sum(col(late)),
                sum(col(LATE)),
                sum(col("squares")),
                sum(col(ERROR).multiply(col(ERROR))),
                sum(col(ERROR).multiply(col(LINES))),
                sum(col(LINES).multiply(col(LINES))))
            .orderBy(col(direction), col(version))
            .collectAsList()) {
      Reference.Held held =
          reference == null || !row.getString(1).equals(champion)
              ? null
              : reference.find(row.getString(0)).map(Reference.Part::calibration).orElse(null);
      checks.add(
          check(
              row.getString(0),
              row.getString(1),
              new Sums(
                  row.getDouble(2),
                  row.getDouble(3),
                  row.getDouble(4),
                  row.getDouble(5),
                  row.getDouble(6),
                  row.getDouble(7),
                  row.getDouble(8)),
              held));
    }
    return checks;
  }

  /**
   * Sums over judged lines, the last three over orders.
   *
   * @param brier squared errors of lines
   * @param errorSquares squares of each order's summed error
   * @param errorLines each order's summed error times its lines
   * @param lineSquares squares of each order's lines
   */
  record Sums(
      double lines,
      double probability,
      double late,
      double brier,
      double errorSquares,
      double errorLines,
      double lineSquares) {}

  static Check check(String direction, String version, Sums sums, Reference.@Nullable Held held) {
    double gap = (sums.late() - sums.probability()) / sums.lines();
    double variance =
        (sums.errorSquares() - 2 * gap * sums.errorLines() + gap * gap * sums.lineSquares())
            / (sums.lines() * sums.lines());
    double half = NORMAL_99 * StrictMath.sqrt(Math.max(0, variance));
    boolean few = sums.lines() < LEAST;
    boolean off = Math.abs(gap) >= FAR && Math.abs(gap) > half;
    return Check.of(direction, DriftChecks.CALIBRATION, version)
        .with(DriftChecks.DISTANCE, gap)
        .with(DriftChecks.DISTANCE_LOW, gap - half)
        .with(DriftChecks.DISTANCE_HIGH, gap + half)
        .with(DriftChecks.ROWS_REFERENCE, held == null ? 0L : held.lines())
        .with(DriftChecks.ROWS_COMPARED, Math.round(sums.lines()))
        .with(DriftChecks.MEAN_REFERENCE, sums.probability() / sums.lines())
        .with(DriftChecks.MEAN, sums.late() / sums.lines())
        .with(DriftChecks.BRIER_REFERENCE, held == null ? null : held.brier())
        .with(DriftChecks.BRIER, sums.brier() / sums.lines())
        .with(
            DriftChecks.VERDICT,
            few ? DriftChecks.TOO_FEW : off ? DriftChecks.DRIFTED : DriftChecks.STEADY);
  }

  /** Id, model version and instant of the runs in the window, those of one model a week apart. */
  private static List<Row> runs(StepTables tables, Instant before) {
    List<Row> runs = new ArrayList<>();
    if (!tables.exists(Runs.TABLE) || !tables.exists(Scores.TABLE)) {
      return runs;
    }
    Map<String, Instant> last = new HashMap<>();
    for (Row run :
        tables
            .read(Runs.TABLE)
            .filter(
                col(Runs.AS_OF.name())
                    .lt(Timestamp.from(before))
                    .and(col(Runs.AS_OF.name()).geq(Timestamp.from(before.minus(WINDOW)))))
            .select(Runs.RUN_ID.name(), Runs.MODEL_VERSION.name(), Runs.AS_OF.name())
            .orderBy(Runs.AS_OF.name(), Runs.RUN_ID.name())
            .collectAsList()) {
      Instant at = run.getTimestamp(2).toInstant();
      Instant earlier = last.get(run.getString(1));
      if (earlier == null || !at.isBefore(earlier.plus(APART))) {
        last.put(run.getString(1), at);
        runs.add(RowFactory.create(run.getString(0), run.getString(1), run.getTimestamp(2)));
      }
    }
    return runs;
  }
}
