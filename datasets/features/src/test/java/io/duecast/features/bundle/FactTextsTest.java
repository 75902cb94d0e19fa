package io.duecast.features.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.duecast.contract.Text;
import io.duecast.features.Cause;
import io.duecast.features.FactsJson;
import io.duecast.features.OrderFacts;
import io.duecast.features.StageFacts;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FactTextsTest {

  @Test
  void aSeasonSaysHowLongTheSupplierIsLikelyToClose() throws JsonProcessingException {
    ObjectNode json = (ObjectNode) FactsJson.MAPPER.readTree(Trained.facts(400).get(0).toJson());
    json.put("day", "2026-03-12");
    // The break ended eight days ago; five working days have gone by since.
    json.put("workdays", "f90067" + "9f3e7cf9f1e7cf9f3e7cf9f3e7cf9f3e60f9f3e7cf9f3e7c");
    ObjectNode delivery = (ObjectNode) json.get("delivery");
    delivery.put("dueOn", "2026-04-03");
    ((ObjectNode) delivery.get("shutdown")).put("before", 3).put("after", 7);
    OrderFacts facts = OrderFacts.fromJson(json.toString());

    Text season = FactTexts.of(Cause.SEASON, facts, facts.delivery());

    assertThat(season.en())
        .isEqualTo(
            "Up to the due day 2026-04-03, this supplier is likely to close for 2 working days around the winter break");
    assertThat(season.zh()).isEqualTo("到应完成日 2026-04-03，该供应商春节前后可能停工 2 个工作日");
  }

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
