package io.duecast.service.orders;

import io.duecast.contract.score.ScoreReasons;
import io.duecast.contract.score.ScoreStages;
import io.duecast.contract.score.Scores;
import io.duecast.contract.table.Column;
import io.duecast.service.fault.ServiceFaults;
import io.duecast.service.lake.LakeSnapshot;
import io.duecast.service.quality.QualityGate;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the open orders of the current run. */
public final class OpenOrders {

  /** Columns of a line; the facts stay out, they are long. */
  private static final String COLUMNS =
      Scores.TABLE.columns().stream()
              .filter(column -> !column.equals(Scores.FACTS))
              .map(column -> "s." + column.name())
              .collect(Collectors.joining(", "))
          + ", r.effect AS reason_effect, r.fact_zh AS reason_zh, r.fact_en AS reason_en";

  /**
   * THE MAIN REASON of a line: the strongest that raises its risk, where one does; a line of low
   * risk shows its strongest, whichever way it works.
   */
  private static final String MAIN_REASON =
      """
       LEFT JOIN LATERAL (
        SELECT effect, fact_zh, fact_en FROM score_reasons AS r
        WHERE r.run_id = s.run_id AND r.order_line_key = s.order_line_key
        ORDER BY (s.band <> 'low' AND r.effect <> 'raises'), r.reason_rank LIMIT 1) AS r ON true
      """;

  /** Never part of a key. */
  private static final String KEY_SEPARATOR = "\u001e";

  private OpenOrders() {}

  /**
   * One page.
   *
   * @param cursor {@code nextCursor} of the page before, or null for the first page
   * @throws io.duecast.contract.fault.Fault STALE_CURSOR when the cursor belongs to another list
   */
  public static OrderPage page(
      LakeSnapshot lake, OrderQuery query, int limit, @Nullable String cursor) {
    CurrentRun run = CurrentRun.of(lake);
    long offset = Cursor.offset(cursor, run.runId(), query);
    long total = count(lake, run, query.filter());
    OrderFilter.Condition condition = query.filter().condition(run.runId());
    List<@Nullable Object> values = new ArrayList<>(condition.values());
    values.add(limit);
    values.add(offset);
    List<OpenOrder> rows =
        lake.list(
            lines(condition.sql()) + order(query) + " LIMIT ? OFFSET ?",
            OpenOrder::read,
            values.toArray());
    long end = offset + rows.size();
    return new OrderPage(
        run,
        total,
        offset,
        rows,
        offset == 0 ? null : Cursor.write(run.runId(), query, Math.max(0, offset - limit)),
        end < total ? Cursor.write(run.runId(), query, end) : null,
        QualityGate.ofList(lake));
  }

  /** Every line of the list, one after the other. */
  static void each(
      LakeSnapshot lake, CurrentRun run, OrderQuery query, Consumer<OpenOrder> consumer) {
    OrderFilter.Condition condition = query.filter().condition(run.runId());
    lake.each(
        lines(condition.sql()) + order(query),
        row -> consumer.accept(OpenOrder.read(row)),
        condition.values().toArray());
  }

  /** Every line of the list as Parquet, in its order; columns are those of JSON and the run. */
  static void parquet(LakeSnapshot lake, CurrentRun run, OrderQuery query, OutputStream out)
      throws IOException {
    OrderFilter.Condition condition = query.filter().condition(run.runId());
    lake.parquet(lines(condition.sql()) + order(query), out, condition.values().toArray());
  }

  /** Lines that fit a condition, with their main reason, which is looked up for these alone. */
  private static String lines(String condition) {
    return "SELECT "
        + COLUMNS
        + " FROM (SELECT * FROM scores AS s WHERE "
        + condition
        + ") AS s"
        + MAIN_REASON;
  }

  private static String order(OrderQuery query) {
    return " ORDER BY " + query.sort().terms(query.descending());
  }

  static long count(LakeSnapshot lake, CurrentRun run, OrderFilter filter) {
    OrderFilter.Condition condition = filter.condition(run.runId());
    return lake.first(
            "SELECT count(*) AS lines FROM scores AS s WHERE " + condition.sql(),
            row -> row.count("lines"),
            condition.values().toArray())
        .orElse(0L);
  }

  /** Lines of the current run by band. */
  public static Map<String, Long> bands(LakeSnapshot lake) {
    CurrentRun run = CurrentRun.of(lake);
    return lake.remember(
        "bands",
        own -> {
          Map<String, Long> bands = new LinkedHashMap<>();
          own.each(
              "SELECT band, count(*) AS lines FROM scores WHERE run_id = ? GROUP BY band",
              row -> bands.put(row.word(Scores.BAND), row.count("lines")),
              run.runId());
          return bands;
        });
  }

  /** Values that a column takes in the current run, the most frequent first. */
  public static List<Choice> choices(LakeSnapshot lake, Column value, Column label) {
    CurrentRun run = CurrentRun.of(lake);
    return lake.remember(
        "choices " + value,
        own ->
            own.list(
                "SELECT %1$s AS value, coalesce(any_value(%2$s), %1$s) AS label, count(*) AS lines FROM scores WHERE run_id = ? AND %1$s IS NOT NULL GROUP BY %1$s ORDER BY lines DESC, value"
                    .formatted(value.name(), label.name()),
                row -> new Choice(row.word("value"), row.word("label"), row.count("lines")),
                run.runId()));
  }

  /**
   * One line.
   *
   * @throws io.duecast.contract.fault.Fault NOT_FOUND when the current run has no such line
   */
  public static OrderDetail detail(LakeSnapshot lake, String orderLineKey) {
    CurrentRun run = CurrentRun.of(lake);
    OpenOrder order =
        lake.first(
                lines("s.run_id = ? AND s.order_line_key = ?"),
                OpenOrder::read,
                run.runId(),
                orderLineKey)
            .orElseThrow(() -> ServiceFaults.noOpenOrder(orderLineKey, run.runId()));
    StageNames names = StageNames.of(lake);
    return new OrderDetail(
        run,
        order,
        lake.list(
            "SELECT * FROM score_stages WHERE run_id = ? AND order_line_key = ? ORDER BY stage_order",
            row ->
                new OrderDetail.Stage(
                    row.word(ScoreStages.STAGE),
                    Math.toIntExact(row.count(ScoreStages.STAGE_ORDER)),
                    names.name(order.direction(), row.word(ScoreStages.STAGE)),
                    row.word(ScoreStages.OWNER_ROLE),
                    row.word(ScoreStages.STATE),
                    row.date(ScoreStages.PLANNED_ON),
                    row.date(ScoreStages.ACTUAL_ON),
                    row.date(ScoreStages.PREDICTED_ON),
                    row.real(ScoreStages.LATE_PROBABILITY),
                    row.real(ScoreStages.EXPECTED_DAYS_LATE)),
            run.runId(),
            orderLineKey),
        lake.list(
            "SELECT * FROM score_reasons WHERE run_id = ? AND order_line_key = ? ORDER BY reason_rank",
            row ->
                new OrderDetail.Reason(
                    Math.toIntExact(row.count(ScoreReasons.REASON_RANK)),
                    row.word(ScoreReasons.CAUSE),
                    row.word(ScoreReasons.EFFECT),
                    java.util.Objects.requireNonNull(row.real(ScoreReasons.CONTRIBUTION)),
                    row.word(ScoreReasons.FACT_ZH),
                    row.word(ScoreReasons.FACT_EN)),
            run.runId(),
            orderLineKey),
        facts(lake, run, List.of(orderLineKey)).getOrDefault(orderLineKey, "{}"));
  }

  /**
   * The stored facts of lines of the current run by key; keys that it does not hold are left out.
   */
  public static Map<String, String> facts(
      LakeSnapshot lake, CurrentRun run, Collection<String> orderLineKeys) {
    Map<String, String> facts = new HashMap<>();
    lake.each(
        "SELECT order_line_key, facts FROM scores WHERE run_id = ?"
            + " AND order_line_key IN (SELECT unnest(string_split(?, chr(30))))",
        row -> facts.put(row.word(Scores.ORDER_LINE_KEY), row.word(Scores.FACTS)),
        run.runId(),
        String.join(KEY_SEPARATOR, orderLineKeys));
    return facts;
  }
}
