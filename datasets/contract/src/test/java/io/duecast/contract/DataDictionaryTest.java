package io.duecast.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DataDictionaryTest {

  private static final Path PAGE = Path.of("../README.md");
  private static final String START = "<!-- tables -->\n";
  private static final String END = "<!-- /tables -->";

  @Test
  void thePublishedDictionaryIsTheOneInTheCode() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(START) + START.length();
    int end = page.indexOf(END);
    if (Boolean.getBoolean("duecast.regenerate")) {
      page = page.substring(0, start) + DataDictionary.markdown() + page.substring(end);
      Files.writeString(PAGE, page);
      end = page.indexOf(END);
    }

    assertThat(page.substring(start, end))
        .as("datasets/README.md is stale: run the tests with -Dduecast.regenerate=true")
        .isEqualTo(DataDictionary.markdown());
  }
}
