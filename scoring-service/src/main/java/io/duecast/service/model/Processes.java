package io.duecast.service.model;

import io.duecast.contract.Text;
import io.duecast.contract.process.DueRule;
import io.duecast.contract.process.OwnerRole;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.contract.process.ProcessStages;
import io.duecast.contract.process.StageDefinition;
import io.duecast.service.fault.ServiceFaults;
import io.duecast.service.lake.LakeRow;
import io.duecast.service.lake.LakeSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The process definitions that the lake holds, read once for a snapshot. */
final class Processes {

  /** By direction, then by name. */
  private final Map<String, Map<String, ProcessDefinition>> definitions;

  private Processes(Map<String, Map<String, ProcessDefinition>> definitions) {
    this.definitions = definitions;
  }

  static Processes of(LakeSnapshot lake) {
    return lake.remember("processes", Processes::read);
  }

  /**
   * The definition that an order follows.
   *
   * @param name the direction's own definition when null
   * @throws io.duecast.contract.fault.Fault BAD_ARGUMENT for one that the lake does not hold
   */
  ProcessDefinition find(String direction, @Nullable String name) {
    Map<String, ProcessDefinition> named = definitions.getOrDefault(direction, Map.of());
    ProcessDefinition own = named.get(name == null ? direction : name);
    if (own == null && name == null && !named.isEmpty()) {
      own = named.values().iterator().next();
    }
    if (own == null) {
      throw ServiceFaults.wrongValue("process", name == null ? direction : name, named.keySet());
    }
    return own;
  }

  private static Processes read(LakeSnapshot lake) {
    Map<String, Map<String, List<StageDefinition>>> stages = new TreeMap<>();
    Map<String, DueRule> deliveries = new HashMap<>();
    lake.each(
        "SELECT * FROM process_stages ORDER BY stage_order",
        row -> {
          String direction = row.word(ProcessStages.DIRECTION);
          String process = row.word(ProcessStages.PROCESS);
          if (row.count(ProcessStages.STAGE_ORDER) == 0) {
            deliveries.put(process, due(row));
          } else {
            stages
                .computeIfAbsent(direction, key -> new TreeMap<>())
                .computeIfAbsent(process, key -> new ArrayList<>())
                .add(stage(row));
          }
        });
    Map<String, Map<String, ProcessDefinition>> definitions = new TreeMap<>();
    stages.forEach(
        (direction, processes) -> {
          Map<String, ProcessDefinition> named = new TreeMap<>();
          processes.forEach(
              (name, list) -> {
                DueRule whole = deliveries.get(name);
                named.put(
                    name,
                    whole == null
                        ? new ProcessDefinition(name, direction, list)
                        : new ProcessDefinition(name, direction, list, whole));
              });
          definitions.put(direction, named);
        });
    return new Processes(definitions);
  }

  private static StageDefinition stage(LakeRow row) {
    return new StageDefinition(
        row.word(ProcessStages.STAGE),
        Math.toIntExact(row.count(ProcessStages.STAGE_ORDER)),
        Text.of(row.word(ProcessStages.NAME_ZH), row.word(ProcessStages.NAME_EN)),
        OwnerRole.of(row.word(ProcessStages.OWNER_ROLE)),
        due(row),
        Boolean.TRUE.equals(row.flag(ProcessStages.IS_OPTIONAL.name())),
        Boolean.TRUE.equals(row.flag(ProcessStages.REPEATS.name())),
        Boolean.TRUE.equals(row.flag(ProcessStages.IS_DELIVERY.name())));
  }

  private static DueRule due(LakeRow row) {
    Double percentile = row.real(ProcessStages.NORM_PERCENTILE);
    return new DueRule(
        DueRule.Kind.valueOf(row.word(ProcessStages.DUE_KIND).toUpperCase(Locale.ROOT)),
        row.text(ProcessStages.DUE_FIELD),
        row.text(ProcessStages.DUE_AFTER_STAGE),
        whole(row.real(ProcessStages.DUE_WORKING_DAYS)),
        whole(row.real(ProcessStages.DUE_CALENDAR_DAYS)),
        percentile == null ? 0 : percentile,
        whole(row.real(ProcessStages.NORM_MINIMUM)));
  }

  private static int whole(@Nullable Double number) {
    return number == null ? 0 : number.intValue();
  }
}
