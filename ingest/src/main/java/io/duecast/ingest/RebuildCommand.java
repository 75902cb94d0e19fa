package io.duecast.ingest;

import io.duecast.command.ClusterOptions;
import io.duecast.command.CommonOptions;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.contract.fault.Blame;
import io.duecast.delta.SparkEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Builds the tables of orders again from the raw files, or only checks that this gives the same.
 */
@Command(name = "rebuild", mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private ClusterOptions cluster;
  @Mixin private PeopleKeyOption peopleKey;

  @Option(names = "--check", descriptionKey = "rebuild.check")
  private boolean check;

  @Override
  public Integer call() {
    Terminal terminal = common.terminal();
    SparkSession spark = SparkEngine.start("rebuild", cluster.master());
    Rebuild.Result result =
        new Rebuild(spark, common.lake(), terminal, peopleKey.key()).run(!check);
    terminal.json(result);
    show(terminal, result);
    return check && !result.same() ? Blame.DATA.exitCode() : 0;
  }

  private void show(Terminal terminal, Rebuild.Result result) {
    boolean zh = terminal.language() == Text.Language.ZH;
    List<List<String>> rows = new ArrayList<>();
    for (Rebuild.Compared one : result.tables()) {
      TableHash before = one.before();
      rows.add(
          List.of(
              one.table(),
              before == null ? "–" : Terminal.number(before.rows()),
              before == null ? "–" : before.hash(),
              Terminal.number(one.after().rows()),
              one.after().hash(),
              verdict(one, zh)));
    }
    terminal.table(
        zh
            ? List.of("表", "原行数", "原校验值", "重建行数", "重建校验值", "结果")
            : List.of("table", "rows before", "hash before", "rows after", "hash after", "result"),
        rows);
    for (String load : result.unfinished()) {
      terminal.print(
          Text.of(
              "  ! 装载 %s 开始后没有完成，重建的表中没有它的行。请把同样的文件再装载一次。".formatted(load),
              "  ! The load %s began and never came to its end; the tables built anew hold nothing of it. Load the same files once more."
                  .formatted(load)));
    }
    long differ = result.tables().stream().filter(one -> !one.same()).count();
    terminal.print(
        differ == 0
            ? Text.of(
                "由 %d 次装载重建：所有表逐值相同，数据湖没有变化。".formatted(result.loads().size()),
                "Built again from %d load(s): every table is the same, value by value; the lake is as it was."
                    .formatted(result.loads().size()))
            : Text.of(
                (check ? "由 %d 次装载重建：%d 张表不同；数据湖没有变化。" : "由 %d 次装载重建：%d 张表不同，已替换；原版本仍可读。")
                    .formatted(result.loads().size(), differ),
                (check
                        ? "Built again from %d load(s): %d table(s) differ; the lake is as it was."
                        : "Built again from %d load(s): %d table(s) differed and were replaced; their earlier versions stay readable.")
                    .formatted(result.loads().size(), differ)));
  }

  private static String verdict(Rebuild.Compared one, boolean zh) {
    if (one.same()) {
      return zh ? "相同" : "same";
    }
    return one.replaced() ? (zh ? "已替换" : "replaced") : (zh ? "不同" : "differs");
  }
}
