package io.duecast.analytics.history;

import io.duecast.analytics.order.PlacedOrder;
import io.duecast.analytics.order.Places;
import io.duecast.analytics.order.StepTables;
import io.duecast.contract.order.OrderRecord;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.contract.process.StageDefinition;
import io.duecast.features.Norms;
import io.duecast.features.StageTimeline;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well a process fits the lines that follow it, by the same reading of a line as everything
 * else.
 */
public final class ProcessFit {

  private final ProcessDefinition process;
  private final Counts counts;

  private ProcessFit(ProcessDefinition process, Counts counts) {
    this.process = process;
    this.counts = counts;
  }

  /** Looks at every effective line of the lake, as known at {@code asOf}, by process. */
  public static List<ProcessFit> of(StepTables tables, Places places, Instant asOf) {
    TreeMap<String, Counts> all = new TreeMap<>();
    History.eachPartition(tables, places, asOf, (lines, norms) -> counts(lines, norms, asOf))
        .collect()
        .forEach(part -> all.merge(part.process, part, Counts::with));
    return all.values().stream()
        .map(one -> new ProcessFit(places.process(one.process, one.direction), one))
        .toList();
  }

  /** Looks at lines of one process. */
  static ProcessFit of(
      ProcessDefinition process, List<PlacedOrder> lines, Norms norms, Instant asOf) {
    Counts counts = new Counts(process);
    lines.forEach(placed -> counts.add(placed, norms, asOf));
    return new ProcessFit(process, counts);
  }

  private static Iterator<Counts> counts(Iterator<PlacedOrder> lines, Norms norms, Instant asOf) {
    TreeMap<String, Counts> counts = new TreeMap<>();
    lines.forEachRemaining(
        placed ->
            counts
                .computeIfAbsent(placed.process().name(), name -> new Counts(placed.process()))
                .add(placed, norms, asOf));
    return counts.values().iterator();
  }

  public ProcessDefinition process() {
    return process;
  }

  /** Lines that follow the process. */
  public long lines() {
    return counts.lines;
  }

  public StageFit fit(StageDefinition stage) {
    return counts.fit(stage.stage());
  }

  /** Lines by the stage code of events that no stage of the process stands for. */
  public Map<String, Long> unknown() {
    return counts.unknown;
  }

  /** What travels from tasks: figures by stage code. */
  private static final class Counts implements Serializable {
    private final String process;
    private final String direction;
    private final TreeMap<String, StageFit> stages = new TreeMap<>();
    private final TreeMap<String, Long> unknown = new TreeMap<>();
    private long lines;

    Counts(ProcessDefinition process) {
      this.process = process.name();
      this.direction = process.direction();
      process.stages().forEach(stage -> stages.put(stage.stage(), new StageFit()));
    }

    StageFit fit(String stage) {
      return java.util.Objects.requireNonNull(stages.get(stage), stage);
    }

    /** Counts a line in, once it is known. */
    void add(PlacedOrder placed, Norms norms, Instant asOf) {
      OrderRecord order = placed.order();
      if (order.createdKnownAt().isAfter(asOf)) {
        return;
      }
      lines++;
      StageTimeline line = StageTimeline.at(order, placed.process(), placed.places(), norms, asOf);
      LocalDate before = null;
      for (StageDefinition stage : placed.process().stages()) {
        StageTimeline.StageAt at = line.find(stage.stage()).orElseThrow();
        fit(stage.stage()).count(at, line, stage, placed, before);
        LocalDate on = at.actualOn();
        if (on != null && (before == null || on.isAfter(before))) {
          before = on;
        }
      }
      order.events().stream()
          .filter(event -> event.knownAt() != null && !event.knownAt().isAfter(asOf))
          .map(OrderRecord.Event::stage)
          .filter(stage -> !stages.containsKey(stage))
          .distinct()
          .forEach(stage -> unknown.merge(stage, 1L, Long::sum));
    }

    Counts with(Counts other) {
      lines += other.lines;
      other.stages.forEach((stage, fit) -> fit(stage).add(fit));
      other.unknown.forEach((stage, count) -> unknown.merge(stage, count, Long::sum));
      return this;
    }
  }
}
