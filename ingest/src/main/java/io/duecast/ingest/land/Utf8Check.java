package io.duecast.ingest.land;

/** Judges bytes, fed in blocks, as strict UTF-8, and keeps enough to tell what they are instead. */
final class Utf8Check {

  private long valid;
  private long invalid;
  private long firstInvalid = -1;
  private boolean zeros;
  private long offset;
  private int pending;
  private int low;
  private int high;

  void feed(byte[] block, int length) {
    int need = pending;
    int lower = low;
    int upper = high;
    for (int i = 0; i < length; i++) {
      int b = block[i];
      if (need == 0) {
        if (b >= 0) {
          zeros |= b == 0;
          continue;
        }
        b &= 0xFF;
        lower = 0x80;
        upper = 0xBF;
        if (b >= 0xC2 && b <= 0xDF) {
          need = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
          need = 2;
          lower = b == 0xE0 ? 0xA0 : 0x80;
          upper = b == 0xED ? 0x9F : 0xBF;
        } else if (b >= 0xF0 && b <= 0xF4) {
          need = 3;
          lower = b == 0xF0 ? 0x90 : 0x80;
          upper = b == 0xF4 ? 0x8F : 0xBF;
        } else {
          bad(offset + i);
        }
      } else {
        int unsigned = b & 0xFF;
        if (unsigned < lower || unsigned > upper) {
          bad(offset + i);
          need = 0;
          i--;
        } else {
          need--;
          lower = 0x80;
          upper = 0xBF;
          if (need == 0) {
            valid++;
          }
        }
      }
    }
    pending = need;
    low = lower;
    high = upper;
    offset += length;
  }

  private void bad(long at) {
    invalid++;
    if (firstInvalid < 0) {
      firstInvalid = at;
    }
  }

  /** Whether everything fed so far is UTF-8, save perhaps a character cut at the very end. */
  boolean isUtf8() {
    return invalid == 0;
  }

  /** Whether the bytes end in the middle of a character. */
  boolean endsInsideCharacter() {
    return pending > 0;
  }

  /** Whether there are bytes of zero, which no text holds. */
  boolean hasZeros() {
    return zeros;
  }

  /** UTF-8 with a few broken bytes: other encodings hardly ever look like that. */
  boolean isBrokenUtf8() {
    return invalid > 0 && valid > 2 * invalid;
  }

  /** Offset of the first byte that does not fit, or -1. */
  long firstInvalid() {
    return firstInvalid;
  }
}
