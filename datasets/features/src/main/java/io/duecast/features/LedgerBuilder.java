package io.duecast.features;

import io.duecast.contract.process.ProcessDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns outcomes into ledger rows. An engine calls {@link #changes} per outcome, groups by scope,
 * key and stage, and adds up each group by {@link ByDay}; memory per group grows with days, not
 * lines.
 */
public final class LedgerBuilder {

  public static final String PARTNER = "partner";
  public static final String GROUP = "group";
  public static final String ALL = "all";
  public static final String ITEM = "item";
  public static final String BUYER = "buyer";
  public static final String ORG = "org";
  public static final String ATTR = "attr";

  /** An organisation together with an item or a custom field. */
  public static final String PAIR = "pair";

  /** A partner together with an item or an organisation. */
  public static final String PARTNER_PAIR = "partner_pair";

  /**
   * Stands between the parts of a pair: no key that people type has it. What stands before it in a
   * key of {@link #PARTNER_PAIR} is the partner.
   */
  public static final String BETWEEN = "\u001f";

  /** Longer values are texts, not categories. */
  private static final int LONGEST_ATTRIBUTE = 40;

  private LedgerBuilder() {}

  /**
   * What {@code outcome} adds, each on the ledger day of {@link Days#known}, under everything that
   * the line is filed under.
   */
  public static List<LedgerChange> changes(StageOutcome outcome, ZoneId zone) {
    List<LedgerChange> changes = new ArrayList<>();
    List<Filing> filings =
        filings(
            outcome.direction(),
            outcome.partnerKey(),
            outcome.partnerGroup(),
            outcome.itemKey(),
            outcome.buyerCode(),
            outcome.org(),
            outcome.attrs(),
            outcome.stage().equals(ProcessDefinition.DELIVERY));
    for (Filing filing : filings) {
      changes(filing.scope(), filing.key(), outcome, zone, changes);
    }
    return changes;
  }

  /** What {@code outcome} adds under its partner alone; nothing without one. */
  public static List<LedgerChange> changesOfPartner(StageOutcome outcome, ZoneId zone) {
    List<LedgerChange> changes = new ArrayList<>();
    String partner = outcome.partnerKey();
    if (partner != null) {
      changes(PARTNER, partner, outcome, zone, changes);
    }
    return changes;
  }

  /** Adds up the changes of one scope, key and stage, in any order; grows with days alone. */
  public static final class ByDay {
    private final TreeMap<LocalDate, Sum> days = new TreeMap<>();

    public void add(LedgerChange change) {
      days.computeIfAbsent(change.day(), day -> new Sum()).add(change);
    }

    /** Cumulative rows by day. */
    public List<LedgerRow> rows(String scope, String scopeKey, String stage) {
      Sum sum = new Sum();
      List<LedgerRow> rows = new ArrayList<>(days.size());
      for (Map.Entry<LocalDate, Sum> day : days.entrySet()) {
        sum.add(day.getValue());
        rows.add(sum.row(scope, scopeKey, stage, day.getKey()));
      }
      return rows;
    }
  }

  /** The whole ledger of outcomes that fit in memory. */
  public static List<LedgerRow> ledger(Collection<StageOutcome> outcomes, ZoneId zone) {
    Map<List<String>, ByDay> groups = new LinkedHashMap<>();
    for (StageOutcome outcome : outcomes) {
      for (LedgerChange change : changes(outcome, zone)) {
        groups
            .computeIfAbsent(
                List.of(change.scope(), change.scopeKey(), change.stage()), key -> new ByDay())
            .add(change);
      }
    }
    List<LedgerRow> rows = new ArrayList<>();
    groups.forEach((key, days) -> rows.addAll(days.rows(key.get(0), key.get(1), key.get(2))));
    return rows;
  }

  /** What lines are filed under: rows of one scope and key, at every stage that they have. */
  public record Filing(String scope, String key) {}

  /**
   * Everything that a line is filed under; what it needs to know of others is filed there too.
   *
   * @param delivery whether its delivery is meant; single stages are not filed under items and
   *     pairs
   */
  public static List<Filing> filings(
      String direction,
      @Nullable String partner,
      @Nullable String group,
      @Nullable String item,
      @Nullable String buyer,
      @Nullable String org,
      Map<String, String> attrs,
      boolean delivery) {
    List<Filing> filings = new ArrayList<>();
    filings.add(new Filing(ALL, direction));
    if (partner != null) {
      filings.add(new Filing(PARTNER, partner));
    }
    named(filings, GROUP, direction, group);
    named(filings, BUYER, direction, buyer);
    named(filings, ORG, direction, org);
    attrs.forEach(
        (name, value) -> {
          if (isCategory(value)) {
            filings.add(new Filing(ATTR, attributeKey(direction, name, value)));
            if (delivery && org != null) {
              filings.add(new Filing(PAIR, attributeAtOrg(direction, org, name, value)));
            }
          }
        });
    if (delivery) {
      named(filings, ITEM, direction, item);
      if (org != null && item != null) {
        filings.add(new Filing(PAIR, itemAtOrg(direction, org, item)));
      }
      if (partner != null && item != null) {
        filings.add(new Filing(PARTNER_PAIR, itemOfPartner(partner, item)));
      }
      if (partner != null && org != null) {
        filings.add(new Filing(PARTNER_PAIR, partnerAtOrg(partner, org)));
      }
    }
    return filings;
  }

  private static void named(
      List<Filing> filings, String scope, String direction, @Nullable String name) {
    if (name != null) {
      filings.add(new Filing(scope, keyOf(direction, name)));
    }
  }

  /** Key of everything but partners and the whole: the same name means another thing in sales. */
  static String keyOf(String direction, String name) {
    return direction + "|" + name;
  }

  static String attributeKey(String direction, String name, String value) {
    return keyOf(direction, name + "=" + value);
  }

  static String itemAtOrg(String direction, String org, String item) {
    return keyOf(direction, org + BETWEEN + "item=" + item);
  }

  static String attributeAtOrg(String direction, String org, String name, String value) {
    return keyOf(direction, org + BETWEEN + "attr " + name + "=" + value);
  }

  static String itemOfPartner(String partner, String item) {
    return partner + BETWEEN + "item=" + item;
  }

  static String partnerAtOrg(String partner, String org) {
    return partner + BETWEEN + "org=" + org;
  }

  static boolean isCategory(String value) {
    return !value.isBlank() && value.length() <= LONGEST_ATTRIBUTE;
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
