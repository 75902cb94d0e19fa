package io.duecast.service.orders;

import io.duecast.contract.Text;
import io.duecast.contract.process.ProcessStages;
import io.duecast.service.lake.LakeSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names of stages as the process definitions give them; a code without definition names itself. */
public record StageNames(Map<String, Text> names) {

  public static StageNames of(LakeSnapshot lake) {
    return lake.remember("stage-names", StageNames::read);
  }

  public Text name(String stage) {
    return names.getOrDefault(stage, Text.of(stage, stage));
  }

  private static StageNames read(LakeSnapshot lake) {
    Map<String, Text> names = new LinkedHashMap<>();
    lake.each(
        "SELECT stage, name_zh, name_en FROM process_stages ORDER BY process, stage_order",
        row ->
            names.putIfAbsent(
                row.word(ProcessStages.STAGE),
                Text.of(row.word(ProcessStages.NAME_ZH), row.word(ProcessStages.NAME_EN))));
    return new StageNames(names);
  }
}
