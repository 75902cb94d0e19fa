package io.duecast.ingest;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.duecast.contract.order.Customers;
import io.duecast.contract.order.DateRevisions;
import io.duecast.contract.order.Items;
import io.duecast.contract.order.Lineage;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.OrderSchedules;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.StageEvents;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.TableSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/** The rows of a trial by their keys and the rejects by rule, to be held against another trial. */
final class TrialRows {

  /** What tells rows apart that come or go. */
  private static final Map<TableSpec, List<Column>> TELLING =
      Map.of(
          Suppliers.TABLE, List.of(Suppliers.SUPPLIER_KEY),
          Customers.TABLE, List.of(Customers.CUSTOMER_KEY),
          Items.TABLE, List.of(Items.ITEM_KEY),
          OrderHeaders.TABLE, List.of(OrderHeaders.ORDER_NO),
          OrderLines.TABLE, List.of(OrderLines.LINE_ID, OrderLines.LINE_STATUS),
          OrderSchedules.TABLE, List.of(OrderSchedules.PLANNED_DATE),
          DateRevisions.TABLE,
              List.of(DateRevisions.FIELD, DateRevisions.OLD_VALUE, DateRevisions.NEW_VALUE),
          StageEvents.TABLE, List.of(StageEvents.STAGE, StageEvents.QTY),
          Receipts.TABLE, List.of(Receipts.KIND, Receipts.QTY));

  /** Of these the rows of one value change alike. */
  private static final Map<TableSpec, Column> GROUPED =
      Map.of(StageEvents.TABLE, StageEvents.STAGE, Receipts.TABLE, Receipts.KIND);

  private static final Set<String> LINEAGE =
      Set.of(Lineage.EXTRACT_ID, Lineage.EXTRACTED_AT, Lineage.RAW_REF);

  /**
   * A row of a trial.
   *
   * @param shown what tells it apart when it comes or goes
   * @param of which rows of its table change alike
   * @param cells by table and column
   */
  private record Line(String shown, String of, Map<String, String> cells) {}

  private final Map<String, Line> lines = new TreeMap<>();
  private final Map<String, Long> rejects;

  TrialRows(Ingest.Trial trial) {
    rejects = trial.rejectsByRule();
    TestLake.sound(trial)
        .forEach(
            (table, rows) -> {
              for (Row row : rows) {
                String key = table.name() + cells(table, table.key(), row);
                List<Column> telling = TELLING.getOrDefault(table, table.key());
                String shown =
                    table.name() + " " + String.join(" ", cells(table, telling, row).values());
                Column group = GROUPED.get(table);
                String of = group == null ? "" : " of " + TestLake.text(group, row);
                lines.put(key, new Line(shown, of, cells(table, table.columns(), row)));
              }
            });
  }

  private static Map<String, String> cells(TableSpec table, List<Column> columns, Row row) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (Column column : columns) {
      if (row.schema().getFieldIndex(column.name()).isDefined()
          && !LINEAGE.contains(column.name())) {
        String text = TestLake.text(column, row);
        cells.put(table.name() + "." + column.name(), text.isEmpty() ? "nothing" : text);
      }
    }
    return cells;
  }

  /** What the other trial tells in another way. */
  List<String> changes(TrialRows other) {
    List<String> comeAndGone = new ArrayList<>();
    Map<String, List<String>> before = new TreeMap<>();
    Map<String, List<String>> after = new TreeMap<>();
    lines.forEach(
        (key, line) -> {
          Line same = other.lines.get(key);
          if (same == null) {
            comeAndGone.add("gone: " + line.shown());
            return;
          }
          line.cells()
              .forEach(
                  (column, text) -> {
                    String now = same.cells().getOrDefault(column, "");
                    if (!now.equals(text)) {
                      String where = column + line.of();
                      before.computeIfAbsent(where, name -> new ArrayList<>()).add(text);
                      after.computeIfAbsent(where, name -> new ArrayList<>()).add(now);
                    }
                  });
        });
    other.lines.forEach(
        (key, line) -> {
          if (!lines.containsKey(key)) {
            comeAndGone.add("new: " + line.shown());
          }
        });
    List<String> changes = new ArrayList<>();
    comeAndGone.stream()
        .collect(groupingBy(text -> text, TreeMap::new, counting()))
        .forEach((text, times) -> changes.add(text + times(times)));
    before.forEach(
        (where, texts) ->
            changes.add(
                "%s: %s → %s%s"
                    .formatted(
                        where,
                        common(texts),
                        common(after.getOrDefault(where, List.of())),
                        times(texts.size()))));
    Set<String> rules = new TreeSet<>(rejects.keySet());
    rules.addAll(other.rejects.keySet());
    for (String rule : rules) {
      long had = rejects.getOrDefault(rule, 0L);
      long has = other.rejects.getOrDefault(rule, 0L);
      if (had != has) {
        changes.add("rejects %s: %d → %d".formatted(rule, had, has));
      }
    }
    return changes;
  }

  private static String times(long times) {
    return times == 1 ? "" : " ×" + times;
  }

  /** The text of all rows, where they have one. */
  private static String common(List<String> texts) {
    return Set.copyOf(texts).size() == 1 ? texts.get(0) : "…";
  }
}
