package io.duecast.ingest.report;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.median;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.try_element_at;

import io.duecast.contract.Text;
import io.duecast.contract.check.Mender;
import io.duecast.contract.check.QualityRates;
import io.duecast.contract.check.RejectRule;
import io.duecast.contract.check.Rejects;
import io.duecast.contract.lake.Loads;
import io.duecast.contract.order.Lineage;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.TableSpec;
import io.duecast.delta.DeltaTables;
import io.duecast.ingest.fault.IngestFaults;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Reads from the lake what its loads noted about their quality. */
public final class QualityReading {

  private static final int PROBLEMS = 10;
  private static final int EXAMPLES = 3;
  private static final int NOTES = 50;
  private static final int TREND = 12;
  private static final int LAGGARDS = 20;

  /** Beyond this a receipt's date is mistyped rather than entered late. */
  private static final int LONGEST_LAG_DAYS = 400;

  private static final String KEY = "_key";
  private static final String OF = "of";
  private static final String NAME = "name";
  private static final String DAYS = "days";

  private final DeltaTables lake;
  private final List<Row> loads;

  private QualityReading(DeltaTables lake) {
    this.lake = lake;
    this.loads = lake.read(Loads.TABLE).collectAsList();
  }

  /**
   * The report on a load.
   *
   * @param loadId null for the latest load
   */
  public static QualityReport of(DeltaTables lake, @Nullable String loadId) {
    return new QualityReading(lake).report(loadId);
  }

  private QualityReport report(@Nullable String loadId) {
    Row load =
        loads.stream()
            .filter(row -> loadId == null || text(row, Loads.LOAD_ID).equals(loadId))
            .max(
                Comparator.comparing(row -> row.<java.sql.Timestamp>getAs(Loads.STARTED_AT.name())))
            .orElseThrow(
                () ->
                    IngestFaults.loadUnknown(
                        String.valueOf(loadId),
                        loads.stream().map(row -> text(row, Loads.LOAD_ID)).sorted().toList()));
    String id = text(load, Loads.LOAD_ID);
    List<Row> rates = rates(load);
    List<QualityReport.SourceFigures> sources = sources(id, rates);
    Dataset<Row> rejects = lake.read(Rejects.TABLE).filter(is(Rejects.LOAD_ID).equalTo(id));
    return new QualityReport(
        new QualityReport.LoadFacts(
            id,
            text(load, Loads.CONNECTOR),
            text(load, Loads.SOURCE_SYSTEM),
            text(load, Loads.SOURCE_INSTANCE),
            text(load, Loads.STARTED_AT),
            number(load, Loads.ROWS_IN),
            number(load, Loads.ROWS_REJECTED),
            number(load, Loads.CELLS_REJECTED)),
        QualityRates.ruleInWords(),
        QualityRates.TARGET_RATE,
        sources.stream().allMatch(QualityReport.SourceFigures::meetsTarget),
        sources,
        Text.of(
            "代价 = 涉及的行数 × 权重（整行未装载 3，单元格置空 2，照原样装载 1）",
            "Cost = rows concerned × weight (row left out 3, cell left empty 2, loaded as it is 1)"),
        problems(rejects, menders(id, rates)),
        notes(rejects),
        entryLag());
  }

  /** Rates of all loads of the load's connector and source instance. */
  private List<Row> rates(Row load) {
    if (!lake.exists(QualityRates.TABLE)) {
      return List.of();
    }
    return lake.read(QualityRates.TABLE)
        .filter(
            is(QualityRates.CONNECTOR)
                .equalTo(text(load, Loads.CONNECTOR))
                .and(is(QualityRates.SOURCE_INSTANCE).equalTo(text(load, Loads.SOURCE_INSTANCE))))
        .collectAsList();
  }

  private static List<QualityReport.SourceFigures> sources(String loadId, List<Row> rates) {
    List<QualityReport.SourceFigures> sources = new ArrayList<>();
    for (Row any : rates) {
      if (!text(any, QualityRates.LOAD_ID).equals(loadId) || !isAny(any)) {
        continue;
      }
      String source = text(any, QualityRates.SOURCE);
      List<Row> ofSource =
          rates.stream().filter(row -> text(row, QualityRates.SOURCE).equals(source)).toList();
      double rate = any.getAs(QualityRates.RATE.name());
      sources.add(
          new QualityReport.SourceFigures(
              source,
              number(any, QualityRates.ROWS_IN),
              number(any, QualityRates.WRONG),
              rate,
              !QualityRates.misses(rate),
              any.getAs(QualityRates.USUAL_ROWS.name()),
              any.isNullAt(any.fieldIndex(QualityRates.NEWEST_FACT.name()))
                  ? null
                  : text(any, QualityRates.NEWEST_FACT),
              ofSource.stream()
                  .filter(row -> text(row, QualityRates.LOAD_ID).equals(loadId) && !isAny(row))
                  .map(QualityReading::rule)
                  .sorted(
                      Comparator.comparing(QualityReport.RuleFigures::wrong)
                          .reversed()
                          .thenComparing(QualityReport.RuleFigures::rule))
                  .toList(),
              trend(any, ofSource)));
    }
    sources.sort(
        Comparator.comparing(QualityReport.SourceFigures::rate)
            .reversed()
            .thenComparing(QualityReport.SourceFigures::source));
    return sources;
  }

  /** This load and those with earlier extracts. */
  private static List<QualityReport.Trend> trend(Row load, List<Row> ofSource) {
    String extracted = text(load, QualityRates.EXTRACTED_AT);
    List<QualityReport.Trend> trend =
        ofSource.stream()
            .filter(QualityReading::isAny)
            .map(
                row ->
                    new QualityReport.Trend(
                        text(row, QualityRates.LOAD_ID),
                        text(row, QualityRates.EXTRACTED_AT),
                        number(row, QualityRates.ROWS_IN),
                        number(row, QualityRates.WRONG),
                        row.getAs(QualityRates.RATE.name())))
            .filter(one -> one.extractedAt().compareTo(extracted) <= 0)
            .sorted(
                Comparator.comparing(QualityReport.Trend::extractedAt)
                    .thenComparing(QualityReport.Trend::loadId))
            .toList();
    return trend.subList(Math.max(0, trend.size() - TREND), trend.size());
  }

  private static QualityReport.RuleFigures rule(Row row) {
    RejectRule rule = RejectRule.valueOf(text(row, QualityRates.RULE));
    return new QualityReport.RuleFigures(
        rule.name(),
        rule.kind().label(),
        rule.severity().code(),
        number(row, QualityRates.WRONG),
        row.getAs(QualityRates.RATE.name()),
        rule.hint(),
        mender(row, rule).label());
  }

  private static Mender mender(Row rate, RejectRule rule) {
    String code = rate.getAs(QualityRates.MENDER.name());
    return code == null ? rule.mender() : Mender.valueOf(code.toUpperCase(Locale.ROOT));
  }

  private static boolean isAny(Row rate) {
    return text(rate, QualityRates.RULE).equals(QualityRates.ANY);
  }

  /** Who can mend a rule in a source of the load, by {@code source rule}. */
  private static Map<String, Text> menders(String loadId, List<Row> rates) {
    Map<String, Text> menders = new HashMap<>();
    for (Row rate : rates) {
      if (text(rate, QualityRates.LOAD_ID).equals(loadId) && !isAny(rate)) {
        RejectRule rule = RejectRule.valueOf(text(rate, QualityRates.RULE));
        menders.put(
            text(rate, QualityRates.SOURCE) + " " + rule.name(), mender(rate, rule).label());
      }
    }
    return menders;
  }

  private List<QualityReport.Problem> problems(Dataset<Row> rejects, Map<String, Text> menders) {
    org.apache.spark.sql.Column source = coalesce(is(Rejects.SOURCE), is(Rejects.TARGET_TABLE));
    List<Row> groups =
        rejects
            .groupBy(source.as(NAME), is(Rejects.RULE), is(Rejects.COLUMN_NAME))
            .agg(count_distinct(is(Rejects.FILE), is(Rejects.ROW_NUMBER)))
            .collectAsList();
    List<QualityReport.Problem> worst =
        groups.stream()
            .filter(row -> RejectRule.valueOf(row.getString(1)).countsAsWrong())
            .map(
                row -> {
                  RejectRule rule = RejectRule.valueOf(row.getString(1));
                  return new QualityReport.Problem(
                      row.getString(0),
                      rule.name(),
                      row.getString(2),
                      rule.severity().code(),
                      row.getLong(3),
                      row.getLong(3) * weight(rule.severity()),
                      rule.hint(),
                      menders.getOrDefault(
                          row.getString(0) + " " + rule.name(), rule.mender().label()),
                      List.of());
                })
            .sorted(
                Comparator.comparing(QualityReport.Problem::cost)
                    .reversed()
                    .thenComparing(QualityReport.Problem::source)
                    .thenComparing(QualityReport.Problem::rule)
                    .thenComparing(problem -> String.valueOf(problem.column())))
            .limit(PROBLEMS)
            .toList();
    return withExamples(rejects, source, worst);
  }

  private static long weight(RejectRule.Severity severity) {
    return switch (severity) {
      case ROW -> 3;
      case CELL -> 2;
      case FINDING -> 1;
      case NOTE -> 0;
    };
  }

  /** The first rows of each problem, with the key of what the row became. */
  private List<QualityReport.Problem> withExamples(
      Dataset<Row> rejects,
      org.apache.spark.sql.Column source,
      List<QualityReport.Problem> problems) {
    List<Dataset<Row>> first = new ArrayList<>();
    for (int place = 0; place < problems.size(); place++) {
      QualityReport.Problem problem = problems.get(place);
      first.add(
          rejects
              .filter(
                  source
                      .equalTo(problem.source())
                      .and(is(Rejects.RULE).equalTo(problem.rule()))
                      .and(is(Rejects.COLUMN_NAME).eqNullSafe(problem.column())))
              .orderBy(is(Rejects.FILE), is(Rejects.ROW_NUMBER))
              .limit(EXAMPLES)
              .withColumn(OF, lit(place)));
    }
    if (first.isEmpty()) {
      return problems;
    }
    List<Row> rows = first.stream().reduce(Dataset::unionByName).orElseThrow().collectAsList();
    Map<String, String> keys = keys(rows);
    List<QualityReport.Problem> told = new ArrayList<>();
    for (int place = 0; place < problems.size(); place++) {
      QualityReport.Problem one = problems.get(place);
      int at = place;
      told.add(
          new QualityReport.Problem(
              one.source(),
              one.rule(),
              one.column(),
              one.severity(),
              one.rows(),
              one.cost(),
              one.hint(),
              one.mender(),
              rows.stream()
                  .filter(row -> row.<Integer>getAs(OF) == at)
                  .map(row -> example(row, keys))
                  .toList()));
    }
    return told;
  }

  /** Keys of order lines and receipts by the row of the file they come from. */
  private Map<String, String> keys(List<Row> examples) {
    Object[] rows = examples.stream().map(QualityReading::place).distinct().toArray();
    Map<String, String> keys = new TreeMap<>();
    Map<TableSpec, Column> told =
        Map.of(OrderLines.TABLE, OrderLines.ORDER_LINE_KEY, Receipts.TABLE, Receipts.RECEIPT_KEY);
    told.forEach(
        (table, key) -> {
          if (lake.exists(table)) {
            lake.read(table)
                .filter(col(Lineage.RAW_REF).isin(rows))
                .select(col(Lineage.RAW_REF), is(key).as(KEY))
                .collectAsList()
                .forEach(row -> keys.put(row.getString(0), row.getString(1)));
          }
        });
    return keys;
  }

  /** As {@link Lineage#RAW_REF} writes it. */
  private static String place(Row reject) {
    return text(reject, Rejects.FILE) + "#" + number(reject, Rejects.ROW_NUMBER);
  }

  private static QualityReport.Example example(Row row, Map<String, String> keys) {
    return new QualityReport.Example(
        text(row, Rejects.RULE),
        text(row, Rejects.FILE),
        number(row, Rejects.ROW_NUMBER),
        row.getAs(Rejects.COLUMN_NAME.name()),
        row.getAs(Rejects.VALUE.name()),
        keys.get(place(row)));
  }

  private static List<QualityReport.Example> notes(Dataset<Row> rejects) {
    return rejects
        .filter(is(Rejects.SEVERITY).equalTo(RejectRule.Severity.NOTE.code()))
        .orderBy(is(Rejects.RULE).desc(), is(Rejects.FILE), is(Rejects.ROW_NUMBER))
        .limit(NOTES)
        .collectAsList()
        .stream()
        .map(row -> example(row, Map.of()))
        .toList();
  }

  private List<QualityReport.Lag> entryLag() {
    if (!lake.exists(Receipts.TABLE) || loads.isEmpty()) {
      return List.of();
    }
    org.apache.spark.sql.Column days =
        datediff(
            to_date(from_utc_timestamp(is(Receipts.CREATED_AT), zone())),
            is(Receipts.RECEIPT_DATE));
    Dataset<Row> lags =
        lake.read(Receipts.TABLE)
            .filter(is(Receipts.EFFECTIVE).and(not(is(Receipts.IS_RED))))
            .withColumn(DAYS, days)
            .filter(col(DAYS).between(0, LONGEST_LAG_DAYS))
            .select(
                col(DAYS),
                explode(
                        array(
                            struct(lit("warehouse").as(OF), is(Receipts.WAREHOUSE).as(NAME)),
                            struct(lit("person").as(OF), is(Receipts.OWNER).as(NAME))))
                    .as(KEY))
            .select(col(DAYS), col(KEY + "." + OF).as(OF), col(KEY + "." + NAME).as(NAME))
            .filter(col(NAME).isNotNull())
            .groupBy(OF, NAME)
            .agg(count(lit(1)), median(col(DAYS)), percentile(col(DAYS), lit(0.9)));
    List<QualityReport.Lag> all =
        lags.collectAsList().stream()
            .map(
                row ->
                    new QualityReport.Lag(
                        row.getString(0),
                        row.getString(1),
                        row.getLong(2),
                        row.getDouble(3),
                        row.getDouble(4)))
            .sorted(
                Comparator.comparing(QualityReport.Lag::p90Days)
                    .thenComparing(QualityReport.Lag::receipts)
                    .reversed()
                    .thenComparing(QualityReport.Lag::name))
            .toList();
    return Stream.of("warehouse", "person")
        .flatMap(of -> all.stream().filter(lag -> lag.of().equals(of)).limit(LAGGARDS))
        .toList();
  }

  /** Business zone of a row, by its source instance. */
  private org.apache.spark.sql.Column zone() {
    Map<String, String> zones = new TreeMap<>();
    for (Row load : loads) {
      zones.put(
          text(load, Loads.SOURCE_SYSTEM) + "|" + text(load, Loads.SOURCE_INSTANCE),
          text(load, Loads.ZONE));
    }
    return try_element_at(
        map(
            zones.entrySet().stream()
                .flatMap(entry -> Stream.of(lit(entry.getKey()), lit(entry.getValue())))
                .toArray(org.apache.spark.sql.Column[]::new)),
        concat(col(Lineage.SOURCE_SYSTEM), lit("|"), col(Lineage.SOURCE_INSTANCE)));
  }

  private static org.apache.spark.sql.Column is(Column column) {
    return col(column.name());
  }

  private static String text(Row row, Column column) {
    Object value = row.getAs(column.name());
    return value instanceof java.sql.Timestamp instant
        ? instant.toInstant().toString()
        : String.valueOf(value);
  }

  private static long number(Row row, Column column) {
    return row.<Long>getAs(column.name());
  }
}
