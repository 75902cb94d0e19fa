package io.duecast.ingest.land;

import java.util.Arrays;

/** What bytes begin with, and so tell of themselves. */
public enum FirstBytes {
  /** Byte order mark; it stands within a file too, where files were put behind one another. */
  UTF8_MARK(0xEF, 0xBB, 0xBF),
  /** A zip archive, as which a workbook comes. */
  PACKAGE('P', 'K', 3, 4),
  /** A workbook of Excel 97-2003, or one with a password. */
  OLD_WORKBOOK(0xD0, 0xCF, 0x11, 0xE0),
  SQLITE('S', 'Q', 'L', 'i', 't', 'e', ' ', 'f', 'o', 'r', 'm', 'a', 't', ' ', '3', 0);

  private final byte[] bytes;

  FirstBytes(int... values) {
    this.bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
  }

  public int length() {
    return bytes.length;
  }

  byte at(int place) {
    return bytes[place];
  }

  boolean begin(byte[] file) {
    return begin(file, 0, file.length);
  }

  /** Whether the bytes from {@code from} up to {@code to} begin so. */
  public boolean begin(byte[] in, int from, int to) {
    return to - from >= bytes.length
        && Arrays.equals(in, from, from + bytes.length, bytes, 0, bytes.length);
  }
}
