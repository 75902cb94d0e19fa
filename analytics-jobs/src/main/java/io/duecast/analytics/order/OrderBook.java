package io.duecast.analytics.order;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.duecast.contract.order.Customers;
import io.duecast.contract.order.DateRevisions;
import io.duecast.contract.order.Items;
import io.duecast.contract.order.Lineage;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.OrderRecord;
import io.duecast.contract.order.PartnerAliases;
import io.duecast.contract.order.PartnerKind;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.StageEvents;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.contract.table.Column;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Every effective order line with everything that happened to it, one row each. Spark fetches and
 * groups; {@link #placed} makes the record, the one place where rows of zone 2 become records.
 */
public final class OrderBook {

  /** Column that lines lie together by; the empty text for lines without a partner. */
  private static final String PARTNER = "partner";

  private static final String PARTNER_NAME = "partner_name";
  private static final String PARTNER_KIND = "partner_kind";
  private static final String PARTNER_GROUP = "partner_group";
  private static final String PARTNER_COUNTRY = "partner_country";
  private static final String ITEM_NAME = "item_name";
  private static final String EVENTS = "events";
  private static final String REVISIONS = "revisions";
  private static final String RECEIPTS = "receipt_list";
  private static final String CREATED_AT = "header_created_at";
  private static final String HEADER_CLOSED_AT = "header_closed_at";
  private static final String LINE_CREATED_AT = "line_created_at";
  private static final String STATUS = "header_status";

  /** Lines that a partition should hold, as far as partners are small enough. */
  private static final int LINES = 50_000;

  private OrderBook() {}

  /**
   * The rows that {@link #placed} reads. Lines of drafts, returns and old versions are left out.
   */
  public static Dataset<Row> rows(StepTables tables) {
    Dataset<Row> headers =
        tables
            .read(OrderHeaders.TABLE)
            .filter(
                c(OrderHeaders.EFFECTIVE)
                    .and(c(OrderHeaders.IS_LATEST_VERSION))
                    .and(org.apache.spark.sql.functions.not(c(OrderHeaders.IS_RETURN))))
            .select(
                c(OrderHeaders.ORDER_KEY),
                c(OrderHeaders.ORDER_NO),
                c(OrderHeaders.DIRECTION),
                c(OrderHeaders.ORG),
                c(OrderHeaders.PARTNER_KEY),
                when(
                        c(OrderHeaders.DIRECTION).equalTo(PartnerKind.SALES),
                        PartnerKind.CUSTOMER.code())
                    .otherwise(PartnerKind.SUPPLIER.code())
                    .as(PARTNER_KIND),
                c(OrderHeaders.PARTNER_NAME_RAW),
                c(OrderHeaders.ORDER_DATE),
                c(OrderHeaders.CREATED_AT).as(CREATED_AT),
                coalesce(c(OrderHeaders.CANCELLED_AT), c(OrderHeaders.CLOSED_AT))
                    .as(HEADER_CLOSED_AT),
                c(OrderHeaders.STATUS).as(STATUS),
                c(OrderHeaders.BUYER_CODE),
                c(OrderHeaders.BUYER_NAME),
                c(OrderHeaders.PROCESS));
    Dataset<Row> partners =
        tables
            .readOrEmpty(Suppliers.TABLE)
            .select(
                c(Suppliers.SUPPLIER_KEY).as(OrderHeaders.PARTNER_KEY.name()),
                lit(PartnerKind.SUPPLIER.code()).as(PARTNER_KIND),
                coalesce(c(Suppliers.NAME), c(Suppliers.SHORT_NAME)).as(PARTNER_NAME),
                coalesce(c(Suppliers.CATEGORY), c(Suppliers.REGION), c(Suppliers.COUNTRY))
                    .as(PARTNER_GROUP),
                c(Suppliers.COUNTRY).as(PARTNER_COUNTRY))
            .unionByName(
                tables
                    .readOrEmpty(Customers.TABLE)
                    .select(
                        c(Customers.CUSTOMER_KEY).as(OrderHeaders.PARTNER_KEY.name()),
                        lit(PartnerKind.CUSTOMER.code()).as(PARTNER_KIND),
                        coalesce(c(Customers.NAME), c(Customers.SHORT_NAME)).as(PARTNER_NAME),
                        coalesce(c(Customers.CATEGORY), c(Customers.REGION), c(Customers.COUNTRY))
                            .as(PARTNER_GROUP),
                        c(Customers.COUNTRY).as(PARTNER_COUNTRY)));
    Dataset<Row> items =
        tables
            .readOrEmpty(Items.TABLE)
            .select(
                c(Items.ITEM_KEY),
                c(Items.NAME).as(ITEM_NAME),
                c(Items.ITEM_GROUP),
                c(Items.PURCHASE_LEAD_TIME_DAYS));
    Dataset<Row> events =
        grouped(
            tables.readOrEmpty(StageEvents.TABLE),
            StageEvents.ORDER_LINE_KEY,
            EVENTS,
            StageEvents.STAGE,
            StageEvents.SEQ,
            StageEvents.PLANNED_ON,
            StageEvents.ACTUAL_ON,
            StageEvents.KNOWN_AT,
            StageEvents.QTY,
            StageEvents.OWNER_NAME);
    Dataset<Row> revisions =
        grouped(
            tables
                .readOrEmpty(DateRevisions.TABLE)
                .filter(c(DateRevisions.FIELD).isin("required", "promised")),
            DateRevisions.ORDER_LINE_KEY,
            REVISIONS,
            DateRevisions.FIELD,
            DateRevisions.OLD_VALUE,
            DateRevisions.NEW_VALUE,
            DateRevisions.CHANGED_AT);
    Dataset<Row> receipts =
        grouped(
            tables
                .readOrEmpty(Receipts.TABLE)
                .filter(
                    c(Receipts.EFFECTIVE)
                        .and(c(Receipts.ORDER_LINE_KEY).isNotNull())
                        .and(c(Receipts.RECEIPT_DATE).isNotNull())),
            Receipts.ORDER_LINE_KEY,
            RECEIPTS,
            Receipts.KIND,
            Receipts.QTY,
            Receipts.RECEIPT_DATE,
            Receipts.KNOWN_AT);
    return tables
        .read(OrderLines.TABLE)
        .select(
            c(OrderLines.ORDER_LINE_KEY),
            c(OrderLines.ORDER_KEY),
            c(OrderLines.LINE_NO),
            c(OrderLines.ITEM_KEY),
            c(OrderLines.ITEM_NAME_RAW),
            c(OrderLines.UOM),
            c(OrderLines.QTY),
            coalesce(c(OrderLines.AMOUNT_GROSS), c(OrderLines.AMOUNT_NET))
                .as(OrderLines.AMOUNT_GROSS.name()),
            c(OrderLines.CURRENCY),
            c(OrderLines.REQUIRED_DATE),
            c(OrderLines.PROMISED_DATE_FIRST),
            c(OrderLines.PROMISED_DATE),
            c(OrderLines.LINE_STATUS),
            c(OrderLines.CLOSED_AT),
            c(OrderLines.CREATED_AT).as(LINE_CREATED_AT),
            c(OrderLines.SHIPMENT_REF),
            c(OrderLines.ATTRS),
            col(Lineage.SOURCE_SYSTEM))
        .join(asOnePartner(headers, tables), OrderHeaders.ORDER_KEY.name())
        .join(partners, seq(OrderHeaders.PARTNER_KEY.name(), PARTNER_KIND), "left")
        .join(items, seq(Items.ITEM_KEY.name()), "left")
        .join(events, seq(OrderLines.ORDER_LINE_KEY.name()), "left")
        .join(revisions, seq(OrderLines.ORDER_LINE_KEY.name()), "left")
        .join(receipts, seq(OrderLines.ORDER_LINE_KEY.name()), "left")
        .withColumn(PARTNER, coalesce(c(OrderHeaders.PARTNER_KEY), lit("")));
  }

  /**
   * Orders with the partner that stands for theirs, where people decided that several are one. This
   * is the only place that asks the decisions: whatever is learned, scored or judged reads lines
   * from here.
   */
  private static Dataset<Row> asOnePartner(Dataset<Row> headers, StepTables tables) {
    Dataset<Row> aliases =
        tables
            .readOrEmpty(PartnerAliases.TABLE)
            .filter(c(PartnerAliases.DECISION).equalTo(PartnerAliases.SAME))
            .select(
                c(PartnerAliases.KIND).as(PARTNER_KIND),
                c(PartnerAliases.PARTNER_KEY).as(OrderHeaders.PARTNER_KEY.name()),
                c(PartnerAliases.MASTER_KEY),
                c(PartnerAliases.MASTER_NAME));
    return headers
        .join(aliases, seq(OrderHeaders.PARTNER_KEY.name(), PARTNER_KIND), "left")
        .withColumn(
            OrderHeaders.PARTNER_NAME_RAW.name(),
            coalesce(c(PartnerAliases.MASTER_NAME), c(OrderHeaders.PARTNER_NAME_RAW)))
        .withColumn(
            OrderHeaders.PARTNER_KEY.name(),
            coalesce(c(PartnerAliases.MASTER_KEY), c(OrderHeaders.PARTNER_KEY)))
        .drop(PartnerAliases.MASTER_KEY.name(), PartnerAliases.MASTER_NAME.name());
  }

  /** {@link #rows} with all lines of a partner in one partition. */
  public static Dataset<Row> byPartner(StepTables tables) {
    return rows(tables).repartition(partitions(tables), col(PARTNER));
  }

  /** Partitions by partner: a few for each core, and more where one would hold too many lines. */
  private static int partitions(StepTables tables) {
    long lines = tables.read(OrderLines.TABLE).count();
    int cores = tables.spark().sparkContext().defaultParallelism();
    return (int) Math.max(Math.max(4, 2 * cores), lines / LINES);
  }

  /** The record of a row; null for a line that has no place in time (no date, no entry). */
  public static @Nullable PlacedOrder placed(Row row, Places places) {
    String source = row.getAs(Lineage.SOURCE_SYSTEM);
    ZoneId zone = places.zone(source);
    String direction = text(row, OrderHeaders.DIRECTION);
    LocalDate orderDate = day(row, OrderHeaders.ORDER_DATE.name());
    Instant createdAt = instant(row, CREATED_AT);
    Instant lineCreatedAt = instant(row, LINE_CREATED_AT);
    if (lineCreatedAt != null) {
      // A line that joined its order later began on its own day.
      createdAt = lineCreatedAt;
      orderDate = lineCreatedAt.atZone(zone).toLocalDate();
    }
    if (orderDate == null && createdAt == null) {
      return null;
    }
    if (orderDate == null) {
      orderDate = java.util.Objects.requireNonNull(createdAt).atZone(zone).toLocalDate();
    }
    if (createdAt == null) {
      createdAt = endOf(orderDate, zone);
    }
    ProcessDefinition process =
        places.process(
            row.getAs(OrderHeaders.PROCESS.name()), java.util.Objects.requireNonNull(direction));
    Instant closedAt = instant(row, OrderLines.CLOSED_AT.name());
    if (closedAt == null) {
      closedAt = instant(row, HEADER_CLOSED_AT);
    }
    Map<String, String> attrs = new TreeMap<>();
    Map<String, String> given =
        row.isNullAt(row.fieldIndex(OrderLines.ATTRS.name()))
            ? null
            : row.getJavaMap(row.fieldIndex(OrderLines.ATTRS.name()));
    if (given != null) {
      given.forEach(
          (name, value) -> {
            if (value != null) {
              attrs.put(name, value);
            }
          });
    }
    String itemName = row.getAs(ITEM_NAME);
    String partnerName = row.getAs(PARTNER_NAME);
    return new PlacedOrder(
        new OrderRecord(
            required(row, OrderLines.ORDER_LINE_KEY),
            required(row, OrderLines.ORDER_KEY),
            direction,
            text(row, OrderHeaders.PARTNER_KEY),
            row.getAs(PARTNER_GROUP),
            text(row, OrderLines.ITEM_KEY),
            text(row, Items.ITEM_GROUP),
            row.getAs(Items.PURCHASE_LEAD_TIME_DAYS.name()),
            text(row, OrderHeaders.BUYER_CODE),
            text(row, OrderHeaders.ORG),
            orderDate,
            createdAt,
            day(row, OrderLines.REQUIRED_DATE.name()),
            day(row, OrderLines.PROMISED_DATE_FIRST.name()),
            day(row, OrderLines.PROMISED_DATE.name()),
            row.<BigDecimal>getAs(OrderLines.QTY.name()),
            row.getAs(OrderLines.AMOUNT_GROSS.name()),
            text(row, OrderLines.CURRENCY),
            required(row, OrderLines.LINE_STATUS),
            closedAt,
            text(row, OrderLines.SHIPMENT_REF),
            attrs,
            events(row, zone),
            revisions(row),
            receipts(row, zone)),
        process,
        places
            .sites(source)
            .line(direction, text(row, OrderHeaders.ORG), row.getAs(PARTNER_COUNTRY)),
        new PlacedOrder.Labels(
            required(row, OrderHeaders.ORDER_NO),
            text(row, OrderLines.LINE_NO),
            partnerName == null ? text(row, OrderHeaders.PARTNER_NAME_RAW) : partnerName,
            itemName == null ? text(row, OrderLines.ITEM_NAME_RAW) : itemName,
            text(row, OrderHeaders.BUYER_NAME),
            text(row, OrderLines.UOM)));
  }

  private static List<OrderRecord.Event> events(Row row, ZoneId zone) {
    List<OrderRecord.Event> events = new ArrayList<>();
    for (Row one : list(row, EVENTS)) {
      LocalDate actual = day(one, StageEvents.ACTUAL_ON.name());
      Instant knownAt = instant(one, StageEvents.KNOWN_AT.name());
      events.add(
          new OrderRecord.Event(
              required(one, StageEvents.STAGE),
              one.<Integer>getAs(StageEvents.SEQ.name()),
              day(one, StageEvents.PLANNED_ON.name()),
              actual,
              actual != null && knownAt == null ? endOf(actual, zone) : knownAt,
              one.getAs(StageEvents.QTY.name()),
              text(one, StageEvents.OWNER_NAME)));
    }
    return events;
  }

  private static List<OrderRecord.Revision> revisions(Row row) {
    List<OrderRecord.Revision> revisions = new ArrayList<>();
    for (Row one : list(row, REVISIONS)) {
      revisions.add(
          new OrderRecord.Revision(
              required(one, DateRevisions.FIELD),
              isoDay(one, DateRevisions.OLD_VALUE),
              isoDay(one, DateRevisions.NEW_VALUE),
              java.util.Objects.requireNonNull(instant(one, DateRevisions.CHANGED_AT.name()))));
    }
    return revisions;
  }

  private static List<OrderRecord.Receipt> receipts(Row row, ZoneId zone) {
    List<OrderRecord.Receipt> receipts = new ArrayList<>();
    for (Row one : list(row, RECEIPTS)) {
      LocalDate day = java.util.Objects.requireNonNull(day(one, Receipts.RECEIPT_DATE.name()));
      Instant knownAt = instant(one, Receipts.KNOWN_AT.name());
      receipts.add(
          new OrderRecord.Receipt(
              required(one, Receipts.KIND),
              one.<BigDecimal>getAs(Receipts.QTY.name()),
              day,
              knownAt == null ? endOf(day, zone) : knownAt));
    }
    return receipts;
  }

  /** A fact without entry time is known when its business day is over. */
  private static Instant endOf(LocalDate day, ZoneId zone) {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  private static Dataset<Row> grouped(
      Dataset<Row> rows, Column key, String name, Column... columns) {
    org.apache.spark.sql.Column[] fields = new org.apache.spark.sql.Column[columns.length];
    for (int i = 0; i < columns.length; i++) {
      fields[i] = c(columns[i]);
    }
    return rows.groupBy(c(key)).agg(collect_list(struct(fields)).as(name));
  }

  private static List<Row> list(Row row, String name) {
    int at = row.fieldIndex(name);
    return row.isNullAt(at) ? List.of() : row.getList(at);
  }

  private static @Nullable LocalDate isoDay(Row row, Column column) {
    String value = text(row, column);
    try {
      return value == null ? null : LocalDate.parse(value);
    } catch (DateTimeException e) {
      // Ingest writes ISO days; anything else was never a date of this field.
      return null;
    }
  }

  static @Nullable LocalDate day(Row row, String name) {
    Object value = row.getAs(name);
    return value instanceof Date date ? date.toLocalDate() : (LocalDate) value;
  }

  static @Nullable Instant instant(Row row, String name) {
    Object value = row.getAs(name);
    return value instanceof Timestamp timestamp ? timestamp.toInstant() : (Instant) value;
  }

  private static @Nullable String text(Row row, Column column) {
    return row.getAs(column.name());
  }

  private static String required(Row row, Column column) {
    return java.util.Objects.requireNonNull(row.<String>getAs(column.name()));
  }

  private static org.apache.spark.sql.Column c(Column column) {
    return col(column.name());
  }

  private static scala.collection.immutable.Seq<String> seq(String... names) {
    return scala.jdk.javaapi.CollectionConverters.asScala(List.of(names)).toSeq();
  }
}
