package io.duecast.ingest;

import io.duecast.command.ClusterOptions;
import io.duecast.command.CommonOptions;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.delta.SparkEngine;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.Connectors;
import io.duecast.ingest.fetch.Fetch;
import io.duecast.ingest.fetch.Fetched;
import io.duecast.ingest.land.InspectedFile;
import io.duecast.ingest.normalize.Staging;
import io.duecast.ingest.quality.JudgedTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries a connector on files and shows what would be loaded, without a lake. */
@Command(name = "check", mixinStandardHelpOptions = true)
final class ConnectorsCheckCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private ClusterOptions cluster;
  @Mixin private ConnectorOptions options;

  @Parameters(paramLabel = "NAME|DIR", descriptionKey = "check.connector")
  private String connectorName;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH|URL",
      descriptionKey = "check.input")
  private String input;

  @Mixin private AccessOptions access;

  @Option(names = "--rows", paramLabel = "N", defaultValue = "5", descriptionKey = "check.rows")
  private int shown;

  @Override
  public Integer call() {
    Terminal terminal = common.terminal();
    Connector connector = Connectors.find(connectorName, options.choices());
    try (Fetched fetched = new Fetch(connector, access.access(), terminal).fetch(input, Map.of())) {
      List<InspectedFile> files = Ingest.inspect(connector, fetched.extract(), terminal);
      SparkSession spark = SparkEngine.start("connectors check", cluster.master());
      try (Staging staging = Staging.temporary(spark)) {
        return show(
            terminal,
            connector,
            new Ingest(spark, connector, terminal, options.peopleKey(), null)
                .tryOut(files, shown, staging));
      }
    }
  }

  private static int show(Terminal terminal, Connector connector, Ingest.Trial trial) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("connector", connector.name());
    document.put(
        "files",
        trial.files().stream()
            .map(
                file ->
                    Map.of(
                        "file", file.name(),
                        "source", file.source().name(),
                        "encoding", file.encoding(),
                        "bytes", file.bytes()))
            .toList());
    Map<String, Object> tables = new LinkedHashMap<>();
    for (JudgedTable judged : trial.tables()) {
      String name = judged.table().name();
      terminal.print(
          Text.of(
              "\n%s：%d 行".formatted(name, judged.rowsIn()),
              "\n%s: %d rows".formatted(name, judged.rowsIn())));
      Dataset<Row> head = trial.heads().get(name);
      if (head != null) {
        tables.put(name, show(terminal, head));
      }
    }
    document.put("tables", tables);
    terminal.print(Text.of("\n拒绝与提示：", "\nRejects and findings:"));
    document.put(
        "rejects", trial.rejects().map(rejects -> show(terminal, rejects)).orElse(List.of()));
    document.put("rejects_by_rule", trial.rejectsByRule());
    document.put("warnings", trial.warnings());
    trial.warnings().forEach(warning -> terminal.say(Text.same("  ! " + warning)));
    terminal.json(document);
    return 0;
  }

  /** Prints rows without the columns that are empty in all of them, and answers them for JSON. */
  private static List<Map<String, Object>> show(Terminal terminal, Dataset<Row> rows) {
    List<Row> head = rows.collectAsList();
    String[] names = rows.columns();
    List<Integer> filled = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      int column = i;
      if (head.stream().anyMatch(row -> !row.isNullAt(column))) {
        filled.add(i);
      }
    }
    List<Map<String, Object>> document = new ArrayList<>();
    List<List<String>> table = new ArrayList<>();
    for (Row row : head) {
      Map<String, Object> fields = new LinkedHashMap<>();
      List<String> cells = new ArrayList<>();
      for (int column : filled) {
        String text = row.isNullAt(column) ? "" : String.valueOf(row.get(column));
        fields.put(names[column], text);
        cells.add(text);
      }
      document.add(fields);
      table.add(cells);
    }
    if (!filled.isEmpty()) {
      terminal.table(filled.stream().map(column -> names[column]).toList(), table);
    }
    return document;
  }
}
