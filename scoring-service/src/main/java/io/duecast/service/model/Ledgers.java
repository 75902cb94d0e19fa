package io.duecast.service.model;

import io.duecast.contract.history.SupplierLedger;
import io.duecast.features.LedgerBuilder;
import io.duecast.features.LedgerRow;
import io.duecast.features.PartnerHistory;
import io.duecast.service.lake.LakeRow;
import io.duecast.service.lake.LakeSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The history that orders sent along asked for, kept for as long as its snapshot: the ledger of a
 * snapshot never changes. What was asked for least recently goes first when there is too much. Safe
 * for use by many threads.
 */
final class Ledgers {

  /** Ledger rows kept, about 200 bytes each; a name without rows counts as one. */
  private static final int MOST_ROWS = 100_000;

  /** Never part of a key. */
  private static final String SEPARATOR = "\u001e";

  /** Scope keys name their direction first, but for those of partners, who have their own. */
  private static final String NAME =
      "CASE scope WHEN '"
          + LedgerBuilder.PARTNER
          + "' THEN scope_key ELSE substr(scope_key, instr(scope_key, '|') + 1) END";

  private static final String SELECT =
      "SELECT *, "
          + NAME
          + " AS name FROM supplier_ledger WHERE scope || '|' || "
          + NAME
          + " IN (SELECT unnest(string_split(?, chr(30))))";

  /**
   * What rows are about.
   *
   * @param scope one of {@link LedgerBuilder#PARTNER} and its siblings
   * @param name the partner's key, a direction for {@link LedgerBuilder#ALL}, else a name; rows of
   *     all directions belong to it, and a row too many changes nothing
   */
  record Key(String scope, String name) {}

  private record Kept(PartnerHistory history, int rows) {}

  private final LinkedHashMap<Key, Kept> kept = new LinkedHashMap<>(256, 0.75f, true);
  private final int mostRows;
  private int rows;

  Ledgers(int mostRows) {
    this.mostRows = mostRows;
  }

  static Ledgers of(LakeSnapshot lake) {
    return lake.remember("ledgers", own -> new Ledgers(MOST_ROWS));
  }

  /** History of some keys of {@code lake}, which is this object's snapshot. */
  PartnerHistory history(LakeSnapshot lake, Collection<Key> keys) {
    PartnerHistory history = PartnerHistory.empty();
    for (Kept one : find(lake, keys).values()) {
      history = history.with(one.history());
    }
    return history;
  }

  /** Reads what is not there yet, at once, so that each order of a batch need not. */
  void prepare(LakeSnapshot lake, Collection<Key> keys) {
    find(lake, keys);
  }

  /** Rows kept at the moment. */
  int rows() {
    synchronized (kept) {
      return rows;
    }
  }

  private Map<Key, Kept> find(LakeSnapshot lake, Collection<Key> keys) {
    Map<Key, Kept> found = new HashMap<>();
    Set<Key> missing = new LinkedHashSet<>();
    synchronized (kept) {
      for (Key key : keys) {
        Kept one = kept.get(key);
        if (one != null) {
          found.put(key, one);
        } else if (!key.name().contains(SEPARATOR)) {
          missing.add(key);
        }
      }
    }
    if (!missing.isEmpty()) {
      Map<Key, Kept> read = read(lake, missing);
      found.putAll(read);
      synchronized (kept) {
        read.forEach(this::keep);
      }
    }
    return found;
  }

  private void keep(Key key, Kept one) {
    Kept before = kept.put(key, one);
    rows += one.rows() - (before == null ? 0 : before.rows());
    for (Iterator<Kept> eldest = kept.values().iterator(); rows > mostRows && eldest.hasNext(); ) {
      rows -= eldest.next().rows();
      eldest.remove();
    }
  }

  private static Map<Key, Kept> read(LakeSnapshot lake, Set<Key> keys) {
    Map<Key, List<LedgerRow>> rows = new HashMap<>();
    keys.forEach(key -> rows.put(key, new ArrayList<>()));
    lake.each(
        SELECT,
        row -> {
          LedgerRow one = ledgerRow(row);
          rows.computeIfAbsent(new Key(one.scope(), row.word("name")), other -> new ArrayList<>())
              .add(one);
        },
        keys.stream()
            .map(key -> key.scope() + "|" + key.name())
            .collect(Collectors.joining(SEPARATOR)));
    Map<Key, Kept> read = new HashMap<>();
    rows.forEach(
        (key, list) -> read.put(key, new Kept(PartnerHistory.of(list), Math.max(1, list.size()))));
    return read;
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
}
