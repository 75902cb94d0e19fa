package io.duecast.ingest.quality;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.duecast.contract.check.RejectRule;
import io.duecast.contract.check.Rejects;
import io.duecast.contract.order.Customers;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.ingest.normalize.CanonicalRows;
import io.duecast.ingest.normalize.RecordFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * Judges the canonical rows of a load. Sound loads cost one query over keys; only a table in which
 * that query finds something is looked at row by row.
 */
public final class Judgement {

  /** Columns that findings look at, beside a table's key. */
  private static final Map<TableSpec, List<Column>> LOOKED_AT =
      Map.of(
          Suppliers.TABLE, List.of(Suppliers.SUPPLIER_KEY),
          Customers.TABLE, List.of(Customers.CUSTOMER_KEY),
          OrderHeaders.TABLE, CrossChecks.OF_ORDERS,
          OrderLines.TABLE, CrossChecks.OF_LINES,
          Receipts.TABLE, CrossChecks.OF_RECEIPTS);

  private static final String KEY = "_key";
  private static final String TABLE = "_table";
  private static final String RULE = "_rule";
  private static final String COLUMN = "_column";
  private static final String VALUE = "_value";
  private static final String REPEATED = "repeated";
  private static final String KNOWN = "_known";
  private static final String NEWEST = "_newest";
  private static final String STOCKED = "_stocked";

  /** Tells when a document came up; masters may well stay as they are for months. */
  private static final Map<TableSpec, List<Column>> DOCUMENT_TIMES =
      Map.of(
          OrderHeaders.TABLE,
              List.of(OrderHeaders.CREATED_AT, OrderHeaders.APPROVED_AT, OrderHeaders.ORDER_DATE),
          Receipts.TABLE, List.of(Receipts.CREATED_AT, Receipts.KNOWN_AT, Receipts.RECEIPT_DATE));

  private final Map<TableSpec, Dataset<Row>> rows;
  private final Instant extractedAt;
  private final Function<TableSpec, Optional<Dataset<Row>>> published;
  private final Map<TableSpec, Dataset<Row>> keys = new LinkedHashMap<>();
  private final List<JudgedTable> tables = new ArrayList<>();
  private final List<Dataset<Row>> found = new ArrayList<>();
  private final List<Dataset<Row>> kept = new ArrayList<>();
  private final Map<String, Long> byRule = new TreeMap<>();
  private final Map<String, Instant> newest = new HashMap<>();
  private final Map<String, Set<String>> filled = new HashMap<>();
  private boolean stockedGiven;
  private @Nullable Dataset<Row> rejects;

  private Judgement(
      Map<TableSpec, Dataset<Row>> rows,
      Function<TableSpec, Optional<Dataset<Row>>> published,
      List<Dataset<Row>> unreadable,
      Instant extractedAt) {
    this.rows = rows;
    this.extractedAt = extractedAt;
    Map<TableSpec, Optional<Dataset<Row>>> read = new HashMap<>();
    this.published = table -> read.computeIfAbsent(table, published);
    this.found.addAll(unreadable);
  }

  /**
   * Judges all tables of a load.
   *
   * @param rows by table, as the connector's queries give them
   * @param published what the lake holds of a table already
   * @param unreadable rows and cells that were refused while reading
   * @param extractedAt when the extract was taken; what lies behind it is of the future
   */
  public static Judgement of(
      Map<TableSpec, Dataset<Row>> rows,
      Function<TableSpec, Optional<Dataset<Row>>> published,
      List<Dataset<Row>> unreadable,
      Instant extractedAt) {
    Judgement judgement = new Judgement(rows, published, unreadable, extractedAt);
    judgement.judge();
    return judgement;
  }

  public List<JudgedTable> tables() {
    return tables;
  }

  /**
   * Everything refused or found, with the columns file, row_number, target_table, column_name,
   * rule, value; empty when there is nothing.
   */
  public Optional<Dataset<Row>> rejects() {
    return byRule.isEmpty() ? Optional.empty() : Optional.ofNullable(rejects);
  }

  /** Number of rejects by rule. */
  public Map<String, Long> byRule() {
    return byRule;
  }

  /** By file, its newest order or receipt that is not of the future. */
  Map<String, Instant> newest() {
    return newest;
  }

  /** Tables with rows from any of the files. */
  Set<TableSpec> filledBy(List<String> files) {
    return rows.keySet().stream()
        .filter(
            table ->
                files.stream()
                    .anyMatch(file -> filled.getOrDefault(file, Set.of()).contains(table.name())))
        .collect(Collectors.toSet());
  }

  /** Notes rows that are there beside those given; of their columns only some may be right. */
  public void alsoThere(Map<TableSpec, Dataset<Row>> there) {
    tables.replaceAll(
        judged -> {
          Dataset<Row> more = there.get(judged.table());
          return more == null
              ? judged
              : new JudgedTable(
                  judged.table(),
                  judged.given().unionByName(more),
                  judged.sound(),
                  judged.rowsIn(),
                  judged.rejected(),
                  judged.repeated());
        });
  }

  /** Whether every row of those tables has its key. */
  public boolean keysAreWhole(List<TableSpec> ofTables) {
    return tables.stream()
        .filter(judged -> ofTables.contains(judged.table()))
        .allMatch(
            judged ->
                judged
                    .given()
                    .filter(
                        judged.table().key().stream()
                            .map(key -> col(key.name()).isNull())
                            .reduce(lit(false), org.apache.spark.sql.Column::or))
                    .isEmpty());
  }

  private void judge() {
    rows.forEach((table, given) -> keys.put(table, keyRows(table, given)));
    Map<String, Long> counts = counts();
    Known known =
        new Known(published, counts.values().stream().mapToLong(Long::longValue).max().orElse(0));
    Dataset<Row> inDoubt = keysInDoubt();
    Set<String> unsound =
        inDoubt.select(TABLE).distinct().collectAsList().stream()
            .map(row -> row.getString(0))
            .collect(Collectors.toSet());
    for (Map.Entry<TableSpec, Dataset<Row>> entry : rows.entrySet()) {
      TableSpec table = entry.getKey();
      long in = counts.getOrDefault(table.name(), 0L);
      if (unsound.contains(table.name())) {
        Dataset<Row> ofTable = inDoubt.filter(col(TABLE).equalTo(table.name())).select(KEY);
        tables.add(judgeRows(table, entry.getValue(), in, ofTable));
      } else {
        tables.add(new JudgedTable(table, entry.getValue(), entry.getValue(), in, 0, 0));
      }
    }
    Dataset<Row> lineKeys = keys.get(OrderLines.TABLE);
    Optional<Dataset<Row>> ofNoOrder =
        lineKeys == null
            ? Optional.empty()
            : unknown(
                known, lineKeys, OrderLines.ORDER_KEY, OrderHeaders.TABLE, OrderHeaders.ORDER_KEY);
    ofNoOrder.ifPresent(
        lines ->
            found.add(
                finding(lines, OrderLines.TABLE, OrderLines.ORDER_KEY, RejectRule.ORPHAN_LINE)));
    find(known);
    countRejects();
    long orphans = byRule.getOrDefault(RejectRule.ORPHAN_LINE.name(), 0L);
    JudgedTable lines = judged(OrderLines.TABLE);
    if (lines != null && ofNoOrder.isPresent() && orphans > 0) {
      Dataset<Row> sound = lines.sound();
      Dataset<Row> orphaned = ofNoOrder.get().select(col(OrderLines.ORDER_KEY.name()).as(KNOWN));
      tables.set(
          tables.indexOf(lines),
          new JudgedTable(
              lines.table(),
              lines.given(),
              sound.join(
                  orphaned,
                  sound.col(OrderLines.ORDER_KEY.name()).eqNullSafe(orphaned.col(KNOWN)),
                  "left_anti"),
              lines.rowsIn(),
              lines.rejected() + orphans,
              lines.repeated()));
    }
  }

  /** The few columns that judgement needs; they are cheap to read, since rows are staged. */
  private static Dataset<Row> keyRows(TableSpec table, Dataset<Row> given) {
    List<org.apache.spark.sql.Column> columns = new ArrayList<>();
    columns.add(col(RecordFormat.FILE));
    columns.add(col(RecordFormat.ROW));
    columns.add(xxhash64(columns(table.key())).as(KEY));
    columns.add(missing(table).as(COLUMN));
    for (Column column : LOOKED_AT.getOrDefault(table, List.of())) {
      columns.add(col(column.name()));
    }
    return given.select(columns.toArray(org.apache.spark.sql.Column[]::new));
  }

  private static org.apache.spark.sql.Column[] columns(List<Column> columns) {
    return columns.stream()
        .map(column -> col(column.name()))
        .toArray(org.apache.spark.sql.Column[]::new);
  }

  private void countRejects() {
    Optional<Dataset<Row>> all = found.stream().reduce(Dataset::unionByName);
    if (all.isPresent()) {
      // No cache: each table that is published would make Spark compute it again.
      rejects = all.get().localCheckpoint(false);
      for (Row row : rejects.groupBy(Rejects.RULE.name()).count().collectAsList()) {
        byRule.put(row.getString(0), row.getLong(1));
      }
    }
  }

  /**
   * The number of rows of each table; on the way, the newest document of each file and whether
   * there are receipts of stocked goods.
   */
  private Map<String, Long> counts() {
    Map<String, Long> counts = new HashMap<>();
    keys.entrySet().stream()
        .map(entry -> tallied(entry.getKey(), entry.getValue()))
        .reduce(Dataset::unionAll)
        .map(
            all ->
                all.groupBy(TABLE, RecordFormat.FILE)
                    .agg(
                        count(lit(1)).as("rows"),
                        max(col(NEWEST)).as(NEWEST),
                        max(col(STOCKED)).as(STOCKED)))
        .ifPresent(
            all -> {
              for (Row row : all.collectAsList()) {
                counts.merge(row.getString(0), row.getLong(2), Long::sum);
                stockedGiven |= !row.isNullAt(4) && row.getBoolean(4);
                if (row.isNullAt(1)) {
                  continue;
                }
                filled
                    .computeIfAbsent(row.getString(1), file -> new HashSet<>())
                    .add(row.getString(0));
                if (!row.isNullAt(3)) {
                  newest.merge(
                      row.getString(1),
                      row.getTimestamp(3).toInstant(),
                      BinaryOperator.maxBy(Comparator.naturalOrder()));
                }
              }
            });
    return counts;
  }

  private Dataset<Row> tallied(TableSpec table, Dataset<Row> narrow) {
    org.apache.spark.sql.Column fact = lit(null).cast("timestamp");
    for (Column told : DOCUMENT_TIMES.getOrDefault(table, List.of())) {
      org.apache.spark.sql.Column at = col(told.name()).cast("timestamp");
      fact = greatest(fact, when(at.leq(lit(extractedAt)), at));
    }
    return narrow.select(
        lit(table.name()).as(TABLE),
        col(RecordFormat.FILE),
        fact.as(NEWEST),
        (table.equals(Receipts.TABLE) ? CrossChecks.isStocked() : lit(false)).as(STOCKED));
  }

  /**
   * Hashes of the keys that come more than once or with a row that lacks a required value, by
   * table; few, as a rule.
   */
  private Dataset<Row> keysInDoubt() {
    Dataset<Row> inDoubt =
        keys.entrySet().stream()
            .map(
                entry ->
                    entry
                        .getValue()
                        .select(lit(entry.getKey().name()).as(TABLE), col(KEY), col(COLUMN)))
            .reduce(Dataset::unionAll)
            .orElseThrow()
            .groupBy(TABLE, KEY)
            .agg(count(lit(1)).as("rows"), count(col(COLUMN)).as("incomplete"))
            .filter(col("rows").gt(1).or(col("incomplete").gt(0)))
            .select(TABLE, KEY)
            .persist(StorageLevel.MEMORY_AND_DISK());
    kept.add(inDoubt);
    return inDoubt;
  }

  /** Name of the first required column that is null, or null. */
  private static org.apache.spark.sql.Column missing(TableSpec table) {
    List<org.apache.spark.sql.Column> checks = new ArrayList<>();
    for (Column column : table.columns()) {
      if (column.required() && !CanonicalRows.lineage().contains(column.name())) {
        checks.add(when(col(column.name()).isNull(), lit(column.name())));
      }
    }
    return coalesce(checks.toArray(org.apache.spark.sql.Column[]::new));
  }

  /** Takes out the rows that may not enter; only rows in doubt are computed with all columns. */
  private JudgedTable judgeRows(
      TableSpec table, Dataset<Row> given, long in, Dataset<Row> inDoubt) {
    Dataset<Row> full = given.withColumn(KEY, xxhash64(columns(table.key())));
    Dataset<Row> judged = verdicts(table, full.join(inDoubt, onKey(), "left_semi"));
    kept.add(judged);
    Map<String, Long> judgements = new HashMap<>();
    for (Row row : judged.groupBy(RULE).count().collectAsList()) {
      judgements.put(row.isNullAt(0) ? "" : row.getString(0), row.getLong(1));
    }
    found.add(
        judged
            .filter(col(RULE).isNotNull().and(col(RULE).notEqual(REPEATED)))
            .select(
                col(RecordFormat.FILE).as(Rejects.FILE.name()),
                col(RecordFormat.ROW).as(Rejects.ROW_NUMBER.name()),
                lit(table.name()).as(Rejects.TARGET_TABLE.name()),
                coalesce(col(COLUMN), lit(String.join(", ", table.keyNames())))
                    .as(Rejects.COLUMN_NAME.name()),
                col(RULE).as(Rejects.RULE.name()),
                col(VALUE).as(Rejects.VALUE.name())));
    Dataset<Row> cleared = judged.filter(col(RULE).isNull());
    Dataset<Row> narrow = keyRows(table, given);
    keys.put(
        table,
        narrow
            .join(inDoubt, onKey(), "left_anti")
            .unionByName(
                cleared.select(
                    Arrays.stream(narrow.columns())
                        .map(name -> col(name))
                        .toArray(org.apache.spark.sql.Column[]::new))));
    long rejected =
        judgements.getOrDefault(RejectRule.REQUIRED_MISSING.name(), 0L)
            + judgements.getOrDefault(RejectRule.DUPLICATE_KEY.name(), 0L);
    return new JudgedTable(
        table,
        given,
        full.join(inDoubt, onKey(), "left_anti")
            .drop(KEY)
            .unionByName(cleared.drop(RULE, COLUMN, VALUE, KEY)),
        in,
        rejected,
        judgements.getOrDefault(REPEATED, 0L));
  }

  /** The rows in doubt with the rule each breaks, or null where it is the one to keep. */
  private static Dataset<Row> verdicts(TableSpec table, Dataset<Row> doubtful) {
    org.apache.spark.sql.Column[] contents =
        table.columns().stream()
            .filter(column -> !CanonicalRows.lineage().contains(column.name()))
            .map(Judgement::hashable)
            .toArray(org.apache.spark.sql.Column[]::new);
    WindowSpec sameKey =
        Window.partitionBy(
                Stream.concat(Stream.of(col(COLUMN)), Arrays.stream(columns(table.key())))
                    .toArray(org.apache.spark.sql.Column[]::new))
            .orderBy(col(RecordFormat.FILE), col(RecordFormat.ROW), col("_hash"));
    return doubtful
        .withColumn(COLUMN, missing(table))
        .withColumn("_hash", xxhash64(contents))
        .withColumn(
            "_nth", when(col(COLUMN).isNull(), row_number().over(sameKey)).otherwise(lit(1)))
        .withColumn("_first", first(col("_hash")).over(sameKey))
        .withColumn(
            RULE,
            when(col(COLUMN).isNotNull(), lit(RejectRule.REQUIRED_MISSING.name()))
                .when(col("_nth").gt(1).and(col("_hash").equalTo(col("_first"))), lit(REPEATED))
                .when(col("_nth").gt(1), lit(RejectRule.DUPLICATE_KEY.name())))
        .withColumn(VALUE, concat_ws("|", columns(table.key())))
        .drop("_hash", "_nth", "_first")
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** The column that joins rows with keys in doubt, as Spark takes it. */
  private static scala.collection.immutable.Seq<String> onKey() {
    return scala.jdk.javaapi.CollectionConverters.asScala(List.of(KEY)).toSeq();
  }

  /** Maps have no hash in Spark; their sorted entries have. */
  private static org.apache.spark.sql.Column hashable(Column column) {
    return column.type() == ColumnType.TEXT_MAP
        ? array_sort(map_entries(col(column.name())))
        : col(column.name());
  }

  private @Nullable JudgedTable judged(TableSpec table) {
    return tables.stream().filter(one -> one.table().equals(table)).findFirst().orElse(null);
  }

  /**
   * Rows whose value is a key neither of the load nor of the lake; empty where neither has the
   * table, or the load leaves nothing open.
   */
  private Optional<Dataset<Row>> unknown(
      Known lake, Dataset<Row> rows, Column value, TableSpec table, Column key) {
    Dataset<Row> own = keys.get(table);
    if (own == null && !lake.holds(table)) {
      return Optional.empty();
    }
    Dataset<Row> open = own == null ? rows : without(rows, value, own, key);
    return lake.open(open)
        .map(
            left ->
                lake.near(table, key, left, value)
                    .map(there -> without(left, value, there, key))
                    .orElse(left));
  }

  private static Dataset<Row> without(
      Dataset<Row> rows, Column value, Dataset<Row> known, Column key) {
    Dataset<Row> keys = known.select(col(key.name()).as(KNOWN));
    return rows.join(keys, rows.col(value.name()).equalTo(keys.col(KNOWN)), "left_anti");
  }

  private static Dataset<Row> finding(
      Dataset<Row> found, TableSpec table, Column column, RejectRule rule) {
    return found.select(
        col(RecordFormat.FILE).as(Rejects.FILE.name()),
        col(RecordFormat.ROW).as(Rejects.ROW_NUMBER.name()),
        lit(table.name()).as(Rejects.TARGET_TABLE.name()),
        lit(column.name()).as(Rejects.COLUMN_NAME.name()),
        lit(rule.name()).as(Rejects.RULE.name()),
        col(column.name()).as(Rejects.VALUE.name()));
  }

  /** Rows that are loaded as they are but worth a look. */
  private void find(Known known) {
    Dataset<Row> headers = keys.get(OrderHeaders.TABLE);
    Dataset<Row> lines = keys.get(OrderLines.TABLE);
    Dataset<Row> receipts = keys.get(Receipts.TABLE);
    CrossChecks.lines(headers, lines, receipts, stockedGiven || known.holds(Receipts.TABLE), known)
        .ifPresent(found::add);
    if (headers != null) {
      found.add(CrossChecks.orders(headers));
      unknown(known, headers, OrderHeaders.ORDER_KEY, OrderLines.TABLE, OrderLines.ORDER_KEY)
          .ifPresent(
              without ->
                  found.add(
                      finding(
                          without,
                          OrderHeaders.TABLE,
                          OrderHeaders.ORDER_KEY,
                          RejectRule.ORDER_WITHOUT_LINES)));
      findUnknownPartners(headers, known);
    }
  }

  /** Only where masters are known at all: an export without them says nothing about partners. */
  private void findUnknownPartners(Dataset<Row> headers, Known known) {
    org.apache.spark.sql.Column sales = col(OrderHeaders.DIRECTION.name()).equalTo("sales");
    for (TableSpec masters : List.of(Suppliers.TABLE, Customers.TABLE)) {
      JudgedTable judged = judged(masters);
      boolean given = judged != null && judged.rowsIn() > 0;
      if (!given && !known.holds(masters)) {
        continue;
      }
      Dataset<Row> named =
          headers.filter(
              col(OrderHeaders.PARTNER_KEY.name())
                  .isNotNull()
                  .and(masters.equals(Customers.TABLE) ? sales : not(sales)));
      unknown(known, named, OrderHeaders.PARTNER_KEY, masters, masters.key().get(0))
          .ifPresent(
              strangers ->
                  found.add(
                      finding(
                          strangers,
                          OrderHeaders.TABLE,
                          OrderHeaders.PARTNER_KEY,
                          RejectRule.PARTNER_UNKNOWN)));
    }
  }

  /** Frees what judgement kept; the rejects stay until they are published. */
  public void close() {
    kept.forEach(Dataset::unpersist);
  }
}
