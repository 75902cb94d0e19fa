package io.duecast.service.model;

import io.duecast.contract.Text;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.score.DriftChecks;
import io.duecast.contract.score.Runs;
import io.duecast.service.lake.LakeRow;
import io.duecast.service.lake.LakeSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the orders of one direction, in the last run of a model, differ from those it was trained on.
 *
 * @param verdict steady, drifted, retrain or too_few
 * @param driftedFeatures names, the farthest first
 */
public record DriftFinding(
    String runId,
    String direction,
    String verdict,
    List<String> driftedFeatures,
    String sentenceZh,
    String sentenceEn) {

  /** Findings by model version; versions whose drift was not compared are left out. */
  static Map<String, List<DriftFinding>> byModel(LakeSnapshot snapshot) {
    Map<String, List<DriftFinding>> findings = new HashMap<>();
    snapshot.each(
        "SELECT * FROM service.drift ORDER BY direction",
        row ->
            findings
                .computeIfAbsent(row.word(Runs.MODEL_VERSION), version -> new ArrayList<>())
                .add(read(row)));
    return findings;
  }

  /** What to say above the list of a run: a sentence per direction that drifted. */
  public static List<Text> warnings(LakeSnapshot snapshot, String runId) {
    return snapshot
        .list(
            "SELECT * FROM service.drift WHERE run_id = ? ORDER BY direction",
            DriftFinding::read,
            runId)
        .stream()
        .filter(
            one ->
                one.verdict.equals(DriftChecks.DRIFTED) || one.verdict.equals(DriftChecks.RETRAIN))
        .map(one -> Text.of(one.sentenceZh, one.sentenceEn))
        .toList();
  }

  private static DriftFinding read(LakeRow row) {
    String features = row.word("drifted_features");
    return new DriftFinding(
        row.word(DriftChecks.RUN_ID),
        row.word(OrderHeaders.DIRECTION),
        row.word(DriftChecks.VERDICT),
        features.isEmpty() ? List.of() : List.of(features.split(",", -1)),
        row.word(DriftChecks.SENTENCE_ZH),
        row.word(DriftChecks.SENTENCE_EN));
  }
}
