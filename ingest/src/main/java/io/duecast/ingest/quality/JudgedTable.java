package io.duecast.ingest.quality;

import io.duecast.contract.table.TableSpec;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A canonical table of one load after judgement; {@code rowsIn} equals the sound rows plus {@code
 * rejected} plus {@code repeated}.
 *
 * @param given all rows, those refused included, and what is known to be there beside them
 * @param sound rows fit to publish, unique by key
 */
public record JudgedTable(
    TableSpec table,
    Dataset<Row> given,
    Dataset<Row> sound,
    long rowsIn,
    long rejected,
    long repeated) {}
