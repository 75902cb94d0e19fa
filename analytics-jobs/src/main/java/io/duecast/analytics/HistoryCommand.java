package io.duecast.analytics;

import io.duecast.command.ClusterOptions;
import io.duecast.command.CommonOptions;
import io.duecast.contract.Text;
import io.duecast.contract.flow.Step;
import io.duecast.contract.history.StageOutcomes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes what became of each stage and what was known when. */
@Command(name = "history", mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private ClusterOptions cluster;

  @Option(names = "--as-of", paramLabel = "DAY", descriptionKey = "option.as-of")
  private @Nullable String asOf;

  @Override
  public Integer call() {
    try (Session session = Session.open(common, cluster, asOf)) {
      session.writeHistory();
      List<Map<String, Object>> stages = new ArrayList<>();
      List<List<String>> rows = new ArrayList<>();
      for (Row row :
          session
              .tables(Step.HISTORY)
              .read(StageOutcomes.TABLE)
              .groupBy(
                  StageOutcomes.DIRECTION.name(),
                  StageOutcomes.STAGE_ORDER.name(),
                  StageOutcomes.STAGE.name())
              .agg(
                  org.apache.spark.sql.functions.count("*"),
                  org.apache.spark.sql.functions.expr("count(" + StageOutcomes.LATE.name() + ")"),
                  org.apache.spark.sql.functions.expr(
                      "count_if(" + StageOutcomes.LATE.name() + ")"))
              .orderBy(StageOutcomes.DIRECTION.name(), StageOutcomes.STAGE_ORDER.name())
              .collectAsList()) {
        Map<String, Object> stage = new LinkedHashMap<>();
        stage.put("direction", row.getString(0));
        stage.put("stage", row.getString(2));
        stage.put("entered", row.getLong(3));
        stage.put("outcomes", row.getLong(4));
        stage.put("late", row.getLong(5));
        stages.add(stage);
        rows.add(
            List.of(
                row.getString(0),
                session
                    .places()
                    .stageName(row.getString(0), row.getString(2))
                    .in(session.terminal().language()),
                Long.toString(row.getLong(3)),
                Long.toString(row.getLong(4)),
                row.getLong(4) == 0
                    ? "-"
                    : String.format(
                        java.util.Locale.ROOT,
                        "%.1f %%",
                        100.0 * row.getLong(5) / row.getLong(4))));
      }
      session.terminal().json(Map.of("asOf", session.asOf().toString(), "stages", stages));
      session
          .terminal()
          .table(
              session.terminal().language() == Text.Language.ZH
                  ? List.of("方向", "环节", "进入", "已知结果", "延误")
                  : List.of("direction", "stage", "entered", "outcomes", "late"),
              rows);
    }
    return 0;
  }
}
