package io.duecast.contract.check;

import io.duecast.contract.Text;
import io.duecast.contract.lake.Loads;
import io.duecast.contract.order.Lineage;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/**
 * How wrong each source of each load was, for readers of the lake that warn. This class is the home
 * of the rule by which a rate is told.
 */
public final class QualityRates {

  /** Largest share of wrong rows of a source with which its figures can be trusted. */
  public static final double TARGET_RATE = 0.02;

  /** {@link #RULE} of the row that tells all rules together. */
  public static final String ANY = "ANY";

  private static final TableSpec.Builder T =
      TableSpec.in(
          Zone.ORDERS,
          "quality_rates",
          "One row per load, source and rule that was broken, and one per load and source for all rules together.");

  public static final Column LOAD_ID = T.same(1, Loads.LOAD_ID);
  public static final Column CONNECTOR = T.same(2, Loads.CONNECTOR);
  public static final Column SOURCE_SYSTEM = T.same(3, Loads.SOURCE_SYSTEM);
  public static final Column SOURCE_INSTANCE = T.same(4, Loads.SOURCE_INSTANCE);
  public static final Column SOURCE =
      T.required(5, "source", ColumnType.STRING, "Kind of file, as the connector names it.");
  public static final Column RULE =
      T.required(6, "rule", ColumnType.STRING, "Rule code, or ANY for all rules together.");
  public static final Column ROWS_IN =
      T.required(7, "rows_in", ColumnType.LONG, "Rows with data in the files of the source.");
  public static final Column WRONG =
      T.required(
          8,
          "wrong",
          ColumnType.LONG,
          "Rows that break the rule, each once however many of its cells do; 0 for rules on a whole source.");
  public static final Column RATE =
      T.required(9, "rate", ColumnType.DOUBLE, "share", "Wrong rows divided by rows in.");
  public static final Column TARGET =
      T.required(10, "target", ColumnType.DOUBLE, "share", "Largest rate that meets the target.");
  public static final Column USUAL_ROWS =
      T.optional(
          11,
          "usual_rows",
          ColumnType.LONG,
          "Median of the rows in of earlier loads of the source, from the fourth load on.");
  public static final Column NEWEST_FACT =
      T.optional(
          12,
          "newest_fact",
          ColumnType.INSTANT,
          "Newest document of the source that was known when the extract was taken.");
  public static final Column MENDER =
      T.optional(
          13,
          "mender",
          ColumnType.STRING,
          "Who can mend it: supplier_master, warehouse, buyer, planner or it; null for all rules together.");
  public static final Column EXTRACTED_AT =
      T.required(
          14, Lineage.EXTRACTED_AT, ColumnType.INSTANT, "When the extract of the load was taken.");

  public static final TableSpec TABLE = T.key(LOAD_ID, SOURCE, RULE);

  private QualityRates() {}

  /** Wrong rows of a source divided by its rows; 0 for a source without rows. */
  public static double rate(long wrong, long rowsIn) {
    return rowsIn == 0 ? 0 : Math.min(1, (double) wrong / rowsIn);
  }

  /** Whether a source with this rate deserves a warning. */
  public static boolean misses(double rate) {
    return rate > TARGET_RATE;
  }

  /** The rule in words, printed wherever a rate is shown. */
  public static Text ruleInWords() {
    return Text.of(
        "错误率 = 来源文件中至少违反一条规则的行数 ÷ 有数据的行数；一行有几个错都只算一次，合计行和说明不算。目标：不超过 2 %。",
        "Error rate = rows of a source's files that break at least one rule ÷ rows with data; a row counts once however many errors it has, rows of totals and notes do not count. Target: at most 2 %.");
  }
}
