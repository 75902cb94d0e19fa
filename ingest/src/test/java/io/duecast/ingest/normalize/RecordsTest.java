package io.duecast.ingest.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.check.RejectRule;
import io.duecast.ingest.connector.Connectors;
import io.duecast.ingest.land.Extract;
import io.duecast.ingest.land.InspectedFile;
import io.duecast.ingest.land.Inspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that several headings of one file may fill. */
class RecordsTest {

  private static final String COLUMNS =
      """
      grain: [order_no]
      attrs: ["*"]
      columns:
        order_no: {heading: [订单号, 合同号], required: true}
        line_no: {heading: [行号, 序号], one_heading: true}
        promised: {heading: [承诺交期, 回复交期, 交货日期], type: date, null_words: ["待定"]}
        note: [备注, 说明]
      """;

  @TempDir private Path folder;

  @Test
  void eachRowIsReadUnderTheFirstHeadingThatIsFilled() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("it.csv"),
            """
            合同号,说明,交货日期,承诺交期,订单号,序号,行号,车间
            H1,,2026-03-25,2026-03-20,P1,7,1,甲
            H1,两者,2026-03-25,,P1,8,2,
            H2,, 2026-03-25 ,待定,P2,9,,乙
            H3,,,,P3,10,1,
            H4,,2026-03-25,月底,P4,11,1,
            H4,,下周,,P4,11,2,
            H5,x,2026-03-25,2026-03-20,,12,1,
            """);

    assertThat(rows("csv", file))
        .containsExactly(
            "P1 | 1 | 2026-03-20 |  | 合同号=H1, 序号=7, 车间=甲",
            "P1 | 2 | 2026-03-25 | 两者 | 合同号=H1, 序号=8",
            "P2 |  | 2026-03-25 |  | 合同号=H2, 序号=9, 车间=乙",
            "P3 | 1 |  |  | 合同号=H3, 序号=10",
            "P4 | 1 | DATE_INVALID 承诺交期: 月底 |  | 合同号=H4, 序号=11",
            "P4 | 2 | DATE_INVALID 交货日期: 下周 |  | 合同号=H4, 序号=11",
            "REQUIRED_MISSING 订单号");
  }

  /**
   * Dates of one heading prove nothing against those of another that the row was not read under.
   */
  @Test
  void aDateThatNobodyDeclaredIsSettledByThoseThatWereRead() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("it.csv"),
            """
            订单号,行号,承诺交期,交货日期
            P1,1,03/04/2026,25/12/2026
            P2,1,,12/25/2026
            """);

    assertThat(rows("csv", file))
        .containsExactly("P1 | 1 | 2026-03-04 |  | ", "P2 | 1 | 2026-12-25 |  | ");
  }

  @Test
  void theSameIsTrueOfEventLogs() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("it.xes"),
            """
            <log xes.version="1.0">
              <trace>
                <string key="订单号" value="P1"/><string key="备注" value=" "/><string key="说明" value="急"/>
                <event><string key="行号" value=""/><string key="序号" value="7"/>
                  <string key="承诺交期" value="待定"/><string key="交货日期" value="2026-03-25"/></event>
              </trace>
            </log>
            """);

    assertThat(rows("xes", file)).containsExactly("P1 |  | 2026-03-25 | 急 | ");
  }

  @Test
  void aRefusedRecordTellsWhichRowItMayBe() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("it.csv"),
            """
            订单号,行号,供应商
            P1,1,
            P1,2.5E+9,甲
            P1,,甲
            P1,3,甲,多出的一格
            Total,7,
            合计,,
            订单号,行号,供应商
            合计,8,甲
            P1,4
            """);

    List<Records.Refused> refused = new ArrayList<>();
    OneFile.each(
        plan(
            "csv",
            """
            grain: [order_no, line_no]
            columns:
              order_no: {heading: 订单号, required: true}
              line_no: {heading: 行号, required: true}
              supplier: {heading: 供应商, filled: true}
            """,
            file),
        record -> refused.add(record.refused()));

    assertThat(refused)
        .containsExactly(
            Records.Refused.KEYED,
            Records.Refused.ANY_ROW,
            Records.Refused.ANY_ROW,
            Records.Refused.ANY_ROW,
            Records.Refused.KEYED,
            Records.Refused.NO_ROW,
            Records.Refused.NO_ROW,
            Records.Refused.KEYED,
            Records.Refused.ANY_ROW);
  }

  /** The rows as text; of a cell or row that is refused the rule and what was refused. */
  private List<String> rows(String format, Path file) throws IOException {
    String columns =
        format.equals("csv")
            ? COLUMNS
            : COLUMNS
                .replace("attrs: [\"*\"]\n", "")
                .replace("order_no: {heading:", "order_no: {trace:")
                .replace("note: [备注, 说明]", "note: {trace: [备注, 说明]}")
                .replace("{heading:", "{event:");
    ReadPlan plan = plan(format, columns, file);
    // As the first look at all records does.
    OneFile.each(
        plan,
        record -> {
          for (int column = 0; column < record.columns(); column++) {
            record.read(column);
            CellReader reader = record.reader(column);
            if (reader.sawUndeclaredDate()) {
              record.prove(
                  column,
                  plan.files()
                      .get(0)
                      .shapes()
                      .computeIfAbsent(reader.column().name(), name -> new HashMap<>()));
            }
          }
        });
    List<String> rows = new ArrayList<>();
    OneFile.each(plan, record -> rows.add(row(record)));
    return rows;
  }

  private ReadPlan plan(String format, String columns, Path file) throws IOException {
    Files.writeString(folder.resolve("order_lines.sql"), "SELECT 1");
    Files.writeString(
        folder.resolve("connector.yaml"),
        """
        name: own
        label: {zh: 自己, en: own}
        source_system: own
        directions: [purchase]
        sources:
          it:
            files: ["it.%1$s"]
            format: %1$s
        """
                .formatted(format)
            + columns.indent(4));
    InspectedFile inspected =
        Inspection.inspect(Connectors.find(folder.toString()), Extract.of(file)).get(0);
    return OneFile.plan(inspected);
  }

  private static String row(Records records) {
    if (records.refusal() != null) {
      return records.refusal() + " " + records.refusedColumn();
    }
    List<String> cells = new ArrayList<>();
    for (int column = 0; column < records.columns(); column++) {
      Object value = records.read(column);
      RejectRule problem = records.reader(column).problem();
      String shown = value instanceof Integer day ? "" + LocalDate.ofEpochDay(day) : "" + value;
      cells.add(
          problem != null
              ? "%s %s: %s".formatted(problem, records.heading(column), records.text(column))
              : value == null ? "" : shown);
    }
    cells.add(attrs(records));
    return String.join(" | ", cells);
  }

  private static String attrs(Records records) {
    ArrayBasedMapData attrs = records.attrs();
    return attrs == null
        ? ""
        : IntStream.range(0, attrs.numElements())
            .mapToObj(i -> attrs.keyArray().array()[i] + "=" + attrs.valueArray().array()[i])
            .collect(Collectors.joining(", "));
  }
}
