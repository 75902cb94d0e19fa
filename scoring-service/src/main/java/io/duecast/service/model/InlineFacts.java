package io.duecast.service.model;

import io.duecast.contract.Text;
import io.duecast.contract.calendar.WorkCalendar;
import io.duecast.contract.history.SupplierLedger;
import io.duecast.contract.lake.Loads;
import io.duecast.contract.order.OrderRecord;
import io.duecast.contract.process.DueRule;
import io.duecast.contract.process.OwnerRole;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.contract.process.ProcessStages;
import io.duecast.contract.process.StageDefinition;
import io.duecast.features.LedgerRow;
import io.duecast.features.OrderFacts;
import io.duecast.features.PartnerHistory;
import io.duecast.service.fault.ServiceFaults;
import io.duecast.service.lake.LakeRow;
import io.duecast.service.lake.LakeSnapshot;
import io.duecast.service.orders.CurrentRun;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Brings an order that was sent along together with what the lake knows of its partner. */
final class InlineFacts {

  /**
   * Ledger rows that the order's facts can ask for. Scope keys end with the name they stand for; a
   * row too many changes nothing.
   */
  private static final String LEDGER =
      """
      SELECT * FROM supplier_ledger
      WHERE scope = 'all'
         OR (scope = 'partner' AND scope_key = ?)
         OR (scope = 'group' AND ends_with(scope_key, ?))
         OR (scope = 'item' AND ends_with(scope_key, ?))
         OR (scope = 'buyer' AND ends_with(scope_key, ?))
         OR (scope = 'org' AND ends_with(scope_key, ?))
         OR (scope = 'attr' AND list_contains(string_split(?, chr(30)), substr(scope_key, instr(scope_key, '|') + 1)))
      """;

  private static final String ATTRIBUTE_SEPARATOR = "\u001e";

  private InlineFacts() {}

  /**
   * Facts of {@code order} at its as-of instant.
   *
   * @throws io.duecast.contract.fault.Fault BAD_ARGUMENT for a missing value or an unknown process
   */
  static OrderFacts of(LakeSnapshot lake, InlineOrder order) {
    CurrentRun run = CurrentRun.of(lake);
    ZoneId zone = run.zoneId();
    OrderRecord record = order.record(zone);
    Instant asked = order.asOf();
    String calendar =
        lake.first(
                "SELECT calendar FROM loads WHERE status = 'published' ORDER BY finished_at DESC LIMIT 1",
                row -> row.word(Loads.CALENDAR))
            .orElse("weekdays");
    return OrderFacts.of(
        record,
        process(lake, order),
        WorkCalendar.named(calendar),
        zone,
        history(lake, record),
        asked == null ? run.asOf() : asked);
  }

  private static PartnerHistory history(LakeSnapshot lake, OrderRecord order) {
    List<String> attributes =
        order.attrs().entrySet().stream().map(a -> a.getKey() + "=" + a.getValue()).toList();
    List<LedgerRow> rows =
        lake.list(
            LEDGER,
            InlineFacts::ledgerRow,
            order.partnerKey(),
            suffix(order.partnerGroup()),
            suffix(order.itemKey()),
            suffix(order.buyerCode()),
            suffix(order.org()),
            String.join(ATTRIBUTE_SEPARATOR, attributes));
    return PartnerHistory.of(rows);
  }

  private static @Nullable String suffix(@Nullable String name) {
    return name == null ? null : "|" + name;
  }

  private static LedgerRow ledgerRow(LakeRow row) {
    return new LedgerRow(
        row.word(SupplierLedger.SCOPE),
        row.word(SupplierLedger.SCOPE_KEY),
        row.word(SupplierLedger.STAGE),
        Objects.requireNonNull(row.date(SupplierLedger.DAY)),
        row.count(SupplierLedger.OUTCOMES),
        row.count(SupplierLedger.LATE_OUTCOMES),
        row.count(SupplierLedger.COMPLETIONS),
        row.count(SupplierLedger.DAYS_LATE_TOTAL),
        row.count(SupplierLedger.DURATION_DAYS_TOTAL),
        row.count(SupplierLedger.PLANNED_DAYS_TOTAL),
        row.count(SupplierLedger.ENTERED),
        row.count(SupplierLedger.EXITED),
        row.count(SupplierLedger.PROMISE_MOVES),
        row.word(SupplierLedger.DURATION_COUNTS),
        row.count(SupplierLedger.QTY_LOG_TOTAL),
        row.count(SupplierLedger.AMOUNT_LOG_TOTAL));
  }

  private static ProcessDefinition process(LakeSnapshot lake, InlineOrder order) {
    String direction = order.directionOrPurchase();
    List<String> names =
        lake.list(
            "SELECT DISTINCT process FROM process_stages WHERE direction = ? ORDER BY process",
            row -> row.word(ProcessStages.PROCESS),
            direction);
    String name = order.process();
    if (name == null && !names.isEmpty()) {
      name = names.contains(direction) ? direction : names.get(0);
    }
    if (name == null || !names.contains(name)) {
      throw ServiceFaults.wrongValue("process", name == null ? direction : name, names);
    }
    List<StageDefinition> stages = new ArrayList<>();
    lake.each(
        "SELECT * FROM process_stages WHERE process = ? ORDER BY stage_order",
        row -> stages.add(stage(row)),
        name);
    return new ProcessDefinition(name, direction, stages);
  }

  private static StageDefinition stage(LakeRow row) {
    DueRule.Kind kind =
        DueRule.Kind.valueOf(row.word(ProcessStages.DUE_KIND).toUpperCase(Locale.ROOT));
    Double percentile = row.real(ProcessStages.NORM_PERCENTILE);
    return new StageDefinition(
        row.word(ProcessStages.STAGE),
        Math.toIntExact(row.count(ProcessStages.STAGE_ORDER)),
        Text.of(row.word(ProcessStages.NAME_ZH), row.word(ProcessStages.NAME_EN)),
        OwnerRole.of(row.word(ProcessStages.OWNER_ROLE)),
        new DueRule(
            kind,
            row.text(ProcessStages.DUE_FIELD),
            row.text(ProcessStages.DUE_AFTER_STAGE),
            whole(row.real(ProcessStages.DUE_WORKING_DAYS)),
            percentile == null ? 0 : percentile,
            whole(row.real(ProcessStages.NORM_MINIMUM))),
        Boolean.TRUE.equals(row.flag(ProcessStages.IS_OPTIONAL.name())),
        Boolean.TRUE.equals(row.flag(ProcessStages.REPEATS.name())),
        Boolean.TRUE.equals(row.flag(ProcessStages.IS_DELIVERY.name())));
  }

  private static int whole(@Nullable Double number) {
    return number == null ? 0 : number.intValue();
  }
}
