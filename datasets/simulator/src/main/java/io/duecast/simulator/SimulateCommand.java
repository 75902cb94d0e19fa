package io.duecast.simulator;

import io.duecast.command.CommonOptions;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code duecast simulate}: writes the sample manufacturer's export. */
@Command(name = "simulate", mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "datasets/work/sample-company",
      descriptionKey = "simulate.out")
  private Path out = Path.of("datasets/work/sample-company");

  @Option(
      names = "--lines",
      paramLabel = "N",
      defaultValue = "20000",
      descriptionKey = "simulate.lines")
  private int lines;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "7", descriptionKey = "simulate.seed")
  private long seed;

  @Option(
      names = "--end",
      paramLabel = "DATE",
      defaultValue = "2026-06-30",
      descriptionKey = "simulate.end")
  private LocalDate end = LocalDate.of(2026, 6, 30);

  @Option(
      names = "--dirty-rate",
      paramLabel = "SHARE",
      defaultValue = "0.005",
      descriptionKey = "simulate.dirty-rate")
  private double dirtyRate;

  @Override
  public Integer call() {
    SimulationSettings settings = new SimulationSettings(lines, seed, end, dirtyRate);
    Terminal terminal = common.terminal();
    OutputFolder.Content content;
    try (Terminal.Progress step =
        terminal.step(Text.of("生成示例制造企业的数据", "Simulate the sample manufacturer"))) {
      content =
          new OutputFolder(out)
              .fill(
                  settings,
                  (folder, truth) ->
                      new Simulation(settings)
                          .write(folder, truth, done -> step.advance(done, lines)));
      step.rows(content.rows().values().stream().mapToLong(Long::longValue).sum());
    }
    if (content.reused()) {
      terminal.say(
          Text.of(
              "目录 %s 中已有相同参数的数据，直接沿用。".formatted(out),
              "The folder %s already holds data of the same parameters: reused.".formatted(out)));
    }
    terminal.table(
        List.of(
            Text.of("文件", "file").in(terminal.language()),
            Text.of("行数", "rows").in(terminal.language())),
        content.rows().entrySet().stream()
            .map(entry -> List.of(entry.getKey(), Terminal.number(entry.getValue())))
            .toList());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("folder", out.toString());
    document.put("reused", content.reused());
    document.putAll(settings.parameters());
    document.put("rows", content.rows());
    terminal.json(document);
    return 0;
  }
}
