package io.duecast.ingest.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.order.PartnerContacts;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.table.Column;
import io.duecast.delta.SparkEngine;
import io.duecast.ingest.connector.PeopleSetting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** What comes of contacts that a lake holds already. */
class ContactsTest {

  private static final SparkSession SPARK = SparkEngine.start("tests of ingest", "local[2]");

  private static final People DROPPED =
      People.of(
          Optional.of(PeopleSetting.DROP),
          People.Before.NOTHING,
          new PeopleKey(Optional.empty(), name -> null));

  private static final Dataset<Row> THERE =
      table(
          List.of(PartnerContacts.KIND, PartnerContacts.PARTNER_KEY),
          "('supplier', 'named'), ('supplier', 'erased'), ('customer', 'silent')");

  private static final Dataset<Row> GIVEN =
      table(
              List.of(Suppliers.SUPPLIER_KEY, PartnerContacts.CONTACT_NAME, PartnerContacts.PHONE),
              "('named', '联系人甲', '1380'), ('erased', NULL, NULL), ('silent', NULL, NULL)")
          .selectExpr("*", "'file' AS " + RecordFormat.FILE, "1L AS " + RecordFormat.ROW);

  @Test
  void aContactThatTheSourceErasedIsEmptied() {
    assertThat(rows(People.KEPT, Optional.of(THERE)))
        .containsExactly("supplier erased null null", "supplier named 联系人甲 1380");
    assertThat(rows(People.KEPT, Optional.empty())).containsExactly("supplier named 联系人甲 1380");
  }

  @Test
  void contactsThatMayNoLongerBeKeptAreEmptied() {
    assertThat(rows(DROPPED, Optional.of(THERE)))
        .containsExactly("supplier erased null null", "supplier named null null");
    assertThat(Contacts.of(Suppliers.TABLE, GIVEN, DROPPED, Optional.empty())).isEmpty();
  }

  private static List<String> rows(People people, Optional<Dataset<Row>> there) {
    return Contacts.of(Suppliers.TABLE, GIVEN, people, there).orElseThrow().collectAsList().stream()
        .map(
            row ->
                Stream.of(
                        PartnerContacts.KIND,
                        PartnerContacts.PARTNER_KEY,
                        PartnerContacts.CONTACT_NAME,
                        PartnerContacts.PHONE)
                    .map(column -> row.<String>getAs(column.name()))
                    .collect(Collectors.joining(" ")))
        .sorted()
        .toList();
  }

  private static Dataset<Row> table(List<Column> columns, String values) {
    return SPARK.sql(
        "SELECT * FROM VALUES %s AS given(%s)"
            .formatted(
                values, columns.stream().map(Column::name).collect(Collectors.joining(", "))));
  }
}
