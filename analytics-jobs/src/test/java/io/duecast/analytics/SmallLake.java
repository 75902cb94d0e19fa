package io.duecast.analytics;

import io.duecast.contract.calendar.WorkCalendar;
import io.duecast.contract.lake.Lake;
import io.duecast.contract.lake.Loads;
import io.duecast.contract.order.Lineage;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.StageEvents;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.process.ProcessStages;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.TableSpec;
import io.duecast.delta.DeltaTables;
import io.duecast.delta.SparkEngine;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * A made-up company: suppliers between punctual and careless, orders over two and a half years,
 * everything known at the end of its day. Facts after an instant can be left out.
 */
final class SmallLake {

  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final LocalDate FIRST = LocalDate.of(2023, 1, 2);
  static final LocalDate LAST = LocalDate.of(2025, 6, 30);

  /** A supplier in a country with days off and a zone of its own. */
  static final String ABROAD = "S23";

  private static final String CALENDAR_ABROAD = "weekdays\n2024-02-01,2024-02-29,off,";

  static final WorkCalendar DAYS_ABROAD = WorkCalendar.named(CALENDAR_ABROAD);
  static final ZoneId ZONE_ABROAD = ZoneId.of("Europe/Berlin");

  private static final int SUPPLIERS = 24;

  private final SparkSession spark;
  private final DeltaTables tables;
  private final @Nullable Instant until;
  private final boolean shuffled;
  private final SplittableRandom others = new SplittableRandom(11);
  private final Map<TableSpec, List<Row>> rows = new HashMap<>();

  private SmallLake(SparkSession spark, Lake lake, @Nullable Instant until, boolean shuffled) {
    this.spark = spark;
    this.tables = DeltaTables.openOrCreate(spark, lake);
    this.until = until;
    this.shuffled = shuffled;
  }

  static SparkSession spark() {
    return SparkEngine.start("test", "local[2]");
  }

  /**
   * Writes the company into {@code folder}.
   *
   * @param lines number of order lines
   * @param until facts known later are left out; null for all
   */
  static Lake write(Path folder, int lines, @Nullable Instant until) {
    Lake lake = new Lake(folder.toString());
    return write(lake, lines, new SmallLake(spark(), lake, until, false));
  }

  /**
   * Writes a company whose slips are dealt out among its lines at random: nothing that is known of
   * a line tells anything of its lateness.
   */
  static Lake writeShuffled(Path folder, int lines) {
    Lake lake = new Lake(folder.toString());
    return write(lake, lines, new SmallLake(spark(), lake, null, true));
  }

  private static Lake write(Lake lake, int lines, SmallLake small) {
    small.masters();
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < lines; i++) {
      small.line(i, lines, random);
    }
    small.flush();
    return lake;
  }

  private void masters() {
    add(
        Loads.TABLE,
        Map.of(
            Loads.LOAD_ID, "load-1",
            Loads.CONNECTOR, "made-up",
            Loads.SOURCE_SYSTEM, "test",
            Loads.SOURCE_INSTANCE, "1",
            Loads.ZONE, ZONE.getId(),
            Loads.CALENDAR, "weekdays",
            Loads.SITES, "country|" + ZONE_ABROAD + "|DE\n" + CALENDAR_ABROAD,
            Loads.STARTED_AT, Timestamp.from(Instant.parse("2025-07-01T00:00:00Z")),
            Loads.STATUS, "published"));
    stage(1, "confirmed", "supplier", "offset", null, 3, false);
    stage(2, "stocked", "warehouse", "field", "promised_date_first", 0, true);
    for (int i = 0; i < SUPPLIERS; i++) {
      add(
          Suppliers.TABLE,
          Map.of(
              Suppliers.SUPPLIER_KEY, "S" + i,
              Suppliers.CODE, "S" + i,
              Suppliers.NAME, "Supplier " + i,
              Suppliers.CATEGORY, "C" + i % 4,
              Suppliers.COUNTRY, ABROAD.equals("S" + i) ? "DE" : "CN",
              Suppliers.STATUS, "active"));
    }
  }

  private void stage(
      int order,
      String stage,
      String owner,
      String kind,
      @Nullable String field,
      int days,
      boolean delivery) {
    Map<Column, Object> row = new HashMap<>();
    row.put(ProcessStages.PROCESS, "purchase");
    row.put(ProcessStages.DIRECTION, "purchase");
    row.put(ProcessStages.STAGE, stage);
    row.put(ProcessStages.STAGE_ORDER, order);
    row.put(ProcessStages.NAME_ZH, stage);
    row.put(ProcessStages.NAME_EN, stage);
    row.put(ProcessStages.OWNER_ROLE, owner);
    row.put(ProcessStages.DUE_KIND, kind);
    if (field != null) {
      row.put(ProcessStages.DUE_FIELD, field);
    }
    row.put(ProcessStages.DUE_WORKING_DAYS, days);
    row.put(ProcessStages.IS_DELIVERY, delivery);
    add(ProcessStages.TABLE, row);
  }

  private void line(int i, int lines, SplittableRandom random) {
    int supplier = supplier(random);
    long span = LAST.toEpochDay() - FIRST.toEpochDay();
    LocalDate ordered = FIRST.plusDays(span * i / lines);
    int planned = 14 + random.nextInt(30);
    LocalDate promised = ordered.plusDays(planned);
    int confirmation = confirmation(supplier, random);
    double slip = slip(supplier, confirmation, random);
    if (shuffled) {
      int other = supplier(others);
      slip = slip(other, confirmation(other, others), others);
    }
    LocalDate delivered = promised.plusDays(Math.round(slip));
    boolean cancelled = random.nextInt(40) == 0;
    String key = "L%05d".formatted(i);
    if (!known(end(ordered))) {
      return;
    }
    add(
        OrderHeaders.TABLE,
        Map.of(
            OrderHeaders.ORDER_KEY, "O" + key,
            OrderHeaders.ORDER_NO, "PO-" + i,
            OrderHeaders.DOC_ID, "O" + key,
            OrderHeaders.DIRECTION, "purchase",
            OrderHeaders.PARTNER_KEY, "S" + supplier,
            OrderHeaders.ORDER_DATE, Date.valueOf(ordered),
            OrderHeaders.BUYER_CODE, "B" + i % 3,
            OrderHeaders.EFFECTIVE, true,
            OrderHeaders.IS_LATEST_VERSION, true));
    Map<Column, Object> line = new HashMap<>();
    line.put(OrderLines.ORDER_LINE_KEY, key);
    line.put(OrderLines.ORDER_KEY, "O" + key);
    line.put(OrderLines.LINE_ID, "1");
    line.put(OrderLines.LINE_NO, "1");
    line.put(OrderLines.ITEM_KEY, "I" + i % 17);
    line.put(OrderLines.QTY, BigDecimal.valueOf(100));
    line.put(OrderLines.AMOUNT_NET, BigDecimal.valueOf(1000 + i));
    line.put(OrderLines.PROMISED_DATE_FIRST, Date.valueOf(promised));
    line.put(OrderLines.PROMISED_DATE, Date.valueOf(promised));
    LocalDate left = ordered.plusDays(planned / 2);
    boolean gone = cancelled && known(end(left));
    boolean done = !cancelled && known(end(delivered));
    line.put(OrderLines.LINE_STATUS, gone ? "cancelled" : done ? "complete" : "open");
    if (gone) {
      line.put(OrderLines.CLOSED_AT, Timestamp.from(end(left)));
    }
    add(OrderLines.TABLE, line);
    LocalDate confirmed = ordered.plusDays(confirmation);
    if (known(end(confirmed))) {
      add(
          StageEvents.TABLE,
          Map.of(
              StageEvents.ORDER_LINE_KEY,
              key,
              StageEvents.STAGE,
              "confirmed",
              StageEvents.SEQ,
              1,
              StageEvents.ACTUAL_ON,
              Date.valueOf(confirmed),
              StageEvents.KNOWN_AT,
              Timestamp.from(end(confirmed))));
    }
    if (done) {
      add(
          Receipts.TABLE,
          Map.of(
              Receipts.RECEIPT_KEY,
              "R" + key,
              Receipts.KIND,
              "stock_in",
              Receipts.ORDER_LINE_KEY,
              key,
              Receipts.QTY,
              BigDecimal.valueOf(100),
              Receipts.RECEIPT_DATE,
              Date.valueOf(delivered),
              Receipts.KNOWN_AT,
              Timestamp.from(end(delivered)),
              Receipts.EFFECTIVE,
              true));
    }
  }

  private static int supplier(SplittableRandom random) {
    return (int) (SUPPLIERS * StrictMath.pow(random.nextDouble(), 1.5));
  }

  private static int confirmation(int supplier, SplittableRandom random) {
    return 1 + random.nextInt(supplier % 3 == 0 ? 9 : 4);
  }

  private static double slip(int supplier, int confirmation, SplittableRandom random) {
    double careless = (supplier % 8) / 8.0;
    return (confirmation > 5 ? 4 : 0) + random.nextDouble() * 24 * careless - 5;
  }

  private boolean known(Instant at) {
    return until == null || !at.isAfter(until);
  }

  static Instant end(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZONE).toInstant();
  }

  /** A row with the given values; what is required and not given gets a harmless value. */
  private void add(TableSpec table, Map<Column, Object> given) {
    Object[] values = new Object[table.columns().size()];
    for (int i = 0; i < values.length; i++) {
      Column column = table.columns().get(i);
      Object value = given.get(column);
      if (value == null && column.name().equals(Lineage.SOURCE_SYSTEM)) {
        value = "test";
      }
      values[i] = value == null && column.required() ? harmless(column) : value;
    }
    rows.computeIfAbsent(table, key -> new ArrayList<>()).add(RowFactory.create(values));
  }

  private static Object harmless(Column column) {
    return switch (column.type()) {
      case STRING -> "-";
      case BOOLEAN -> false;
      case INT -> 0;
      case LONG -> 0L;
      case DOUBLE -> 0.0;
      case DATE -> Date.valueOf(FIRST);
      case INSTANT -> Timestamp.from(end(FIRST));
      case DECIMAL -> BigDecimal.ZERO;
      case TEXT_MAP -> scala.jdk.javaapi.CollectionConverters.asScala(Map.of());
    };
  }

  private void flush() {
    rows.forEach(
        (table, own) ->
            tables.replace(table, spark.createDataFrame(own, DeltaTables.schema(table))));
  }
}
