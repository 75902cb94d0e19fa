package io.duecast.analytics.fault;

import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Every sentence with which analytics stops: what happened, why, and what to do. */
public final class AnalyticsFaults {

  private AnalyticsFaults() {}

  public static Fault noLoads(String lake) {
    return new Fault(
        FaultCode.LAKE_TABLE_MISSING,
        Text.of(
            "数据湖 %s 中还没有装载任何订单。请先运行 duecast ingest。".formatted(lake),
            "No orders have been loaded into the lake %s yet. Run duecast ingest first."
                .formatted(lake)));
  }

  public static Fault processMissing(String direction, String process) {
    return new Fault(
        FaultCode.PROCESS_INVALID,
        Text.of(
            "方向 %s 的订单使用流程 %s，但数据湖没有它的定义。请重新装载其连接器。".formatted(direction, process),
            "Orders of direction %s follow the process %s, which the lake does not define. Load its connector again."
                .formatted(direction, process)));
  }

  public static Fault historyMissing() {
    return new Fault(
        FaultCode.LAKE_TABLE_MISSING,
        Text.of(
            "还没有历史表。请先运行 duecast history（或 duecast run）。",
            "There is no history yet. Run duecast history first (or duecast run)."));
  }

  public static Fault historyKnowsMore(Instant history, Instant asOf) {
    return new Fault(
        FaultCode.CONFLICT,
        Text.of(
            "历史表截至 %s，晚于 --as-of %s：会泄漏未来。请先用同一 --as-of 运行 duecast history。"
                .formatted(history, asOf),
            "The history was written as of %s, later than --as-of %s: the future would leak. Run duecast history with the same --as-of first."
                .formatted(history, asOf)));
  }

  public static Fault historyBeforeAliases() {
    return new Fault(
        FaultCode.CONFLICT,
        Text.of(
            "历史表写成之后，又有了关于伙伴的决定：历史计算伙伴的方式可能与之不符。请先运行 duecast history（或 duecast run）。",
            "Decisions about partners were taken after the history was written: it may count partners otherwise than they say. Run duecast history first, or duecast run."));
  }

  public static Fault notEnoughHistory(long outcomes, long needed, Instant asOf) {
    return new Fault(
        FaultCode.NOT_ENOUGH_HISTORY,
        Text.of(
            "截至 %s 只有 %d 条已知的交付结果，至少需要 %d 条。请装载更多历史订单，或调低 duecast.analytics.minimum-outcomes。"
                .formatted(asOf, outcomes, needed),
            "Only %d delivery outcomes are known as of %s; at least %d are needed. Load more order history, or lower duecast.analytics.minimum-outcomes."
                .formatted(outcomes, asOf, needed)));
  }

  public static Fault notEnoughWindows(int wanted, LocalDate first, LocalDate last) {
    return new Fault(
        FaultCode.NOT_ENOUGH_HISTORY,
        Text.of(
            "历史不足以回测 %d 个月度窗口：可用的结果只在 %s 至 %s 之间。请用 --windows 减少窗口，或装载更多历史。"
                .formatted(wanted, first, last),
            "The history does not hold %d monthly windows: its outcomes lie between %s and %s. Ask for fewer with --windows, or load more history."
                .formatted(wanted, first, last)));
  }

  public static Fault noScores() {
    return new Fault(
        FaultCode.LAKE_TABLE_MISSING,
        Text.of(
            "还没有评分。请先运行 duecast score（或 duecast run）。",
            "Nothing has been scored yet. Run duecast score first (or duecast run)."));
  }

  public static Fault championKnowsMore(String version, Instant trainedAsOf, Instant asOf) {
    return new Fault(
        FaultCode.MODEL_REFUSED,
        Text.of(
            "当前模型 %s 的训练数据截至 %s，晚于 --as-of %s：它知道未来。请先用同一 --as-of 运行 duecast train。"
                .formatted(version, trainedAsOf, asOf),
            "The champion %s was trained as of %s, later than --as-of %s: it knows the future. Run duecast train with the same --as-of first."
                .formatted(version, trainedAsOf, asOf)));
  }

  public static Fault modelUnknown(String version, Iterable<String> known) {
    String list = String.join(", ", known);
    return new Fault(
        FaultCode.NOT_FOUND,
        Text.of(
            "没有模型 %s。已有：%s。".formatted(version, list),
            "There is no model %s. There are: %s.".formatted(version, list)));
  }

  public static Fault gateRefused(String version, String gate) {
    return new Fault(
        FaultCode.GATE_REFUSED,
        Text.of(
            "模型 %s 未通过准入：%s。如仍要启用，请加 --force。".formatted(version, gate),
            "The model %s did not pass the gate: %s. Add --force to promote it all the same."
                .formatted(version, gate)));
  }

  public static Fault modelsNotLocal(String lake) {
    return new Fault(
        FaultCode.CONFIG_INVALID,
        Text.of(
            "模型目录必须在本机磁盘上，而数据湖是 %s。请改用本地数据湖。".formatted(lake),
            "Models are kept in a local folder, but the lake is %s. Use a lake on a local disk."
                .formatted(lake)));
  }

  public static Fault badNumber(String option, long value, long least) {
    return new Fault(
        FaultCode.BAD_ARGUMENT,
        Text.of(
            "%s 的值 %d 太小，至少为 %d。".formatted(option, value, least),
            "The value %d of %s is too small; the least is %d.".formatted(value, option, least)));
  }

  public static Fault badDay(String key, String value) {
    return new Fault(
        FaultCode.CONFIG_INVALID,
        Text.of(
            "配置 duecast.analytics.%s 的值 %s 不是日期。请写成 2009-01-01，或留空。".formatted(key, value),
            "The setting duecast.analytics.%s is %s, not a date. Write 2009-01-01, or leave it empty."
                .formatted(key, value)));
  }

  public static Fault badChoice(String key, String value, List<String> known) {
    return new Fault(
        FaultCode.CONFIG_INVALID,
        Text.of(
            "配置 duecast.analytics.%s 的值 %s 无效。可选：%s。"
                .formatted(key, value, String.join("、", known)),
            "The setting duecast.analytics.%s is %s. Write one of: %s."
                .formatted(key, value, String.join(", ", known))));
  }

  public static Fault badCosts(long call, long late) {
    return new Fault(
        FaultCode.CONFIG_INVALID,
        Text.of(
            "配置 duecast.analytics.call-cost 为 %d、late-cost 为 %d。两者都写成正数，或都写成 0（按人力）。"
                .formatted(call, late),
            "The settings duecast.analytics.call-cost and late-cost are %d and %d. Write two positive numbers, or 0 for both (by capacity)."
                .formatted(call, late)));
  }

  public static Fault notReproducible(String version) {
    return new Fault(
        FaultCode.CONFLICT,
        Text.of(
            "模型 %s 没有记录训练时的配置，无法重现。请重新训练（duecast train）。".formatted(version),
            "The model %s does not record the settings that trained it, so it cannot be reproduced. Train again (duecast train)."
                .formatted(version)));
  }

  public static Fault storage(Path place, IOException cause) {
    return new Fault(
        FaultCode.STORAGE,
        Text.of(
            "无法写入 %s：%s。请检查权限和磁盘空间。".formatted(place, cause),
            "%s cannot be written: %s. Look at permissions and the disk's free space."
                .formatted(place, cause)),
        cause);
  }
}
