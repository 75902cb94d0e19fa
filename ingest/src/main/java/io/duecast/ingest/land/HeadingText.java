package io.duecast.ingest.land;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Headings as they are compared. */
public final class HeadingText {

  private static final Pattern UNIT = Pattern.compile("\\([^)]*\\)$");
  private static final Pattern SECTION = Pattern.compile("^\\([^)]*\\)");

  private HeadingText() {}

  /** Full-width letters, blanks, stars, brackets around and case do not matter. */
  public static String normal(String heading) {
    String text =
        Normalizer.normalize(heading, Normalizer.Form.NFKC)
            .replaceAll("[\\s*\\u00A0\\uFEFF]", "")
            .toLowerCase(Locale.ROOT);
    String bare = SECTION.matcher(UNIT.matcher(text).replaceFirst("")).replaceFirst("");
    return bare.isEmpty() ? text : bare;
  }
}
