package io.duecast.command;

import io.duecast.contract.Text;
import io.duecast.contract.flow.Flow;
import io.duecast.contract.flow.Step;
import io.duecast.contract.table.TableSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The commands that need no engine: the overview of all commands, and the picture of the steps. */
@Command(
    name = "duecast",
    subcommands = {FrontDoor.Help.class, FrontDoor.FlowPicture.class})
public final class FrontDoor {

  FrontDoor() {}

  public static void main(String[] args) {
    System.exit(CommandLineProgram.run(new FrontDoor(), "io.duecast.command.front", args));
  }

  /** {@code duecast help}: every command of every module in one screen. */
  @Command(name = "help")
  static final class Help implements Callable<Integer> {
    @Mixin private CommonOptions common = new CommonOptions();

    @picocli.CommandLine.Parameters(arity = "0..1", hidden = true)
    private String topic = "";

    @Override
    public Integer call() {
      Terminal terminal = common.terminal();
      HelpTexts texts = new HelpTexts("io.duecast.command.front", terminal.language());
      if (topic.equals("demo")) {
        terminal.print(texts.getString("demo.usage").strip() + "\n");
      } else {
        terminal.print(texts.getString("overview").strip() + "\n");
      }
      return 0;
    }
  }

  /** {@code duecast flow}: steps with the tables they read and write, in run order. */
  @Command(name = "flow")
  static final class FlowPicture implements Callable<Integer> {
    @Mixin private CommonOptions common = new CommonOptions();

    @Option(names = "--mermaid", descriptionKey = "option.mermaid")
    private boolean mermaid;

    @Override
    public Integer call() {
      Terminal terminal = common.terminal();
      if (mermaid) {
        terminal.print(Flow.mermaid());
      } else {
        terminal.table(
            Text.of("步骤,作用,读,写", "step,what it does,reads,writes")
                .in(terminal.language())
                .lines()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .toList(),
            Arrays.stream(Step.values())
                .map(
                    step ->
                        List.of(
                            step.command(),
                            step.purpose().in(terminal.language()),
                            zones(step.reads()),
                            zones(step.writes())))
                .toList());
      }
      terminal.json(Arrays.stream(Step.values()).map(FlowPicture::document).toList());
      return 0;
    }

    private static String zones(List<TableSpec> tables) {
      return tables.stream()
          .map(table -> table.zone().folder())
          .distinct()
          .collect(Collectors.joining(" "));
    }

    private static Map<String, Object> document(Step step) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("step", step.command());
      document.put("reads", step.reads().stream().map(TableSpec::name).toList());
      document.put("writes", step.writes().stream().map(TableSpec::name).toList());
      return document;
    }
  }
}
