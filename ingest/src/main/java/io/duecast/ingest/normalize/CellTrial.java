package io.duecast.ingest.normalize;

import io.duecast.contract.check.RejectRule;
import io.duecast.ingest.connector.ColumnSpec;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether cells can be read as what a column is said to hold.
 *
 * @param filled cells that hold something
 * @param refused those of them that would be refused
 * @param example one that would be refused
 * @param rule why it would
 */
public record CellTrial(
    int filled, int refused, Optional<String> example, Optional<RejectRule> rule) {

  /** Reads the cells of a column as a load would. */
  public static CellTrial of(ColumnSpec column, List<String> cells) {
    Map<String, DateShape.ShapeOrder> proofs = new HashMap<>();
    CellReader proving = new CellReader(column, ZoneOffset.UTC, Map.of(), false);
    cells.forEach(cell -> proving.prove(bytes(cell), 0, bytes(cell).length, proofs));
    CellReader reader = new CellReader(column, ZoneOffset.UTC, proofs, false);
    int filled = 0;
    int refused = 0;
    Optional<String> example = Optional.empty();
    Optional<RejectRule> rule = Optional.empty();
    for (String cell : cells) {
      byte[] bytes = bytes(cell);
      boolean read = reader.read(bytes, 0, bytes.length, false) != null;
      RejectRule problem = reader.problem();
      if (problem != null) {
        refused++;
        example = example.or(() -> Optional.of(cell));
        rule = rule.or(() -> Optional.of(problem));
      }
      filled += read || problem != null ? 1 : 0;
    }
    return new CellTrial(filled, refused, example, rule);
  }

  private static byte[] bytes(String cell) {
    return cell.getBytes(StandardCharsets.UTF_8);
  }
}
