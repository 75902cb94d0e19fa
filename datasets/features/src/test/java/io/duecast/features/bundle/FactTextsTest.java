package io.duecast.features.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.Text;
import io.duecast.features.Cause;
import io.duecast.features.OrderFacts;
import io.duecast.features.StageFacts;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FactTextsTest {

  @Test
  void sentencesReadAsPeopleWriteThem() {
    TreeSet<String> chinese = new TreeSet<>();
    TreeSet<String> english = new TreeSet<>();
    for (OrderFacts facts : Trained.facts(400)) {
      for (Cause cause : Cause.values()) {
        for (StageFacts target : List.of(facts.delivery(), facts.current().orElseThrow())) {
          Text text = FactTexts.of(cause, facts, target);
          chinese.add(text.zh());
          english.add(text.en());
        }
      }
    }

    assertThat(english)
        .hasSizeGreaterThan(100)
        .allSatisfy(
            sentence ->
                assertThat(sentence)
                    .doesNotContainPattern("(?<![.,\\d])1 (working )?(days|times|cases|open lines)")
                    .doesNotContainPattern("moved 0|null|NaN|\\d %|\\.0 |[\\u4e00-\\u9fff]")
                    .matches("[A-Z0-9].*"));
    assertThat(chinese)
        .hasSizeGreaterThan(100)
        .allSatisfy(
            sentence -> assertThat(sentence).doesNotContainPattern("改过 0|null|NaN|\\d %|\\.0 "));
  }
}
