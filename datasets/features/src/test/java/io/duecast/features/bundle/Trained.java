package io.duecast.features.bundle;

import static io.duecast.features.Company.PLACES;
import static io.duecast.features.Company.PROCESS;
import static io.duecast.features.Company.START;
import static io.duecast.features.Company.ZONE;
import static io.duecast.features.Company.end;

import io.duecast.contract.order.OrderRecord;
import io.duecast.features.BaselineHazards;
import io.duecast.features.Calibration;
import io.duecast.features.Company;
import io.duecast.features.LedgerBuilder;
import io.duecast.features.Norms;
import io.duecast.features.OrderFacts;
import io.duecast.features.OrderFeatures;
import io.duecast.features.PartnerHistory;
import io.duecast.features.PeriodGrid;
import io.duecast.features.StageFacts;
import io.duecast.features.StageOutcome;
import io.duecast.features.StageTimeline;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;

/** Models of the made-up company, trained from snapshots every tenth day. */
public final class Trained {

  public static final Instant CUTOFF = end(START.plusDays(450));

  private final List<OrderRecord> orders;
  private final PartnerHistory history;
  final List<float[]> rows = new ArrayList<>();
  final List<Boolean> completed = new ArrayList<>();
  private final BaselineHazards.Builder baseline = new BaselineHazards.Builder();

  Trained(int lines) {
    orders = Company.orders(lines, 21);
    history = PartnerHistory.of(LedgerBuilder.ledger(outcomes(CUTOFF), ZONE));
  }

  private List<StageOutcome> outcomes(Instant asOf) {
    return orders.stream()
        .flatMap(
            order -> StageTimeline.outcomes(order, PROCESS, PLACES, Norms.none(), asOf).stream())
        .toList();
  }

  /** Facts of every line open at {@code asOf}. */
  public List<OrderFacts> open(Instant asOf) {
    return orders.stream()
        .filter(order -> !order.createdKnownAt().isAfter(asOf))
        .map(order -> OrderFacts.of(order, PROCESS, PLACES, history, asOf))
        .filter(facts -> facts.exit().equals(StageOutcome.OPEN))
        .toList();
  }

  /** A bundle with models for delivery and confirmation and a rate for the rest. */
  public static ModelBundle bundle(int lines, int trees) {
    Trained trained = new Trained(lines);
    return ModelBundle.inMemory(trained.draft(), trained.models(trees));
  }

  /** Facts of the lines of that company that are open at the cut-off. */
  public static List<OrderFacts> facts(int lines) {
    return new Trained(lines).open(CUTOFF);
  }

  Map<String, XGBoostModel<Label>> models() {
    return models(30);
  }

  private Map<String, XGBoostModel<Label>> models(int trees) {
    return models(trees, List.of("delivery", "confirmed"));
  }

  Map<String, XGBoostModel<Label>> models(int trees, List<String> stages) {
    Map<String, XGBoostModel<Label>> models = new HashMap<>();
    for (String stage : stages) {
      rows.clear();
      completed.clear();
      collect(stage);
      boolean[] labels = new boolean[rows.size()];
      float[] weights = new float[rows.size()];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = completed.get(i);
        weights[i] = 1;
      }
      models.put(
          TargetCard.fileOf("purchase", stage),
          TribuoHazards.train(
              stage,
              OrderFeatures.names(),
              rows.toArray(float[][]::new),
              labels,
              weights,
              TribuoHazards.Settings.defaults(1).withTrees(trees)));
    }
    return models;
  }

  Manifest draft() {
    return draft(
        card("delivery", TargetCard.Level.POOLED),
        card("confirmed", TargetCard.Level.POOLED),
        card("approved", TargetCard.Level.RATE));
  }

  Manifest draft(TargetCard... cards) {
    return Manifest.draft(
        CUTOFF,
        CUTOFF,
        1,
        Map.of("training", "2024-01-01/2025-03-25"),
        Map.of("order_lines", "3"),
        List.of(cards),
        Map.of("delivery.auc", 0.9),
        "passed");
  }

  TargetCard card(String stage, TargetCard.Level level) {
    return new TargetCard(
        "purchase",
        stage,
        level,
        1000,
        rows.size(),
        level == TargetCard.Level.POOLED ? TargetCard.fileOf("purchase", stage) : null,
        Calibration.identity(),
        1,
        baseline.build(),
        Map.of("auc", 0.9),
        "It beat the rate on the last two windows.");
  }

  private void collect(String stage) {
    for (int day = 60; day < 450; day += 10) {
      LocalDate at = START.plusDays(day);
      Instant asOf = at.atStartOfDay(ZONE).toInstant();
      for (OrderRecord order : orders) {
        if (order.createdKnownAt().isAfter(asOf) || order.orderDate().isBefore(at.minusDays(90))) {
          continue;
        }
        OrderFacts facts = OrderFacts.of(order, PROCESS, PLACES, history, asOf);
        StageFacts target = facts.find(stage).orElseThrow();
        if (!facts.exit().equals(StageOutcome.OPEN) || !target.state().equals("current")) {
          continue;
        }
        StageOutcome outcome =
            StageTimeline.outcomes(order, PROCESS, PLACES, Norms.none(), CUTOFF).stream()
                .filter(one -> one.stage().equals(stage))
                .findFirst()
                .orElseThrow();
        for (PeriodGrid.Observed one :
            PeriodGrid.observed(at, PeriodGrid.ahead(facts, target), outcome, CUTOFF, ZONE)) {
          rows.add(OrderFeatures.vector(facts, target, one.period()));
          completed.add(one.completed());
          baseline.add(facts, target, one.period(), one.completed(), 1);
        }
      }
    }
  }
}
