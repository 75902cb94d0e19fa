package io.duecast.service.page;

import io.duecast.contract.Text;
import io.duecast.contract.process.OwnerRole;
import io.duecast.features.Cause;
import io.duecast.features.bundle.Action;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** What pages say and how they write numbers and days, in one language. */
public final class Words {

  static final String BUNDLE = "io.duecast.service.page.messages";

  /** Stands where there is nothing to show. */
  private static final String NOTHING = "–";

  private static final Words ZH = new Words(Text.Language.ZH);
  private static final Words EN = new Words(Text.Language.EN);

  private final Text.Language language;
  private final ResourceBundle messages;

  private Words(Text.Language language) {
    this.language = language;
    this.messages =
        ResourceBundle.getBundle(
            BUNDLE,
            language == Text.Language.ZH ? Locale.CHINESE : Locale.ENGLISH,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  static Words in(Text.Language language) {
    return language == Text.Language.ZH ? ZH : EN;
  }

  public Text.Language language() {
    return language;
  }

  /** Value of the {@code lang} attribute. */
  public String htmlLanguage() {
    return language == Text.Language.ZH ? "zh-CN" : "en";
  }

  /** Code of the language in addresses. */
  public String code() {
    return language == Text.Language.ZH ? "zh" : "en";
  }

  public boolean isChinese() {
    return language == Text.Language.ZH;
  }

  /** A message; {@code {0}} and {@code {1}} stand for the values. */
  public String say(String key, @Nullable Object... values) {
    String text = messages.getString(key);
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return text;
  }

  /** A message about a number of things, in the singular for one; {@code {0}} is the number. */
  public String many(String key, long number, Object... values) {
    Object[] all = new Object[values.length + 1];
    all[0] = count(number);
    System.arraycopy(values, 0, all, 1, values.length);
    return say(number == 1 ? key + ".one" : key, all);
  }

  /** The word for a code of the contract, such as a band; a code without word names itself. */
  public String word(String kind, @Nullable String code) {
    if (code == null) {
      return NOTHING;
    }
    String key = kind + "." + code;
    return messages.containsKey(key) ? messages.getString(key) : code;
  }

  public String owner(String role) {
    return Arrays.stream(OwnerRole.values())
        .filter(one -> one.code().equals(role))
        .findFirst()
        .map(one -> one.label().in(language))
        .orElse(role);
  }

  public String action(String code) {
    return Arrays.stream(Action.values())
        .filter(one -> one.code().equals(code))
        .findFirst()
        .map(one -> one.label().in(language))
        .orElse(code);
  }

  public String cause(String code) {
    return Arrays.stream(Cause.values())
        .filter(one -> one.code().equals(code))
        .findFirst()
        .map(one -> one.label().in(language))
        .orElse(code);
  }

  public String text(Text text) {
    return text.in(language);
  }

  /** A text, or a dash. */
  public String or(@Nullable String text) {
    return text == null || text.isBlank() ? NOTHING : text;
  }

  public String day(@Nullable LocalDate day) {
    return day == null ? NOTHING : day.toString();
  }

  /** A day as month and day, with the year where it is not that of {@code near}. */
  public String shortDay(@Nullable LocalDate day, LocalDate near) {
    if (day == null) {
      return NOTHING;
    }
    return day.getYear() == near.getYear()
        ? DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT).format(day)
        : day.toString();
  }

  public String moment(Instant at, ZoneId zone) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).format(at.atZone(zone));
  }

  /** A probability in whole percent; never 0 % or 100 %. */
  public String chance(@Nullable Double probability) {
    if (probability == null) {
      return NOTHING;
    }
    long percent = Math.round(probability * 100);
    return percent < 1 ? "<1%" : percent > 99 ? ">99%" : percent + "%";
  }

  /** A share with one decimal; "no data" where there is none. */
  public String rate(@Nullable Double rate) {
    return rate == null
        ? say("no-data")
        : String.format(Locale.ROOT, "%.1f%%", rate * 100).replace(".0%", "%");
  }

  public String days(@Nullable Double days) {
    return days == null
        ? NOTHING
        : days < 0.05 ? "0" : String.format(Locale.ROOT, days < 10 ? "%.1f" : "%.0f", days);
  }

  public String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  public String number(@Nullable BigDecimal number) {
    return number == null
        ? NOTHING
        : String.format(
            Locale.ROOT,
            "%,." + Math.min(2, Math.max(0, number.stripTrailingZeros().scale())) + "f",
            number);
  }

  /** An amount in whole units of its currency. */
  public String amount(@Nullable BigDecimal amount) {
    return amount == null
        ? NOTHING
        : String.format(
            Locale.ROOT, "%,d", amount.setScale(0, RoundingMode.HALF_UP).toBigInteger());
  }
}
