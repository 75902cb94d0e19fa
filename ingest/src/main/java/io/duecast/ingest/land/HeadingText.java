package io.duecast.ingest.land;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Headings as they are compared. */
public final class HeadingText {

  private static final Pattern UNIT = Pattern.compile("\\([^)]*\\)$");
  private static final Pattern SECTION = Pattern.compile("^\\([^)]*\\)");

  private HeadingText() {}

  /** Full-width letters, blanks, stars, brackets around and case do not matter. */
  public static String normal(String heading) {
    String text = plain(heading);
    String bare = SECTION.matcher(UNIT.matcher(text).replaceFirst("")).replaceFirst("");
    return bare.isEmpty() ? text : bare;
  }

  /** The part of a document that a heading names in brackets before it; empty where none. */
  public static String section(String heading) {
    Matcher section = SECTION.matcher(plain(heading));
    return section.find() ? section.group() : "";
  }

  private static String plain(String heading) {
    return Normalizer.normalize(heading, Normalizer.Form.NFKC)
        .replaceAll("[\\s*\\u00A0\\uFEFF]", "")
        .toLowerCase(Locale.ROOT);
  }
}
