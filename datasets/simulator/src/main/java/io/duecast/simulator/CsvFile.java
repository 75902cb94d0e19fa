package io.duecast.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one CSV (UTF-8, comma, quotes where needed, {@code \n}) cell by cell, in constant memory.
 * Files of more than {@link #PART_ROWS} rows are cut into numbered parts when asked for.
 */
final class CsvFile implements AutoCloseable {

  static final int PART_ROWS = 1_000_000;

  private static final int ROOM = 1 << 16;
  private static final int LONGEST_CELL = 1 << 12;
  private static final int FIRST_CACHED = (int) LocalDate.of(2000, 1, 1).toEpochDay();

  private final Path folder;
  private final String base;
  private final List<String> headings;
  private final boolean parts;
  private final byte[][] dates = new byte[25_000][];
  private final byte[] buffer = new byte[ROOM];
  private int used;
  private int column;
  private int part;
  private long row;
  private long rows;
  private String name = "";
  private @Nullable OutputStream out;
  private int planted = -1;
  private String plant = "";
  private int cut = Integer.MAX_VALUE;

  CsvFile(Path folder, String base, List<String> headings, boolean parts) {
    this.folder = folder;
    this.base = base;
    this.headings = headings;
    this.parts = parts;
    open();
  }

  private void open() {
    part++;
    name = parts ? "%s-%05d.csv".formatted(base, part) : base + ".csv";
    try {
      out = Files.newOutputStream(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    row = 0;
    headings.forEach(this::text);
    end();
    rows--;
  }

  /** Writes {@code value} in place of what the next row holds in that column. */
  CsvFile plant(int at, String value) {
    planted = at;
    plant = value;
    return this;
  }

  /** Ends the next row after that many cells. */
  CsvFile cut(int cells) {
    cut = cells;
    return this;
  }

  /** Whether the cell is to be written as given; separates it from the one before. */
  private boolean begin() {
    int at = column++;
    if (at >= cut) {
      return false;
    }
    if (used > ROOM - LONGEST_CELL) {
      flush();
    }
    if (at > 0) {
      buffer[used++] = ',';
    }
    if (at == planted) {
      raw(plant);
      return false;
    }
    return true;
  }

  CsvFile empty() {
    begin();
    return this;
  }

  CsvFile text(@Nullable String value) {
    if (begin() && value != null) {
      raw(value);
    }
    return this;
  }

  private void raw(String value) {
    int length = value.length();
    int from = used;
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c >= 0x80 || c == ',' || c == '"' || c == '\n' || c == '\r') {
        used = from;
        rawOdd(value);
        return;
      }
      buffer[used++] = (byte) c;
    }
  }

  private void rawOdd(String value) {
    boolean quoted =
        value.indexOf(',') >= 0
            || value.indexOf('"') >= 0
            || value.indexOf('\n') >= 0
            || value.indexOf('\r') >= 0;
    String cell = quoted ? '"' + value.replace("\"", "\"\"") + '"' : value;
    byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, buffer, used, bytes.length);
    used += bytes.length;
  }

  CsvFile number(long value) {
    if (begin()) {
      digits(value);
    }
    return this;
  }

  private void digits(long value) {
    if (value < 0) {
      buffer[used++] = '-';
      digits(-value);
      return;
    }
    int length = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      length++;
    }
    long rest = value;
    for (int at = used + length - 1; at >= used; at--) {
      buffer[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    used += length;
  }

  /** A whole quantity as the ERP writes it, with one place. */
  CsvFile quantity(long value) {
    return decimal(value * 10, 1);
  }

  /** Writes {@code unscaled / 10^scale} with exactly that many places. */
  CsvFile decimal(long unscaled, int scale) {
    if (begin()) {
      long power = 1;
      for (int i = 0; i < scale; i++) {
        power *= 10;
      }
      digits(unscaled / power);
      buffer[used++] = '.';
      long fraction = unscaled % power;
      for (long place = power / 10; place > 0; place /= 10) {
        buffer[used++] = (byte) ('0' + fraction / place % 10);
      }
    }
    return this;
  }

  /** A date as the ERP writes it, at midnight. */
  CsvFile day(int day) {
    if (begin()) {
      date(day);
      raw("T00:00:00");
    }
    return this;
  }

  /** A date and nothing else. */
  CsvFile date(int day, boolean known) {
    if (begin() && known) {
      date(day);
    }
    return this;
  }

  /** An instant in local time, or an empty cell for {@link Moment#NONE}. */
  CsvFile moment(long moment) {
    if (begin() && moment != Moment.NONE) {
      date(Moment.day(moment));
      int millis = Moment.millis(moment);
      buffer[used++] = 'T';
      twoDigits(millis / 3_600_000);
      buffer[used++] = ':';
      twoDigits(millis / 60_000 % 60);
      buffer[used++] = ':';
      twoDigits(millis / 1_000 % 60);
      buffer[used++] = '.';
      buffer[used++] = (byte) ('0' + millis / 100 % 10);
      twoDigits(millis % 100);
    }
    return this;
  }

  private void twoDigits(int value) {
    buffer[used++] = (byte) ('0' + value / 10);
    buffer[used++] = (byte) ('0' + value % 10);
  }

  private void date(int day) {
    int at = day - FIRST_CACHED;
    byte[] text = dates[at];
    if (text == null) {
      text = LocalDate.ofEpochDay(day).toString().getBytes(StandardCharsets.US_ASCII);
      dates[at] = text;
    }
    System.arraycopy(text, 0, buffer, used, text.length);
    used += text.length;
  }

  /** Ends the row. */
  void end() {
    buffer[used++] = '\n';
    column = 0;
    planted = -1;
    cut = Integer.MAX_VALUE;
    row++;
    rows++;
    if (parts && row > PART_ROWS) {
      close();
      open();
    }
  }

  /** Name of the file that the next row goes to. */
  String name() {
    return name;
  }

  /** Number that the next row will have in its file, from 1, headings counted. */
  long nextRow() {
    return row + 1;
  }

  /** Rows written so far, headings not counted. */
  long rows() {
    return rows;
  }

  private void flush() {
    if (out == null) {
      throw new IllegalStateException(name + " is closed");
    }
    try {
      out.write(buffer, 0, used);
      used = 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (out == null) {
      return;
    }
    flush();
    try {
      out.close();
      out = null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
