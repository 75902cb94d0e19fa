package io.duecast.ingest;

import io.duecast.contract.check.Rejects;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.TableSpec;
import io.duecast.ingest.quality.JudgedTable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The cases beyond the golden scenario, of one connector in one load: a test for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConnectorCases {

  private final String connector;
  private Map<TableSpec, List<Row>> rows = Map.of();
  private List<Row> rejects = List.of();
  private Map<String, Long> rejectsByRule = Map.of();
  private Map<TableSpec, Long> repeated = Map.of();

  ConnectorCases(String connector) {
    this.connector = connector;
  }

  @BeforeAll
  void load() {
    Ingest.Trial trial =
        TestLake.tryOut(connector, TestLake.resource("golden/" + connector + "-cases"));
    rows = TestLake.sound(trial);
    rejects = trial.rejects().map(found -> found.collectAsList()).orElse(List.of());
    rejectsByRule = trial.rejectsByRule();
    repeated =
        trial.tables().stream()
            .collect(Collectors.toMap(JudgedTable::table, JudgedTable::repeated));
  }

  List<Row> rows(TableSpec table) {
    return rows.getOrDefault(table, List.of());
  }

  /** The shown columns of all rows. */
  List<String> lines(TableSpec table, Column... shown) {
    return TestLake.lines(rows(table), shown);
  }

  /** The shown columns of the rows in which a column holds the text or goes on from it with a |. */
  List<String> lines(TableSpec table, Column where, String text, Column... shown) {
    List<Row> found =
        rows(table).stream()
            .filter(row -> (row.<Object>getAs(where.name()) + "|").contains(text + "|"))
            .toList();
    return TestLake.lines(found, shown);
  }

  /** What was refused or found, as rule and value. */
  List<String> rejects() {
    return TestLake.lines(rejects, Rejects.RULE, Rejects.VALUE);
  }

  Map<String, Long> rejectsByRule() {
    return rejectsByRule;
  }

  /** Rows that came more than once with the same content. */
  long repeated(TableSpec table) {
    return repeated.getOrDefault(table, 0L);
  }
}
