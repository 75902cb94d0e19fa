package io.duecast.analytics;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import io.duecast.analytics.order.StepTables;
import io.duecast.analytics.train.TrainStep;
import io.duecast.command.ClusterOptions;
import io.duecast.command.CommonOptions;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.contract.flow.Step;
import io.duecast.contract.lake.Lake;
import io.duecast.contract.order.Customers;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.TableSpec;
import io.duecast.delta.DeltaTables;
import io.duecast.delta.SparkEngine;
import io.duecast.features.bundle.Manifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows for every supplier and stage what answers, on how much it rests, and why. */
@Command(name = "cells", mixinStandardHelpOptions = true)
final class CellsCommand implements Callable<Integer> {

  /** Rows that are shown unless all are asked for. */
  private static final int FIRST = 40;

  @Mixin private CommonOptions common;
  @Mixin private ClusterOptions cluster;

  @Option(names = "--supplier", paramLabel = "TEXT", descriptionKey = "models.cells.supplier")
  private @Nullable String supplier;

  @Option(names = "--target", paramLabel = "TEXT", descriptionKey = "models.cells.target")
  private @Nullable String target;

  @Option(names = "--model", paramLabel = "VERSION", descriptionKey = "models.cells.version")
  private @Nullable String version;

  @Option(names = "--all", descriptionKey = "models.cells.all")
  private boolean all;

  @Override
  public Integer call() {
    Manifest manifest = ModelsCommand.manifest(TrainStep.models(common.lake()), version);
    Map<String, String> names = names(common.lake());
    List<RegistryRow> rows =
        RegistryRow.of(manifest, names::get).stream().filter(this::isAsked).toList();
    Terminal terminal = common.terminal();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("modelVersion", manifest.modelVersion());
    document.put("asOf", manifest.asOf().toString());
    document.put("cells", rows);
    terminal.json(document);
    show(terminal, manifest, rows);
    return 0;
  }

  private boolean isAsked(RegistryRow row) {
    boolean ofPartner =
        supplier == null || contains(row.name(), supplier) || contains(row.partner(), supplier);
    return ofPartner && (target == null || contains(row.target(), target));
  }

  private static boolean contains(@Nullable String text, String part) {
    return text != null && text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  private void show(Terminal terminal, Manifest manifest, List<RegistryRow> rows) {
    if (rows.isEmpty()) {
      terminal.print(
          Text.of(
              "模型 %s 中没有符合条件的伙伴。没有已知结果的伙伴不在其中，由全部伙伴的答案回答。".formatted(manifest.modelVersion()),
              "Model %s has no such partner. Partners without known outcomes are not in it: the answer of all is used for them."
                  .formatted(manifest.modelVersion())));
      return;
    }
    boolean zh = terminal.language() == Text.Language.ZH;
    List<List<String>> table = new ArrayList<>();
    for (RegistryRow row : all ? rows : rows.subList(0, Math.min(FIRST, rows.size()))) {
      table.add(
          List.of(
              shown(row, zh),
              row.target(),
              row.level(),
              Long.toString(row.support()),
              row.late() == null ? "-" : Long.toString(row.late()),
              Long.toString(row.judged()),
              row.brierText(),
              row.why().in(terminal.language())));
    }
    terminal.table(
        zh
            ? List.of("伙伴", "目标", "层级", "已知结果", "其中延误", "评判行", "Brier", "依据")
            : List.of(
                "partner", "target", "level", "outcomes", "late", "judged on", "Brier", "why"),
        table);
    if (table.size() < rows.size()) {
      int more = rows.size() - table.size();
      terminal.print(
          Text.of(
              "还有 %d 行。用 --all 显示全部，或用 --supplier、--target 缩小范围。".formatted(more),
              "%d more rows. Show them with --all, or ask for fewer with --supplier or --target."
                  .formatted(more)));
    }
  }

  private static String shown(RegistryRow row, boolean zh) {
    if (row.partner() == null) {
      return zh ? "（其余伙伴）" : "(all others)";
    }
    return row.name() == null ? row.partner() : row.name();
  }

  /** Names of suppliers and customers by key; empty where the lake holds none. */
  private Map<String, String> names(Lake lake) {
    Map<String, String> names = new HashMap<>();
    if (!isThere(lake, Suppliers.TABLE) && !isThere(lake, Customers.TABLE)) {
      return names;
    }
    SparkSession spark = SparkEngine.start("analytics", cluster.master());
    try {
      StepTables tables = new StepTables(spark, DeltaTables.open(spark, lake), Step.TRAIN);
      read(
          tables,
          Suppliers.TABLE,
          List.of(Suppliers.SUPPLIER_KEY, Suppliers.NAME, Suppliers.SHORT_NAME, Suppliers.CODE),
          names);
      read(
          tables,
          Customers.TABLE,
          List.of(Customers.CUSTOMER_KEY, Customers.NAME, Customers.SHORT_NAME, Customers.CODE),
          names);
    } finally {
      spark.stop();
    }
    return names;
  }

  /** Whether a table is there, without starting an engine. */
  private static boolean isThere(Lake lake, TableSpec table) {
    return Files.isDirectory(Path.of(lake.table(table)).resolve("_delta_log"));
  }

  /**
   * Adds names by key.
   *
   * @param columns key, then names, the best first
   */
  private static void read(
      StepTables tables, TableSpec table, List<Column> columns, Map<String, String> names) {
    if (!tables.exists(table)) {
      return;
    }
    org.apache.spark.sql.Column[] any =
        columns.subList(1, columns.size()).stream()
            .map(column -> col(column.name()))
            .toArray(org.apache.spark.sql.Column[]::new);
    for (Row row :
        tables.read(table).select(col(columns.get(0).name()), coalesce(any)).collectAsList()) {
      names.put(row.getString(0), row.getString(1));
    }
  }
}
