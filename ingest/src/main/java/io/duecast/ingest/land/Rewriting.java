package io.duecast.ingest.land;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.duecast.ingest.connector.SourceSpec;
import java.io.IOException;
import java.nio.file.Path;

/** Writes the records of a file that is no text of rows as such, so that all are read alike. */
interface Rewriting {

  /**
   * Writes a row of headings, then a row for each record, in the file's order.
   *
   * @param file only read
   */
  void write(SourceSpec source, Path file, CsvWriter rows) throws IOException;
}
