package io.duecast.ingest.normalize;

import io.duecast.command.Nearest;
import io.duecast.contract.Tables;
import io.duecast.contract.order.LineStatus;
import io.duecast.contract.order.Lineage;
import io.duecast.contract.order.PartnerContacts;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.TableSpec;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.Query;
import io.duecast.ingest.connector.SourceSpec;
import io.duecast.ingest.fault.IngestFaults;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF6;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Runs a connector's queries over views of its files. */
public final class CanonicalRows {

  private static final String WHOLE_STAGE = "spark.sql.codegen.wholeStage";
  private static final String FACTORY = "spark.sql.codegen.factoryMode";

  /** Up to here starting a task costs more than the rows it brings. */
  private static final long SMALL_BYTES = 64L << 20;

  /**
   * Up to here rows stay in memory and expressions are interpreted: compiling queries and writing
   * files would take most of the time of such a load.
   */
  private static final long TINY_BYTES = 2L << 20;

  /**
   * Largest side of a join that every task gets whole, in bytes as staged. Links between documents
   * are narrow, and so the wide side of a join stays where it is.
   */
  private static final String BROADCAST = "24m";

  /** Up to this size of a shuffled part a hash table beats sorting: keys begin alike. */
  private static final String HASHED_PART = "64m";

  /** Bytes of input for each part of a shuffle; Spark joins parts that turn out small. */
  private static final long SHUFFLED_PART = 32L << 20;

  private static final int FEWEST_PARTS = 4;

  private static final int COMPUTED_TOGETHER = 3;

  /** Every part costs a task and a file. */
  private static final int PARTS_OF_SMALL = 2;

  private static final List<String> LINEAGE =
      List.of(
          Lineage.SOURCE_SYSTEM,
          Lineage.SOURCE_INSTANCE,
          Lineage.EXTRACT_ID,
          Lineage.EXTRACTED_AT,
          Lineage.RAW_REF);

  private final SparkSession spark;
  private final Connector connector;
  private final People people;
  private final Optional<Dataset<Row>> contacts;
  private final Staging staging;
  private final long bytes;
  private final RecordReaders.Kind kind;

  private CanonicalRows(
      SparkSession spark,
      Connector connector,
      People people,
      Optional<Dataset<Row>> contacts,
      Staging staging,
      long bytes,
      RecordReaders.Kind kind) {
    this.spark = spark;
    this.connector = connector;
    this.people = people;
    this.contacts = contacts;
    this.staging = staging;
    this.bytes = bytes;
    this.kind = kind;
  }

  /**
   * The rows of every canonical table the connector fills, by table in the contract's order: the
   * table's columns without lineage, then {@link RecordFormat#FILE} and {@link RecordFormat#ROW}.
   *
   * @param plans one for each source that has files; the others are empty views
   * @param corrections cells that people mended
   * @param people what is made of their names
   * @param contacts of partners, as the lake holds them already
   * @param staging keeps the rows until it is closed
   * @throws io.duecast.contract.fault.Fault when a query does not fit the contract
   */
  public static Map<TableSpec, Dataset<Row>> of(
      SparkSession spark,
      Connector connector,
      List<ReadPlan> plans,
      Corrections corrections,
      People people,
      Optional<Dataset<Row>> contacts,
      Staging staging) {
    return new CanonicalRows(
            spark, connector, people, contacts, staging, bytes(plans), RecordReaders.Kind.SOUND)
        .run(plans, corrections, connector.queries());
  }

  /**
   * The rows that those tables would have if no row were refused whose key can be read. They tell
   * what is there and nothing else of it: cells that cannot be read are empty.
   */
  public static Map<TableSpec, Dataset<Row>> withRefused(
      SparkSession spark,
      Connector connector,
      List<ReadPlan> plans,
      Corrections corrections,
      People people,
      Staging staging,
      List<TableSpec> tables) {
    return new CanonicalRows(
            spark,
            connector,
            people,
            Optional.empty(),
            staging,
            bytes(plans),
            RecordReaders.Kind.KEYED)
        .run(
            plans,
            corrections,
            connector.queries().stream()
                .filter(query -> tables.contains(Tables.find(query.name()).orElseThrow()))
                .toList());
  }

  private static long bytes(List<ReadPlan> plans) {
    return plans.stream().mapToLong(ReadPlan::bytes).sum();
  }

  /** Lets queries be compiled again: what follows a tiny load need not be tiny. */
  public static void compileAgain(SparkSession spark) {
    spark.conf().unset(WHOLE_STAGE);
    spark.conf().unset(FACTORY);
  }

  private Map<TableSpec, Dataset<Row>> run(
      List<ReadPlan> plans, Corrections corrections, List<Query> queries) {
    // Delta's parser does not pass parameters on when they are replaced in the text of a query; in
    // this mode the analyzer binds them.
    spark.conf().set("spark.sql.legacy.parameterSubstitution.constantsOnly", "true");
    spark.conf().set("spark.sql.autoBroadcastJoinThreshold", BROADCAST);
    spark.conf().set("spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold", HASHED_PART);
    spark
        .conf()
        .set(
            "spark.sql.adaptive.coalescePartitions.initialPartitionNum",
            Math.max(FEWEST_PARTS, bytes / SHUFFLED_PART));
    spark.conf().set(WHOLE_STAGE, !isTiny());
    spark.conf().set(FACTORY, isTiny() ? "NO_CODEGEN" : "FALLBACK");
    registerLineStatus();
    for (SourceSpec source : connector.sources()) {
      ReadPlan plan =
          plans.stream()
              .filter(candidate -> candidate.source().name().equals(source.name()))
              .findFirst()
              .orElse(new ReadPlan(source, connector.zone().getId(), List.of()));
      Dataset<Row> records =
          isTiny()
              ? RecordFormat.rowsInMemory(spark, plan, kind)
              : RecordFormat.read(spark, plan, kind);
      corrections.apply(source, records).createOrReplaceTempView(source.name());
    }
    List<String> problems = new ArrayList<>();
    for (Query view : connector.views()) {
      kept(view.name(), query(view, problems)).createOrReplaceTempView(view.name());
    }
    Map<TableSpec, Dataset<Row>> rows = new LinkedHashMap<>();
    for (Query query : queries) {
      TableSpec table = Tables.find(query.name()).orElseThrow();
      Dataset<Row> given = query(query, problems);
      rows.put(table, shaped(table, Contacts.without(table, given), problems));
      Contacts.of(table, given, people, contacts)
          .ifPresent(found -> rows.merge(PartnerContacts.TABLE, found, Dataset::unionByName));
    }
    if (!problems.isEmpty()) {
      throw IngestFaults.connectorInvalid(connector.location(), problems);
    }
    return keptTogether(rows);
  }

  private boolean isTiny() {
    return bytes <= TINY_BYTES;
  }

  private Dataset<Row> kept(String name, Dataset<Row> rows) {
    if (isTiny()) {
      return spark.createDataFrame(rows.collectAsList(), rows.schema());
    }
    return staging.keep(
        kind.name().toLowerCase(Locale.ROOT) + "/" + name,
        bytes <= SMALL_BYTES ? rows.coalesce(PARTS_OF_SMALL) : rows);
  }

  /** Side by side: planning takes much of the time, and it uses one core. */
  private Map<TableSpec, Dataset<Row>> keptTogether(Map<TableSpec, Dataset<Row>> rows) {
    ExecutorService pool = Executors.newFixedThreadPool(COMPUTED_TOGETHER);
    try {
      Map<TableSpec, Future<Dataset<Row>>> running = new LinkedHashMap<>();
      rows.forEach(
          (table, computed) -> running.put(table, pool.submit(() -> kept(table.name(), computed))));
      Map<TableSpec, Dataset<Row>> kept = new LinkedHashMap<>();
      for (Map.Entry<TableSpec, Future<Dataset<Row>>> one : running.entrySet()) {
        kept.put(one.getKey(), one.getValue().get());
      }
      return kept;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while computing rows", e);
    } finally {
      pool.shutdownNow();
    }
  }

  /** The rule of line status has one home, in Java; queries call it as {@code line_status}. */
  private void registerLineStatus() {
    UDF6<Boolean, Boolean, Boolean, Number, Number, Number, String> rule =
        (cancelled, closed, frozen, qty, received, tolerance) ->
            qty == null
                ? null
                : LineStatus.of(
                        Boolean.TRUE.equals(cancelled),
                        Boolean.TRUE.equals(closed),
                        Boolean.TRUE.equals(frozen),
                        exact(qty),
                        exact(received),
                        exact(tolerance))
                    .code();
    spark.udf().register("line_status", rule, DataTypes.StringType);
  }

  /** SQL literals arrive as whole numbers, columns as decimals. */
  private static BigDecimal exact(@Nullable Number number) {
    if (number == null) {
      return BigDecimal.ZERO;
    }
    return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
  }

  private Dataset<Row> query(Query query, List<String> problems) {
    try {
      Map<String, Object> parameters = new HashMap<>(connector.settings());
      parameters.put("prefix", connector.sourceSystem() + "|" + connector.sourceInstance() + "|");
      parameters.put("zone", connector.zone().getId());
      return spark.sql(query.sql(), parameters);
    } catch (RuntimeException e) {
      throw invalid(query, e);
    } catch (Exception e) {
      // Spark's AnalysisException is checked but not declared.
      throw invalid(query, e);
    }
  }

  private RuntimeException invalid(Query query, Exception cause) {
    if (!(cause instanceof AnalysisException)) {
      return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }
    return IngestFaults.connectorInvalid(
        connector.location(), List.of(query.name() + ".sql: " + cause.getMessage()));
  }

  private Dataset<Row> shaped(TableSpec table, Dataset<Row> rows, List<String> problems) {
    StructType schema = rows.schema();
    List<String> given = Arrays.asList(schema.fieldNames());
    List<String> known = new ArrayList<>(table.columnNames());
    known.removeAll(LINEAGE);
    for (String name : given) {
      if (!known.contains(name)
          && !name.equals(RecordFormat.FILE)
          && !name.equals(RecordFormat.ROW)) {
        problems.add(
            "%s.sql: the table has no column %s%s"
                .formatted(table.name(), name, Nearest.question(name, known)));
      }
    }
    for (String name : List.of(RecordFormat.FILE, RecordFormat.ROW)) {
      if (!given.contains(name)) {
        problems.add(
            "%s.sql: select %s too, so that rejects can name file and row"
                .formatted(table.name(), name));
      }
    }
    List<org.apache.spark.sql.Column> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      if (LINEAGE.contains(column.name())) {
        continue;
      }
      if (given.contains(column.name())) {
        columns.add(
            people
                .treated(column, functions.col(column.name()).cast(column.type().sparkName()))
                .cast(column.type().sparkName())
                .as(column.name()));
      } else {
        if (column.required()) {
          problems.add("%s.sql: the column %s is required".formatted(table.name(), column.name()));
        }
        columns.add(functions.lit(null).cast(column.type().sparkName()).as(column.name()));
      }
    }
    if (!problems.isEmpty()) {
      return rows;
    }
    columns.add(functions.col(RecordFormat.FILE));
    columns.add(functions.col(RecordFormat.ROW));
    return rows.select(columns.toArray(org.apache.spark.sql.Column[]::new));
  }

  /** Names of the columns that ingest itself fills. */
  public static List<String> lineage() {
    return LINEAGE;
  }
}
