package io.duecast.ingest;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.xxhash64;

import io.duecast.contract.Sha256;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a table holds, in few characters: the same for the same rows in any order and any files,
 * another one when any value of any column differs. Computed where the rows are.
 *
 * @param rows number of rows
 * @param hash 32 hexadecimal digits
 */
record TableHash(long rows, String hash) {

  /** Hashes all columns of the contract. */
  static TableHash of(TableSpec table, Dataset<Row> rows) {
    List<Column> values = new ArrayList<>();
    for (io.duecast.contract.table.Column column : table.columns()) {
      Column value = col(column.name());
      // Maps have no order and no hash of their own. A hash skips nulls, so that they are told too.
      values.add(
          column.type() == ColumnType.TEXT_MAP ? to_json(array_sort(map_entries(value))) : value);
      values.add(value.isNull());
    }
    Row figures =
        rows.select(seeded(1, values).as("first"), seeded(2, values).as("second"))
            .agg(
                count(lit(1)),
                sum(col("first").cast("decimal(20,0)")),
                bit_xor(col("first")),
                sum(col("second").cast("decimal(20,0)")),
                bit_xor(col("second")))
            .head();
    return new TableHash(
        figures.getLong(0),
        Sha256.hex(figures.mkString("|").getBytes(StandardCharsets.UTF_8)).substring(0, 32));
  }

  private static Column seeded(int seed, List<Column> values) {
    List<Column> all = new ArrayList<>(values);
    all.add(0, lit(seed));
    return xxhash64(all.toArray(Column[]::new));
  }
}
