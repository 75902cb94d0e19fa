package io.duecast.service.orders;

import io.duecast.contract.Text;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One open order line with its stages and reasons.
 *
 * @param facts JSON the score was computed from, for the receipt
 */
public record OrderDetail(
    CurrentRun run, OpenOrder order, List<Stage> stages, List<Reason> reasons, String facts) {

  /** A stage: planned, actual, predicted. Columns mean what {@code score_stages} says. */
  public record Stage(
      String stage,
      int order,
      Text name,
      String ownerRole,
      String state,
      @Nullable LocalDate plannedOn,
      @Nullable LocalDate actualOn,
      @Nullable LocalDate predictedOn,
      @Nullable Double lateProbability,
      @Nullable Double expectedDaysLate) {}

  /** A reason, the strongest first. */
  public record Reason(
      int rank, String cause, String effect, double contribution, String factZh, String factEn) {

    public String fact(Text.Language language) {
      return language == Text.Language.ZH ? factZh : factEn;
    }

    public boolean raises() {
      return effect.equals("raises");
    }
  }
}
