package io.duecast.service.suppliers;

import io.duecast.contract.history.StageOutcomes;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.process.OwnerRole;
import io.duecast.contract.score.Scores;
import io.duecast.service.fault.ServiceFaults;
import io.duecast.service.lake.Aliases;
import io.duecast.service.lake.LakeRow;
import io.duecast.service.lake.LakeSnapshot;
import io.duecast.service.orders.CurrentRun;
import io.duecast.service.orders.StageNames;
import io.duecast.service.quality.QualityGate;
import io.duecast.service.quality.SourceWarning;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Computes the ranking and the reports from the tables; both rest on one rule. */
public final class SupplierReports {

  /** Days back from the business day that rates look at. */
  public static final int WINDOW_DAYS = 365;

  /** Known outcomes from which a partner's own rate outweighs its group's. */
  public static final int ENOUGH = 12;

  private static final int MONTHS = 12;

  private static final String ON_TIME =
      """
      SELECT promise, avg(share) AS rate, count(*) AS lines, count(*) FILTER (share < 1) AS late
      FROM service.promise_lines
      WHERE partner_key = ? AND due_on >= ?
      GROUP BY promise
      """;

  private static final String TREND =
      """
      SELECT strftime(due_on, '%Y-%m') AS month, promise,
             avg(share) AS rate, count(*) AS lines, count(*) FILTER (share < 1) AS late
      FROM service.promise_lines
      WHERE partner_key = ? AND due_on >= ?
      GROUP BY month, promise
      """;

  private static final String LEAD_TIME =
      """
      SELECT count(*) AS deliveries,
             quantile_cont(planned_days, 0.5) AS quoted_median,
             quantile_cont(planned_days, 0.8) AS quoted_p80,
             quantile_cont(duration_days, 0.5) AS achieved_median,
             quantile_cont(duration_days, 0.8) AS achieved_p80
      FROM stage_outcomes, service.current_run AS run
      WHERE partner_key = ? AND stage = 'delivery' AND completed_on >= ?
        AND completed_known_at <= run.as_of
      """;

  private static final String STAGES =
      """
      SELECT stage, any_value(owner_role) AS owner_role, min(stage_order) AS stage_order,
             count(*) AS completions, avg(duration_days) AS mean_days,
             avg(CAST(late AS INTEGER)) AS late_rate
      FROM stage_outcomes, service.current_run AS run
      WHERE partner_key = ? AND stage <> 'delivery' AND completed_on >= ?
        AND completed_known_at <= run.as_of AND duration_days IS NOT NULL
      GROUP BY stage
      ORDER BY stage_order, stage
      """;

  private static final String EXPOSURE =
      """
      SELECT currency, count(*) AS lines, sum(amount_open) AS amount,
             count(*) FILTER (band = 'high') AS high,
             count(*) FILTER (state = 'late_already') AS late_already,
             sum(amount_open) FILTER (band = 'high') AS high_amount
      FROM scores
      WHERE run_id = ? AND partner_key = ?
      GROUP BY currency
      ORDER BY amount DESC NULLS LAST, currency
      """;

  private static final String SUPPORT =
      """
      SELECT count(*) FILTER (outcome_known_at <= run.as_of) AS outcomes, count(*) AS lines,
             min(entered_on) AS first_order, max(entered_on) AS last_order
      FROM stage_outcomes, service.current_run AS run
      WHERE partner_key = ? AND stage = 'delivery' AND entered_known_at <= run.as_of
      """;

  private static final String PARTNER =
      """
      SELECT name, direction FROM (
        SELECT supplier_key AS partner_key, coalesce(name, short_name, code) AS name, 'purchase' AS direction FROM suppliers
        UNION ALL
        SELECT customer_key, coalesce(name, short_name, code), 'sales' FROM customers
        UNION ALL
        SELECT partner_key, partner_name_raw, direction FROM order_headers)
      WHERE partner_key = ?
      LIMIT 1
      """;

  private static final String RANKING =
      """
      WITH names AS (
        SELECT partner_key, any_value(name) AS name FROM (
          SELECT supplier_key AS partner_key, coalesce(name, short_name, code) AS name FROM suppliers
          UNION ALL
          SELECT customer_key, coalesce(name, short_name, code) FROM customers)
        GROUP BY partner_key),
      past AS (
        SELECT partner_key, any_value(direction) AS direction,
               avg(share) FILTER (promise = 'first') AS first_rate,
               count(*) FILTER (promise = 'first') AS first_lines,
               count(*) FILTER (promise = 'first' AND share < 1) AS first_late,
               avg(share) FILTER (promise = 'current') AS current_rate,
               count(*) FILTER (promise = 'current') AS current_lines,
               count(*) FILTER (promise = 'current' AND share < 1) AS current_late
        FROM service.promise_lines WHERE due_on >= ? AND partner_key IS NOT NULL GROUP BY partner_key),
      ahead AS (
        SELECT partner_key, any_value(direction) AS direction, any_value(partner_name) AS name,
               count(*) AS lines,
               count(*) FILTER (band = 'high') AS high,
               count(*) FILTER (state = 'late_already') AS late_already,
               sum(CASE WHEN state = 'late_already' THEN 1 ELSE late_probability END) AS expected_late
        FROM scores WHERE run_id = ? AND partner_key IS NOT NULL GROUP BY partner_key)
      SELECT partner_key, coalesce(n.name, a.name) AS name, coalesce(a.direction, p.direction) AS direction,
             p.first_rate, coalesce(p.first_lines, 0) AS first_lines, coalesce(p.first_late, 0) AS first_late,
             p.current_rate, coalesce(p.current_lines, 0) AS current_lines, coalesce(p.current_late, 0) AS current_late,
             coalesce(a.lines, 0) AS open_lines, coalesce(a.high, 0) AS high,
             coalesce(a.late_already, 0) AS late_already, a.expected_late
      FROM past AS p FULL JOIN ahead AS a USING (partner_key) LEFT JOIN names AS n USING (partner_key)
      ORDER BY a.expected_late DESC NULLS LAST, p.first_rate ASC NULLS LAST, partner_key
      """;

  private SupplierReports() {}

  /**
   * Every partner with open lines or lines due in the window, the most expected late lines first.
   */
  public static List<SupplierRow> ranking(LakeSnapshot lake) {
    CurrentRun run = CurrentRun.of(lake);
    return lake.remember(
        "supplier-ranking",
        own -> {
          List<SupplierRow> rows = new ArrayList<>();
          own.each(
              RANKING,
              row ->
                  rows.add(
                      new SupplierRow(
                          rows.size() + 1,
                          row.word(OrderHeaders.PARTNER_KEY),
                          row.text("name"),
                          row.text(OrderHeaders.DIRECTION),
                          onTime(row, "first_"),
                          onTime(row, "current_"),
                          row.count("open_lines"),
                          row.count("high"),
                          row.count("late_already"),
                          row.real("expected_late"))),
              windowFrom(run),
              run.runId());
          return List.copyOf(rows);
        });
  }

  /**
   * One partner's report; of an alias, that of the partner it counts as.
   *
   * @param gate says whether it may be shown
   * @throws io.duecast.contract.fault.Fault NOT_FOUND when no table knows the partner,
   *     QUALITY_TOO_LOW when the data behind it may not be shown
   */
  public static SupplierReport report(LakeSnapshot lake, QualityGate gate, String partnerKey) {
    CurrentRun run = CurrentRun.of(lake);
    String master = Aliases.master(lake, partnerKey);
    List<SourceWarning> warnings = gate.ofReport(lake, master);
    return lake.remember("supplier-report " + master, own -> report(own, run, master, warnings));
  }

  private static SupplierReport report(
      LakeSnapshot lake, CurrentRun run, String partnerKey, List<SourceWarning> warnings) {
    record Partner(Optional<String> name, Optional<String> direction) {}

    Partner partner =
        lake.first(
                PARTNER,
                row ->
                    new Partner(
                        Optional.ofNullable(row.text("name")),
                        Optional.ofNullable(row.text("direction"))),
                partnerKey)
            .orElseThrow(() -> ServiceFaults.noSupplier(partnerKey));
    LocalDate from = windowFrom(run);
    Map<String, OnTime> rates = new HashMap<>();
    lake.each(ON_TIME, row -> rates.put(row.word("promise"), onTime(row, "")), partnerKey, from);
    StageNames names = StageNames.of(lake);
    return new SupplierReport(
        run,
        partnerKey,
        partner.name().orElse(null),
        partner.direction().orElse(null),
        from,
        rates.getOrDefault("first", NONE),
        rates.getOrDefault("current", NONE),
        lake.first(
                LEAD_TIME,
                row ->
                    new SupplierReport.LeadTime(
                        row.count("deliveries"),
                        row.real("quoted_median"),
                        row.real("quoted_p80"),
                        row.real("achieved_median"),
                        row.real("achieved_p80")),
                partnerKey,
                from)
            .orElseThrow(),
        lake.list(
            STAGES, row -> stage(row, names, partner.direction().orElse(null)), partnerKey, from),
        trend(lake, run, partnerKey),
        lake.list(
            EXPOSURE,
            row ->
                new Exposure(
                    row.text(Scores.CURRENCY),
                    row.count("lines"),
                    row.decimal("amount"),
                    row.count("high"),
                    row.count("late_already"),
                    row.decimal("high_amount")),
            run.runId(),
            partnerKey),
        lake.first(
                SUPPORT,
                row ->
                    new SupplierReport.Support(
                        row.count("outcomes"),
                        row.count("lines"),
                        row.date("first_order"),
                        row.date("last_order"),
                        row.count("outcomes") >= ENOUGH),
                partnerKey)
            .orElseThrow(),
        warnings);
  }

  private static final OnTime NONE = new OnTime(null, 0, 0);

  private static SupplierReport.StageShare stage(
      LakeRow row, StageNames names, @Nullable String direction) {
    String stage = row.word(StageOutcomes.STAGE);
    OwnerRole role = OwnerRole.of(row.word(StageOutcomes.OWNER_ROLE));
    return new SupplierReport.StageShare(
        stage,
        names.name(direction, stage),
        role.code(),
        role.side() == OwnerRole.Side.OURS ? "ours" : "theirs",
        row.count("completions"),
        Objects.requireNonNull(row.real("mean_days")),
        row.real("late_rate"));
  }

  private static List<SupplierReport.Month> trend(
      LakeSnapshot lake, CurrentRun run, String partnerKey) {
    YearMonth last = YearMonth.from(run.businessDay().minusDays(1));
    YearMonth first = last.minusMonths(MONTHS - 1);
    Map<String, OnTime> found = new HashMap<>();
    lake.each(
        TREND,
        row -> found.put(row.word("month") + row.word("promise"), onTime(row, "")),
        partnerKey,
        first.atDay(1));
    List<SupplierReport.Month> months = new ArrayList<>();
    for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
      months.add(
          new SupplierReport.Month(
              month,
              found.getOrDefault(month + "first", NONE),
              found.getOrDefault(month + "current", NONE)));
    }
    return months;
  }

  private static OnTime onTime(LakeRow row, String prefix) {
    return new OnTime(
        row.real(prefix + "rate"), row.count(prefix + "lines"), row.count(prefix + "late"));
  }

  private static LocalDate windowFrom(CurrentRun run) {
    return run.businessDay().minusDays(WINDOW_DAYS);
  }
}
