package io.duecast.service.orders;

import io.duecast.contract.Text;
import io.duecast.contract.process.ProcessStages;
import io.duecast.service.lake.LakeSnapshot;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names of stages as the process definitions give them; a code without definition names itself.
 * Purchase and sales orders give one code different names.
 *
 * @param names by direction, then by stage
 */
public record StageNames(Map<String, Map<String, Text>> names) {

  public static StageNames of(LakeSnapshot lake) {
    return lake.remember("stage-names", StageNames::read);
  }

  /**
   * The name of a stage.
   *
   * @param direction of the orders; null for all, which gives each of the names
   */
  public Text name(@Nullable String direction, String stage) {
    Set<Text> found = new LinkedHashSet<>();
    names.forEach(
        (one, stages) -> {
          Text name = stages.get(stage);
          if (name != null && (direction == null || direction.equals(one))) {
            found.add(name);
          }
        });
    return found.isEmpty()
        ? Text.same(stage)
        : Text.of(
            found.stream().map(Text::zh).collect(Collectors.joining(" / ")),
            found.stream().map(Text::en).collect(Collectors.joining(" / ")));
  }

  private static StageNames read(LakeSnapshot lake) {
    Map<String, Map<String, Text>> names = new LinkedHashMap<>();
    lake.each(
        "SELECT direction, stage, name_zh, name_en FROM process_stages WHERE stage_order > 0 ORDER BY process, stage_order",
        row ->
            names
                .computeIfAbsent(
                    row.word(ProcessStages.DIRECTION), direction -> new LinkedHashMap<>())
                .putIfAbsent(
                    row.word(ProcessStages.STAGE),
                    Text.of(row.word(ProcessStages.NAME_ZH), row.word(ProcessStages.NAME_EN))));
    return new StageNames(names);
  }
}
