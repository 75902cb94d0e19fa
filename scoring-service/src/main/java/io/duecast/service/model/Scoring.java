package io.duecast.service.model;

import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.lake.Lake;
import io.duecast.contract.table.Zone;
import io.duecast.features.OrderFacts;
import io.duecast.features.bundle.Aliases;
import io.duecast.features.bundle.LineScore;
import io.duecast.features.bundle.ModelBundle;
import io.duecast.features.bundle.Scorer;
import io.duecast.service.fault.ServiceFaults;
import io.duecast.service.lake.LakeSnapshot;
import io.duecast.service.orders.CurrentRun;
import io.duecast.service.orders.OpenOrders;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Scores single orders. A line of the current run is computed again from the facts stored with its
 * score and by the model that scored it, so it gives the same bits; an order sent along is scored
 * by the champion. Safe for use by many threads.
 */
public final class Scoring {

  /** Bundles kept open: the run's, the champion, and one more while they change. */
  private static final int KEPT = 3;

  private final Lake lake;
  private final Map<String, Scorer> scorers =
      new LinkedHashMap<>(8, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Scorer> eldest) {
          return size() > KEPT;
        }
      };

  public Scoring(Lake lake) {
    this.lake = lake;
  }

  /** Facts of lines of the current run, read at once for a whole request. */
  public Map<String, String> facts(LakeSnapshot snapshot, Collection<String> orderLineKeys) {
    return orderLineKeys.isEmpty() || CurrentRun.find(snapshot).isEmpty()
        ? Map.of()
        : OpenOrders.facts(snapshot, CurrentRun.of(snapshot), orderLineKeys);
  }

  /**
   * The score of a line of the current run.
   *
   * @param facts as {@link #facts} gave them
   * @throws Fault NOT_FOUND for a line that the run does not hold; MODEL_MISSING or MODEL_REFUSED
   *     when its bundle is gone or was changed
   */
  public LineScore known(LakeSnapshot snapshot, String orderLineKey, Map<String, String> facts) {
    CurrentRun run = CurrentRun.of(snapshot);
    String stored = facts.get(orderLineKey);
    if (stored == null) {
      throw ServiceFaults.noOpenOrder(orderLineKey, run.runId());
    }
    return scorer(run.modelVersion()).score(OrderFacts.fromJson(stored));
  }

  /**
   * The score of an order that the lake may not hold.
   *
   * @throws Fault MODEL_MISSING or MODEL_REFUSED without a usable champion
   */
  public LineScore inline(LakeSnapshot snapshot, InlineOrder order) {
    Scorer champion = scorer(championVersion());
    return champion.score(InlineFacts.of(snapshot, order));
  }

  /** Reads at once what scoring many orders sent along will ask the lake for. */
  public void prepare(LakeSnapshot snapshot, Collection<InlineOrder> orders) {
    InlineFacts.prepare(snapshot, orders);
  }

  /** Version of the model that scores orders sent along. */
  public String championVersion() {
    return Aliases.champion(Path.of(lake.zone(Zone.MODELS)));
  }

  /** Why orders sent along cannot be scored; empty when they can. */
  public Optional<Text> refusal() {
    try {
      scorer(championVersion());
      return Optional.empty();
    } catch (Fault e) {
      return Optional.of(e.text());
    }
  }

  private Scorer scorer(String version) {
    synchronized (scorers) {
      Scorer open = scorers.get(version);
      if (open == null) {
        open = Scorer.of(ModelBundle.open(Path.of(lake.bundle(version))));
        scorers.put(version, open);
      }
      return open;
    }
  }
}
