package io.duecast.command;

import io.duecast.contract.Text;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Nearest {

  private Nearest() {}

  /** The candidate with the fewest edits, where at most half of the letters differ. */
  public static Optional<String> to(String given, Collection<String> candidates) {
    String wanted = given.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .min(Comparator.comparingInt(c -> distance(wanted, c.toLowerCase(Locale.ROOT))))
        .filter(
            c ->
                2 * distance(wanted, c.toLowerCase(Locale.ROOT))
                    <= Math.max(given.length(), c.length()));
  }

  /**
   * The end of a sentence that asks for the name that was probably meant.
   *
   * @param otherwise how the sentence ends where there is no such name
   */
  public static Text meant(String given, Collection<String> candidates, Text otherwise) {
    return to(given, candidates)
        .map(name -> Text.of("，您是指 " + name + " 吗？", "; did you mean " + name + "?"))
        .orElse(otherwise);
  }

  /** {@code ; did you mean x?} or nothing. */
  public static String question(String given, Collection<String> candidates) {
    return meant(given, candidates, Text.same("")).en();
  }

  /** Levenshtein distance. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitute, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
