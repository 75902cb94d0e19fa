package io.duecast.ingest;

import io.duecast.command.ClusterOptions;
import io.duecast.command.CommonOptions;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.contract.order.PartnerAliases;
import io.duecast.delta.DeltaTables;
import io.duecast.delta.SparkEngine;
import io.duecast.ingest.partner.AliasFile;
import io.duecast.ingest.partner.Decisions;
import io.duecast.ingest.partner.PartnerTables;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what was decided, and writes it as a file to change and accept again. */
@Command(name = "aliases", mixinStandardHelpOptions = true)
final class PartnersAliasesCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private ClusterOptions cluster;

  @Option(names = "--out", paramLabel = "FILE", descriptionKey = "partners.out")
  private @Nullable Path out;

  @Override
  public Integer call() {
    Terminal terminal = common.terminal();
    SparkSession spark = SparkEngine.start("partners", cluster.master());
    PartnerTables tables = new PartnerTables(spark, DeltaTables.open(spark, common.lake()));
    Decisions decisions = tables.decisions();
    boolean zh = terminal.language() == Text.Language.ZH;
    terminal.json(decisions.all().stream().map(PartnersAliasesCommand::document).toList());
    terminal.table(
        zh
            ? List.of("伙伴", "说的是", "决定", "归于", "时间")
            : List.of("partner", "and", "decision", "counts as", "since"),
        decisions.all().stream()
            .map(
                one ->
                    List.of(
                        one.partnerKey(),
                        one.sameAsKey(),
                        one.same() ? (zh ? "同一家" : "same") : (zh ? "不同" : "different"),
                        one.masterKey() == null ? "-" : one.masterKey(),
                        one.decidedAt().toString()))
            .toList());
    if (out != null) {
      AliasFile.write(out, decisions, tables.partners());
      terminal.print(
          Text.of(
              "已写出 %s。要撤回一个别名，把 accept 改为 no，然后：duecast partners accept %s".formatted(out, out),
              "Written: %s. To withdraw an alias write no under accept, then: duecast partners accept %s"
                  .formatted(out, out)));
    }
    return 0;
  }

  private static Map<String, Object> document(Decisions.Decision one) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("kind", one.kind().code());
    document.put("partner_key", one.partnerKey());
    document.put("same_as_key", one.sameAsKey());
    document.put("decision", one.same() ? PartnerAliases.SAME : PartnerAliases.DIFFERENT);
    document.put("master_key", one.masterKey());
    document.put("reason", one.reason());
    document.put("decided_at", one.decidedAt().toString());
    return document;
  }
}
