package io.duecast.ingest.partner;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.duecast.contract.order.Customers;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.PartnerAliases;
import io.duecast.contract.order.PartnerKind;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.TableSpec;
import io.duecast.delta.DeltaTables;
import io.duecast.ingest.fault.IngestFaults;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Partners and decisions of a lake, read whole: masters are few beside orders. */
public final class PartnerTables {

  private final SparkSession spark;
  private final DeltaTables lake;

  /** Versions of the table of decisions, when they were read. */
  private Map<String, String> read = Map.of();

  public PartnerTables(SparkSession spark, DeltaTables lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /** Every supplier and customer of the masters, and those that only orders name. */
  public List<Partner> partners() {
    Map<String, Row> named = named();
    List<Partner> partners = new ArrayList<>();
    if (lake.exists(Suppliers.TABLE)) {
      masters(
          PartnerKind.SUPPLIER,
          Suppliers.TABLE,
          List.of(
              Suppliers.SUPPLIER_KEY,
              Suppliers.CODE,
              Suppliers.NAME,
              Suppliers.SHORT_NAME,
              Suppliers.ORG,
              Suppliers.TAX_ID,
              Suppliers.MASTER_KEY,
              Suppliers.COUNTRY,
              Suppliers.STATUS),
          named,
          partners);
    }
    if (lake.exists(Customers.TABLE)) {
      masters(
          PartnerKind.CUSTOMER,
          Customers.TABLE,
          List.of(
              Customers.CUSTOMER_KEY,
              Customers.CODE,
              Customers.NAME,
              Customers.SHORT_NAME,
              Customers.ORG,
              Customers.TAX_ID,
              Customers.MASTER_KEY,
              Customers.COUNTRY,
              Customers.STATUS),
          named,
          partners);
    }
    named.forEach(
        (id, row) ->
            partners.add(
                new Partner(
                    PartnerKind.of(row.getString(0)),
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    null,
                    null,
                    null,
                    true,
                    row.getLong(5))));
    return partners;
  }

  /** Partners as orders name them, by kind and key: key, code, name, organisation, documents. */
  private Map<String, Row> named() {
    Map<String, Row> named = new TreeMap<>();
    if (!lake.exists(OrderHeaders.TABLE)) {
      return named;
    }
    Dataset<Row> headers =
        lake.read(OrderHeaders.TABLE).filter(col(OrderHeaders.PARTNER_KEY.name()).isNotNull());
    Map<String, Row> byDirection = new TreeMap<>();
    for (Row row :
        headers
            .groupBy(col(OrderHeaders.DIRECTION.name()), col(OrderHeaders.PARTNER_KEY.name()))
            .agg(
                min(col(OrderHeaders.PARTNER_CODE_RAW.name())),
                min(col(OrderHeaders.PARTNER_NAME_RAW.name())),
                min(col(OrderHeaders.ORG.name())),
                count(lit(1)))
            .collectAsList()) {
      byDirection.put(row.getString(0) + "\n" + row.getString(1), row);
    }
    byDirection
        .values()
        .forEach(
            row ->
                named.merge(
                    PartnerKind.of(row.getString(0)).id(row.getString(1)),
                    row,
                    (first, second) ->
                        RowFactory.create(
                            first.get(0),
                            first.get(1),
                            first.get(2),
                            first.get(3),
                            first.get(4),
                            first.getLong(5) + second.getLong(5))));
    return named;
  }

  /**
   * Adds the partners of a master table and takes them out of those that orders name.
   *
   * @param columns key, code, name, short name, organisation, tax number, master, country, status
   */
  private void masters(
      PartnerKind kind,
      TableSpec table,
      List<Column> columns,
      Map<String, Row> named,
      List<Partner> partners) {
    Dataset<Row> rows =
        lake.read(table)
            .select(
                columns.stream()
                    .map(column -> col(column.name()))
                    .toArray(org.apache.spark.sql.Column[]::new));
    for (Row row : rows.collectAsList()) {
      Row orders = named.remove(kind.id(row.getString(0)));
      String name = row.getString(2) == null ? row.getString(3) : row.getString(2);
      partners.add(
          new Partner(
              kind,
              row.getString(0),
              row.getString(1),
              name == null && orders != null ? orders.getString(3) : name,
              row.getString(4),
              row.getString(5),
              row.getString(6),
              row.getString(7),
              "active".equals(row.getString(8)),
              orders == null ? 0 : orders.getLong(5)));
    }
  }

  /** What has been decided so far. */
  public Decisions decisions() {
    read = version();
    if (!lake.exists(PartnerAliases.TABLE)) {
      return Decisions.of(List.of());
    }
    List<Decisions.Decision> all = new ArrayList<>();
    for (Row row :
        lake.read(PartnerAliases.TABLE)
            .orderBy(
                PartnerAliases.KIND.name(),
                PartnerAliases.PARTNER_KEY.name(),
                PartnerAliases.SAME_AS_KEY.name())
            .collectAsList()) {
      all.add(
          new Decisions.Decision(
              PartnerKind.ofCode(text(row, PartnerAliases.KIND)),
              text(row, PartnerAliases.PARTNER_KEY),
              text(row, PartnerAliases.SAME_AS_KEY),
              text(row, PartnerAliases.DECISION).equals(PartnerAliases.SAME),
              row.getAs(PartnerAliases.MASTER_KEY.name()),
              row.getAs(PartnerAliases.REASON.name()),
              row.<Timestamp>getAs(PartnerAliases.DECIDED_AT.name()).toInstant()));
    }
    return Decisions.of(all);
  }

  private static String text(Row row, Column column) {
    return java.util.Objects.requireNonNull(row.<String>getAs(column.name()));
  }

  private Map<String, String> version() {
    return lake.versions(List.of(PartnerAliases.TABLE));
  }

  /**
   * Keeps decisions in place of those that {@link #decisions} gave.
   *
   * @throws io.duecast.contract.fault.Fault CONFLICT when somebody else kept some meanwhile
   */
  public void keep(Decisions decisions, List<Partner> partners) {
    if (!version().equals(read)) {
      throw IngestFaults.aliasesChangedMeanwhile(lake.lake().root());
    }
    Map<String, @Nullable String> names = new HashMap<>();
    partners.forEach(partner -> names.put(partner.id(), partner.name()));
    lake.replace(
        PartnerAliases.TABLE,
        spark
            .createDataFrame(
                decisions.all().stream()
                    .map(
                        one ->
                            RowFactory.create(
                                one.kind().code(),
                                one.partnerKey(),
                                one.sameAsKey(),
                                one.same() ? PartnerAliases.SAME : PartnerAliases.DIFFERENT,
                                one.masterKey(),
                                one.masterKey() == null
                                    ? null
                                    : names.get(one.kind().id(one.masterKey())),
                                one.reason(),
                                Timestamp.from(one.decidedAt())))
                    .toList(),
                DeltaTables.schema(PartnerAliases.TABLE))
            .coalesce(1));
  }
}
