package io.duecast.service.orders;

import io.duecast.contract.lake.Loads;
import io.duecast.contract.score.Runs;
import io.duecast.service.fault.ServiceFaults;
import io.duecast.service.lake.LakeRow;
import io.duecast.service.lake.LakeSnapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A scoring run.
 *
 * @param businessDay the planner's day
 * @param lines lines scored
 * @param capacity calls a day that the list is sized to
 * @param zone business zone of the last load
 */
public record CurrentRun(
    String runId,
    Instant asOf,
    LocalDate businessDay,
    String modelVersion,
    Instant startedAt,
    Instant finishedAt,
    long lines,
    int capacity,
    Map<String, String> tableVersions,
    String zone) {

  /** The run that lists and reports show; empty before the first one. */
  public static Optional<CurrentRun> find(LakeSnapshot lake) {
    return lake.remember(
        "current-run", own -> own.first("SELECT * FROM service.current_run", CurrentRun::read));
  }

  /**
   * The run that lists and reports show.
   *
   * @throws io.duecast.contract.fault.Fault before the first run
   */
  public static CurrentRun of(LakeSnapshot lake) {
    return find(lake).orElseThrow(() -> ServiceFaults.noRun(lake.lakeRoot()));
  }

  /** All runs, the last first. */
  public static List<CurrentRun> all(LakeSnapshot lake) {
    return lake.list(
        "SELECT r.*, c.zone FROM runs AS r, service.current_run AS c ORDER BY r.finished_at DESC",
        CurrentRun::read);
  }

  public ZoneId zoneId() {
    return ZoneId.of(zone);
  }

  private static CurrentRun read(LakeRow row) {
    return new CurrentRun(
        row.word(Runs.RUN_ID),
        row.instant(Runs.AS_OF),
        java.util.Objects.requireNonNull(row.date(Runs.BUSINESS_DAY)),
        row.word(Runs.MODEL_VERSION),
        row.instant(Runs.STARTED_AT),
        row.instant(Runs.FINISHED_AT),
        row.count(Runs.LINES),
        Math.toIntExact(row.count(Runs.CAPACITY)),
        row.map(Runs.TABLE_VERSIONS),
        row.word(Loads.ZONE));
  }
}
