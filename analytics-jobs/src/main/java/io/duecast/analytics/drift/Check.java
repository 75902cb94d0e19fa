package io.duecast.analytics.drift;

import io.duecast.contract.score.DriftChecks;
import io.duecast.contract.table.Column;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** One row of the table {@code drift_checks}, by its columns. */
final class Check {

  private final Map<Column, Object> values = new LinkedHashMap<>();

  private Check() {}

  static Check of(String direction, String kind, String subject) {
    return new Check()
        .with(DriftChecks.DIRECTION, direction)
        .with(DriftChecks.KIND, kind)
        .with(DriftChecks.SUBJECT, subject);
  }

  /** A row as it was read. */
  static Check of(Row row) {
    Check check = new Check();
    for (Column column : DriftChecks.TABLE.columns()) {
      check.with(column, row.getAs(column.name()));
    }
    return check;
  }

  Check with(Column column, @Nullable Object value) {
    if (value != null) {
      values.put(column, value);
    }
    return this;
  }

  Row row() {
    return RowFactory.create(
        DriftChecks.TABLE.columns().stream().map(values::get).toArray(Object[]::new));
  }

  boolean is(Column column, String value) {
    return value.equals(values.get(column));
  }

  boolean has(Column column) {
    return values.containsKey(column);
  }

  String word(Column column) {
    return String.valueOf(values.get(column));
  }

  @Nullable Double number(Column column) {
    return (Double) values.get(column);
  }

  /** A count of a required column. */
  long count(Column column) {
    return (Long) java.util.Objects.requireNonNull(values.get(column));
  }
}
