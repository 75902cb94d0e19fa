package io.duecast.ingest.partner;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a company's name without the spelling that says nothing: width, case, accents,
 * spaces, punctuation, legal form, traditional characters, and notes such as "(停用)".
 *
 * @param text the words with nothing between them
 * @param words of a name in letters; a name with Chinese characters is one word
 */
record FoldedName(String text, List<String> words, boolean han) {

  /** Nothing that names could be compared by. */
  static final FoldedName NONE = new FoldedName("", List.of(), false);

  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
  private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036F]");
  private static final Pattern DOTS = Pattern.compile("[.'’]");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** Old masters are often kept beside new ones under such a note. */
  private static final Pattern NOTE =
      Pattern.compile(
          "\\s*[-_(\\[【]\\s*(停用|已停用|作废|已作废|禁用|勿用|重复|旧|old|inactive|duplicate|do not use)\\s*[)\\]】]?\\s*$");

  private static final Pattern JAPANESE_FORM = Pattern.compile("[(（](株|有)[)）]");

  /** At the end of a name, the longest first. */
  private static final List<String> HAN_FORMS =
      List.of("股份有限公司", "有限责任公司", "责任有限公司", "股份公司", "有限公司", "株式会社", "有限会社", "公司");

  private static final Set<String> WORD_FORMS =
      Set.of(
          "co",
          "ltd",
          "coltd",
          "limited",
          "inc",
          "incorporated",
          "corp",
          "corporation",
          "company",
          "llc",
          "llp",
          "lp",
          "plc",
          "pty",
          "pte",
          "pvt",
          "gmbh",
          "mbh",
          "ag",
          "kg",
          "kgaa",
          "ohg",
          "ug",
          "ev",
          "se",
          "sa",
          "sas",
          "sarl",
          "srl",
          "spa",
          "bv",
          "nv",
          "ab",
          "as",
          "oy",
          "oyj",
          "aps",
          "kk",
          "bhd",
          "sdn",
          "doo",
          "sro",
          "zoo",
          "kft");

  private static final Set<String> FILLERS = Set.of("the", "and", "und", "et");

  private static final Transliterator SIMPLIFIED =
      Transliterator.getInstance("Traditional-Simplified");

  static FoldedName of(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return NONE;
    }
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    boolean han = HAN.matcher(plain).find();
    if (han) {
      plain = SIMPLIFIED.transliterate(plain);
    }
    plain = NOTE.matcher(plain).replaceFirst("");
    plain = JAPANESE_FORM.matcher(plain).replaceAll(" ");
    plain = ACCENTS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFKD)).replaceAll("");
    plain = Normalizer.normalize(plain, Normalizer.Form.NFKC);
    List<String> words =
        new ArrayList<>(
            Arrays.asList(
                BETWEEN.matcher(DOTS.matcher(plain).replaceAll("")).replaceAll(" ").split(" ")));
    words.removeIf(word -> word.isEmpty() || FILLERS.contains(word));
    if (han) {
      String core = withoutForm(String.join("", words));
      return core.isEmpty() ? NONE : new FoldedName(core, List.of(core), true);
    }
    while (words.size() > 1 && WORD_FORMS.contains(words.get(words.size() - 1))) {
      words.remove(words.size() - 1);
    }
    return words.isEmpty() ? NONE : new FoldedName(String.join("", words), words, false);
  }

  private static String withoutForm(String name) {
    for (String form : HAN_FORMS) {
      if (name.endsWith(form)) {
        return name.substring(0, name.length() - form.length());
      }
    }
    return name;
  }

  boolean isEmpty() {
    return text.isEmpty();
  }
}
