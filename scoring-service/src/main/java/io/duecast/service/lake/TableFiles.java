package io.duecast.service.lake;

import io.duecast.contract.table.TableSpec;
import java.util.List;
import java.util.Set;

/**
 * One table's current version.
 *
 * @param version Delta version, -1 where the table was never written
 * @param files its Parquet files; none for an empty or missing table
 * @param columns columns that the files may hold; an older lake may lack later ones
 */
record TableFiles(TableSpec table, long version, List<DataFile> files, Set<String> columns) {

  TableFiles {
    files = List.copyOf(files);
    columns = Set.copyOf(columns);
  }

  static TableFiles missing(TableSpec table) {
    return new TableFiles(table, -1, List.of(), Set.of());
  }

  /**
   * A Parquet file.
   *
   * @param path absolute
   * @param deleted places in the file, from 0, of the rows that are no longer there
   */
  record DataFile(String path, List<Long> deleted) {

    DataFile {
      deleted = List.copyOf(deleted);
    }

    boolean isWhole() {
      return deleted.isEmpty();
    }
  }
}
