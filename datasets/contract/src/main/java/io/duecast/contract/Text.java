package io.duecast.contract;

import java.util.Locale;

/** One sentence for people in both product languages, so that neither can be forgotten. */
public record Text(String zh, String en) {

  /** The languages the product speaks. */
  public enum Language {
    ZH,
    EN;

    /** Chinese for any Chinese locale, English for everything else. */
    public static Language of(Locale locale) {
      return locale.getLanguage().equals("zh") ? ZH : EN;
    }
  }

  public static Text of(String zh, String en) {
    return new Text(zh, en);
  }

  /** What reads the same in both languages: names, numbers, keys. */
  public static Text same(String text) {
    return new Text(text, text);
  }

  public String in(Language language) {
    return language == Language.ZH ? zh : en;
  }
}
