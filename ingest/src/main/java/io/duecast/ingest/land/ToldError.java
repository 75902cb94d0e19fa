package io.duecast.ingest.land;

import com.fasterxml.jackson.databind.JsonNode;
import io.duecast.ingest.connector.DocumentShape;
import java.util.List;
import java.util.Optional;

/**
 * An error that a system tells where data were expected.
 *
 * @param at way to the value that tells it
 * @param value that value
 * @param message what the system says about it
 */
public record ToldError(String at, String value, String message) {

  /** The first error that the document tells by the rules. */
  public static Optional<ToldError> in(JsonNode document, List<DocumentShape.ErrorRule> rules) {
    for (DocumentShape.ErrorRule rule : rules) {
      JsonNode value = Way.follow(document, rule.at());
      if (!value.isMissingNode() && rule.equalTo() == rule.text().equals(Way.text(value))) {
        return Optional.of(
            new ToldError(
                rule.at(), Way.text(value), Way.text(Way.follow(document, rule.message()))));
      }
    }
    return Optional.empty();
  }
}
