package io.duecast.service.http;

import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.features.bundle.LineScore;
import io.duecast.features.bundle.Reason;
import io.duecast.features.bundle.StageScore;
import io.duecast.service.lake.LakeReader;
import io.duecast.service.lake.LakeSnapshot;
import io.duecast.service.model.InlineOrder;
import io.duecast.service.model.Scoring;
import io.duecast.service.orders.CurrentRun;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer of {@code POST /v1/scores}, in the order of the request.
 *
 * @param runId run whose lines and partner history were used
 * @param tableVersions Delta versions that were read
 */
record ScoreAnswer(@Nullable String runId, Map<String, Long> tableVersions, List<Row> results) {

  private static final Logger LOG = LoggerFactory.getLogger(ScoreAnswer.class);

  /**
   * One row.
   *
   * @param status scored or failed
   */
  record Row(
      int index,
      String status,
      @Nullable String orderLineKey,
      @Nullable Score score,
      Problems.@Nullable Problem problem) {}

  /** A score; fields mean what the columns of {@code scores} say. */
  record Score(
      String modelVersion,
      Instant asOf,
      LocalDate day,
      String state,
      @Nullable LocalDate dueOn,
      @Nullable String dueBasis,
      @Nullable String currentStage,
      @Nullable String ownerRole,
      @Nullable LocalDate stageDueOn,
      @Nullable Double stageLateProbability,
      @Nullable Double lateProbability,
      @Nullable LocalDate deliveryP10,
      @Nullable LocalDate deliveryP50,
      @Nullable LocalDate deliveryP80,
      @Nullable LocalDate deliveryP90,
      @Nullable Double expectedDaysLate,
      @Nullable Double expectedRemainingDays,
      String level,
      long support,
      String action,
      List<StageScore> stages,
      List<ScoreReason> reasons) {}

  /** A reason, the strongest first. */
  record ScoreReason(
      String cause, String effect, double contribution, String factZh, String factEn) {}

  static ScoreAnswer of(
      LakeReader lake, Scoring scoring, ScoreRequest request, Text.Language language) {
    return lake.with(
        snapshot -> {
          List<String> known = new ArrayList<>();
          List<InlineOrder> orders = new ArrayList<>();
          for (ScoreRequest.Row row : request.rows()) {
            if (row.order() != null) {
              orders.add(row.order());
            } else if (row.refusal() == null && row.orderLineKey() != null) {
              known.add(row.orderLineKey());
            }
          }
          Map<String, String> facts = scoring.facts(snapshot, known);
          scoring.prepare(snapshot, orders);
          List<Row> rows = new ArrayList<>();
          for (ScoreRequest.Row row : request.rows()) {
            rows.add(row(snapshot, scoring, facts, row, rows.size(), request.batch(), language));
          }
          Optional<CurrentRun> run = CurrentRun.find(snapshot);
          return new ScoreAnswer(
              run.map(CurrentRun::runId).orElse(null), snapshot.versions(), rows);
        });
  }

  private static Row row(
      LakeSnapshot snapshot,
      Scoring scoring,
      Map<String, String> facts,
      ScoreRequest.Row row,
      int index,
      boolean batch,
      Text.Language language) {
    String key = row.orderLineKey();
    try {
      return new Row(index, "scored", key, of(score(snapshot, scoring, facts, row)), null);
    } catch (Fault e) {
      if (!batch) {
        throw e;
      }
      return new Row(index, "failed", key, null, Problems.of(e, language));
    } catch (RuntimeException e) {
      if (!batch) {
        throw e;
      }
      LOG.error("Row {} of a batch failed", index, e);
      return new Row(index, "failed", key, null, Problems.of(Problems.internal(), language));
    }
  }

  private static LineScore score(
      LakeSnapshot snapshot, Scoring scoring, Map<String, String> facts, ScoreRequest.Row row) {
    if (row.refusal() != null) {
      throw row.refusal();
    }
    return row.order() == null
        ? scoring.known(snapshot, String.valueOf(row.orderLineKey()), facts)
        : scoring.inline(snapshot, row.order());
  }

  private static Score of(LineScore score) {
    return new Score(
        score.modelVersion(),
        score.asOf(),
        score.day(),
        score.state(),
        score.dueOn(),
        score.dueBasis(),
        score.currentStage(),
        score.ownerRole(),
        score.stageDueOn(),
        score.stageLateProbability(),
        score.lateProbability(),
        score.deliveryP10(),
        score.deliveryP50(),
        score.deliveryP80(),
        score.deliveryP90(),
        score.expectedDaysLate(),
        score.expectedRemainingDays(),
        score.level(),
        score.support(),
        score.action().code(),
        score.stages(),
        score.reasons().stream().map(ScoreAnswer::of).toList());
  }

  private static ScoreReason of(Reason reason) {
    return new ScoreReason(
        reason.cause().code(),
        reason.effect(),
        reason.contribution(),
        reason.fact().zh(),
        reason.fact().en());
  }
}
