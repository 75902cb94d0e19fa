package io.duecast.service.lake;

import io.duecast.contract.table.TableSpec;
import java.util.List;

/**
 * One table's current version.
 *
 * @param version Delta version, -1 where the table was never written
 * @param files its Parquet files; none for an empty or missing table
 */
record TableFiles(TableSpec table, long version, List<DataFile> files) {

  TableFiles {
    files = List.copyOf(files);
  }

  static TableFiles missing(TableSpec table) {
    return new TableFiles(table, -1, List.of());
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
