package io.duecast.analytics;

import io.duecast.analytics.history.ProcessFit;
import io.duecast.analytics.history.StageFit;
import io.duecast.command.ClusterOptions;
import io.duecast.command.CommonOptions;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.contract.flow.Step;
import io.duecast.contract.process.DueRule;
import io.duecast.contract.process.StageDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at the processes that orders follow. */
@Command(
    name = "process",
    subcommands = ProcessCommand.Check.class,
    mixinStandardHelpOptions = true)
final class ProcessCommand {

  /** Shows how well each stage fits the orders, and what norm its history proposes. */
  @Command(name = "check", mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {
    @Mixin private CommonOptions common;
    @Mixin private ClusterOptions cluster;

    @Option(names = "--as-of", paramLabel = "DAY", descriptionKey = "option.as-of")
    private @Nullable String asOf;

    @Override
    public Integer call() {
      try (Session session = Session.open(common, cluster, asOf)) {
        List<ProcessFit> fits =
            ProcessFit.of(session.tables(Step.HISTORY), session.places(), session.asOf());
        session
            .terminal()
            .json(
                Map.of(
                    "asOf",
                    session.asOf().toString(),
                    "processes",
                    fits.stream().map(Check::document).toList()));
        fits.forEach(fit -> show(session.terminal(), fit));
      }
      return 0;
    }

    private static Map<String, Object> document(ProcessFit fit) {
      List<Map<String, Object>> stages = new ArrayList<>();
      for (StageDefinition stage : fit.process().stages()) {
        StageFit one = fit.fit(stage);
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("stage", stage.stage());
        shown.put("zh", stage.name().zh());
        shown.put("en", stage.name().en());
        shown.put("due", rule(stage.due()).en());
        shown.put("lines", one.lines());
        shown.put("planned", one.planned());
        shown.put("actual", one.done());
        shown.put("skipped", one.skipped());
        shown.put("waiting", one.waiting());
        shown.put("outOfOrder", one.outOfOrder());
        shown.put("outcomes", one.outcomes());
        OptionalInt norm = one.proposedWorkingDays();
        shown.put("proposedWorkingDays", norm.isPresent() ? norm.getAsInt() : null);
        stages.add(shown);
      }
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("process", fit.process().name());
      document.put("direction", fit.process().direction());
      document.put("lines", fit.lines());
      document.put("stages", stages);
      document.put("eventsWithoutStage", fit.unknown());
      return document;
    }

    private static void show(Terminal terminal, ProcessFit fit) {
      terminal.print(
          Text.of(
              "\n流程 %s：%d 行订单".formatted(fit.process().name(), fit.lines()),
              "\nProcess %s: %d order lines".formatted(fit.process().name(), fit.lines())));
      List<List<String>> rows = new ArrayList<>();
      for (StageDefinition stage : fit.process().stages()) {
        StageFit one = fit.fit(stage);
        rows.add(
            List.of(
                stage.name().in(terminal.language()),
                rule(stage.due()).in(terminal.language()),
                Long.toString(one.lines()),
                share(one.planned(), one.done() + one.waiting()),
                share(one.done(), one.lines()),
                share(one.skipped(), one.lines()),
                Long.toString(one.waiting()),
                share(one.outOfOrder(), one.done()),
                norm(one).in(terminal.language())));
      }
      terminal.table(
          terminal.language() == Text.Language.ZH
              ? List.of("环节", "到期规则", "到达", "有计划日", "有实际日", "跳过", "等待中", "早于前一环节", "建议定额")
              : List.of(
                  "stage",
                  "due",
                  "reached",
                  "planned",
                  "actual",
                  "skipped",
                  "waiting",
                  "before an earlier stage",
                  "proposed norm"),
          rows);
      if (!fit.unknown().isEmpty()) {
        String list =
            String.join(
                ", ",
                fit.unknown().entrySet().stream()
                    .map(stage -> stage.getKey() + " (" + stage.getValue() + ")")
                    .toList());
        terminal.print(
            Text.of(
                "没有环节对应的事件（行数）：" + list + "。",
                "Events that no stage stands for (lines): " + list + "."));
      }
    }

    private static String share(long part, long of) {
      return of == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / of);
    }

    private static Text norm(StageFit fit) {
      OptionalInt days = fit.proposedWorkingDays();
      if (days.isEmpty()) {
        return Text.of(
            "样本太少（%d）".formatted(fit.outcomes()),
            "too few outcomes (%d)".formatted(fit.outcomes()));
      }
      return Text.of(
          "%d 个工作日（%d 次）".formatted(days.getAsInt(), fit.outcomes()),
          "%d working days (%d outcomes)".formatted(days.getAsInt(), fit.outcomes()));
    }

    private static Text rule(DueRule due) {
      return switch (due.kind()) {
        case FIELD -> due.field() == null ? Text.of("自有计划", "own plan") : Text.same(due.field());
        case OFFSET -> {
          String after = due.afterStage() == null ? "" : due.afterStage();
          yield due.calendarDays() == 0
              ? Text.of(
                  "%s 后 %d 个工作日".formatted(after.isEmpty() ? "下单" : after, due.workingDays()),
                  "%d working days after %s"
                      .formatted(due.workingDays(), after.isEmpty() ? "the order" : after))
              : Text.of(
                  "%s 后 %d 天".formatted(after.isEmpty() ? "下单" : after, due.calendarDays()),
                  "%d days after %s"
                      .formatted(due.calendarDays(), after.isEmpty() ? "the order" : after));
        }
        case NORM ->
            Text.of(
                "定额 P%.0f".formatted(100 * due.percentile()),
                "norm P%.0f".formatted(100 * due.percentile()));
        case NONE -> Text.of("无", "none");
      };
    }
  }
}
