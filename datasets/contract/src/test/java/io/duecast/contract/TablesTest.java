package io.duecast.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.contract.flow.Step;
import io.duecast.contract.order.Lineage;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablesTest {

  @Test
  void everyTableHasItsOwnNameAndASentenceForItsGrain() {
    assertThat(Tables.ALL).extracting(TableSpec::name).doesNotHaveDuplicates();
    assertThat(Tables.ALL)
        .allSatisfy(table -> assertThat(table.grain()).matches("One row per .*\\."));
  }

  @Test
  void everyTableIsWrittenByExactlyOneStep() {
    List<TableSpec> written =
        Arrays.stream(Step.values()).flatMap(step -> step.writes().stream()).toList();

    assertThat(written).containsExactlyInAnyOrderElementsOf(Tables.ALL);
  }

  @Test
  void canonicalTablesEndWithTheSameLineage() {
    assertThat(Tables.CANONICAL)
        .allSatisfy(
            table ->
                assertThat(table.columnNames())
                    .endsWith(
                        Lineage.SOURCE_SYSTEM,
                        Lineage.SOURCE_INSTANCE,
                        Lineage.EXTRACT_ID,
                        Lineage.EXTRACTED_AT,
                        Lineage.RAW_REF,
                        Lineage.SOURCE_MODIFIED_AT));
  }

  @Test
  void aColumnOfTheSameNameMeansTheSameTypeInEveryTable() {
    for (TableSpec table : Tables.ALL) {
      for (Column column : table.columns()) {
        assertThat(Tables.ALL)
            .allSatisfy(
                other ->
                    other
                        .find(column.name())
                        .ifPresent(
                            same ->
                                assertThat(same.type())
                                    .as("%s.%s", other.name(), column.name())
                                    .isEqualTo(column.type())));
      }
    }
  }

  @Test
  void ddlCarriesNullabilityTypesAndMeaning() {
    TableSpec.Builder builder = TableSpec.in(Zone.ORDERS, "boxes", "One row per box.");
    Column key = builder.required(1, "box_key", ColumnType.STRING, "It's the key.");
    builder.optional(2, "weight", ColumnType.DECIMAL, "kg", "Weight.");
    TableSpec boxes = builder.key(key);

    assertThat(boxes.sparkDdl())
        .isEqualTo(
            "box_key STRING NOT NULL COMMENT 'It\\'s the key.', weight DECIMAL(28,10) COMMENT 'Weight.'");
    assertThat(boxes.duckDdl()).isEqualTo("box_key VARCHAR NOT NULL, weight DECIMAL(28,10)");
  }

  @Test
  void aTableRefusesRepeatedColumnsAndNullableKeys() {
    TableSpec.Builder twice = TableSpec.in(Zone.ORDERS, "boxes", "One row per box.");
    Column first = twice.required(1, "box_key", ColumnType.STRING, "Key.");
    twice.required(2, "box_key", ColumnType.STRING, "Key again.");
    assertThatThrownBy(() -> twice.key(first)).hasMessageContaining("boxes repeats column box_key");

    TableSpec.Builder nullable = TableSpec.in(Zone.ORDERS, "boxes", "One row per box.");
    Column key = nullable.optional(1, "box_key", ColumnType.STRING, "Key.");
    assertThatThrownBy(() -> nullable.key(key)).hasMessageContaining("boxes.box_key may be null");
  }
}
