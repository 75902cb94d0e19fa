package io.duecast.features;

import io.duecast.contract.process.ProcessDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns outcomes into ledger rows. An engine calls {@link #changes} per outcome, groups by scope,
 * key and stage, and calls {@link #rows} per group; memory per group grows with days, not lines.
 */
public final class LedgerBuilder {

  public static final String PARTNER = "partner";
  public static final String GROUP = "group";
  public static final String ALL = "all";
  public static final String ITEM = "item";
  public static final String BUYER = "buyer";
  public static final String ORG = "org";
  public static final String ATTR = "attr";

  /** Longer values are texts, not categories. */
  private static final int LONGEST_ATTRIBUTE = 40;

  private LedgerBuilder() {}

  /**
   * What {@code outcome} adds, each on the ledger day of {@link Days#known}. Partner, group and all
   * have every stage; item, buyer, organisation and attributes only delivery.
   */
  public static List<LedgerChange> changes(StageOutcome outcome, ZoneId zone) {
    List<LedgerChange> changes = new ArrayList<>();
    for (Map.Entry<String, String> scope : scopes(outcome)) {
      changes(scope.getKey(), scope.getValue(), outcome, zone, changes);
    }
    return changes;
  }

  /** Cumulative rows by day of one scope, key and stage; the order of {@code changes} is free. */
  public static List<LedgerRow> rows(
      String scope, String scopeKey, String stage, Iterator<LedgerChange> changes) {
    TreeMap<LocalDate, Sum> days = new TreeMap<>();
    while (changes.hasNext()) {
      LedgerChange change = changes.next();
      days.computeIfAbsent(change.day(), day -> new Sum()).add(change);
    }
    Sum sum = new Sum();
    List<LedgerRow> rows = new ArrayList<>(days.size());
    for (Map.Entry<LocalDate, Sum> day : days.entrySet()) {
      sum.add(day.getValue());
      rows.add(sum.row(scope, scopeKey, stage, day.getKey()));
    }
    return rows;
  }

  /** The whole ledger of outcomes that fit in memory. */
  public static List<LedgerRow> ledger(Collection<StageOutcome> outcomes, ZoneId zone) {
    Map<List<String>, List<LedgerChange>> groups = new LinkedHashMap<>();
    for (StageOutcome outcome : outcomes) {
      for (LedgerChange change : changes(outcome, zone)) {
        groups
            .computeIfAbsent(
                List.of(change.scope(), change.scopeKey(), change.stage()),
                key -> new ArrayList<>())
            .add(change);
      }
    }
    List<LedgerRow> rows = new ArrayList<>();
    groups.forEach(
        (key, changes) ->
            rows.addAll(rows(key.get(0), key.get(1), key.get(2), changes.iterator())));
    return rows;
  }

  /** Key of everything but partners and the whole: the same name means another thing in sales. */
  static String keyOf(String direction, String name) {
    return direction + "|" + name;
  }

  static String attributeKey(String direction, String name, String value) {
    return keyOf(direction, name + "=" + value);
  }

  static boolean isCategory(String value) {
    return !value.isBlank() && value.length() <= LONGEST_ATTRIBUTE;
  }

  private static List<Map.Entry<String, String>> scopes(StageOutcome outcome) {
    String direction = outcome.direction();
    List<Map.Entry<String, String>> scopes = new ArrayList<>();
    scopes.add(Map.entry(ALL, direction));
    if (outcome.partnerKey() != null) {
      scopes.add(Map.entry(PARTNER, outcome.partnerKey()));
    }
    if (outcome.partnerGroup() != null) {
      scopes.add(Map.entry(GROUP, keyOf(direction, outcome.partnerGroup())));
    }
    if (outcome.stage().equals(ProcessDefinition.DELIVERY)) {
      addTo(scopes, ITEM, direction, outcome.itemKey());
      addTo(scopes, BUYER, direction, outcome.buyerCode());
      addTo(scopes, ORG, direction, outcome.org());
      outcome
          .attrs()
          .forEach(
              (name, value) -> {
                if (isCategory(value)) {
                  scopes.add(Map.entry(ATTR, attributeKey(direction, name, value)));
                }
              });
    }
    return scopes;
  }

  private static void addTo(
      List<Map.Entry<String, String>> scopes,
      String scope,
      String direction,
      @Nullable String name) {
    if (name != null) {
      scopes.add(Map.entry(scope, keyOf(direction, name)));
    }
  }

  private static void changes(
      String scope, String key, StageOutcome outcome, ZoneId zone, List<LedgerChange> changes) {
    String stage = outcome.stage();
    changes.add(
        new LedgerChange(
            scope,
            key,
            stage,
            Days.known(outcome.enteredKnownAt(), zone),
            0,
            0,
            0,
            0,
            0,
            0,
            1,
            0,
            0,
            -1,
            logOf(outcome.qty()),
            outcome.amount() == null ? 0 : logOf(outcome.amount())));
    Instant outcomeKnownAt = outcome.outcomeKnownAt();
    Boolean late = outcome.late();
    if (outcomeKnownAt != null && late != null) {
      LocalDate day = Days.known(outcomeKnownAt, zone);
      changes.add(
          new LedgerChange(scope, key, stage, day, 1, late ? 1 : 0, 0, 0, 0, 0, 0, 0, 0, -1, 0, 0));
    }
    Instant completedKnownAt = outcome.completedKnownAt();
    Integer duration = outcome.durationDays();
    if (completedKnownAt != null && duration != null) {
      LocalDate day = Days.known(completedKnownAt, zone);
      Integer daysLate = outcome.daysLate();
      Integer planned = outcome.plannedDays();
      changes.add(
          new LedgerChange(
              scope,
              key,
              stage,
              day,
              0,
              0,
              1,
              daysLate == null ? 0 : daysLate,
              duration,
              // Without a plan, what was achieved counts as planned: neither slow nor quick.
              planned == null ? duration : planned,
              0,
              0,
              0,
              DurationCounts.bucket(duration),
              0,
              0));
    }
    Instant exitKnownAt = outcome.exitKnownAt();
    if (exitKnownAt != null) {
      LocalDate day = Days.known(exitKnownAt, zone);
      changes.add(new LedgerChange(scope, key, stage, day, 0, 0, 0, 0, 0, 0, 0, 1, 0, -1, 0, 0));
    }
    String moved = outcome.promiseMoved();
    if (moved != null) {
      int at = 0;
      while (at < moved.length()) {
        // A move is a day of ten characters and a signed number.
        LocalDate day = LocalDate.parse(moved.substring(at, at + 10));
        changes.add(new LedgerChange(scope, key, stage, day, 0, 0, 0, 0, 0, 0, 0, 0, 1, -1, 0, 0));
        int space = moved.indexOf(' ', at);
        at = space < 0 ? moved.length() : space + 1;
      }
    }
  }

  /** Millionths of ln(1 + value): whole numbers add up the same in any order. */
  static long logOf(BigDecimal value) {
    return Math.round(StrictMath.log1p(Math.max(0, value.doubleValue())) * 1e6);
  }

  private static final class Sum {
    private long outcomes;
    private long lateOutcomes;
    private long completions;
    private long daysLate;
    private long durationDays;
    private long plannedDays;
    private long entered;
    private long exited;
    private long promiseMoves;
    private long qtyLog;
    private long amountLog;
    private final long[] durations = new long[DurationCounts.SIZE];

    void add(LedgerChange change) {
      outcomes += change.outcomes();
      lateOutcomes += change.lateOutcomes();
      completions += change.completions();
      daysLate += change.daysLate();
      durationDays += change.durationDays();
      plannedDays += change.plannedDays();
      entered += change.entered();
      exited += change.exited();
      promiseMoves += change.promiseMoves();
      qtyLog += change.qtyLog();
      amountLog += change.amountLog();
      if (change.durationBucket() >= 0) {
        durations[change.durationBucket()] += change.completions();
      }
    }

    void add(Sum other) {
      outcomes += other.outcomes;
      lateOutcomes += other.lateOutcomes;
      completions += other.completions;
      daysLate += other.daysLate;
      durationDays += other.durationDays;
      plannedDays += other.plannedDays;
      entered += other.entered;
      exited += other.exited;
      promiseMoves += other.promiseMoves;
      qtyLog += other.qtyLog;
      amountLog += other.amountLog;
      for (int i = 0; i < durations.length; i++) {
        durations[i] += other.durations[i];
      }
    }

    LedgerRow row(String scope, String scopeKey, String stage, LocalDate day) {
      return new LedgerRow(
          scope,
          scopeKey,
          stage,
          day,
          outcomes,
          lateOutcomes,
          completions,
          daysLate,
          durationDays,
          plannedDays,
          entered,
          exited,
          promiseMoves,
          DurationCounts.text(durations),
          qtyLog,
          amountLog);
    }
  }
}
