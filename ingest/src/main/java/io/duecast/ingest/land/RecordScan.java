package io.duecast.ingest.land;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds where records end in bytes fed in blocks, so that tasks can start in the middle of a file.
 * Follows the same rules as {@link CsvCursor}.
 */
final class RecordScan {

  private enum State {
    CELL_START,
    PLAIN,
    QUOTED,
    AFTER_QUOTE,
    AFTER_CR
  }

  private final byte delimiter;
  private final long chunkBytes;
  private final List<Chunk> chunks = new ArrayList<>();

  private State state = State.CELL_START;
  private long offset;
  private long row = 1;
  private long chunkStart;
  private long chunkRow = 1;
  private long quoteRow;
  private long linesInQuote;
  private long recordStart;
  private boolean quotesDoubled;

  RecordScan(byte delimiter, long start, long chunkBytes) {
    this.delimiter = delimiter;
    this.chunkBytes = chunkBytes;
    this.offset = start;
    this.chunkStart = start;
    this.recordStart = start;
  }

  void feed(byte[] block, int from, int length) {
    State now = state;
    int i = from;
    while (i < length) {
      byte b = block[i];
      switch (now) {
        case CELL_START:
        case AFTER_CR:
          if (now == State.AFTER_CR) {
            // A line feed straight behind belongs to the line end that the carriage return began.
            endRecord(offset + (b == '\n' ? i + 1 : i) - from);
            now = State.CELL_START;
            if (b == '\n') {
              i++;
              continue;
            }
          }
          if (b == '"') {
            now = State.QUOTED;
            quoteRow = row;
            linesInQuote = 0;
            i++;
            continue;
          }
          if (b == ' ' && delimiter != ' ') {
            // A quote may follow.
            i++;
            continue;
          }
          now = State.PLAIN;
          continue;
        case PLAIN:
          while (i < length && (b = block[i]) != delimiter && b != '\n' && b != '\r') {
            i++;
          }
          if (i < length) {
            now = endCell(b, offset + i - from);
            i++;
          }
          continue;
        case QUOTED:
          while (i < length && (b = block[i]) != '"') {
            if (b == '\n' || b == '\r') {
              linesInQuote++;
            }
            i++;
          }
          if (i < length) {
            now = State.AFTER_QUOTE;
            i++;
          }
          continue;
        case AFTER_QUOTE:
          if (b == '"') {
            now = State.QUOTED;
            quotesDoubled = true;
            i++;
            continue;
          }
          now = State.PLAIN;
          continue;
      }
    }
    offset += length - from;
    state = now;
  }

  private State endCell(byte b, long at) {
    if (b == delimiter) {
      return State.CELL_START;
    }
    if (b == '\r') {
      return State.AFTER_CR;
    }
    endRecord(at + 1);
    return State.CELL_START;
  }

  private void endRecord(long next) {
    row++;
    recordStart = next;
    if (next - chunkStart >= chunkBytes) {
      chunks.add(new Chunk(chunkStart, next, chunkRow));
      chunkStart = next;
      chunkRow = row;
    }
  }

  /** The chunks of the file; call once, at its end. */
  List<Chunk> finish() {
    if (state == State.AFTER_CR) {
      endRecord(offset);
      state = State.CELL_START;
    }
    if (offset > chunkStart) {
      chunks.add(new Chunk(chunkStart, offset, chunkRow));
    }
    return List.copyOf(chunks);
  }

  /** Row in which a quote opened that never closed, or 0. */
  long unclosedQuoteRow() {
    return state == State.QUOTED ? quoteRow : 0;
  }

  /** Line ends swallowed by that quote. */
  long linesInUnclosedQuote() {
    return linesInQuote;
  }

  /** Whether quotes within quotes are doubled, so that whoever wrote the file knows how to. */
  boolean quotesDoubled() {
    return quotesDoubled;
  }

  /** Whether the last record has a line end. */
  boolean endsWithLineEnd() {
    return recordStart == offset;
  }
}
