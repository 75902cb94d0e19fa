package io.duecast.ingest;

import io.duecast.command.ClusterOptions;
import io.duecast.command.CommonOptions;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.contract.check.QualityRates;
import io.duecast.contract.check.RejectRule;
import io.duecast.delta.DeltaTables;
import io.duecast.delta.SparkEngine;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.Connectors;
import io.duecast.ingest.connector.PeopleSetting;
import io.duecast.ingest.fetch.Fetch;
import io.duecast.ingest.fetch.Fetched;
import io.duecast.ingest.land.InspectedFile;
import io.duecast.ingest.normalize.People;
import io.duecast.ingest.publish.EarlierLoads;
import io.duecast.ingest.publish.PublishedTable;
import io.duecast.ingest.publish.Watermarks;
import io.duecast.ingest.quality.SourceRates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Loads one extract, from files or out of a running system. */
@Command(name = "ingest", mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private ClusterOptions cluster;
  @Mixin private ConnectorOptions options;

  @Option(
      names = "--connector",
      required = true,
      paramLabel = "NAME|DIR",
      descriptionKey = "ingest.connector")
  private String connectorName;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH|URL",
      descriptionKey = "ingest.input")
  private String input;

  @Mixin private AccessOptions access;

  @Option(names = "--full", descriptionKey = "ingest.full")
  private boolean full;

  @Option(names = "--complete", descriptionKey = "ingest.complete")
  private boolean complete;

  @Option(names = "--yes", descriptionKey = "ingest.yes")
  private boolean yes;

  private @Nullable SparkSession spark;

  @Option(names = "--corrections", paramLabel = "FILE", descriptionKey = "ingest.corrections")
  private @Nullable Path corrections;

  @Override
  public Integer call() {
    Terminal terminal = common.terminal();
    Connector connector = Connectors.find(connectorName, options.choices());
    connector
        .people()
        .filter(PeopleSetting.HASH::equals)
        .ifPresent(hashed -> options.peopleKey().needed());
    Fetch fetch = new Fetch(connector, access.access(), terminal);
    Map<String, String> since =
        fetch.goesOn(input) && !full && !complete
            ? Watermarks.read(lake(terminal), asRead(terminal, connector))
            : Map.of();
    IngestResult result;
    try (Fetched fetched = fetch.fetch(input, since)) {
      List<InspectedFile> files = Ingest.inspect(connector, fetched.extract(), terminal);
      result =
          new Ingest(spark(terminal), connector, terminal, options.peopleKey(), corrections)
              .load(files, common.lake(), claim());
      if (!fetched.watermarks().isEmpty()) {
        Watermarks.keep(
            spark(terminal),
            lake(terminal),
            asRead(terminal, connector),
            result.loadId(),
            fetched.watermarks());
      }
    }
    show(terminal, result);
    return 0;
  }

  private Ingest.Claim claim() {
    if (!complete) {
      return Ingest.Claim.NONE;
    }
    return yes ? Ingest.Claim.COMPLETE_ALTHOUGH_SHORT : Ingest.Claim.COMPLETE;
  }

  /** The connector with all that its rows depend on: told otherwise of people it reads all anew. */
  private Connector asRead(Terminal terminal, Connector connector) {
    People people =
        People.of(
            connector.people(),
            EarlierLoads.of(spark(terminal), lake(terminal), connector).people(),
            options.peopleKey());
    return people.areKept()
        ? connector
        : connector.withVersion(connector.version() + " " + people.mark());
  }

  private DeltaTables lake(Terminal terminal) {
    return DeltaTables.openOrCreate(spark(terminal), common.lake());
  }

  /** Started when it is first needed, so that mistakes in files show at once. */
  private SparkSession spark(Terminal terminal) {
    if (spark == null) {
      try (Terminal.Progress step = terminal.step(Text.of("启动 Spark", "Start Spark"))) {
        spark = SparkEngine.start("ingest", cluster.master());
      }
    }
    return spark;
  }

  private static void show(Terminal terminal, IngestResult result) {
    terminal.json(result);
    for (String warning : result.warnings()) {
      terminal.say(Text.same("  ! " + warning));
    }
    if (result.alreadyLoaded()) {
      terminal.print(
          Text.of(
              "已装载过（%s）：同一连接器、同样的内容，没有变化。".formatted(result.loadId()),
              "Already loaded (%s): same connector, same content, nothing changed."
                  .formatted(result.loadId())));
      return;
    }
    boolean zh = terminal.language() == Text.Language.ZH;
    List<List<String>> rows = new ArrayList<>();
    for (PublishedTable table : result.tables()) {
      rows.add(
          List.of(
              table.table(),
              Terminal.number(table.rowsIn()),
              Terminal.number(table.rowsOut()),
              Terminal.number(table.rowsRejected()),
              Terminal.number(table.rowsRepeated()),
              Terminal.number(table.inserted()),
              Terminal.number(table.updated()),
              Terminal.number(table.deleted())));
    }
    terminal.table(
        zh
            ? List.of("表", "读入", "发布", "拒绝", "重复", "新增", "更新", "已删除")
            : List.of("table", "in", "out", "rejected", "repeated", "new", "changed", "deleted"),
        rows);
    terminal.print(
        Text.of(
            "装载 %s：%d 个文件，%s 行，拒绝 %s 行、%s 个单元格。"
                .formatted(
                    result.loadId(),
                    result.files(),
                    Terminal.number(result.rowsIn()),
                    Terminal.number(result.rowsRejected()),
                    Terminal.number(result.cellsRejected())),
            "Load %s: %d file(s), %s rows; %s rows and %s cells rejected."
                .formatted(
                    result.loadId(),
                    result.files(),
                    Terminal.number(result.rowsIn()),
                    Terminal.number(result.rowsRejected()),
                    Terminal.number(result.cellsRejected()))));
    result
        .rejects()
        .forEach(
            (rule, count) -> {
              Text hint = RejectRule.valueOf(rule).hint();
              terminal.print(
                  Text.of(
                      "  %s × %s：%s".formatted(rule, Terminal.number(count), hint.zh()),
                      "  %s × %s: %s".formatted(rule, Terminal.number(count), hint.en())));
            });
    showQuality(terminal, result);
  }

  private static void showQuality(Terminal terminal, IngestResult result) {
    for (SourceRates.SourceRate rate : result.quality()) {
      if (rate.isAny() && QualityRates.misses(rate.rate())) {
        terminal.print(
            Text.of(
                "  ! %s：%s 行中 %s 行有错（%.1f %%），未达 2 %% 的目标；duecast quality 给出报告。"
                    .formatted(
                        rate.source(),
                        Terminal.number(rate.rowsIn()),
                        Terminal.number(rate.wrong()),
                        100 * rate.rate()),
                "  ! %s: %s of %s rows are wrong (%.1f %%), which misses the target of 2 %%; duecast quality tells more."
                    .formatted(
                        rate.source(),
                        Terminal.number(rate.wrong()),
                        Terminal.number(rate.rowsIn()),
                        100 * rate.rate())));
      } else if (rate.rule().equals(RejectRule.SOURCE_STALE.name())
          || rate.rule().equals(RejectRule.VOLUME_UNUSUAL.name())) {
        Text hint = RejectRule.valueOf(rate.rule()).hint();
        terminal.print(
            Text.of(
                "  ! %s %s：%s".formatted(rate.source(), rate.rule(), hint.zh()),
                "  ! %s %s: %s".formatted(rate.source(), rate.rule(), hint.en())));
      }
    }
  }
}
