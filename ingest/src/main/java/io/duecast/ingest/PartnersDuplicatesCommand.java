package io.duecast.ingest;

import io.duecast.command.ClusterOptions;
import io.duecast.command.CommonOptions;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.contract.order.PartnerKind;
import io.duecast.delta.DeltaTables;
import io.duecast.delta.SparkEngine;
import io.duecast.ingest.partner.AliasFile;
import io.duecast.ingest.partner.Decisions;
import io.duecast.ingest.partner.Partner;
import io.duecast.ingest.partner.PartnerTables;
import io.duecast.ingest.partner.Proposal;
import io.duecast.ingest.partner.Proposals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proposes partners that may be one and the same; changes nothing. */
@Command(name = "duplicates", mixinStandardHelpOptions = true)
final class PartnersDuplicatesCommand implements Callable<Integer> {

  private static final int SHOWN = 20;

  @Mixin private CommonOptions common;
  @Mixin private ClusterOptions cluster;

  @Option(names = "--out", paramLabel = "FILE", descriptionKey = "partners.out")
  private @Nullable Path out;

  @Override
  public Integer call() {
    Terminal terminal = common.terminal();
    SparkSession spark = SparkEngine.start("partners", cluster.master());
    PartnerTables tables = new PartnerTables(spark, DeltaTables.open(spark, common.lake()));
    List<Partner> partners = tables.partners();
    Decisions decisions = tables.decisions();
    List<Proposal> proposals = new ArrayList<>();
    try (Terminal.Progress step = terminal.step(Text.of("比较伙伴", "Compare partners"))) {
      for (PartnerKind kind : PartnerKind.values()) {
        proposals.addAll(Proposals.of(kind, partners, decisions));
      }
      step.rows(partners.size());
    }
    terminal.json(proposals.stream().map(PartnersDuplicatesCommand::document).toList());
    show(terminal, proposals, partners.size());
    if (out != null) {
      AliasFile.write(out, proposals);
      terminal.print(
          Text.of(
              "已写出 %s。在 accept 列填 yes 或 no，然后：duecast partners accept %s".formatted(out, out),
              "Written: %s. Fill in yes or no under accept, then: duecast partners accept %s"
                  .formatted(out, out)));
    }
    return 0;
  }

  private void show(Terminal terminal, List<Proposal> proposals, int compared) {
    terminal.print(
        Text.of(
            "比较了 %s 个伙伴，%s 对可能是同一家；没有合并任何一对。"
                .formatted(Terminal.number(compared), Terminal.number(proposals.size())),
            "%s partner(s) compared, %s pair(s) may be one and the same; none was merged."
                .formatted(Terminal.number(compared), Terminal.number(proposals.size()))));
    if (proposals.isEmpty()) {
      return;
    }
    boolean zh = terminal.language() == Text.Language.ZH;
    terminal.table(
        zh
            ? List.of("把握", "伙伴", "编码", "订单", "与之相同", "编码", "订单", "依据")
            : List.of("how sure", "partner", "code", "orders", "same as", "code", "orders", "why"),
        proposals.stream()
            .limit(SHOWN)
            .map(
                one ->
                    List.of(
                        one.strength().label().in(terminal.language()),
                        text(one.partner().name()),
                        text(one.partner().code()),
                        Terminal.number(one.partner().orders()),
                        text(one.master().name()),
                        text(one.master().code()),
                        Terminal.number(one.master().orders()),
                        one.reason().in(terminal.language())))
            .toList());
    if (proposals.size() > SHOWN) {
      terminal.print(
          Text.of(
              "还有 %d 对；--out 文件.csv 写出全部。".formatted(proposals.size() - SHOWN),
              "%d more; --out FILE.csv writes all of them.".formatted(proposals.size() - SHOWN)));
    }
  }

  private static String text(@Nullable String text) {
    return text == null ? "-" : text;
  }

  private static Map<String, Object> document(Proposal one) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("strength", one.strength().code());
    document.put("kind", one.partner().kind().code());
    document.put("partner", document(one.partner()));
    document.put("master", document(one.master()));
    document.put("reason_zh", one.reason().zh());
    document.put("reason_en", one.reason().en());
    return document;
  }

  private static Map<String, Object> document(Partner partner) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("key", partner.key());
    document.put("code", partner.code());
    document.put("name", partner.name());
    document.put("org", partner.org());
    document.put("orders", partner.orders());
    return document;
  }
}
