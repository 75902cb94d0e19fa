package io.duecast.service.suppliers;

import io.duecast.contract.Text;
import io.duecast.service.orders.CurrentRun;
import io.duecast.service.quality.SourceWarning;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A partner's risk report.
 *
 * @param warnings sources of its lines with too many wrong rows
 * @param windowFrom first due day that counts; the last is the day before the run's business day
 */
public record SupplierReport(
    CurrentRun run,
    String partnerKey,
    @Nullable String partnerName,
    @Nullable String direction,
    LocalDate windowFrom,
    OnTime first,
    OnTime current,
    LeadTime leadTime,
    List<StageShare> stages,
    List<Month> trend,
    List<Exposure> exposure,
    Support support,
    List<SourceWarning> warnings) {

  /**
   * Days from order to promise and to delivery, over deliveries completed in the window.
   *
   * @param deliveries completed deliveries; 0 leaves the others null
   */
  public record LeadTime(
      long deliveries,
      @Nullable Double quotedMedian,
      @Nullable Double quotedP80,
      @Nullable Double achievedMedian,
      @Nullable Double achievedP80) {}

  /**
   * Days that lines spent in a stage.
   *
   * @param side ours or theirs
   * @param meanDays calendar days, over completions in the window
   * @param lateRate share of known outcomes that missed the stage's due day; null without any
   */
  public record StageShare(
      String stage,
      Text name,
      String ownerRole,
      String side,
      long completions,
      double meanDays,
      @Nullable Double lateRate) {}

  /** One month of due days. */
  public record Month(YearMonth month, OnTime first, OnTime current) {}

  /**
   * How much history stands behind the report.
   *
   * @param outcomes deliveries with a known outcome, ever
   * @param enough whether rates rest on the partner itself; below that, they lean on its group
   */
  public record Support(
      long outcomes,
      long linesEver,
      @Nullable LocalDate firstOrder,
      @Nullable LocalDate lastOrder,
      boolean enough) {}
}
