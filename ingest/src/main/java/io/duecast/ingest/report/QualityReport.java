package io.duecast.ingest.report;

import io.duecast.contract.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the report tells; as JSON its names are stable.
 *
 * @param rule how rates are told, in words
 * @param target largest rate that meets the target
 * @param meetsTarget whether every source of the load meets it
 * @param problems costliest first
 * @param notes cells that were corrected, and corrections that matched nothing
 * @param entryLag over all receipts of the lake
 */
public record QualityReport(
    LoadFacts load,
    Text rule,
    double target,
    boolean meetsTarget,
    List<SourceFigures> sources,
    Text costRule,
    List<Problem> problems,
    List<Example> notes,
    List<Lag> entryLag) {

  /** Which load is told. */
  public record LoadFacts(
      String loadId,
      String connector,
      String sourceSystem,
      String sourceInstance,
      String startedAt,
      long rowsIn,
      long rowsRejected,
      long cellsRejected) {}

  /**
   * A source of the load.
   *
   * @param usualRows median of earlier loads, null before the fourth
   * @param newestFact newest order or receipt, null for masters
   * @param rules what was broken, most rows first
   * @param trend this load and earlier ones, oldest first
   */
  public record SourceFigures(
      String source,
      long rowsIn,
      long wrong,
      double rate,
      boolean meetsTarget,
      @Nullable Long usualRows,
      @Nullable String newestFact,
      List<RuleFigures> rules,
      List<Trend> trend) {}

  /**
   * A rule that was broken in a source.
   *
   * @param wrong rows that break it; 0 for rules on a whole source
   */
  public record RuleFigures(
      String rule, Text check, String severity, long wrong, double rate, Text hint, Text mender) {}

  /** A source in one load. */
  public record Trend(String loadId, String extractedAt, long rowsIn, long wrong, double rate) {}

  /**
   * What is wrong in one column.
   *
   * @param rows rows concerned
   * @param cost rows times the weight of the severity
   */
  public record Problem(
      String source,
      String rule,
      @Nullable String column,
      String severity,
      long rows,
      long cost,
      Text hint,
      Text mender,
      List<Example> examples) {}

  /**
   * Where it is seen.
   *
   * @param key of the order line or receipt that the row became, where it did
   */
  public record Example(
      String rule,
      String file,
      long row,
      @Nullable String column,
      @Nullable String value,
      @Nullable String key) {}

  /**
   * Days from the business date of receipts to their entry.
   *
   * @param of {@code warehouse} or {@code person}
   */
  public record Lag(String of, String name, long receipts, double medianDays, double p90Days) {}
}
