package io.duecast.ingest.land;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks the records of UTF-8 bytes by RFC 4180, with any one-byte delimiter and {@code \n}, {@code
 * \r\n} or bare {@code \r} as line end, and blanks around quotes. Cells stay where they are: only
 * their borders are noted.
 */
public final class CsvCursor {

  private static final byte QUOTE = '"';
  private static final byte BLANK = ' ';
  private static final byte LF = '\n';
  private static final byte CR = '\r';

  private final byte[] bytes;
  private final int end;
  private final byte delimiter;

  private int at;
  private int cells;
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private boolean[] doubled = new boolean[64];
  private boolean unclosed;
  private boolean ragged;
  private boolean bare;
  private boolean wrapped;

  public CsvCursor(byte[] bytes, int start, int end, byte delimiter) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    this.delimiter = delimiter;
  }

  /** Moves to the next record; false at the end. A blank line is a record of one empty cell. */
  public boolean next() {
    if (at >= end) {
      return false;
    }
    cells = 0;
    unclosed = false;
    ragged = false;
    bare = false;
    wrapped = false;
    int i = at;
    while (true) {
      if (cells == starts.length) {
        grow();
      }
      doubled[cells] = false;
      int quote = i;
      while (quote < end && bytes[quote] == BLANK) {
        quote++;
      }
      if (quote < end && bytes[quote] == QUOTE) {
        i = quoted(quote + 1);
      } else {
        starts[cells] = i;
        byte b = 0;
        while (i < end && (b = bytes[i]) != delimiter && b != LF && b != CR) {
          bare |= b == QUOTE;
          i++;
        }
        ends[cells] = i;
        wrapped |= isWrapped(starts[cells], i);
      }
      cells++;
      if (i >= end) {
        at = end;
        return true;
      }
      byte b = bytes[i++];
      if (b == delimiter) {
        continue;
      }
      if (b == CR && i < end && bytes[i] == LF) {
        i++;
      }
      at = i;
      return true;
    }
  }

  /** Reads a quoted cell from behind its quote to the delimiter, line end or end of the bytes. */
  private int quoted(int from) {
    int i = from;
    starts[cells] = from;
    while (true) {
      while (i < end && bytes[i] != QUOTE) {
        i++;
      }
      if (i >= end) {
        ends[cells] = end;
        unclosed = true;
        return end;
      }
      if (i + 1 < end && bytes[i + 1] == QUOTE) {
        doubled[cells] = true;
        i += 2;
        continue;
      }
      ends[cells] = i;
      i++;
      while (i < end && bytes[i] != delimiter && bytes[i] != LF && bytes[i] != CR) {
        ragged |= bytes[i] != BLANK;
        i++;
      }
      return i;
    }
  }

  /** Whether a cell stands in marks that some programs write for quotes. */
  private boolean isWrapped(int from, int to) {
    if (to - from < 2) {
      return false;
    }
    byte first = bytes[from];
    return first == bytes[to - 1] && (first == '\'' || first == '`' || first == '|');
  }

  private void grow() {
    starts = Arrays.copyOf(starts, 2 * cells);
    ends = Arrays.copyOf(ends, 2 * cells);
    doubled = Arrays.copyOf(doubled, 2 * cells);
  }

  /**
   * Whether the next line holds text and no delimiter: it may be the rest of the last cell, broken
   * by a line end that no quotes keep.
   */
  public boolean bareLineFollows() {
    boolean text = false;
    for (int i = at; i < end && bytes[i] != LF && bytes[i] != CR; i++) {
      if (bytes[i] == delimiter) {
        return false;
      }
      text |= bytes[i] > ' ' || bytes[i] < 0;
    }
    return text;
  }

  /** Whether no record follows. */
  public boolean isAtEnd() {
    return at >= end;
  }

  /** Where the record ends, its line end included. */
  int position() {
    return at;
  }

  /** A cell without quotes around it, and those within it single. */
  String text(int cell) {
    String text =
        new String(bytes, starts[cell], ends[cell] - starts[cell], StandardCharsets.UTF_8);
    return doubled[cell] ? text.replace("\"\"", "\"") : text;
  }

  /** Number of cells of the record. */
  public int cells() {
    return cells;
  }

  public int start(int cell) {
    return starts[cell];
  }

  public int end(int cell) {
    return ends[cell];
  }

  /** Whether the cell holds doubled quotes that stand for one. */
  public boolean doubled(int cell) {
    return doubled[cell];
  }

  /** Whether a quote of the record never closed. */
  public boolean unclosed() {
    return unclosed;
  }

  /** Whether text follows a closing quote. */
  public boolean ragged() {
    return ragged;
  }

  /** Whether a quote stands in a cell that no quotes enclose. */
  boolean bare() {
    return bare;
  }

  /** Whether a cell is enclosed in marks other than quotes. */
  boolean wrapped() {
    return wrapped;
  }

  /** Whether the record is a blank line or has only empty cells. */
  public boolean blank() {
    for (int cell = 0; cell < cells; cell++) {
      if (ends[cell] > starts[cell]) {
        return false;
      }
    }
    return true;
  }
}
