package io.duecast.analytics.bench;

import static org.apache.spark.sql.functions.col;

import io.duecast.contract.lake.Lake;
import io.duecast.contract.lake.Loads;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.contract.score.Runs;
import io.duecast.contract.score.Scores;
import io.duecast.delta.DeltaTables;
import io.duecast.delta.SparkEngine;
import io.duecast.features.HistoryFacts;
import io.duecast.features.OrderFacts;
import io.duecast.features.bundle.LineScore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Sets predicted probabilities beside the true ones, which the simulator knows in closed form: mean
 * absolute difference, overall, by supplier size and by known outcomes, for ours, the supplier's
 * shrunken rate and the base rate. Arguments: the folder of a simulated company; a lake it was
 * loaded into and scored on its last day; predictions of a backtest (default: those in the lake).
 */
public final class TruthBenchmark {

  private static final String PURCHASE = "purchase";
  private static final String CREATION = "creation";
  private static final String AS_OF = "as_of";

  private TruthBenchmark() {}

  /** What the simulator knows of one purchase line at one moment. */
  private record Truth(
      LocalDate day, LocalDate due, double late, String size, boolean givenUp, boolean wasLate) {}

  /** One line with its true probability and what was said of it. */
  private record Pair(Truth truth, long outcomes, double ours, double supplier, double base) {}

  /** Pairs that are compared, and those that are not, by reason. */
  private static final class Joined {
    private final String kind;
    private final Map<String, Truth> truths;
    private final List<Pair> pairs = new ArrayList<>();
    private final Map<String, Long> left = new TreeMap<>();
    private int met;

    Joined(String kind, Map<String, Truth> truths) {
      this.kind = kind;
      this.truths = truths;
    }

    /** Truth of the same line, day and due day; null, and counted, where there is none. */
    @Nullable Truth truthOf(String orderLineKey, LocalDate day, @Nullable LocalDate due) {
      Truth truth = truths.get(orderLineKey.substring(orderLineKey.lastIndexOf('|') + 1));
      if (truth == null) {
        leave("no truth of the line");
        return null;
      }
      met++;
      if (!truth.day().equals(day)) {
        return leave("another day");
      }
      if (!truth.due().equals(due)) {
        return leave("another due day");
      }
      return truth;
    }

    @Nullable Truth leave(String reason) {
      left.merge(reason, 1L, Long::sum);
      return null;
    }
  }

  @SuppressWarnings("SystemOut")
  public static void main(String... args) {
    Path company = Path.of(args[0]);
    Lake lake = new Lake(args[1]);
    String predictions = args.length > 2 ? args[2] : lake.backtest() + "/predictions.parquet";
    SparkSession spark = SparkEngine.start("benchmark of truth", "local[2]");
    try {
      Map<String, Map<String, Truth>> truths = truths(spark, company);
      DeltaTables tables = DeltaTables.open(spark, lake);
      print(asOf(tables, truths.getOrDefault(AS_OF, Map.of())));
      ZoneId zone =
          ZoneId.of(
              tables
                  .read(Loads.TABLE)
                  .orderBy(col(Loads.FINISHED_AT.name()).desc())
                  .first()
                  .<String>getAs(Loads.ZONE.name()));
      print(creation(spark, predictions, zone, truths.getOrDefault(CREATION, Map.of())));
    } finally {
      spark.stop();
    }
  }

  /** Truths by kind of moment and entry id, as {@code truth/hazards.csv} holds them. */
  private static Map<String, Map<String, Truth>> truths(SparkSession spark, Path company) {
    Map<String, Map<String, Truth>> truths = new HashMap<>();
    List<Row> rows =
        spark
            .read()
            .option("header", "true")
            .csv(company.resolve("truth/hazards.csv").toAbsolutePath().toString())
            .collectAsList();
    for (Row row : rows) {
      String outcome = row.getAs("outcome");
      truths
          .computeIfAbsent(row.getAs("snapshot_kind"), kind -> new HashMap<>())
          .put(
              row.getAs("FPOOrderEntry_FEntryID"),
              new Truth(
                  LocalDate.parse(row.getAs("snapshot_date")),
                  LocalDate.parse(row.getAs("first_promise")),
                  Double.parseDouble(row.getAs("p_true")),
                  row.getAs("supplier_size"),
                  outcome.equals("given_up"),
                  outcome.equals("late")));
    }
    return truths;
  }

  /** The last run's scores of purchase lines. */
  private static Joined asOf(DeltaTables tables, Map<String, Truth> truths) {
    Joined joined = new Joined(AS_OF, truths);
    Row run = tables.read(Runs.TABLE).orderBy(col(Runs.FINISHED_AT.name()).desc()).first();
    LocalDate businessDay = run.<java.sql.Date>getAs(Runs.BUSINESS_DAY.name()).toLocalDate();
    List<Row> scores =
        tables
            .read(Scores.TABLE)
            .filter(col(Scores.RUN_ID.name()).equalTo(run.<String>getAs(Runs.RUN_ID.name())))
            .filter(col(Scores.DIRECTION.name()).equalTo(PURCHASE))
            .collectAsList();
    for (Row score : scores) {
      java.sql.Date due = score.getAs(Scores.DUE_ON.name());
      // The run knows all of the day before its own; the simulator says so of that evening.
      Truth truth =
          joined.truthOf(
              score.getAs(Scores.ORDER_LINE_KEY.name()),
              businessDay.minusDays(1),
              due == null ? null : due.toLocalDate());
      if (truth == null) {
        continue;
      }
      String state = score.getAs(Scores.STATE.name());
      if (!state.equals(LineScore.PREDICTED)) {
        joined.leave(state + (truth.late() == 1 ? ", truly so" : ", but truly open"));
        continue;
      }
      OrderFacts facts = OrderFacts.fromJson(score.getAs(Scores.FACTS.name()));
      HistoryFacts history = Objects.requireNonNull(facts.delivery().history());
      joined.pairs.add(
          new Pair(
              truth,
              history.knownAll(),
              score.<Double>getAs(Scores.LATE_PROBABILITY.name()),
              history.rate(),
              Objects.requireNonNull(facts.delivery().keys()).overall()));
    }
    return joined;
  }

  /** What the backtest would have said of purchase lines when they were created. */
  private static Joined creation(
      SparkSession spark, String predictions, ZoneId zone, Map<String, Truth> truths) {
    Joined joined = new Joined(CREATION, truths);
    List<Row> rows =
        spark
            .read()
            .parquet(Path.of(predictions).toAbsolutePath().toString())
            .filter(col("stage").equalTo(ProcessDefinition.DELIVERY))
            .filter(col("direction").equalTo(PURCHASE))
            .filter(col("snapshot").equalTo(CREATION))
            .collectAsList();
    for (Row row : rows) {
      Instant at = row.<java.sql.Timestamp>getAs("snapshot_at").toInstant();
      LocalDate day = at.atZone(zone).toLocalDate();
      Truth truth =
          joined.truthOf(
              row.getAs("order_line_key"), day, day.plusDays(row.<Integer>getAs("days_to_due")));
      if (truth != null) {
        joined.pairs.add(
            new Pair(
                truth,
                row.<Long>getAs("outcomes"),
                row.<Double>getAs("duecast"),
                row.<Double>getAs("b2_supplier_rate"),
                row.<Double>getAs("b0_base_rate")));
      }
    }
    return joined;
  }

  @SuppressWarnings("SystemOut")
  private static void print(Joined joined) {
    System.out.printf(
        Locale.ROOT,
        "%n%s: %,d truths, %,d met, %,d compared; left out %s%n",
        joined.kind,
        joined.truths.size(),
        joined.met,
        joined.pairs.size(),
        joined.left);
    System.out.printf(
        "  %-28s %6s %8s %8s | %22s | %22s | %22s%n",
        "", "n", "true", "came", "ours: abs, bias, rms", "supplier's rate (B2)", "base rate (B0)");
    print("all", joined.pairs);
    group(joined.pairs, pair -> "size " + pair.truth().size());
    group(joined.pairs, pair -> "known outcomes " + slice(pair.outcomes()));
    group(joined.pairs, pair -> "truth " + tenth(pair.truth().late()));
    group(joined.pairs, pair -> "days to due " + horizon(pair));
  }

  private static void group(List<Pair> pairs, Function<Pair, String> name) {
    Map<String, List<Pair>> groups = new TreeMap<>();
    pairs.forEach(
        pair -> groups.computeIfAbsent(name.apply(pair), key -> new ArrayList<>()).add(pair));
    groups.forEach(TruthBenchmark::print);
  }

  @SuppressWarnings("SystemOut")
  private static void print(String name, List<Pair> pairs) {
    List<Pair> kept = pairs.stream().filter(pair -> !pair.truth().givenUp()).toList();
    System.out.printf(
        Locale.ROOT,
        "  %-28s %6d %8.3f %8.3f | %s | %s | %s%n",
        name,
        pairs.size(),
        mean(pairs, pair -> pair.truth().late()),
        mean(kept, pair -> pair.truth().wasLate() ? 1 : 0),
        difference(pairs, Pair::ours),
        difference(pairs, Pair::supplier),
        difference(pairs, Pair::base));
  }

  private static String difference(List<Pair> pairs, ToDoubleFunction<Pair> said) {
    return String.format(
        Locale.ROOT,
        "%.4f %+.4f %.4f",
        mean(pairs, pair -> Math.abs(said.applyAsDouble(pair) - pair.truth().late())),
        mean(pairs, pair -> said.applyAsDouble(pair) - pair.truth().late()),
        Math.sqrt(
            mean(
                pairs,
                pair -> {
                  double gap = said.applyAsDouble(pair) - pair.truth().late();
                  return gap * gap;
                })));
  }

  private static double mean(List<Pair> pairs, ToDoubleFunction<Pair> value) {
    return pairs.stream().mapToDouble(value).average().orElse(Double.NaN);
  }

  private static String slice(long outcomes) {
    if (outcomes < 5) {
      return "1: <5";
    }
    if (outcomes < 20) {
      return "2: 5-20";
    }
    return outcomes < 100 ? "3: 20-100" : "4: >100";
  }

  private static String tenth(double probability) {
    int lower = (int) Math.min(9, Math.floor(probability * 10));
    return String.format(Locale.ROOT, "0.%d-%.1f", lower, (lower + 1) / 10.0);
  }

  private static String horizon(Pair pair) {
    long days = java.time.temporal.ChronoUnit.DAYS.between(pair.truth().day(), pair.truth().due());
    return days < 7 ? "1: <7" : days < 21 ? "2: 7-20" : days < 42 ? "3: 21-41" : "4: 42 and more";
  }
}
