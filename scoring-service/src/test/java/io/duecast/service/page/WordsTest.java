package io.duecast.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {

  private static final Pattern SAID = Pattern.compile("say\\(\"([a-z0-9.-]+)\"");
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");

  @Test
  void bothLanguagesSayTheSameThings() {
    ResourceBundle zh = bundle(Locale.CHINESE);
    ResourceBundle en = bundle(Locale.ENGLISH);

    assertThat(zh.keySet()).isEqualTo(en.keySet()).hasSizeGreaterThan(100);
    for (String key : en.keySet()) {
      assertThat(places(zh.getString(key))).as(key).isEqualTo(places(en.getString(key)));
      assertThat(zh.getString(key)).as(key).isNotBlank();
    }
  }

  @Test
  void everyMessageThatPagesAskForIsThere() throws IOException {
    Set<String> asked = new TreeSet<>();
    for (Path root : Set.of(Path.of("src/main/pages"), Path.of("src/main/java"))) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Matcher said = SAID.matcher(Files.readString(file));
          while (said.find()) {
            asked.add(said.group(1));
          }
        }
      }
    }

    assertThat(asked).hasSizeGreaterThan(80);
    assertThat(bundle(Locale.ENGLISH).keySet()).containsAll(asked);
  }

  @Test
  void noSentenceIsWrittenInATemplate() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/pages"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file))
            .as(file.toString())
            .doesNotContainPattern("[\\u4e00-\\u9fff]")
            .doesNotContainPattern("(?i)\\s(style|on[a-z]+)=");
      }
    }
  }

  @Test
  void numbersReadAsPeopleExpect() {
    Words words = Words.in(Text.Language.EN);

    assertThat(words.chance(0.0004)).isEqualTo("<1%");
    assertThat(words.chance(0.9996)).isEqualTo(">99%");
    assertThat(words.chance(0.374)).isEqualTo("37%");
    assertThat(words.rate(null)).isEqualTo("no data");
    assertThat(words.rate(0.0)).isEqualTo("0%");
    assertThat(words.amount(new java.math.BigDecimal("1234567.50"))).isEqualTo("1,234,568");
    assertThat(Words.in(Text.Language.ZH).rate(null)).isEqualTo("无数据");
  }

  private static Set<String> places(String text) {
    Set<String> places = new TreeSet<>();
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      places.add(place.group());
    }
    return places;
  }

  private static ResourceBundle bundle(Locale locale) {
    return ResourceBundle.getBundle(
        Words.BUNDLE,
        locale,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }
}
