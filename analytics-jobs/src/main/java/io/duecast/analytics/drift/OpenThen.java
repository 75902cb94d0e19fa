package io.duecast.analytics.drift;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.duecast.analytics.history.History;
import io.duecast.analytics.history.Knowledge;
import io.duecast.analytics.order.PlacedOrder;
import io.duecast.contract.history.StageOutcomes;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.features.OrderFacts;
import io.duecast.features.PartnerHistory;
import io.duecast.features.StageOutcome;
import java.io.Serializable;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * Lines as a scoring run saw them on the day of training, and as runs would have seen them in the
 * months before. Training looks at lines on other days: those looks are older than a run's, and a
 * reference made of them would call the difference drift.
 */
public record OpenThen(List<Look> looks) {

  /** Lines of a direction that make the reference. */
  private static final int SAMPLED = 3_000;

  /** Lines of a direction on each of the earlier days. */
  private static final int SAMPLED_BEFORE = 1_000;

  /** Earlier days, counted back from training: what moved between them moves by itself. */
  private static final int[] DAYS_BEFORE = {0, 28, 56, 84};

  /**
   * One line open at one instant.
   *
   * @param before 0 on the day of training, 1 and more for the days before
   * @param facts as JSON
   */
  record Look(int before, String facts) implements Serializable {
    OrderFacts orderFacts() {
      return OrderFacts.fromJson(facts);
    }
  }

  /** Nothing: a model without reference. */
  public static OpenThen nothing() {
    return new OpenThen(List.of());
  }

  /** Collects a sample of the lines that were open at {@code asOf} and before. */
  public static OpenThen collect(Knowledge knowledge, History history, Instant asOf) {
    HashMap<String, Long> open = open(history, asOf);
    return new OpenThen(
        knowledge
            .apply((orders, known) -> Knowledge.each(orders, new Looks(known, open, asOf)::of))
            .collect());
  }

  /** Lines open at {@code asOf} by direction. */
  private static HashMap<String, Long> open(History history, Instant asOf) {
    Timestamp at = Timestamp.from(asOf);
    HashMap<String, Long> open = new HashMap<>();
    for (Row row :
        history
            .outcomes()
            .filter(
                col(StageOutcomes.STAGE.name())
                    .equalTo(ProcessDefinition.DELIVERY)
                    .and(col(StageOutcomes.ENTERED_KNOWN_AT.name()).leq(at))
                    .and(
                        col(StageOutcomes.EXIT_KNOWN_AT.name())
                            .isNull()
                            .or(col(StageOutcomes.EXIT_KNOWN_AT.name()).gt(at))))
            .groupBy(col(StageOutcomes.DIRECTION.name()))
            .agg(count(lit(1)))
            .collectAsList()) {
      open.put(row.getString(0), row.getLong(1));
    }
    return open;
  }

  /** The looks of one partition. */
  private record Looks(PartnerHistory history, Map<String, Long> open, Instant asOf) {

    private List<Look> of(PlacedOrder placed) {
      List<Look> looks = new ArrayList<>();
      Long all = open.get(placed.order().direction());
      double share = OpenLine.share(placed.order().orderLineKey());
      for (int i = 0; i < DAYS_BEFORE.length && all != null; i++) {
        Instant at = asOf.minus(Duration.ofDays(DAYS_BEFORE[i]));
        boolean drawn = share * all < (i == 0 ? SAMPLED : SAMPLED_BEFORE);
        if (drawn && !placed.order().createdKnownAt().isAfter(at)) {
          OrderFacts facts = placed.factsAt(at, history);
          if (facts.exit().equals(StageOutcome.OPEN)) {
            looks.add(new Look(i, facts.toJson()));
          }
        }
      }
      return looks;
    }
  }
}
