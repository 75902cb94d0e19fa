package io.duecast.delta;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaTable;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way into a table by key. Few are compared first, so that only what changed is
 * written and the table is not sorted; of many nearly every file is touched anyway.
 */
final class Merge {

  private static final String OLD = "old";
  private static final String NEW = "new";
  private static final String DIFFERS = "_differs";

  /** So many whole rows, and not only their keys, fit into memory. */
  private static final long LIGHT = 100_000;

  private final TableSpec table;
  private final String path;
  private final DeltaTable target;
  private final Dataset<Row> wanted;
  private final String differs;

  Merge(TableSpec table, String path, DeltaTable target, Dataset<Row> rows, List<String> ignored) {
    this.table = table;
    this.path = path;
    this.target = target;
    String changes =
        table.columns().stream()
            .filter(column -> !table.keyNames().contains(column.name()))
            .filter(column -> !ignored.contains(column.name()))
            .map(
                column ->
                    "NOT (" + comparable(OLD, column) + " <=> " + comparable(NEW, column) + ")")
            .collect(Collectors.joining(" OR "));
    Dataset<Row> all = rows;
    for (StructField field : target.toDF().schema().fields()) {
      if (table.find(field.name()).isEmpty()) {
        // The contract gave the column up, and an update has to name every column.
        all = all.withColumn(field.name(), lit(null).cast(field.dataType()));
        changes += (changes.isEmpty() ? "" : " OR ") + OLD + "." + field.name() + " IS NOT NULL";
      }
    }
    this.wanted = all;
    this.differs = changes.isEmpty() ? "false" : changes;
  }

  /** Maps have no order in Spark SQL, so they are compared as sorted entries. */
  private static String comparable(String alias, Column column) {
    String name = alias + "." + column.name();
    return column.type() == ColumnType.TEXT_MAP ? "array_sort(map_entries(" + name + "))" : name;
  }

  private static org.apache.spark.sql.Column sameKey(TableSpec table) {
    return expr(
        table.keyNames().stream()
            .map(key -> OLD + "." + key + " = " + NEW + "." + key)
            .collect(Collectors.joining(" AND ")));
  }

  private static Dataset<Row> keys(TableSpec table, Dataset<Row> rows) {
    return rows.select(
        table.keyNames().stream().map(functions::col).toArray(org.apache.spark.sql.Column[]::new));
  }

  /** Rows of the table with the keys of few others. */
  static Dataset<Row> matching(TableSpec table, Dataset<Row> all, Dataset<Row> few) {
    // Without the hint Spark sorts the table, however few keys are asked for.
    return all.as(OLD).join(broadcast(keys(table, few)).as(NEW), sameKey(table), "left_semi");
  }

  /** One commit; Delta notes its counts. */
  void many() {
    target
        .as(OLD)
        .merge(wanted.as(NEW), sameKey(table))
        .whenMatched(differs)
        .updateAll()
        .whenNotMatched()
        .insertAll()
        .execute();
  }

  /** One commit for the rows that changed and one for those that are new. */
  Merged few(@Nullable Dataset<Row> there) {
    Dataset<Row> given = wanted.localCheckpoint(false);
    long rows = given.count();
    Dataset<Row> before = there == null ? matching(table, target.toDF(), given) : there;
    Dataset<Row> met =
        before
            .as(OLD)
            .join(given.as(NEW), sameKey(table))
            .select(col(NEW + ".*"), expr(differs).as(DIFFERS))
            .localCheckpoint(false);
    Row counts = met.agg(count(lit(1)), count_if(col(DIFFERS))).head();
    Merged merged = new Merged(rows, rows - counts.getLong(0), counts.getLong(1));
    if (merged.updated() > 0) {
      Dataset<Row> changed = met.filter(col(DIFFERS)).drop(DIFFERS);
      target
          .as(OLD)
          .merge((merged.updated() <= LIGHT ? broadcast(changed) : changed).as(NEW), sameKey(table))
          .whenMatched()
          .updateAll()
          .execute();
    }
    if (merged.inserted() > 0) {
      given
          .as(NEW)
          .join(keys(table, met).as(OLD), sameKey(table), "left_anti")
          .write()
          .format("delta")
          .mode("append")
          .save(path);
    }
    return merged;
  }
}
