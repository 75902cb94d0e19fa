package io.duecast.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.duecast.contract.SafeCell;
import io.duecast.contract.Text;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A score answer as CSV: one line a row, the single values of the score, the strongest reason, and
 * why a row failed. Numbers have all their digits.
 */
final class ScoreCsv {

  /** Single values of a score; lists have no column. */
  private static final List<String> VALUES =
      Arrays.stream(ScoreAnswer.Score.class.getRecordComponents())
          .filter(field -> field.getType() != List.class)
          .map(RecordComponent::getName)
          .map(PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE::translate)
          .toList();

  private ScoreCsv() {}

  static List<String> columns() {
    return Stream.of(
            Stream.of("index", "status", "order_line_key"),
            VALUES.stream(),
            Stream.of("reason", "problem_code", "problem_detail"))
        .flatMap(names -> names)
        .toList();
  }

  /** UTF-8 with byte order mark, so that spreadsheet programs read Chinese. */
  static byte[] write(ScoreAnswer answer, Text.Language language) {
    StringWriter text = new StringWriter();
    text.write('\uFEFF');
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
      csv.writeRecord(columns());
      for (ScoreAnswer.Row row : answer.results()) {
        csv.writeRecord(cells(row, language));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> cells(ScoreAnswer.Row row, Text.Language language) {
    List<String> cells = new ArrayList<>();
    cells.add(Integer.toString(row.index()));
    cells.add(row.status());
    cells.add(SafeCell.of(row.orderLineKey()));
    JsonNode score = Json.MAPPER.valueToTree(row.score());
    for (String name : VALUES) {
      JsonNode value = score.path(name);
      cells.add(value.isNumber() ? value.asText() : SafeCell.of(value.textValue()));
    }
    cells.add(SafeCell.of(reason(row.score(), language)));
    Problems.@Nullable Problem problem = row.problem();
    cells.add(problem == null ? "" : problem.code());
    cells.add(problem == null ? "" : SafeCell.of(problem.detail()));
    return cells;
  }

  private static @Nullable String reason(
      ScoreAnswer.@Nullable Score score, Text.Language language) {
    if (score == null || score.reasons().isEmpty()) {
      return null;
    }
    ScoreAnswer.ScoreReason reason = score.reasons().get(0);
    return Text.of(reason.factZh(), reason.factEn()).in(language);
  }
}
