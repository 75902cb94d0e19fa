package io.duecast.ingest.partner;

import com.ibm.icu.text.Transliterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Names that are one slip of the keyboard apart: a letter too many, another letter, two swapped; of
 * Chinese characters one too many, or another that sounds alike. Digits, numerals and directions
 * tell companies apart and are never slips.
 */
final class NearNames {

  /** Shorter names differ in one place too often without being the same. */
  private static final int FEWEST_CHARACTERS = 6;

  private static final int FEWEST_LETTERS = 8;
  private static final int FEWEST_OF_WORD = 5;

  private static final String TELLING = "一二三四五六七八九十百千东南西北中上下大小老甲乙丙丁";

  private static final Transliterator SOUND =
      Transliterator.getInstance("Han-Latin; Latin-ASCII; Lower");

  /** Low bits of an entry that hold the place of a name. */
  private static final int PLACE_BITS = 24;

  private NearNames() {}

  /**
   * Hands over the places of every two names that are near. Names within one slip share a text with
   * one character left out, so only such pairs are looked at.
   *
   * @param names all different
   */
  static void pairs(List<FoldedName> names, BiConsumer<Integer, Integer> taker) {
    if (names.size() >= 1 << PLACE_BITS) {
      throw new IllegalArgumentException("Too many names: " + names.size());
    }
    List<long[]> parts = new ArrayList<>();
    for (int place = 0; place < names.size(); place++) {
      FoldedName name = names.get(place);
      if (isLongEnough(name)) {
        parts.add(entries(name.text().codePoints().toArray(), place));
      }
    }
    long[] all = parts.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    for (int from = 0, to; from < all.length; from = to) {
      to = from + 1;
      while (to < all.length && all[to] >>> PLACE_BITS == all[from] >>> PLACE_BITS) {
        to++;
      }
      for (int i = from; i < to; i++) {
        for (int j = i + 1; j < to; j++) {
          int one = place(all[i]);
          int other = place(all[j]);
          if (one != other && areNear(names.get(one), names.get(other))) {
            taker.accept(one, other);
          }
        }
      }
    }
  }

  private static int place(long entry) {
    return (int) (entry & ((1L << PLACE_BITS) - 1));
  }

  /** The text and the text without each character that may be a slip, as hashes. */
  private static long[] entries(int[] text, int place) {
    long[] entries = new long[text.length + 1];
    int filled = 0;
    for (int without = -1; without < text.length; without++) {
      if (without >= 0 && isTelling(text[without])) {
        continue;
      }
      long hash = 0xcbf29ce484222325L;
      for (int i = 0; i < text.length; i++) {
        if (i != without) {
          hash = (hash ^ text[i]) * 0x100000001b3L;
          hash ^= hash >>> 29;
        }
      }
      entries[filled++] = hash << PLACE_BITS | place;
    }
    return Arrays.copyOf(entries, filled);
  }

  private static boolean isLongEnough(FoldedName name) {
    int fewest = name.han() ? FEWEST_CHARACTERS : FEWEST_LETTERS;
    return name.text().codePointCount(0, name.text().length()) >= fewest;
  }

  static boolean areNear(FoldedName one, FoldedName other) {
    if (one.han() != other.han() || !isLongEnough(one) || !isLongEnough(other)) {
      return false;
    }
    if (one.han()) {
      return isOneSlip(one.text(), other.text());
    }
    if (one.words().size() != other.words().size()) {
      return false;
    }
    int different = -1;
    for (int i = 0; i < one.words().size(); i++) {
      if (!one.words().get(i).equals(other.words().get(i))) {
        if (different >= 0) {
          return false;
        }
        different = i;
      }
    }
    return different >= 0
        && one.words().get(different).length() >= FEWEST_OF_WORD
        && other.words().get(different).length() >= FEWEST_OF_WORD
        && isOneSlip(one.words().get(different), other.words().get(different));
  }

  private static boolean isOneSlip(String one, String other) {
    int[] a = one.codePoints().toArray();
    int[] b = other.codePoints().toArray();
    int begin = 0;
    while (begin < Math.min(a.length, b.length) && a[begin] == b[begin]) {
      begin++;
    }
    int end = 0;
    while (end < Math.min(a.length, b.length) - begin
        && a[a.length - 1 - end] == b[b.length - 1 - end]) {
      end++;
    }
    int[] ofOne = Arrays.copyOfRange(a, begin, a.length - end);
    int[] ofOther = Arrays.copyOfRange(b, begin, b.length - end);
    if (Arrays.stream(ofOne).anyMatch(NearNames::isTelling)
        || Arrays.stream(ofOther).anyMatch(NearNames::isTelling)) {
      return false;
    }
    if (ofOne.length + ofOther.length == 1) {
      return true;
    }
    if (ofOne.length == 1 && ofOther.length == 1) {
      return isMistakable(ofOne[0], ofOther[0]);
    }
    return ofOne.length == 2
        && ofOther.length == 2
        && ofOne[0] == ofOther[1]
        && ofOne[1] == ofOther[0];
  }

  private static boolean isTelling(int character) {
    return Character.isDigit(character) || TELLING.indexOf(character) >= 0;
  }

  /** Another character is a slip only where both sound alike: that is how they are typed. */
  private static boolean isMistakable(int one, int other) {
    boolean han = Character.isIdeographic(one);
    if (han != Character.isIdeographic(other)) {
      return false;
    }
    return !han
        || SOUND
            .transliterate(Character.toString(one))
            .equals(SOUND.transliterate(Character.toString(other)));
  }
}
