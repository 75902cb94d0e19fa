package io.duecast.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.duecast.command.ClusterOptions;
import io.duecast.command.CommonOptions;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.delta.DeltaTables;
import io.duecast.delta.SparkEngine;
import io.duecast.ingest.fault.IngestFaults;
import io.duecast.ingest.report.QualityPage;
import io.duecast.ingest.report.QualityReading;
import io.duecast.ingest.report.QualityReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells how good a load's data are, on the terminal and as files. */
@Command(name = "quality", mixinStandardHelpOptions = true)
final class QualityCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private ClusterOptions cluster;

  @Option(names = "--load", paramLabel = "ID", descriptionKey = "quality.load")
  private @Nullable String loadId;

  @Option(names = "--out", paramLabel = "DIR", descriptionKey = "quality.out")
  private @Nullable Path out;

  @Override
  public Integer call() {
    Terminal terminal = common.terminal();
    SparkSession spark = SparkEngine.start("quality", cluster.master());
    QualityReport report = QualityReading.of(DeltaTables.open(spark, common.lake()), loadId);
    terminal.json(report);
    show(terminal, report);
    if (out != null) {
      Path page = write(report, out, terminal.language());
      terminal.say(Text.of("  报告：" + page.toAbsolutePath(), "  Report: " + page.toAbsolutePath()));
    }
    return 0;
  }

  private static Path write(QualityReport report, Path folder, Text.Language language) {
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("quality.json"),
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
      return Files.writeString(folder.resolve("quality.html"), QualityPage.html(report, language));
    } catch (IOException e) {
      throw IngestFaults.notKept(folder.toString(), e);
    }
  }

  private static void show(Terminal terminal, QualityReport report) {
    boolean zh = terminal.language() == Text.Language.ZH;
    terminal.print(QualityPage.verdict(report));
    terminal.print(report.rule());
    terminal.table(
        zh ? List.of("来源", "行数", "有错的行", "错误率") : List.of("source", "rows", "wrong", "error rate"),
        report.sources().stream()
            .map(
                source ->
                    List.of(
                        source.source(),
                        Terminal.number(source.rowsIn()),
                        Terminal.number(source.wrong()),
                        QualityPage.percent(source.rate())))
            .toList());
    if (report.problems().isEmpty()) {
      return;
    }
    terminal.print(Text.of("\n代价最大的问题：", "\nCostliest problems:"));
    terminal.table(
        zh
            ? List.of("来源", "规则", "列", "行数", "谁来改", "例")
            : List.of("source", "rule", "column", "rows", "who can mend it", "example"),
        report.problems().stream()
            .map(
                problem ->
                    List.of(
                        problem.source(),
                        problem.rule(),
                        problem.column() == null ? "" : problem.column(),
                        Terminal.number(problem.rows()),
                        problem.mender().in(terminal.language()),
                        problem.examples().stream()
                            .findFirst()
                            .map(one -> one.file() + "#" + one.row())
                            .orElse("")))
            .toList());
  }
}
