package io.duecast.ingest;

import io.duecast.command.ClusterOptions;
import io.duecast.command.CommonOptions;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.delta.DeltaTables;
import io.duecast.delta.SparkEngine;
import io.duecast.ingest.partner.AliasFile;
import io.duecast.ingest.partner.Decisions;
import io.duecast.ingest.partner.Partner;
import io.duecast.ingest.partner.PartnerTables;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes what people decided about pairs of partners into the lake. */
@Command(name = "accept", mixinStandardHelpOptions = true)
final class PartnersAcceptCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private ClusterOptions cluster;

  @Parameters(paramLabel = "FILE", descriptionKey = "partners.file")
  private Path file;

  @Override
  public Integer call() {
    Terminal terminal = common.terminal();
    SparkSession spark = SparkEngine.start("partners", cluster.master());
    PartnerTables tables = new PartnerTables(spark, DeltaTables.open(spark, common.lake()));
    List<Partner> partners = tables.partners();
    Decisions before = tables.decisions();
    Decisions after =
        before.with(
            AliasFile.read(file, partners, before),
            file.toString(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS));
    boolean changed = !after.all().equals(before.all());
    if (changed) {
      tables.keep(after, partners);
    }
    long same = after.all().stream().filter(Decisions.Decision::same).count();
    terminal.json(Map.of("changed", changed, "same", same, "different", after.all().size() - same));
    terminal.print(
        changed
            ? Text.of(
                "现有 %d 个别名，%d 对确认不同。下一步：duecast run（重建历史后，报告与评分按同一伙伴计算）。"
                    .formatted(same, after.all().size() - same),
                "%d alias(es) now, %d pair(s) known to differ. Next: duecast run; with the history made anew, reports and scores count them as one."
                    .formatted(same, after.all().size() - same))
            : Text.of("没有新的决定，没有变化。", "Nothing new was decided, nothing changed."));
    return 0;
  }
}
