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
    return new Fault(
        FaultCode.CONNECTOR_UNKNOWN,
        Text.of(
            "没有连接器 %s%s。自带的连接器：%s；也可以写自己的连接器目录（内有 connector.yaml）。"
                .formatted(
                    name, Nearest.to(name, shipped).map(n -> "，您是指 " + n + " 吗？").orElse(""), list),
            "There is no connector %s%s Shipped connectors: %s; the path of your own folder with a connector.yaml works too."
                .formatted(
                    name,
                    Nearest.to(name, shipped).map(n -> "; did you mean " + n + "?").orElse("."),
                    list)));
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
