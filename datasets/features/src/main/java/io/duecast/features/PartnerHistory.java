package io.duecast.features;

import io.duecast.contract.calendar.WorkCalendar;
import io.duecast.contract.order.OrderRecord;
import io.duecast.contract.process.ProcessDefinition;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Point-in-time facts from cumulative ledger rows: a window is the difference of two rows. The same
 * class answers in training, batch scoring and the live endpoint. Give it the rows of the partners
 * asked for together with all rows of the other scopes; keys without rows count as no history.
 */
public final class PartnerHistory implements Norms, Serializable {

  /** Outcomes that the parent level counts for (EVALUATION: 8 to 20). */
  public static final double STRENGTH = 12;

  /** Completions from which a scope's own percentiles are used. */
  private static final long ENOUGH = 10;

  /** Custom fields beyond this many, by name, are left out. */
  private static final int MOST_ATTRIBUTES = 24;

  /** Windows: the last 90 days, the last 365 days, all time. */
  private static final int QUARTER = 0;

  private static final int YEAR = 1;
  private static final int EVER = 2;

  /** Late rate assumed before anybody's outcome is known. */
  private static final double NOBODY = 0.15;

  /** Ledger columns. */
  private static final int OUTCOMES = 0;

  private static final int LATE = 1;
  private static final int COMPLETIONS = 2;
  private static final int DAYS_LATE = 3;
  private static final int DURATION = 4;
  private static final int PLANNED = 5;
  private static final int ENTERED = 6;
  private static final int EXITED = 7;
  private static final int MOVES = 8;
  private static final int QTY_LOG = 9;
  private static final int AMOUNT_LOG = 10;
  private static final int COLUMNS = 11;

  private static final Series NOTHING =
      new Series(Kept.EVERYTHING, new int[0], new long[0], new String[0]);
  private static final PartnerHistory EMPTY = new PartnerHistory(new HashMap<>());

  private final HashMap<Key, Series> series;

  /** Read from {@link #series} once. */
  private final ConcurrentHashMap<Season, Shutdown> shutdowns = new ConcurrentHashMap<>();

  private PartnerHistory(HashMap<Key, Series> series) {
    this.series = series;
  }

  /** No history at all. */
  public static PartnerHistory empty() {
    return EMPTY;
  }

  /** History of {@code rows} in any order. */
  public static PartnerHistory of(Iterable<LedgerRow> rows) {
    return of(rows.iterator());
  }

  /** Likewise; what is kept of a row is much smaller than the row. */
  public static PartnerHistory of(Iterator<LedgerRow> rows) {
    Map<Key, SeriesBuilder> builders = new HashMap<>();
    while (rows.hasNext()) {
      LedgerRow row = rows.next();
      builders
          .computeIfAbsent(
              new Key(row.scope(), row.scopeKey(), row.stage()),
              key -> new SeriesBuilder(Kept.of(row.scope())))
          .add(row);
    }
    HashMap<Key, Series> series = new HashMap<>(builders.size() * 2);
    builders.forEach((key, builder) -> series.put(key, builder.build()));
    return new PartnerHistory(series);
  }

  /** This history with the keys of {@code other} added; {@code other} wins where both have one. */
  public PartnerHistory with(PartnerHistory other) {
    HashMap<Key, Series> both = new HashMap<>(series);
    both.putAll(other.series);
    return new PartnerHistory(both);
  }

  /**
   * Facts of a partner at a stage (or {@code delivery}) at the end of {@code day}.
   *
   * @param day last ledger day that may be read, see {@link Days#lastKnown}
   */
  public HistoryFacts asOf(
      String direction,
      @Nullable String partnerKey,
      @Nullable String partnerGroup,
      String stage,
      LocalDate day) {
    int at = Math.toIntExact(day.toEpochDay());
    View partner = new View(find(LedgerBuilder.PARTNER, partnerKey, stage), at);
    View group = new View(named(LedgerBuilder.GROUP, direction, partnerGroup, stage), at);
    View all = new View(find(LedgerBuilder.ALL, direction, stage), at);

    double allRate = all.rate(YEAR, all.rate(EVER, NOBODY));
    double groupRate = group.rate(YEAR, allRate);
    double rate = partner.rate(YEAR, groupRate);
    double openUsual = 0;
    for (int back : new int[] {90, 180, 270, 365}) {
      openUsual += partner.series.open(partner.series.row(at - back)) / 4.0;
    }
    View times = null;
    for (View scope : new View[] {partner, group, all}) {
      if (times == null && scope.in(COMPLETIONS, YEAR) >= ENOUGH) {
        times = scope;
      }
    }
    double daysLate = mean(DAYS_LATE, COMPLETIONS, partner, group, all);
    double duration = mean(DURATION, COMPLETIONS, partner, group, all);
    double planned = mean(PLANNED, COMPLETIONS, partner, group, all);
    double recent = partner.in(COMPLETIONS, QUARTER) + STRENGTH;
    long[] durations = times == null ? new long[0] : times.durations();
    return new HistoryFacts(
        partner.in(OUTCOMES, QUARTER),
        partner.in(LATE, QUARTER),
        partner.in(OUTCOMES, YEAR),
        partner.in(LATE, YEAR),
        partner.in(OUTCOMES, EVER),
        partner.in(LATE, EVER),
        group.in(OUTCOMES, YEAR),
        group.in(LATE, YEAR),
        all.in(OUTCOMES, YEAR),
        all.in(LATE, YEAR),
        rate,
        partner.rate(QUARTER, rate),
        partner.rate(EVER, groupRate),
        daysLate,
        duration,
        planned,
        percentile(durations, 0.5),
        percentile(durations, 0.8),
        partner.series.open(partner.now),
        openUsual,
        mean(MOVES, ENTERED, partner, group, all),
        (partner.in(DURATION, QUARTER) + STRENGTH * duration)
            / Math.max(1, partner.in(PLANNED, QUARTER) + STRENGTH * planned),
        (partner.in(DAYS_LATE, QUARTER) + STRENGTH * daysLate) / recent);
  }

  /** Late rates of what {@code order} shares with others at {@code stage} (or {@code delivery}). */
  KeyRates keysAsOf(OrderRecord order, String stage, LocalDate day) {
    String direction = order.direction();
    View all = view(find(LedgerBuilder.ALL, direction, stage), day);
    double overall = all.rate(YEAR, all.rate(EVER, NOBODY));
    View org = view(named(LedgerBuilder.ORG, direction, order.org(), stage), day);
    TreeMap<String, Double> attributes = new TreeMap<>();
    double ever = 0;
    for (Map.Entry<String, String> field : categories(order).entrySet()) {
      View view =
          view(
              find(
                  LedgerBuilder.ATTR,
                  LedgerBuilder.attributeKey(direction, field.getKey(), field.getValue()),
                  stage),
              day);
      attributes.put(field.getKey(), view.rate(YEAR, overall));
      ever += Calibration.logit(view.rate(EVER, overall)) - Calibration.logit(overall);
    }
    return new KeyRates(
        overall,
        view(named(LedgerBuilder.BUYER, direction, order.buyerCode(), stage), day)
            .rate(YEAR, overall),
        org.rate(YEAR, overall),
        org.rate(EVER, overall),
        attributes,
        ever);
  }

  /** Late rates of deliveries that share two things with {@code order}. */
  PairRates pairsAsOf(OrderRecord order, LocalDate day) {
    String direction = order.direction();
    String partner = order.partnerKey();
    String org = order.org();
    String item = order.itemKey();
    double overall = overallRate(direction, day);
    double ofPartner =
        view(find(LedgerBuilder.PARTNER, partner, ProcessDefinition.DELIVERY), day)
            .rate(YEAR, overall);
    double ofOrg =
        view(named(LedgerBuilder.ORG, direction, org, ProcessDefinition.DELIVERY), day)
            .rate(YEAR, overall);
    TreeMap<String, Double> atOrg = new TreeMap<>();
    if (org != null) {
      for (Map.Entry<String, String> field : categories(order).entrySet()) {
        atOrg.put(
            field.getKey(),
            pair(
                LedgerBuilder.PAIR,
                LedgerBuilder.attributeAtOrg(direction, org, field.getKey(), field.getValue()),
                day,
                ofOrg));
      }
    }
    return new PairRates(
        partner == null || item == null
            ? Double.NaN
            : pair(
                LedgerBuilder.PARTNER_PAIR,
                LedgerBuilder.itemOfPartner(partner, item),
                day,
                ofPartner),
        partner == null || org == null
            ? Double.NaN
            : pair(
                LedgerBuilder.PARTNER_PAIR,
                LedgerBuilder.partnerAtOrg(partner, org),
                day,
                ofPartner),
        org == null || item == null
            ? Double.NaN
            : pair(LedgerBuilder.PAIR, LedgerBuilder.itemAtOrg(direction, org, item), day, ofOrg),
        atOrg);
  }

  /**
   * Custom fields of {@code order} that have a history of their own, in the order of their names.
   */
  private static SortedMap<String, String> categories(OrderRecord order) {
    TreeMap<String, String> categories = new TreeMap<>();
    for (Map.Entry<String, String> field : new TreeMap<>(order.attrs()).entrySet()) {
      if (categories.size() < MOST_ATTRIBUTES && LedgerBuilder.isCategory(field.getValue())) {
        categories.put(field.getKey(), field.getValue());
      }
    }
    return categories;
  }

  private double pair(String scope, String key, LocalDate day, double parent) {
    return view(find(scope, key, ProcessDefinition.DELIVERY), day).rate(YEAR, parent);
  }

  /**
   * Share of achieved times above {@code planned} days among those of at least {@code elapsed}
   * days, within 365 days, shrunken along partner, group, all; NaN where nobody has completed the
   * stage.
   */
  double overrun(
      String direction,
      @Nullable String partnerKey,
      @Nullable String partnerGroup,
      String stage,
      LocalDate day,
      int elapsed,
      int planned) {
    int least = DurationCounts.bucket(elapsed);
    int plan = DurationCounts.bucket(planned);
    double share = Double.NaN;
    for (Series scope :
        List.of(
            find(LedgerBuilder.ALL, direction, stage),
            named(LedgerBuilder.GROUP, direction, partnerGroup, stage),
            find(LedgerBuilder.PARTNER, partnerKey, stage))) {
      long[] counts = view(scope, day).durations();
      double above = 0;
      double all = 0;
      for (int bucket = least; bucket < counts.length; bucket++) {
        all += counts[bucket];
        above += bucket > plan ? counts[bucket] : 0;
      }
      if (Double.isNaN(share)) {
        share = all == 0 ? Double.NaN : above / all;
      } else {
        share = (above + STRENGTH * share) / (all + STRENGTH);
      }
    }
    return share;
  }

  /** Late rate of deliveries of an item or organisation, towards everyone's. */
  double rateOf(String scope, String direction, @Nullable String name, LocalDate day) {
    return view(named(scope, direction, name, ProcessDefinition.DELIVERY), day)
        .rate(YEAR, overallRate(direction, day));
  }

  /** Late rate of an item's deliveries of all time, towards everyone's. */
  double itemRateEver(String direction, @Nullable String item, LocalDate day) {
    return view(named(LedgerBuilder.ITEM, direction, item, ProcessDefinition.DELIVERY), day)
        .rate(EVER, overallRate(direction, day));
  }

  /** Late rate of all deliveries. */
  private double overallRate(String direction, LocalDate day) {
    View all = view(find(LedgerBuilder.ALL, direction, ProcessDefinition.DELIVERY), day);
    return all.rate(YEAR, all.rate(EVER, NOBODY));
  }

  /** Outcomes of 365 days behind {@link #rateOf}. */
  long knownOf(String scope, String direction, @Nullable String name, LocalDate day) {
    return view(named(scope, direction, name, ProcessDefinition.DELIVERY), day).in(OUTCOMES, YEAR);
  }

  /** Mean delivery time of an item, calendar days, towards everyone's; NaN without any. */
  double itemDuration(String direction, @Nullable String item, LocalDate day) {
    return mean(
        DURATION,
        COMPLETIONS,
        view(named(LedgerBuilder.ITEM, direction, item, ProcessDefinition.DELIVERY), day),
        view(NOTHING, day),
        view(find(LedgerBuilder.ALL, direction, ProcessDefinition.DELIVERY), day));
  }

  /** Mean of ln(1 + quantity) of an item's lines; NaN before the third. */
  double usualQtyLog(String direction, @Nullable String item, LocalDate day) {
    return usual(
        named(LedgerBuilder.ITEM, direction, item, ProcessDefinition.DELIVERY), QTY_LOG, day);
  }

  /** Mean of ln(1 + amount) of a partner's lines; NaN before the third. */
  double usualAmountLog(@Nullable String partnerKey, LocalDate day) {
    return usual(
        find(LedgerBuilder.PARTNER, partnerKey, ProcessDefinition.DELIVERY), AMOUNT_LOG, day);
  }

  /**
   * How long a partner closes around the winter break, by the days on which {@code stages} were
   * completed, or deliveries where none of those ever were.
   *
   * @param stages that are the partner's turn
   */
  Shutdown shutdown(
      @Nullable String partner, List<String> stages, WorkCalendar calendar, LocalDate day) {
    if (partner == null) {
      return Shutdown.UNKNOWN;
    }
    int lastYear = Shutdown.lastYear(day);
    return shutdowns.computeIfAbsent(
        new Season(partner, lastYear),
        key -> {
          TreeSet<LocalDate> active = new TreeSet<>();
          stages.forEach(stage -> find(LedgerBuilder.PARTNER, partner, stage).completed(active));
          if (active.isEmpty()) {
            find(LedgerBuilder.PARTNER, partner, ProcessDefinition.DELIVERY).completed(active);
          }
          return Shutdown.of(active, calendar, lastYear);
        });
  }

  private static double usual(Series series, int column, LocalDate day) {
    View view = view(series, day);
    long lines = view.in(ENTERED, EVER);
    return lines < 3 ? Double.NaN : view.in(column, EVER) / 1e6 / lines;
  }

  @Override
  public OptionalInt days(
      String direction,
      @Nullable String partnerKey,
      @Nullable String partnerGroup,
      String stage,
      LocalDate day,
      double percentile,
      int minimum) {
    View partner = view(find(LedgerBuilder.PARTNER, partnerKey, stage), day);
    return partner.in(COMPLETIONS, YEAR) < Math.max(1, minimum)
        ? OptionalInt.empty()
        : DurationCounts.percentile(partner.durations(), percentile);
  }

  private static double mean(int sum, int count, View partner, View group, View all) {
    int window = all.in(count, YEAR) == 0 ? EVER : YEAR;
    long allCount = all.in(count, window);
    if (allCount == 0) {
      return Double.NaN;
    }
    double mean = (double) all.in(sum, window) / allCount;
    mean = (group.in(sum, YEAR) + STRENGTH * mean) / (group.in(count, YEAR) + STRENGTH);
    return (partner.in(sum, YEAR) + STRENGTH * mean) / (partner.in(count, YEAR) + STRENGTH);
  }

  private static double percentile(long[] durations, double percentile) {
    OptionalInt days = DurationCounts.percentile(durations, percentile);
    return days.isEmpty() ? Double.NaN : days.getAsInt();
  }

  private static View view(Series series, LocalDate day) {
    return new View(series, Math.toIntExact(day.toEpochDay()));
  }

  private Series named(String scope, String direction, @Nullable String name, String stage) {
    return name == null ? NOTHING : find(scope, LedgerBuilder.keyOf(direction, name), stage);
  }

  private Series find(String scope, @Nullable String key, String stage) {
    return key == null ? NOTHING : series.getOrDefault(new Key(scope, key, stage), NOTHING);
  }

  /** A partner's shutdowns up to a year. */
  private record Season(String partner, int lastYear) implements Serializable {}

  private record Key(String scope, String scopeKey, String stage) implements Serializable {}

  /** The columns that are asked of a scope: millions of rows tell of items and pairs. */
  private enum Kept {
    EVERYTHING(
        OUTCOMES,
        LATE,
        COMPLETIONS,
        DAYS_LATE,
        DURATION,
        PLANNED,
        ENTERED,
        EXITED,
        MOVES,
        QTY_LOG,
        AMOUNT_LOG),
    OF_ITEMS(OUTCOMES, LATE, COMPLETIONS, DURATION, ENTERED, QTY_LOG),
    RATES(OUTCOMES, LATE);

    private final int[] columns;

    /** Place of each column, -1 where it is not kept. */
    private final int[] places = new int[COLUMNS];

    Kept(int... columns) {
      this.columns = columns;
      Arrays.fill(places, -1);
      for (int i = 0; i < columns.length; i++) {
        places[columns[i]] = i;
      }
    }

    static Kept of(String scope) {
      return switch (scope) {
        case LedgerBuilder.PARTNER, LedgerBuilder.GROUP, LedgerBuilder.ALL -> EVERYTHING;
        case LedgerBuilder.ITEM -> OF_ITEMS;
        default -> RATES;
      };
    }
  }

  /** Takes in the rows of one key, mostly by day. */
  private static final class SeriesBuilder {
    private final Kept kept;
    private int size;
    private int[] days = new int[4];
    private long[] values;
    private @Nullable String[] durations;

    SeriesBuilder(Kept kept) {
      this.kept = kept;
      this.values = new long[4 * kept.columns.length];
      this.durations = new String[kept == Kept.EVERYTHING ? 4 : 0];
    }

    void add(LedgerRow row) {
      long[] all = {
        row.outcomes(),
        row.lateOutcomes(),
        row.completions(),
        row.daysLateTotal(),
        row.durationDaysTotal(),
        row.plannedDaysTotal(),
        row.entered(),
        row.exited(),
        row.promiseMoves(),
        row.qtyLogTotal(),
        row.amountLogTotal()
      };
      int width = kept.columns.length;
      long[] line = new long[width];
      for (int i = 0; i < width; i++) {
        line[i] = all[kept.columns[i]];
      }
      int day = Math.toIntExact(row.day().toEpochDay());
      // Counts never fall: a later day with the same ones tells nothing new.
      if (kept != Kept.EVERYTHING
          && size > 0
          && day > days[size - 1]
          && Arrays.equals(line, 0, width, values, (size - 1) * width, size * width)) {
        return;
      }
      if (size == days.length) {
        days = Arrays.copyOf(days, 2 * size);
        values = Arrays.copyOf(values, 2 * size * width);
        durations = Arrays.copyOf(durations, 2 * durations.length);
      }
      days[size] = day;
      System.arraycopy(line, 0, values, size * width, width);
      if (kept == Kept.EVERYTHING) {
        durations[size] = row.durationCounts();
      }
      size++;
    }

    Series build() {
      int width = kept.columns.length;
      Integer[] order = new Integer[size];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, Comparator.comparingInt(i -> days[i]));
      int[] sortedDays = new int[size];
      long[] sorted = new long[size * width];
      String[] sortedDurations = new String[kept == Kept.EVERYTHING ? size : 0];
      for (int i = 0; i < size; i++) {
        sortedDays[i] = days[order[i]];
        System.arraycopy(values, order[i] * width, sorted, i * width, width);
        if (kept == Kept.EVERYTHING) {
          sortedDurations[i] = Objects.requireNonNull(durations[order[i]]);
        }
      }
      return new Series(kept, sortedDays, sorted, sortedDurations);
    }
  }

  /**
   * One key's rows: what is {@code kept}, cumulative up to the end of {@code days[row]}.
   *
   * @param values the kept columns of one row after another
   * @param durations one per row where everything is kept, else none
   */
  private record Series(Kept kept, int[] days, long[] values, String[] durations)
      implements Serializable {

    /** Last row on or before {@code day}, -1 before the first. */
    private int row(int day) {
      int at = Arrays.binarySearch(days, day);
      return at >= 0 ? at : -at - 2;
    }

    long value(int column, int row) {
      return row < 0 ? 0 : values[row * kept.columns.length + kept.places[column]];
    }

    /** Days on which something was completed. */
    void completed(Collection<LocalDate> into) {
      for (int row = 0; row < days.length; row++) {
        if (value(COMPLETIONS, row) > value(COMPLETIONS, row - 1)) {
          into.add(LocalDate.ofEpochDay(days[row]));
        }
      }
    }

    long open(int row) {
      return Math.max(0, value(ENTERED, row) - value(EXITED, row));
    }
  }

  /** A series seen from one day: the rows that its windows end and begin with. */
  private static final class View {
    private final Series series;
    private final int now;
    private final int[] before;

    View(Series series, int day) {
      this.series = series;
      this.now = series.row(day);
      this.before = new int[] {series.row(day - 90), series.row(day - 365), -1};
    }

    /** Sum over a window. */
    long in(int column, int window) {
      return series.value(column, now) - series.value(column, before[window]);
    }

    double rate(int window, double parent) {
      return (in(LATE, window) + STRENGTH * parent) / (in(OUTCOMES, window) + STRENGTH);
    }

    /** Durations of the last 365 days. */
    long[] durations() {
      long[] counts = new long[DurationCounts.SIZE];
      if (now >= 0) {
        DurationCounts.add(series.durations[now], 1, counts);
      }
      if (before[YEAR] >= 0) {
        DurationCounts.add(series.durations[before[YEAR]], -1, counts);
      }
      return counts;
    }
  }
}
