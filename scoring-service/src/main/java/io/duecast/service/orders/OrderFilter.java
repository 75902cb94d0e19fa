package io.duecast.service.orders;

import io.duecast.contract.score.Scores;
import io.duecast.contract.table.Column;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a list is narrowed to; a null part narrows nothing.
 *
 * @param q text found in the order number, item or partner, any case
 * @param dueBefore lines due before this day
 */
public record OrderFilter(
    @Nullable String partner,
    @Nullable String stage,
    @Nullable String ownerRole,
    @Nullable String buyer,
    @Nullable String band,
    @Nullable String state,
    @Nullable String direction,
    @Nullable String q,
    @Nullable LocalDate dueBefore) {

  public static final OrderFilter NONE =
      new OrderFilter(null, null, null, null, null, null, null, null, null);

  /** Filter of one partner's lines. */
  public static OrderFilter ofPartner(String key) {
    return new OrderFilter(key, null, null, null, null, null, null, null, null);
  }

  public boolean isEmpty() {
    return equals(NONE);
  }

  /** Parts in use by parameter name, in a fixed order. */
  public Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    put(parts, "partner", partner);
    put(parts, "stage", stage);
    put(parts, "owner_role", ownerRole);
    put(parts, "buyer", buyer);
    put(parts, "band", band);
    put(parts, "state", state);
    put(parts, "direction", direction);
    put(parts, "q", q);
    put(parts, "due_before", dueBefore == null ? null : dueBefore.toString());
    return parts;
  }

  /** The filter as one line, for cursors and export sheets. */
  public String text() {
    return parts().entrySet().stream()
        .map(part -> part.getKey() + "=" + part.getValue())
        .collect(Collectors.joining(" & "));
  }

  /** A condition over the scores as {@code s} with its values. */
  Condition condition(String runId) {
    List<String> terms = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    terms.add("s." + Scores.RUN_ID.name() + " = ?");
    values.add(runId);
    same(Scores.PARTNER_KEY, partner, terms, values);
    same(Scores.CURRENT_STAGE, stage, terms, values);
    same(Scores.OWNER_ROLE, ownerRole, terms, values);
    same(Scores.BUYER_CODE, buyer, terms, values);
    same(Scores.BAND, band, terms, values);
    same(Scores.STATE, state, terms, values);
    same(Scores.DIRECTION, direction, terms, values);
    if (dueBefore != null) {
      terms.add("s." + Scores.DUE_ON.name() + " < ?");
      values.add(dueBefore);
    }
    if (q != null) {
      terms.add(
          Stream.of(Scores.ORDER_NO, Scores.ITEM_NAME, Scores.ITEM_KEY, Scores.PARTNER_NAME)
              .map(column -> "contains(lower(s." + column.name() + "), ?)")
              .collect(Collectors.joining(" OR ", "(", ")")));
      for (int i = 0; i < 4; i++) {
        values.add(q.toLowerCase(Locale.ROOT));
      }
    }
    return new Condition(String.join(" AND ", terms), values);
  }

  private static void same(
      Column column, @Nullable String value, List<String> terms, List<@Nullable Object> values) {
    if (value != null) {
      terms.add("s." + column.name() + " = ?");
      values.add(value);
    }
  }

  private static void put(Map<String, String> parts, String name, @Nullable String value) {
    if (value != null) {
      parts.put(name, value);
    }
  }

  /** SQL with placeholders, and their values. */
  record Condition(String sql, List<@Nullable Object> values) {}
}
