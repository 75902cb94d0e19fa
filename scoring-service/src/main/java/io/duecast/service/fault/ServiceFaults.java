package io.duecast.service.fault;

import io.duecast.command.Nearest;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The service's refusals: what happened, why, and what to do. */
public final class ServiceFaults {

  private ServiceFaults() {}

  public static Fault lakeMissing(String root) {
    return fault(
        FaultCode.LAKE_MISSING,
        "%s 不是 Duecast 数据湖。请先运行 duecast ingest，或用 --lake 指定。".formatted(root),
        "%s is not a Duecast lake. Run duecast ingest first, or name another with --lake."
            .formatted(root));
  }

  public static Fault lakeNotLocal(String root) {
    return fault(
        FaultCode.CONFIG_INVALID,
        "serve 和 sql 目前只读本地数据湖，不支持 %s。请先同步到本地目录，再用 --lake 指定。".formatted(root),
        "serve and sql read local lakes only for now, not %s. Copy it to a local folder and name that with --lake."
            .formatted(root));
  }

  public static Fault lakeUnreadable(String root, Throwable cause) {
    return new Fault(
        FaultCode.STORAGE,
        Text.of(
            "无法读取数据湖 %s：%s。请检查路径、权限和磁盘。".formatted(root, cause.getMessage()),
            "The lake %s cannot be read: %s. Look at the path, its permissions and the disk."
                .formatted(root, cause.getMessage())),
        cause);
  }

  public static Fault lakePathPattern(String root) {
    return fault(
        FaultCode.CONFIG_INVALID,
        "数据湖路径 %s 含有 * ? [ 等通配字符，查询引擎会误读。请换一个路径。".formatted(root),
        "The lake's path %s holds one of * ? [, which the query engine reads as a pattern. Move it to another path."
            .formatted(root));
  }

  public static Fault sqlNotOneSelect(String why) {
    return fault(
        FaultCode.SQL_REFUSED,
        "只接受一条只读查询（SELECT、WITH、FROM、DESCRIBE、SHOW、SUMMARIZE）：%s。".formatted(why),
        "Only a single reading statement is taken (SELECT, WITH, FROM, DESCRIBE, SHOW, SUMMARIZE): %s."
            .formatted(why));
  }

  public static Fault sqlOutsideLake(String message) {
    return fault(
        FaultCode.SQL_REFUSED,
        "查询只能读数据湖的表，不能访问文件、网络或设置：%s".formatted(message),
        "A query reads the lake's tables only; files, network and settings are closed: %s"
            .formatted(message));
  }

  public static Fault sqlWrong(String message) {
    return fault(
        FaultCode.SQL_REFUSED,
        "查询有误：%s\n可用 SHOW TABLES 和 DESCRIBE <表> 查看表和列。".formatted(message),
        "The query is wrong: %s\nSHOW TABLES and DESCRIBE <table> list tables and columns."
            .formatted(message));
  }

  public static Fault tooManyRowsForTable(int most) {
    return fault(
        FaultCode.TOO_LARGE,
        "结果超过 %,d 行，无法排成表格。请用 --format csv（逐行输出），或在查询中加 LIMIT。".formatted(most),
        "The result has more than %,d rows and cannot be laid out as a table. Use --format csv, which streams, or add a LIMIT."
            .formatted(most));
  }

  public static Fault queryTooSlow(int seconds) {
    return fault(
        FaultCode.OVERLOADED,
        "查询超过 %d 秒仍未完成，已取消。请缩小筛选范围，或调大 duecast.service.query-timeout-seconds。".formatted(seconds),
        "The query did not end within %d seconds and was cancelled. Narrow it, or raise duecast.service.query-timeout-seconds."
            .formatted(seconds));
  }

  public static Fault busy(int waiting) {
    return fault(
        FaultCode.OVERLOADED,
        "同时进行的查询已达 %d 个。请稍候几秒再试。".formatted(waiting),
        "%d queries are already running. Try again in a few seconds.".formatted(waiting));
  }

  public static Fault portInUse(String host, int port) {
    return fault(
        FaultCode.PORT_IN_USE,
        "%s 的端口 %d 已被占用。请用 --port 换一个。".formatted(host, port),
        "Port %d of %s is in use. Name another with --port.".formatted(port, host));
  }

  public static Fault addressUnknown(String host, String why) {
    return fault(
        FaultCode.CONFIG_INVALID,
        "无法在地址 %s 上监听：%s。请用 --host 指定本机地址。".formatted(host, why),
        "Cannot listen on %s: %s. Name an address of this machine with --host."
            .formatted(host, why));
  }

  public static Fault unknownParameter(String name, Collection<String> known) {
    String list = String.join(", ", known);
    return fault(
        FaultCode.BAD_ARGUMENT,
        "没有参数 %s%s可用：%s。".formatted(name, meant(name, known).zh(), list),
        "There is no parameter %s%s Known: %s.".formatted(name, meant(name, known).en(), list));
  }

  public static Fault wrongValue(String parameter, String value, Collection<String> allowed) {
    String list = String.join(", ", allowed);
    return fault(
        FaultCode.BAD_ARGUMENT,
        "参数 %s 的值 %s 无效%s可用：%s。".formatted(parameter, value, meant(value, allowed).zh(), list),
        "The value %s of %s is not known%s Use one of: %s."
            .formatted(value, parameter, meant(value, allowed).en(), list));
  }

  public static Fault repeatedParameter(String name) {
    return fault(
        FaultCode.BAD_ARGUMENT,
        "参数 %s 出现了多次，只能写一次。".formatted(name),
        "The parameter %s is given more than once; give it once.".formatted(name));
  }

  public static Fault notADate(String parameter, String value) {
    return fault(
        FaultCode.BAD_ARGUMENT,
        "参数 %s 的值 %s 不是日期。请写成 2026-03-02。".formatted(parameter, value),
        "The value %s of %s is not a date. Write it as 2026-03-02.".formatted(value, parameter));
  }

  public static Fault notANumber(String parameter, String value, int least, int most) {
    return fault(
        FaultCode.BAD_ARGUMENT,
        "参数 %s 的值 %s 不是 %d 到 %d 之间的整数。".formatted(parameter, value, least, most),
        "The value %s of %s is not a whole number from %d to %d."
            .formatted(value, parameter, least, most));
  }

  public static Fault cursorDamaged() {
    return fault(
        FaultCode.BAD_ARGUMENT,
        "分页游标不完整。请原样传回上一页给出的 next_cursor，或从第一页开始。",
        "The cursor is damaged. Send back the next_cursor of the page before unchanged, or start at the first page.");
  }

  public static Fault cursorStale(String cursorRun, String currentRun) {
    return fault(
        FaultCode.STALE_CURSOR,
        "游标属于评分 %s 的另一个筛选或排序；当前评分是 %s。请从第一页开始。".formatted(cursorRun, currentRun),
        "The cursor belongs to another filter, sort order or scoring run (%s; the current run is %s). Start at the first page."
            .formatted(cursorRun, currentRun));
  }

  public static Fault noRun(String root) {
    return fault(
        FaultCode.LAKE_TABLE_MISSING,
        "数据湖 %s 还没有评分。请先运行 duecast run。".formatted(root),
        "The lake %s holds no scores yet. Run duecast run first.".formatted(root));
  }

  public static Fault noOpenOrder(String key, String run) {
    return fault(
        FaultCode.NOT_FOUND,
        "评分 %s 中没有订单行 %s：可能已完成、已取消，或键有误。".formatted(run, key),
        "The scoring run %s holds no open order line %s: it may be complete or cancelled, or the key is wrong."
            .formatted(run, key));
  }

  public static Fault noSupplier(String key) {
    return fault(
        FaultCode.NOT_FOUND,
        "没有伙伴 %s。请从供应商列表中选择。".formatted(key),
        "There is no partner %s. Choose one from the list of suppliers.".formatted(key));
  }

  public static Fault noRoute(String method, String path) {
    return fault(
        FaultCode.NOT_FOUND,
        "没有地址 %s %s。接口说明见 /openapi.yaml。".formatted(method, path),
        "There is nothing at %s %s. The API is described in /openapi.yaml."
            .formatted(method, path));
  }

  public static Fault notAcceptable(String asked, Collection<String> offered) {
    String list = String.join(", ", offered);
    return fault(
        FaultCode.NOT_ACCEPTABLE,
        "不提供格式 %s。可用：%s。".formatted(asked, list),
        "The format %s is not offered. Use one of: %s.".formatted(asked, list));
  }

  public static Fault bodyTooLarge(long bytes, long most) {
    return fault(
        FaultCode.TOO_LARGE,
        "请求正文 %,d 字节，上限 %,d 字节。请分批发送。".formatted(bytes, most),
        "The request body has %,d bytes; the limit is %,d. Send it in several requests."
            .formatted(bytes, most));
  }

  public static Fault batchTooLarge(int rows, int most) {
    return fault(
        FaultCode.TOO_LARGE,
        "一次请求 %,d 行，上限 %,d 行。请分批发送。".formatted(rows, most),
        "The request has %,d rows; the limit is %,d. Send it in several requests."
            .formatted(rows, most));
  }

  public static Fault exportTooLarge(long rows, int most) {
    return fault(
        FaultCode.TOO_LARGE,
        "结果有 %,d 行，一张 XLSX 工作表最多 %,d 行。请缩小筛选范围，或导出 CSV。".formatted(rows, most),
        "The result has %,d rows; an XLSX sheet holds %,d. Narrow the filter, or export CSV."
            .formatted(rows, most));
  }

  public static Fault badJson(String why) {
    return fault(
        FaultCode.BAD_ARGUMENT,
        "请求正文不是所需的 JSON：%s。格式见 /openapi.yaml。".formatted(why),
        "The request body is not the JSON expected: %s. /openapi.yaml describes it."
            .formatted(why));
  }

  public static Fault badCsv(Text why) {
    return fault(
        FaultCode.BAD_ARGUMENT,
        "请求正文不是所需的 CSV：%s。格式见 /openapi.yaml。".formatted(why.zh()),
        "The request body is not the CSV expected: %s. /openapi.yaml describes it."
            .formatted(why.en()));
  }

  public static Fault unknownColumn(String name, Collection<String> known) {
    String list = String.join(", ", known);
    return fault(
        FaultCode.BAD_ARGUMENT,
        "没有列 %s%s可用：%s。".formatted(name, meant(name, known).zh(), list),
        "There is no column %s%s Known: %s.".formatted(name, meant(name, known).en(), list));
  }

  public static Fault wrongCell(String column, String value, Text expected) {
    return fault(
        FaultCode.BAD_ARGUMENT,
        "列 %s 的值 %s 无效，需要%s。".formatted(column, value, expected.zh()),
        "The value %s of the column %s is not %s.".formatted(value, column, expected.en()));
  }

  public static Fault wrongCellCount(int cells, int headings) {
    return fault(
        FaultCode.BAD_ARGUMENT,
        "该行有 %d 格，标题行有 %d 格。含逗号的文本需要加引号。".formatted(cells, headings),
        "The row has %d cells and the headings have %d. Quote a text that holds a comma."
            .formatted(cells, headings));
  }

  public static Fault wrongContentType(String given) {
    return fault(
        FaultCode.BAD_ARGUMENT,
        "请求正文类型是 %s，需要 application/json 或 text/csv（UTF-8）。".formatted(given),
        "The request body is %s; send application/json, or text/csv in UTF-8.".formatted(given));
  }

  public static Fault qualityTooLow(List<Text> sources, double limit) {
    String most = Terminal.percent(limit);
    return fault(
        FaultCode.QUALITY_TOO_LOW,
        "所依据的数据错误太多（上限 %s），因此不显示排名和报告：\n%s\n运行 duecast quality --out 目录，查看是哪些行、谁来改；在源系统中改正后重新装载，或用 duecast ingest --corrections 更正。未完成订单列表仍可使用。上限是 duecast.service.quality-limit。"
            .formatted(
                most, sources.stream().map(Text::zh).collect(Collectors.joining("；\n", "", "。"))),
        "The data behind it have too many errors (the limit is %s), so rankings and reports that rest on them are withheld:\n%s\nRun duecast quality --out DIR to see which rows it is and who can mend them; mend them in the source and load again, or with duecast ingest --corrections. The list of open orders can still be used. The limit is duecast.service.quality-limit."
            .formatted(
                most, sources.stream().map(Text::en).collect(Collectors.joining(";\n", "", "."))));
  }

  /** Ends a sentence with the name that was probably meant, where there is one. */
  private static Text meant(String given, Collection<String> known) {
    return Nearest.meant(given, known, Text.of("。", "."));
  }

  private static Fault fault(FaultCode code, String zh, String en) {
    return new Fault(code, Text.of(zh, en));
  }
}
