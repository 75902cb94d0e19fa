package io.duecast.service.model;

import io.duecast.contract.history.SupplierLedger;
import io.duecast.features.LedgerBuilder.Filing;
import io.duecast.features.LedgerRow;
import io.duecast.features.PartnerHistory;
import io.duecast.service.lake.LakeRow;
import io.duecast.service.lake.LakeSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The history that orders sent along asked for, kept for as long as its snapshot: the ledger of a
 * snapshot never changes. What was asked for least recently goes first when there is too much. Safe
 * for use by many threads.
 */
final class Ledgers {

  /** Ledger rows kept, about 200 bytes each; a key without rows counts as one. */
  private static final int MOST_ROWS = 100_000;

  /** Keys that one query asks for. */
  private static final int MOST_ASKED = 500;

  private record Kept(PartnerHistory history, int rows) {}

  private final LinkedHashMap<Filing, Kept> kept = new LinkedHashMap<>(256, 0.75f, true);
  private final int mostRows;
  private int rows;

  Ledgers(int mostRows) {
    this.mostRows = mostRows;
  }

  static Ledgers of(LakeSnapshot lake) {
    return lake.remember("ledgers", own -> new Ledgers(MOST_ROWS));
  }

  /** History of some keys of {@code lake}, which is this object's snapshot. */
  PartnerHistory history(LakeSnapshot lake, Collection<Filing> keys) {
    PartnerHistory history = PartnerHistory.empty();
    for (Kept one : find(lake, keys).values()) {
      history = history.with(one.history());
    }
    return history;
  }

  /** Reads what is not there yet, at once, so that each order of a batch need not. */
  void prepare(LakeSnapshot lake, Collection<Filing> keys) {
    find(lake, keys);
  }

  /** Rows kept at the moment. */
  int rows() {
    synchronized (kept) {
      return rows;
    }
  }

  private Map<Filing, Kept> find(LakeSnapshot lake, Collection<Filing> keys) {
    Map<Filing, Kept> found = new HashMap<>();
    Set<Filing> missing = new LinkedHashSet<>();
    synchronized (kept) {
      for (Filing key : keys) {
        Kept one = kept.get(key);
        if (one != null) {
          found.put(key, one);
        } else {
          missing.add(key);
        }
      }
    }
    List<Filing> asked = List.copyOf(missing);
    for (int from = 0; from < asked.size(); from += MOST_ASKED) {
      Map<Filing, Kept> read =
          read(lake, asked.subList(from, Math.min(asked.size(), from + MOST_ASKED)));
      found.putAll(read);
      synchronized (kept) {
        read.forEach(this::keep);
      }
    }
    return found;
  }

  private void keep(Filing key, Kept one) {
    Kept before = kept.put(key, one);
    rows += one.rows() - (before == null ? 0 : before.rows());
    for (Iterator<Kept> eldest = kept.values().iterator(); rows > mostRows && eldest.hasNext(); ) {
      rows -= eldest.next().rows();
      eldest.remove();
    }
  }

  private static Map<Filing, Kept> read(LakeSnapshot lake, Collection<Filing> keys) {
    Map<Filing, List<LedgerRow>> rows = new HashMap<>();
    Map<String, List<String>> keysByScope = new TreeMap<>();
    for (Filing key : keys) {
      rows.put(key, new ArrayList<>());
      keysByScope.computeIfAbsent(key.scope(), scope -> new ArrayList<>()).add(key.key());
    }
    List<String> terms = new ArrayList<>();
    List<String> values = new ArrayList<>();
    keysByScope.forEach(
        (scope, wanted) -> {
          terms.add(
              "scope = ? AND scope_key IN (%s)"
                  .formatted(String.join(", ", Collections.nCopies(wanted.size(), "?"))));
          values.add(scope);
          values.addAll(wanted);
        });
    lake.each(
        "SELECT * FROM supplier_ledger WHERE " + String.join(" OR ", terms),
        row -> {
          LedgerRow one = ledgerRow(row);
          rows.computeIfAbsent(new Filing(one.scope(), one.scopeKey()), other -> new ArrayList<>())
              .add(one);
        },
        values.toArray());
    Map<Filing, Kept> read = new HashMap<>();
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
