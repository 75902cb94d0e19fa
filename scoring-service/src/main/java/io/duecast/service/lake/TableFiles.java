package io.duecast.service.lake;

import io.duecast.contract.table.TableSpec;
import java.util.List;
import java.util.Set;

/**
 * One table's current version.
 *
 * @param version Delta version, -1 where the table was never written
 * @param paths absolute paths of its Parquet files; empty for an empty or missing table
 * @param columns columns that the files may hold; an older lake may lack later ones
 */
record TableFiles(TableSpec table, long version, List<String> paths, Set<String> columns) {

  TableFiles {
    paths = List.copyOf(paths);
    columns = Set.copyOf(columns);
  }

  static TableFiles missing(TableSpec table) {
    return new TableFiles(table, -1, List.of(), Set.of());
  }
}
