package io.duecast.ingest.fault;

import io.duecast.command.Nearest;
import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every sentence with which ingest stops: what happened, why, and what to do. */
public final class IngestFaults {

  private IngestFaults() {}

  public static Fault connectorUnknown(String name, Collection<String> shipped) {
    String list = String.join(", ", shipped);
    Text meant = Nearest.meant(name, shipped, Text.of("", "."));
    return new Fault(
        FaultCode.CONNECTOR_UNKNOWN,
        Text.of(
            "没有连接器 %s%s。自带的连接器：%s；也可以写自己的连接器目录（内有 connector.yaml）。"
                .formatted(name, meant.zh(), list),
            "There is no connector %s%s Shipped connectors: %s; the path of your own folder with a connector.yaml works too."
                .formatted(name, meant.en(), list)));
  }

  public static Fault loadUnknown(String id, Collection<String> loads) {
    String list = String.join(", ", loads);
    return new Fault(
        FaultCode.NOT_FOUND,
        Text.of(
            "数据湖中没有装载 %s。已有：%s。".formatted(id, list),
            "The lake has no load %s. It has: %s.".formatted(id, list)));
  }

  public static Fault correctionsInvalid(String file, List<String> problems) {
    String list = String.join("\n  - ", problems);
    return new Fault(
        FaultCode.INPUT_REFUSED,
        Text.of(
            "更正文件 %s 有 %d 处看不懂（表头应为 source 或 file，以及 key、column、value、by、why）：\n  - %s"
                .formatted(file, problems.size(), list),
            "The corrections file %s has %d problem(s); its headings are source or file, then key, column, value, by and why:\n  - %s"
                .formatted(file, problems.size(), list)));
  }

  public static Fault aliasesInvalid(String file, List<Text> problems) {
    return new Fault(
        FaultCode.INPUT_REFUSED,
        Text.of(
            "别名文件 %s 有 %d 处错误，没有接受任何决定：\n  - %s"
                .formatted(
                    file,
                    problems.size(),
                    String.join("\n  - ", problems.stream().map(Text::zh).toList())),
            "The file of aliases %s has %d problem(s); no decision was taken from it:\n  - %s"
                .formatted(
                    file,
                    problems.size(),
                    String.join("\n  - ", problems.stream().map(Text::en).toList()))));
  }

  public static Fault sitesInvalid(String file, List<Text> problems) {
    return new Fault(
        FaultCode.CONFIG_INVALID,
        Text.of(
            "地点文件 %s 有 %d 处错误（表头应为 kind、code、calendar、zone，可加 own_days）：\n  - %s"
                .formatted(
                    file,
                    problems.size(),
                    String.join("\n  - ", problems.stream().map(Text::zh).toList())),
            "The file of sites %s has %d problem(s); its headings are kind, code, calendar, zone and, where needed, own_days:\n  - %s"
                .formatted(
                    file,
                    problems.size(),
                    String.join("\n  - ", problems.stream().map(Text::en).toList()))));
  }

  public static Fault peopleKeyMissing(String variable) {
    return new Fault(
        FaultCode.CONFIG_INVALID,
        Text.of(
            "对人名加密需要密钥：请设置环境变量 %s（至少 16 个字节的随机文本），或用 --people-key-file 指定文件；没有默认密钥。"
                .formatted(variable),
            "To hash names of people a key is needed: set the variable %s to a random text of 16 bytes or more, or name a file with --people-key-file. There is no default key."
                .formatted(variable)));
  }

  public static Fault peopleKeyShort(int bytes) {
    return new Fault(
        FaultCode.CONFIG_INVALID,
        Text.of(
            "人名的密钥太短：至少需要 %d 个字节的随机文本。".formatted(bytes),
            "The key for names of people is too short: it needs a random text of %d bytes or more."
                .formatted(bytes)));
  }

  public static Fault peopleKeyDiffers() {
    return new Fault(
        FaultCode.CONFIG_INVALID,
        Text.of(
            "人名的密钥与该数据湖的装载所用的不同：同一个人会变成两个。没有改变任何数据。请使用原来的密钥；若已丢失，请装载到新的数据湖。",
            "The key for names of people is not the one that the loads of this lake were made with: one person would become two. Nothing was changed. Use the former key; if it is lost, load into a new lake."));
  }

  public static Fault peopleSetBack() {
    return new Fault(
        FaultCode.CONFLICT,
        Text.of(
            "同样的文件曾按这一人名设置装载，此后该来源又按另一设置装载过；同样的文件只装载一次，人名不会变回。请装载新的导出，或装载到新的数据湖。",
            "The same files were loaded with this setting of names before, and the source with another one since. The same files load once, so names would not become what you ask for. Load a newer export, or load into a new lake."));
  }

  public static Fault aliasesMissing(String file) {
    return new Fault(
        FaultCode.INPUT_MISSING,
        Text.of(
            "找不到别名文件 %s。用 duecast partners duplicates --out 文件.csv 写出一个。".formatted(file),
            "There is no file of aliases %s. Write one with duecast partners duplicates --out FILE.csv."
                .formatted(file)));
  }

  public static Fault connectorInvalid(String location, List<String> problems) {
    String list = String.join("\n  - ", problems);
    return new Fault(
        FaultCode.CONNECTOR_INVALID,
        Text.of(
            "连接器 %s 有 %d 处错误，改正后再试：\n  - %s".formatted(location, problems.size(), list),
            "The connector %s has %d problem(s); mend them and try again:\n  - %s"
                .formatted(location, problems.size(), list)));
  }

  public static Fault processInvalid(String file, String problem) {
    return new Fault(
        FaultCode.PROCESS_INVALID,
        Text.of(
            "流程定义 %s 无效：%s".formatted(file, problem),
            "The process definition %s is not valid: %s".formatted(file, problem)));
  }

  public static Fault inputMissing(String input) {
    return new Fault(
        FaultCode.INPUT_MISSING,
        Text.of(
            "找不到输入 %s。请检查 --input 的路径。".formatted(input),
            "The input %s does not exist. Check the path given with --input.".formatted(input)));
  }

  public static Fault noFileMatches(String input, String connector, List<String> patterns) {
    String list = String.join(", ", patterns);
    return new Fault(
        FaultCode.INPUT_MISSING,
        Text.of(
            "%s 中没有连接器 %s 认识的文件。它读取：%s。".formatted(input, connector, list),
            "%s holds no file that the connector %s knows. It reads: %s."
                .formatted(input, connector, list)));
  }

  public static Fault sourceMissing(
      String input, String connector, String source, List<String> patterns) {
    String list = String.join(", ", patterns);
    return new Fault(
        FaultCode.INPUT_MISSING,
        Text.of(
            "%s 中缺少连接器 %s 必需的文件 %s（%s）。请把它一起导出。".formatted(input, connector, source, list),
            "%s lacks the file %s (%s) that the connector %s cannot do without. Export it too."
                .formatted(input, source, list, connector)));
  }

  public static Fault inputEmpty(String file) {
    return new Fault(
        FaultCode.INPUT_EMPTY,
        Text.of(
            "文件 %s 是空的。请重新导出。".formatted(file),
            "The file %s is empty. Export it again.".formatted(file)));
  }

  public static Fault columnsMissing(
      String file, List<String> missing, List<String> nearest, List<String> found) {
    String list = String.join(", ", missing);
    String headings = String.join(" | ", found);
    return new Fault(
        FaultCode.INPUT_COLUMN_MISSING,
        Text.of(
            "文件 %s 缺少列：%s。%s文件中的列：%s。如果该列改了名，请把新名加到连接器的 heading 中。"
                .formatted(
                    file,
                    list,
                    nearest.isEmpty() ? "" : "最接近的列：" + String.join(", ", nearest) + "。",
                    headings),
            "The file %s lacks the column(s) %s. %sIts columns are: %s. If a column was renamed, add the new name to its heading list in the connector."
                .formatted(
                    file,
                    list,
                    nearest.isEmpty() ? "" : "Nearest: " + String.join(", ", nearest) + ". ",
                    headings)));
  }

  public static Fault headingTwice(String file, String heading) {
    return new Fault(
        FaultCode.INPUT_DAMAGED,
        Text.of(
            "文件 %s 有两列都叫 %s，无法确定取哪一列。请在导出时改名。".formatted(file, heading),
            "The file %s has two columns named %s, so neither can be chosen. Rename one in the export."
                .formatted(file, heading)));
  }

  public static Fault encoding(String file, List<String> tried, @Nullable String detail) {
    String list = String.join(", ", tried);
    String more = detail == null ? "" : " " + detail;
    return new Fault(
        FaultCode.INPUT_ENCODING,
        Text.of(
            "文件 %s 无法按 %s 解码。%s请另存为“CSV UTF-8”后再装载。".formatted(file, list, more),
            "The file %s does not decode as %s.%s Save it as \"CSV UTF-8\" and load it again."
                .formatted(file, list, more)));
  }

  public static Fault mojibake(String file, String sample) {
    return new Fault(
        FaultCode.INPUT_ENCODING,
        Text.of(
            "文件 %s 含有乱码（例如“%s”）：它曾以错误的编码打开并保存。请从源系统重新导出。".formatted(file, sample),
            "The file %s holds garbled text (such as \"%s\"): it was once opened and saved in the wrong encoding. Export it again from the source."
                .formatted(file, sample)));
  }

  public static Fault zeroBytes(String file) {
    return new Fault(
        FaultCode.INPUT_DAMAGED,
        Text.of(
            "文件 %s 含有零字节：它在写出时中断过，或是没有标记的 UTF-16。请重新导出，或另存为“CSV UTF-8”。".formatted(file),
            "The file %s holds bytes of zero: writing it was interrupted, or it is UTF-16 without a mark. Export it again, or save it as \"CSV UTF-8\"."
                .formatted(file)));
  }

  public static Fault quoteNeverCloses(String file, long row) {
    return new Fault(
        FaultCode.INPUT_DAMAGED,
        Text.of(
            "文件 %s 已损坏：第 %d 行打开的引号到文件末尾也没有关闭。请检查该行或重新导出。".formatted(file, row),
            "The file %s is damaged: a quote opened in row %d never closes. Look at that row or export the file again."
                .formatted(file, row)));
  }

  public static Fault widthDiffers(String file, int width, int found) {
    return new Fault(
        FaultCode.INPUT_DAMAGED,
        Text.of(
            "文件 %s 没有表头，连接器声明每行 %d 格，而前几行最多只有 %d 格。请检查分隔符，或改正连接器的 width。"
                .formatted(file, width, found),
            "The file %s has no headings; the connector states %d cells a row, but its first rows have at most %d. Look at the delimiter, or mend width in the connector."
                .formatted(file, width, found)));
  }

  public static Fault recordWidthDiffers(String file, List<String> fields, int found) {
    return new Fault(
        FaultCode.INPUT_DAMAGED,
        Text.of(
            "文件 %s 的一条记录有 %d 个值，而连接器按 %d 个字段读取，含义无法对应。请按此字段顺序重新查询：%s"
                .formatted(file, found, fields.size(), String.join(",", fields)),
            "A record of %s has %d values where the connector names %d, so none can be told apart. Ask again with these fields in this order: %s"
                .formatted(file, found, fields.size(), String.join(",", fields))));
  }

  public static Fault logDamaged(String file, int line, String detail) {
    return new Fault(
        FaultCode.INPUT_DAMAGED,
        Text.of(
            "事件日志 %s 已损坏或不完整（第 %d 行：%s）。请重新导出整个文件。".formatted(file, line, detail),
            "The event log %s is damaged or not whole (line %d: %s). Export the whole file again."
                .formatted(file, line, detail)));
  }

  public static Fault databaseDamaged(String file, String detail) {
    return new Fault(
        FaultCode.INPUT_DAMAGED,
        Text.of(
            "数据库文件 %s 不能作为事件日志读取（%s）。请用支持 OCEL 2.0 的工具重新导出。".formatted(file, detail),
            "The database file %s cannot be read as an event log (%s). Export it again with a tool that writes OCEL 2.0."
                .formatted(file, detail)));
  }

  public static Fault documentDamaged(String file, int line, String detail) {
    return new Fault(
        FaultCode.INPUT_DAMAGED,
        Text.of(
            "文件 %s 不是完整的 JSON（第 %d 行：%s）。请重新导出。".formatted(file, line, detail),
            "The file %s is no whole JSON (line %d: %s). Export it again."
                .formatted(file, line, detail)));
  }

  public static Fault sourceToldError(String file, String at, String value, String message) {
    return new Fault(
        FaultCode.INPUT_REFUSED,
        Text.of(
            "文件 %s 里不是数据，而是源系统的错误（%s = %s）：%s。请解决后重新导出。".formatted(file, at, value, message),
            "The file %s holds an error of the source system instead of data (%s = %s): %s. Mend it there and export again."
                .formatted(file, at, value, message)));
  }

  public static Fault logWithDoctype(String file) {
    return new Fault(
        FaultCode.INPUT_REFUSED,
        Text.of(
            "事件日志 %s 带有文档类型声明（DOCTYPE），可能引用文件以外的内容，因此拒绝读取。请删除该声明后再装载。".formatted(file),
            "The event log %s declares a document type (DOCTYPE), which can refer to things outside the file, so it is not read. Remove the declaration and load it again."
                .formatted(file)));
  }

  public static Fault workbookDamaged(String file, String detail) {
    return new Fault(
        FaultCode.INPUT_DAMAGED,
        Text.of(
            "Excel 文件 %s 已损坏或不完整（%s）。请用 Excel 打开并另存为 .xlsx，或重新导出。".formatted(file, detail),
            "The workbook %s is damaged or not whole (%s). Open it in Excel and save it as .xlsx, or export it again."
                .formatted(file, detail)));
  }

  public static Fault workbookTooLarge(String file, String detail) {
    return new Fault(
        FaultCode.INPUT_TOO_LARGE,
        Text.of(
            "Excel 文件 %s 解压后过大（%s），拒绝读取。请分批导出，或另存为 CSV。".formatted(file, detail),
            "The workbook %s unpacks to too much (%s), so it is not read. Export it in parts, or save it as CSV."
                .formatted(file, detail)));
  }

  public static Fault workbookWithDoctype(String file, String part) {
    return new Fault(
        FaultCode.INPUT_REFUSED,
        Text.of(
            "Excel 文件 %s 的 %s 带有文档类型声明（DOCTYPE），可能引用文件以外的内容，因此拒绝读取。请用 Excel 打开并另存。"
                .formatted(file, part),
            "In the workbook %s the part %s declares a document type (DOCTYPE), which can refer to things outside the file, so it is not read. Open it in Excel and save it anew."
                .formatted(file, part)));
  }

  public static Fault archiveGiven(String file) {
    return new Fault(
        FaultCode.INPUT_REFUSED,
        Text.of(
            "文件 %s 是压缩包，不是 Excel 工作簿。请先解压。".formatted(file),
            "The file %s is an archive, not a workbook. Unpack it first.".formatted(file)));
  }

  public static Fault workbookOfOldKind(String file) {
    return new Fault(
        FaultCode.INPUT_REFUSED,
        Text.of(
            "文件 %s 是 Excel 97-2003 格式（.xls）或带密码。请用 Excel 打开，不设密码另存为 .xlsx。".formatted(file),
            "The file %s is of Excel 97-2003 (.xls) or has a password. Open it in Excel and save it as .xlsx without one."
                .formatted(file)));
  }

  public static Fault noWorkbook(String file) {
    return new Fault(
        FaultCode.INPUT_REFUSED,
        Text.of(
            "文件 %s 不是 Excel 工作簿（.xlsx）。请另存为 .xlsx；如果是文本，请在连接器中写 format: csv。".formatted(file),
            "The file %s is no workbook (.xlsx). Save it as .xlsx; for text write format: csv in the connector."
                .formatted(file)));
  }

  public static Fault sheetMissing(String file, String sheet, List<String> there) {
    String list = String.join(", ", there);
    return new Fault(
        FaultCode.INPUT_REFUSED,
        Text.of(
            "Excel 文件 %s 没有工作表“%s”。现有工作表：%s。".formatted(file, sheet, list),
            "The workbook %s has no sheet \"%s\". Its sheets are: %s."
                .formatted(file, sheet, list)));
  }

  public static Fault sheetsAlike(String file, List<String> sheets) {
    String list = String.join(", ", sheets);
    return new Fault(
        FaultCode.INPUT_REFUSED,
        Text.of(
            "Excel 文件 %s 有几张工作表同样合适：%s。请在连接器中写 sheet: 名称，或把它们各存为一个文件。".formatted(file, list),
            "In the workbook %s several sheets fit equally well: %s. Name one as sheet: in the connector, or save each as a file of its own."
                .formatted(file, list)));
  }

  public static Fault formulaWithoutValue(String file, String sheet, String cell) {
    return new Fault(
        FaultCode.INPUT_REFUSED,
        Text.of(
            "Excel 文件 %s 工作表“%s”的单元格 %s 是公式，但没有保存计算结果；公式不会被计算。请用 Excel 打开并保存一次。"
                .formatted(file, sheet, cell),
            "In the workbook %s, sheet \"%s\", the cell %s is a formula without a stored value, and formulas are never computed here. Open it in Excel and save it once."
                .formatted(file, sheet, cell)));
  }

  public static Fault archiveDamaged(String archive, String detail) {
    return new Fault(
        FaultCode.INPUT_DAMAGED,
        Text.of(
            "压缩文件 %s 已损坏或不完整（%s）。请重新打包。".formatted(archive, detail),
            "The archive %s is damaged or not whole (%s). Pack it again."
                .formatted(archive, detail)));
  }

  public static Fault archiveStepsOut(String archive, String entry) {
    return new Fault(
        FaultCode.INPUT_REFUSED,
        Text.of(
            "压缩文件 %s 中的 %s 指向目标目录之外，因此拒绝解压。".formatted(archive, entry),
            "The archive %s holds the name %s, which leads out of its folder, so it is not unpacked."
                .formatted(archive, entry)));
  }

  public static Fault archiveTooManyFiles(String archive, int files, int limit) {
    return new Fault(
        FaultCode.INPUT_TOO_LARGE,
        Text.of(
            "压缩文件 %s 含 %d 个文件，上限是 %d。请分成几个压缩文件。".formatted(archive, files, limit),
            "The archive %s holds %d files; the limit is %d. Make several archives of it."
                .formatted(archive, files, limit)));
  }

  public static Fault archiveTooLarge(String archive, long megabytes) {
    return new Fault(
        FaultCode.INPUT_TOO_LARGE,
        Text.of(
            "压缩文件 %s 解压后超过 %d MB，会占满磁盘。请自行解压到有足够空间的目录，再用 --input 指定该目录。"
                .formatted(archive, megabytes),
            "The archive %s unpacks to more than %d MB, which would fill the disk. Unpack it yourself where there is room and name that folder with --input."
                .formatted(archive, megabytes)));
  }

  public static Fault archiveBomb(String archive, int times) {
    return new Fault(
        FaultCode.INPUT_REFUSED,
        Text.of(
            "压缩文件 %s 解压后超过原大小的 %d 倍，像是“压缩炸弹”，已停止解压。若确为订单数据，请自行解压后再装载。".formatted(archive, times),
            "The archive %s unpacks to more than %d times its size, as archives do that are made to fill a disk; unpacking was stopped. If it does hold orders, unpack it yourself and load the folder."
                .formatted(archive, times)));
  }

  public static Fault nothingToRead(String connector, String way) {
    return new Fault(
        FaultCode.CONNECTOR_INVALID,
        Text.of(
            "连接器 %1$s 没有写明如何从%2$s读取。请在 connector.yaml 的来源里加上 table、query 或 http，或改为装载导出文件。"
                .formatted(connector, way),
            "The connector %1$s does not say how to read from %2$s. Add table, query or http to its sources in connector.yaml, or load exported files."
                .formatted(connector, way)));
  }

  public static Fault secretMissing(String variable) {
    return new Fault(
        FaultCode.CONFIG_INVALID,
        Text.of(
            "缺少口令或密钥：请设置环境变量 %s，或用 --secret-file 指定文件。".formatted(variable),
            "The password or key is missing: set the variable %s, or name a file with --secret-file."
                .formatted(variable)));
  }

  public static Fault userMissing(String variable) {
    return new Fault(
        FaultCode.CONFIG_INVALID,
        Text.of(
            "缺少用户名：请设置环境变量 %s，或用 --user 指定。".formatted(variable),
            "The name of the user is missing: set the variable %s, or give it with --user."
                .formatted(variable)));
  }

  public static Fault secretFileEmpty(String file) {
    return new Fault(
        FaultCode.CONFIG_INVALID,
        Text.of(
            "口令文件 %s 是空的。".formatted(file),
            "The file %s, which should hold the password or key, is empty.".formatted(file)));
  }

  public static Fault secretFileUnreadable(String file) {
    return new Fault(
        FaultCode.CONFIG_INVALID,
        Text.of(
            "无法读取口令文件 %s。请检查路径和权限。".formatted(file),
            "The file %s, which should hold the password or key, cannot be read. Look at its path and permissions."
                .formatted(file)));
  }

  public static Fault secretInAddress(String address) {
    return new Fault(
        FaultCode.BAD_ARGUMENT,
        Text.of(
            "地址 %s 里写有口令。地址会留在命令历史和进程列表里：请改用环境变量 DUECAST_SOURCE_USER、DUECAST_SOURCE_SECRET，或 --user 和 --secret-file。"
                .formatted(address),
            "The address %s holds a password. Addresses stay in histories and process lists: use the variables DUECAST_SOURCE_USER and DUECAST_SOURCE_SECRET, or --user and --secret-file."
                .formatted(address)));
  }

  public static Fault addressInvalid(String address) {
    return new Fault(
        FaultCode.BAD_ARGUMENT,
        Text.of("地址 %s 无效。".formatted(address), "The address %s is not valid.".formatted(address)));
  }

  public static Fault addressElsewhere(String base, String next) {
    return new Fault(
        FaultCode.INPUT_REFUSED,
        Text.of(
            "%1$s 的回答指向另一系统 %2$s，因此不再读取：登录信息不会发往别处。".formatted(base, next),
            "The answer of %1$s leads on to another system, %2$s. It was not followed: a login is sent to no one else."
                .formatted(base, next)));
  }

  public static Fault driverFileMissing(String jar) {
    return new Fault(
        FaultCode.CONFIG_INVALID,
        Text.of("找不到数据库驱动 %s。".formatted(jar), "There is no database driver %s.".formatted(jar)));
  }

  public static Fault driverMissing(
      String address, String jar, List<String> places, List<String> found) {
    String wanted = jar.isEmpty() ? "JDBC jar" : jar;
    String where = places.isEmpty() ? "drivers" : String.join(", ", places);
    String there = found.isEmpty() ? "–" : String.join(", ", found);
    return new Fault(
        FaultCode.CONFIG_INVALID,
        Text.of(
            "没有 %s 的数据库驱动。请把 %s 放进 drivers 目录，或用 --driver 指定。找过：%s；其中的驱动：%s。"
                .formatted(address, wanted, where, there),
            "There is no database driver for %s. Put %s into the folder drivers, or name it with --driver. Looked in: %s; drivers there: %s."
                .formatted(address, wanted, where, there)));
  }

  public static Fault databaseUnreachable(String address, String detail) {
    return new Fault(
        FaultCode.SOURCE_FAILED,
        Text.of(
            "无法连接数据库 %1$s：%2$s。请检查地址、用户和口令，以及网络是否可达。".formatted(address, detail),
            "The database %1$s cannot be reached: %2$s. Look at the address, user and password, and whether the network leads there."
                .formatted(address, detail)));
  }

  public static Fault queryFailed(String source, String address, String detail) {
    return new Fault(
        FaultCode.SOURCE_FAILED,
        Text.of(
            "从 %2$s 读取 %1$s 失败：%3$s。请检查连接器里该来源的 table、query、watermark、open，以及用户的读取权限。"
                .formatted(source, address, detail),
            "Reading %1$s from %2$s failed: %3$s. Look at table, query, watermark and open of the source in the connector, and whether the user may read."
                .formatted(source, address, detail)));
  }

  public static Fault watermarkMissing(String source, String column, List<String> found) {
    String list = String.join(", ", found);
    Text meant = Nearest.meant(column, found, Text.same(""));
    return new Fault(
        FaultCode.CONNECTOR_INVALID,
        Text.of(
            "来源 %s 没有水位列 %s%s。它的列：%s。".formatted(source, column, meant.zh(), list),
            "The source %s has no column %s for its watermark%s. Its columns: %s."
                .formatted(source, column, meant.en(), list)));
  }

  public static Fault watermarkMixed(String source, List<String> columns) {
    String list = String.join(", ", columns);
    return new Fault(
        FaultCode.CONNECTOR_INVALID,
        Text.of(
            "来源 %s 的水位列 %s 类型不同，无法比较。请用 query 转成同一类型。".formatted(source, list),
            "The columns %s, which are the watermark of %s, have different types and cannot be compared. Bring them to one type in a query."
                .formatted(list, source)));
  }

  public static Fault watermarkUnusable(String source, List<String> columns, String value) {
    String list = String.join(", ", columns);
    return new Fault(
        FaultCode.CONNECTOR_INVALID,
        Text.of(
            "来源 %s 的水位 %s 上次的值“%s”既不是时间也不是数字，无法从那里继续。请换一列，或用 --full 全部读取。"
                .formatted(source, list, value),
            "The watermark %s of %s was \"%s\" last time, which is neither a time nor a number, so nothing can go on from there. Name another column, or read everything with --full."
                .formatted(list, source, value)));
  }

  public static Fault systemFailed(String source, String address, int attempts, String detail) {
    return new Fault(
        FaultCode.SOURCE_FAILED,
        Text.of(
            "从 %2$s 读取 %1$s 失败，已试 %3$d 次：%4$s。".formatted(source, address, attempts, detail),
            "Reading %1$s from %2$s failed after %3$d attempt(s): %4$s."
                .formatted(source, address, attempts, detail)));
  }

  public static Fault systemBusy(String source, String address, long minutes) {
    return new Fault(
        FaultCode.SOURCE_FAILED,
        Text.of(
            "读取 %1$s 时，%2$s 要求等待 %3$d 分钟。请稍后再装载。".formatted(source, address, minutes),
            "While reading %1$s, %2$s asked to wait %3$d minutes. Load again later."
                .formatted(source, address, minutes)));
  }

  public static Fault systemRefused(String source, String address, int status, String detail) {
    return new Fault(
        FaultCode.SOURCE_FAILED,
        Text.of(
            "读取 %1$s 时，%2$s 拒绝了请求（%3$d）：%4$s。".formatted(source, address, status, detail),
            "While reading %1$s, %2$s refused the request (%3$d): %4$s."
                .formatted(source, address, status, detail)));
  }

  public static Fault systemRedirects(String address, String target) {
    return new Fault(
        FaultCode.SOURCE_FAILED,
        Text.of(
            "%1$s 转向 %2$s。不跟随转向，以免登录信息发往别处；请在 --input 里写最终地址。".formatted(address, target),
            "%1$s redirects to %2$s. Redirects are not followed, so that a login reaches no one else; give the final address with --input."
                .formatted(address, target)));
  }

  public static Fault accessRefused(String source, String address, String detail) {
    return new Fault(
        FaultCode.SOURCE_FAILED,
        Text.of(
            "读取 %1$s 时，%2$s 不接受登录：%3$s。请检查用户和口令。".formatted(source, address, detail),
            "While reading %1$s, %2$s did not accept the login: %3$s. Look at user and password."
                .formatted(source, address, detail)));
  }

  public static Fault tokenMissing(String address, String way) {
    return new Fault(
        FaultCode.CONNECTOR_INVALID,
        Text.of(
            "%1$s 的登录回答里没有 %2$s。请检查连接器 login.token_at。".formatted(address, way),
            "The login at %1$s gave no %2$s. Look at login.token_at in the connector."
                .formatted(address, way)));
  }

  public static Fault pageTooLarge(String source, String address, long megabytes) {
    return new Fault(
        FaultCode.INPUT_TOO_LARGE,
        Text.of(
            "读取 %1$s 时，%2$s 的一页超过 %3$d MB。请在连接器里减小 paging.limit。"
                .formatted(source, address, megabytes),
            "While reading %1$s, a page of %2$s was larger than %3$d MB. Make paging.limit smaller in the connector."
                .formatted(source, address, megabytes)));
  }

  public static Fault pageRepeats(String source, String file) {
    return new Fault(
        FaultCode.SOURCE_FAILED,
        Text.of(
            "读取 %1$s 时，系统把上一页又给了一遍（%2$s），继续下去不会结束。请检查连接器的 paging。".formatted(source, file),
            "While reading %1$s, the system gave the page before once more (%2$s), and it would go on for ever. Look at paging in the connector."
                .formatted(source, file)));
  }

  public static Fault cursorMissing(String source, String way) {
    return new Fault(
        FaultCode.CONNECTOR_INVALID,
        Text.of(
            "%1$s 的最后一条记录没有 %2$s，无法读取下一页。请检查连接器的 paging.at。".formatted(source, way),
            "The last record of a page of %1$s has no %2$s, so the next page cannot be asked for. Look at paging.at in the connector."
                .formatted(source, way)));
  }

  public static Fault detailUnnamed(String source, String way) {
    return new Fault(
        FaultCode.CONNECTOR_INVALID,
        Text.of(
            "%1$s 的列表中有一条记录没有 %2$s，无法读取其全文。请检查连接器的 details.at。".formatted(source, way),
            "A record in the list of %1$s has no %2$s, so it cannot be read whole. Look at details.at in the connector."
                .formatted(source, way)));
  }

  public static Fault detailsMissing(String source, String path, long count) {
    return new Fault(
        FaultCode.SOURCE_FAILED,
        Text.of(
            "%1$s 的一页列出 %3$d 条记录，按 %2$s 一条也找不到（404）。请检查连接器的 details.path；若确已全部删除，请再装载一次。"
                .formatted(source, path, count),
            "A page of %1$s lists %3$d record(s), and none of them is found at %2$s (404). Look at details.path in the connector; if all were deleted meanwhile, load again."
                .formatted(source, path, count)));
  }

  public static Fault columnsNotRecognised(
      String file, List<String> columns, List<String> headings) {
    String list = String.join(", ", columns);
    String found = String.join(" | ", headings);
    return new Fault(
        FaultCode.INPUT_COLUMN_MISSING,
        Text.of(
            "在文件 %s 中认不出这些必需的列：%s。请用 --map 表头=列名 指定，或用 --set 回答问题。文件中的表头：%s"
                .formatted(file, list, found),
            "In the file %s these columns, which every list needs, were not recognised: %s. Say which they are with --map HEADING=COLUMN, or answer a question with --set. Its headings are: %s"
                .formatted(file, list, found)));
  }

  public static Fault headingToldMissing(String file, String heading, List<String> headings) {
    Text meant = Nearest.meant(heading, headings, Text.of("。", "."));
    return new Fault(
        FaultCode.BAD_ARGUMENT,
        Text.of(
            "文件 %s 没有表头“%s”%s".formatted(file, heading, meant.zh()),
            "The file %s has no heading \"%s\"%s".formatted(file, heading, meant.en())));
  }

  public static Fault columnToldUnknown(String column, Collection<String> columns) {
    String list = String.join(", ", columns);
    return new Fault(
        FaultCode.BAD_ARGUMENT,
        Text.of(
            "没有列 %s。可用的列：%s。".formatted(column, list),
            "There is no column %s%s Columns are: %s."
                .formatted(column, Nearest.meant(column, columns, Text.same(".")).en(), list)));
  }

  public static Fault answerToNothing(String name, Collection<String> questions) {
    String list = String.join(", ", questions);
    return new Fault(
        FaultCode.BAD_ARGUMENT,
        Text.of(
            "没有问题 %s。待回答的问题：%s。".formatted(name, list),
            "There is no question %s. Questions are: %s.".formatted(name, list)));
  }

  public static Fault answerUnknown(String name, String answer, List<String> values) {
    String list = String.join(", ", values);
    return new Fault(
        FaultCode.BAD_ARGUMENT,
        Text.of(
            "%s 的回答不能是 %s，只能是：%s。".formatted(name, answer, list),
            "%s cannot be %s; it is one of: %s.".formatted(name, answer, list)));
  }

  public static Fault folderNotEmpty(String folder) {
    return new Fault(
        FaultCode.CONFLICT,
        Text.of(
            "目录 %s 已有内容，不会覆盖。请另选 --out，或先删除它。".formatted(folder),
            "The folder %s holds something already and is not written over. Choose another --out, or remove it first."
                .formatted(folder)));
  }

  public static Fault unreadable(String file, Exception cause) {
    return new Fault(
        FaultCode.STORAGE,
        Text.of(
            "无法读取 %s：%s。".formatted(file, cause.getMessage()),
            "%s cannot be read: %s.".formatted(file, cause.getMessage())),
        cause);
  }

  public static Fault notKept(String folder, Exception cause) {
    return new Fault(
        FaultCode.STORAGE,
        Text.of(
            "无法把文件保存到 %s：%s。请检查权限和磁盘空间。".formatted(folder, cause.getMessage()),
            "The files cannot be kept in %s: %s. Look at permissions and the disk's free space."
                .formatted(folder, cause.getMessage())),
        cause);
  }

  public static Fault extractCut(long gone, long expected, long percent) {
    return new Fault(
        FaultCode.INPUT_REFUSED,
        Text.of(
            "按 --complete，数据湖中该来源的 %2$d 个订单行有 %1$d 个不在这次导出里，超过 %3$d %%，导出很可能不完整。没有装载。请重新导出；若确实已删除，请加 --yes。"
                .formatted(gone, expected, percent),
            "With --complete, %1$d of the %2$d order lines that the lake has of this source are not in this extract: more than %3$d %%, so it was probably cut. Nothing was loaded. Export again; if they are really gone, add --yes."
                .formatted(gone, expected, percent)));
  }

  public static Fault loadsWithoutManifest(String lake, List<String> loads, int all) {
    String list = String.join(", ", loads);
    return new Fault(
        FaultCode.NOT_REBUILDABLE,
        Text.of(
            "数据湖 %s 的 %d 次装载中有 %d 次没有留下清单，无法重建：%s。它们由较早的版本装载。请把它们的导出文件装载到一个新的数据湖。"
                .formatted(lake, all, loads.size(), list),
            "%2$d of the %3$d loads of the lake %1$s left no manifest and cannot be built again: %4$s. An earlier version loaded them. Load their exports into a new lake."
                .formatted(lake, loads.size(), all, list)));
  }

  public static Fault rawFileChanged(String load, String file) {
    return new Fault(
        FaultCode.NOT_REBUILDABLE,
        Text.of(
            "装载 %s 保存的文件 %s 已不是当时读取的内容，无法重建。请从备份恢复该文件。".formatted(load, file),
            "The file %2$s that the load %1$s kept no longer holds what was read, so the load cannot be built again. Bring the file back from a backup."
                .formatted(load, file)));
  }

  public static Fault lakeChangedMeanwhile(String lake) {
    return new Fault(
        FaultCode.CONFLICT,
        Text.of(
            "重建期间数据湖 %s 有新的装载，没有替换任何表。请在没有装载时再运行。".formatted(lake),
            "The lake %s was loaded into while it was being built again, so no table was replaced. Run it again while nothing is loading."
                .formatted(lake)));
  }

  public static Fault aliasesChangedMeanwhile(String lake) {
    return new Fault(
        FaultCode.CONFLICT,
        Text.of(
            "其间数据湖 %s 接受了别的伙伴决定，没有写入本文件的任何决定。请再运行一次。".formatted(lake),
            "Other decisions about partners entered the lake %s meanwhile, so none of this file was taken. Run it again."
                .formatted(lake)));
  }

  public static Fault rowsLost(String table, long in, long out, long rejected, long repeated) {
    return new Fault(
        FaultCode.ROWS_LOST,
        Text.of(
            "表 %s 的行数不符：读入 %d，发布 %d，拒绝 %d，重复 %d。装载未提交。"
                .formatted(table, in, out, rejected, repeated),
            "The rows of %s do not add up: %d in, %d out, %d rejected, %d repeated. The load was not committed."
                .formatted(table, in, out, rejected, repeated)));
  }
}
