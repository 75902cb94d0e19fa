package io.duecast.analytics.drift;

import static org.apache.spark.sql.functions.col;

import io.duecast.analytics.history.History;
import io.duecast.analytics.order.StepTables;
import io.duecast.contract.Text;
import io.duecast.contract.score.DriftChecks;
import io.duecast.contract.score.Runs;
import io.duecast.delta.DeltaTables;
import io.duecast.features.bundle.ModelBundle;
import io.duecast.features.bundle.Reference;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares a scoring run with its model's reference and past runs with their outcomes. */
public final class DriftStep {

  private DriftStep() {}

  /**
   * A run to compare.
   *
   * @param bundle folder of the model that scored it
   * @param day of {@code asOf} where the planners are
   */
  public record Compared(
      String runId, Instant asOf, LocalDate day, String modelVersion, Path bundle) {}

  /**
   * Compares and appends the rows of {@code run}.
   *
   * @return the findings by direction; none when the model has no reference
   */
  public static List<Drift> run(StepTables tables, History history, Compared run, OpenLines lines) {
    Reference reference = ModelBundle.reference(run.bundle()).orElse(null);
    List<Check> calibration =
        MaturedLooks.of(tables, history, run.asOf(), run.day(), run.modelVersion(), reference);
    List<Check> checks = checks(reference, lines.byDirection(), calibration, run.modelVersion());
    if (!checks.isEmpty()) {
      checks.forEach(check -> check.with(DriftChecks.RUN_ID, run.runId()));
      tables.append(
          DriftChecks.TABLE,
          tables
              .spark()
              .createDataFrame(
                  checks.stream().map(Check::row).toList(), DeltaTables.schema(DriftChecks.TABLE)));
    }
    return drift(checks);
  }

  /** All rows of a run, each direction closed by its verdict. */
  static List<Check> checks(
      @Nullable Reference reference,
      Map<String, List<OpenLine>> lines,
      List<Check> calibration,
      String champion) {
    List<Check> checks = new ArrayList<>();
    if (reference == null) {
      return checks;
    }
    for (Reference.Part part : reference.parts()) {
      List<Check> own =
          new ArrayList<>(Comparison.of(part, lines.getOrDefault(part.direction(), List.of())));
      calibration.stream()
          .filter(check -> check.is(DriftChecks.DIRECTION, part.direction()))
          .forEach(own::add);
      own.add(Verdict.of(part.direction(), own, champion));
      checks.addAll(own);
    }
    return checks;
  }

  /** What the comparison of one run found, direction by direction; empty where none was made. */
  public static List<Drift> of(StepTables tables, String runId) {
    if (!tables.exists(DriftChecks.TABLE)) {
      return List.of();
    }
    return drift(
        tables
            .read(DriftChecks.TABLE)
            .filter(col(DriftChecks.RUN_ID.name()).equalTo(runId))
            .collectAsList()
            .stream()
            .map(Check::of)
            .toList());
  }

  private static List<Drift> drift(List<Check> checks) {
    Map<String, List<Check>> byDirection = new TreeMap<>();
    for (Check check : checks) {
      byDirection
          .computeIfAbsent(check.word(DriftChecks.DIRECTION), key -> new ArrayList<>())
          .add(check);
    }
    return byDirection.values().stream().map(Drift::of).toList();
  }

  /**
   * A run whose comparison is in the lake.
   *
   * @param asOf as ISO text
   */
  public record Last(String runId, String asOf, String modelVersion, List<Drift> drift) {

    /** Why the comparison proposes to train again; empty when it does not. */
    public Optional<Text> proposal() {
      return drift.stream().filter(Drift::retrain).findFirst().map(Drift::sentence);
    }
  }

  /** The last run up to {@code until} that scored; empty before the first. */
  public static Optional<Last> last(StepTables tables, Instant until) {
    if (!tables.exists(Runs.TABLE)) {
      return Optional.empty();
    }
    return tables
        .read(Runs.TABLE)
        .filter(col(Runs.AS_OF.name()).leq(Timestamp.from(until)))
        .orderBy(col(Runs.AS_OF.name()).desc(), col(Runs.FINISHED_AT.name()).desc())
        .select(Runs.RUN_ID.name(), Runs.AS_OF.name(), Runs.MODEL_VERSION.name())
        .limit(1)
        .collectAsList()
        .stream()
        .findFirst()
        .map(
            run ->
                new Last(
                    run.getString(0),
                    run.getTimestamp(1).toInstant().toString(),
                    run.getString(2),
                    of(tables, run.getString(0))));
  }
}
