package io.duecast.ingest.quality;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import io.duecast.contract.check.Mender;
import io.duecast.contract.check.QualityRates;
import io.duecast.contract.check.RejectRule;
import io.duecast.contract.check.Rejects;
import io.duecast.contract.order.Customers;
import io.duecast.contract.order.Items;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.table.TableSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Tells how wrong each source of a load was; the rule is that of {@link QualityRates}. */
public final class SourceRates {

  /** The longest holidays of the mainland are shorter. */
  private static final Duration STALE = Duration.ofDays(14);

  private static final int LOADS_THAT_TELL = 3;
  private static final int LATEST_LOADS = 10;

  /** Fewer rows vary too much to say what is usual. */
  private static final long ENOUGH_ROWS = 50;

  private static final List<TableSpec> MASTERS =
      List.of(Suppliers.TABLE, Customers.TABLE, Items.TABLE);

  private static final String SOURCE = Rejects.SOURCE.name();
  private static final String RULE = Rejects.RULE.name();

  /**
   * A source of the load.
   *
   * @param rowsIn records that hold data in its files
   */
  public record Source(String name, long rowsIn, List<String> files) {}

  /**
   * How often one rule was broken in a source.
   *
   * @param rule code, or {@link QualityRates#ANY}
   * @param mender who can mend it; null for all rules together
   * @param usualRows rows in that earlier loads lead to expect, of all rules together
   * @param newest document known when the extract was taken, of all rules together
   */
  public record SourceRate(
      String source,
      String rule,
      long rowsIn,
      long wrong,
      @Nullable Mender mender,
      @Nullable Long usualRows,
      @Nullable Instant newest) {

    public double rate() {
      return QualityRates.rate(wrong, rowsIn);
    }

    /** Whether it is the row of all rules together. */
    public boolean isAny() {
      return rule.equals(QualityRates.ANY);
    }
  }

  private final List<Source> sources;
  private final Judgement judgement;

  public SourceRates(List<Source> sources, Judgement judgement) {
    this.sources = sources;
    this.judgement = judgement;
  }

  /** Everything refused or found, with the source whose file it stands in. */
  public java.util.Optional<Dataset<Row>> rejects() {
    return judgement.rejects().map(rejects -> rejects.withColumn(SOURCE, sourceOf()));
  }

  /**
   * The rates of all sources with rows.
   *
   * @param extractedAt when the extract was taken
   * @param earlierRows rows in of each source in earlier loads, latest first
   */
  public List<SourceRate> rates(Instant extractedAt, Map<String, List<Long>> earlierRows) {
    Map<String, Map<String, Long>> wrong = wrong();
    List<SourceRate> rates = new ArrayList<>();
    for (Source source : sources) {
      if (source.rowsIn() == 0) {
        continue;
      }
      Map<String, Long> broken = new TreeMap<>(wrong.getOrDefault(source.name(), Map.of()));
      Long usual = usual(earlierRows.getOrDefault(source.name(), List.of()));
      Instant newest = newest(source);
      long any = Objects.requireNonNullElse(broken.remove(QualityRates.ANY), 0L);
      rates.add(
          new SourceRate(
              source.name(), QualityRates.ANY, source.rowsIn(), any, null, usual, newest));
      if (newest != null && newest.plus(STALE).isBefore(extractedAt)) {
        broken.put(RejectRule.SOURCE_STALE.name(), 0L);
      }
      if (usual != null && isUnusual(source.rowsIn(), usual)) {
        broken.put(RejectRule.VOLUME_UNUSUAL.name(), 0L);
      }
      broken.forEach(
          (rule, rows) ->
              rates.add(
                  new SourceRate(
                      source.name(),
                      rule,
                      source.rowsIn(),
                      rows,
                      mender(RejectRule.valueOf(rule), source),
                      null,
                      null)));
    }
    return rates;
  }

  /** Wrong rows by source and rule; {@link QualityRates#ANY} counts a row once. */
  private Map<String, Map<String, Long>> wrong() {
    Map<String, Map<String, Long>> wrong = new HashMap<>();
    Object[] counted =
        Arrays.stream(RejectRule.values())
            .filter(RejectRule::countsAsWrong)
            .map(RejectRule::name)
            .toArray();
    rejects()
        .map(
            rejects ->
                rejects
                    .filter(col(RULE).isin(counted).and(col(Rejects.ROW_NUMBER.name()).gt(0)))
                    .withColumn(RULE, explode(array(col(RULE), lit(QualityRates.ANY))))
                    .groupBy(col(SOURCE), col(RULE))
                    .agg(count_distinct(col(Rejects.FILE.name()), col(Rejects.ROW_NUMBER.name())))
                    .collectAsList())
        .ifPresent(
            rows ->
                rows.stream()
                    .filter(row -> !row.isNullAt(0))
                    .forEach(
                        row ->
                            wrong
                                .computeIfAbsent(row.getString(0), name -> new HashMap<>())
                                .put(
                                    row.isNullAt(1) ? QualityRates.ANY : row.getString(1),
                                    row.getLong(2))));
    return wrong;
  }

  /**
   * A refused cell names its source; a canonical row names its file. Where several sources read one
   * file, it is the one with the most rows: the lines of documents, not their heads.
   */
  private Column sourceOf() {
    Map<String, String> ofFile = new LinkedHashMap<>();
    sources.stream()
        .sorted(Comparator.comparingLong(Source::rowsIn).reversed().thenComparing(Source::name))
        .forEach(source -> source.files().forEach(file -> ofFile.putIfAbsent(file, source.name())));
    Column files =
        map(
            ofFile.entrySet().stream()
                .flatMap(entry -> Stream.of(lit(entry.getKey()), lit(entry.getValue())))
                .toArray(Column[]::new));
    Column target = col(Rejects.TARGET_TABLE.name());
    return when(target.isin(sources.stream().map(Source::name).toArray()), target)
        .otherwise(try_element_at(files, col(Rejects.FILE.name())));
  }

  private @Nullable Instant newest(Source source) {
    return source.files().stream()
        .map(judgement.newest()::get)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /** What people enter is mended by those who enter it: the source tells who they are. */
  private Mender mender(RejectRule rule, Source source) {
    if (rule.mender() != Mender.BUYER) {
      return rule.mender();
    }
    Set<TableSpec> filled = judgement.filledBy(source.files());
    if (filled.contains(OrderHeaders.TABLE)) {
      return Mender.BUYER;
    }
    if (filled.contains(Receipts.TABLE)) {
      return Mender.WAREHOUSE;
    }
    return MASTERS.stream().anyMatch(filled::contains) ? Mender.SUPPLIER_MASTER : Mender.BUYER;
  }

  /** Median of the latest loads, or null where too few have been there. */
  private static @Nullable Long usual(List<Long> earlier) {
    if (earlier.size() < LOADS_THAT_TELL) {
      return null;
    }
    List<Long> sorted = earlier.stream().limit(LATEST_LOADS).sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static boolean isUnusual(long rows, long usual) {
    return Math.max(rows, usual) >= ENOUGH_ROWS && (rows * 2 < usual || rows > usual * 3);
  }
}
