package io.duecast.ingest.normalize;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import io.duecast.contract.order.Customers;
import io.duecast.contract.order.Lineage;
import io.duecast.contract.order.PartnerContacts;
import io.duecast.contract.order.PartnerKind;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.TableSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Takes the contacts out of the masters that a connector's queries give. The border is here, and
 * not in each connector, so that no connector can forget it.
 */
final class Contacts {

  private static final Map<TableSpec, PartnerKind> MASTERS =
      Map.of(
          Suppliers.TABLE, PartnerKind.SUPPLIER,
          Customers.TABLE, PartnerKind.CUSTOMER);

  private static final List<Column> TAKEN =
      List.of(PartnerContacts.CONTACT_NAME, PartnerContacts.PHONE, PartnerContacts.EMAIL);

  private static final String NTH = "_nth";
  private static final String THERE = "_there";

  private Contacts() {}

  /** What a query gives for a table, without contacts. */
  static Dataset<Row> without(TableSpec table, Dataset<Row> given) {
    return MASTERS.containsKey(table)
        ? given.drop(TAKEN.stream().map(Column::name).toArray(String[]::new))
        : given;
  }

  /**
   * The contacts that a query gives, in the shape of their table; empty where it gives none, or
   * none may be kept and none are there.
   *
   * @param there what the lake holds already: a partner in it of whom nothing may be kept, or no
   *     contact is left, comes with empty cells
   */
  static Optional<Dataset<Row>> of(
      TableSpec table, Dataset<Row> given, People people, Optional<Dataset<Row>> there) {
    PartnerKind kind = MASTERS.get(table);
    List<String> names = Arrays.asList(given.columns());
    if (kind == null
        || (!people.keepsContacts() && there.isEmpty())
        || TAKEN.stream().noneMatch(column -> names.contains(column.name()))
        || !names.containsAll(
            List.of(table.key().get(0).name(), RecordFormat.FILE, RecordFormat.ROW))) {
      return Optional.empty();
    }
    List<org.apache.spark.sql.Column> columns = new ArrayList<>();
    columns.add(lit(kind.code()).as(PartnerContacts.KIND.name()));
    columns.add(col(table.key().get(0).name()).as(PartnerContacts.PARTNER_KEY.name()));
    for (Column column : TAKEN) {
      org.apache.spark.sql.Column value =
          (names.contains(column.name()) ? col(column.name()) : lit(null)).cast("string");
      columns.add(people.treated(column, value).cast(column.type().sparkName()).as(column.name()));
    }
    columns.add(
        (names.contains(Lineage.SOURCE_MODIFIED_AT) ? col(Lineage.SOURCE_MODIFIED_AT) : lit(null))
            .cast("timestamp")
            .as(Lineage.SOURCE_MODIFIED_AT));
    columns.add(col(RecordFormat.FILE));
    columns.add(col(RecordFormat.ROW));
    Dataset<Row> contacts =
        given
            .select(columns.toArray(org.apache.spark.sql.Column[]::new))
            .filter(col(PartnerContacts.PARTNER_KEY.name()).isNotNull());
    org.apache.spark.sql.Column speaks =
        coalesce(
                TAKEN.stream()
                    .map(column -> col(column.name()))
                    .toArray(org.apache.spark.sql.Column[]::new))
            .isNotNull();
    if (there.isPresent()) {
      contacts =
          contacts.join(
              there
                  .get()
                  .filter(col(PartnerContacts.KIND.name()).equalTo(kind.code()))
                  .select(col(PartnerContacts.PARTNER_KEY.name()).as(THERE)),
              col(PartnerContacts.PARTNER_KEY.name()).equalTo(col(THERE)),
              "left");
      speaks = speaks.or(col(THERE).isNotNull());
    }
    return Optional.of(
        contacts
            .filter(speaks)
            .drop(THERE)
            // Of a master that comes twice the first row speaks; the others are told as rejects of
            // the master.
            .withColumn(
                NTH,
                row_number()
                    .over(
                        Window.partitionBy(PartnerContacts.PARTNER_KEY.name())
                            .orderBy(RecordFormat.FILE, RecordFormat.ROW)))
            .filter(col(NTH).equalTo(1))
            .drop(NTH));
  }
}
