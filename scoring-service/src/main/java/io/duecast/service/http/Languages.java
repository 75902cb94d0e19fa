package io.duecast.service.http;

import io.duecast.contract.Text;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The language of an answer: {@code ?lang=}, then the cookie, then what the browser prefers. */
public final class Languages {

  public static final String COOKIE = "duecast-lang";

  private Languages() {}

  public static Text.Language of(Context http) {
    Text.Language asked = named(http.queryParam("lang"));
    if (asked != null) {
      return asked;
    }
    Text.Language kept = named(http.cookie(COOKIE));
    if (kept != null) {
      return kept;
    }
    if (http.header("Accept-Language") == null) {
      return Text.Language.EN;
    }
    for (Locale locale : Collections.list(http.req().getLocales())) {
      if (locale.getLanguage().equals("zh") || locale.getLanguage().equals("en")) {
        return Text.Language.of(locale);
      }
    }
    return Text.Language.EN;
  }

  /** {@code zh} and {@code en} are languages; anything else is none. */
  public static Text.@Nullable Language named(@Nullable String code) {
    return code == null
        ? null
        : switch (code) {
          case "zh" -> Text.Language.ZH;
          case "en" -> Text.Language.EN;
          default -> null;
        };
  }
}
