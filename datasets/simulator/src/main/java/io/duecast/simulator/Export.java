package io.duecast.simulator;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of one export, all open while the company is simulated. */
final class Export implements AutoCloseable {

  private final Map<Form, CsvFile> files = new EnumMap<>(Form.class);

  Export(Path folder, boolean parts) {
    for (Form form : Form.values()) {
      files.put(form, new CsvFile(folder, form.file(), form.headings(), parts));
    }
  }

  CsvFile file(Form form) {
    CsvFile file = files.get(form);
    if (file == null) {
      throw new IllegalStateException("no file for " + form);
    }
    return file;
  }

  /** Rows of each form. */
  Map<String, Long> rows() {
    Map<String, Long> rows = new LinkedHashMap<>();
    files.forEach((form, file) -> rows.put(form.file(), file.rows()));
    return rows;
  }

  @Override
  public void close() {
    files.values().forEach(CsvFile::close);
  }
}
