package io.duecast.ingest;

import io.duecast.command.CommonOptions;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.Connectors;
import io.duecast.ingest.connector.Query;
import io.duecast.ingest.connector.SourceSpec;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the connectors that ship. */
@Command(
    name = "connectors",
    subcommands = {ConnectorsCheckCommand.class, ConnectorsSuggestCommand.class},
    mixinStandardHelpOptions = true)
final class ConnectorsCommand implements Callable<Integer> {

  private static final int FILES_SHOWN = 3;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    Terminal terminal = common.terminal();
    List<Listed> listed =
        Connectors.shipped().stream().map(Connectors::find).map(Listed::of).toList();
    terminal.json(listed);
    boolean zh = terminal.language() == Text.Language.ZH;
    terminal.table(
        zh ? List.of("连接器", "名称", "读取文件") : List.of("connector", "for", "reads"),
        listed.stream()
            .map(one -> List.of(one.name(), zh ? one.zh() : one.en(), one.reads(zh)))
            .toList());
    terminal.print(
        Text.of(
            "\n其他表格：duecast connectors suggest 文件 --out 目录",
            "\nAny other list: duecast connectors suggest FILE --out DIR"));
    return 0;
  }

  private record Listed(
      String name,
      String zh,
      String en,
      String version,
      List<String> directions,
      List<String> files,
      List<String> tables) {

    /** The first files by name and how many more; the connector's README and JSON name all. */
    String reads(boolean zh) {
      String first = String.join(", ", files.subList(0, Math.min(FILES_SHOWN, files.size())));
      int more = files.size() - FILES_SHOWN;
      return more <= 0 ? first : first + (zh ? "，另有 %d 种" : " and %d more").formatted(more);
    }

    static Listed of(Connector connector) {
      return new Listed(
          connector.name(),
          connector.label().zh(),
          connector.label().en(),
          connector.version(),
          connector.directions(),
          connector.sources().stream()
              .map(SourceSpec::files)
              .map(files -> files.get(0))
              .distinct()
              .toList(),
          connector.queries().stream().map(Query::name).toList());
    }
  }
}
