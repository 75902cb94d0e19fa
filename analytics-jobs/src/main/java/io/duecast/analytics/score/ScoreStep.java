package io.duecast.analytics.score;

import static org.apache.spark.sql.functions.col;

import io.duecast.analytics.AnalyticsSettings;
import io.duecast.analytics.drift.Drift;
import io.duecast.analytics.drift.DriftStep;
import io.duecast.analytics.fault.AnalyticsFaults;
import io.duecast.analytics.history.History;
import io.duecast.analytics.history.Knowledge;
import io.duecast.analytics.order.Places;
import io.duecast.analytics.order.StepTables;
import io.duecast.analytics.train.TrainStep;
import io.duecast.contract.Text;
import io.duecast.contract.lake.Lake;
import io.duecast.contract.process.OwnerRole;
import io.duecast.contract.score.Runs;
import io.duecast.contract.score.ScoreReasons;
import io.duecast.contract.score.ScoreStages;
import io.duecast.contract.score.Scores;
import io.duecast.delta.DeltaTables;
import io.duecast.features.bundle.Aliases;
import io.duecast.features.bundle.Manifest;
import io.duecast.features.bundle.ModelBundle;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Scores the open lines with the champion and writes a run. */
public final class ScoreStep {

  /** Lines that the terminal shows. */
  private static final int SHOWN = 10;

  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

  private ScoreStep() {}

  /**
   * A run as {@code --json} shows it, the riskiest lines first.
   *
   * @param drift against what the model was trained on, by direction; empty where it has no
   *     reference
   */
  public record Result(
      String runId,
      String asOf,
      String modelVersion,
      long lines,
      int capacity,
      List<Line> riskiest,
      List<Drift> drift) {}

  /**
   * One line of the list.
   *
   * @param state predicted, late_already or no_due_date
   */
  public record Line(
      int rank,
      @Nullable String partner,
      String orderNo,
      @Nullable String lineNo,
      String direction,
      String stage,
      String ownerRole,
      @Nullable String dueOn,
      String state,
      @Nullable Double lateProbability,
      @Nullable String deliveryP50,
      @Nullable Double expectedDaysLate,
      String band,
      @Nullable Text reason) {}

  /**
   * Scores as of {@code asOf}.
   *
   * @throws io.duecast.contract.fault.Fault MODEL_MISSING without champion; MODEL_REFUSED when it
   *     knows more than {@code asOf}
   */
  public static Result run(
      StepTables tables,
      Lake lake,
      Places places,
      History history,
      Instant asOf,
      int capacity,
      AnalyticsSettings settings) {
    Path models = TrainStep.models(lake);
    String version = Aliases.champion(models);
    Path bundle = TrainStep.bundles(models).resolve(version);
    Manifest manifest = ModelBundle.open(bundle).manifest();
    if (manifest.asOf().isAfter(asOf)) {
      throw AnalyticsFaults.championKnowsMore(version, manifest.asOf(), asOf);
    }
    Instant started = Instant.now();
    Scoring.Run run =
        new Scoring.Run(
            RUN_ID.format(started), asOf, version, bundle.toString(), capacity, settings);
    Scoring scoring = Scoring.of(tables.spark(), new Knowledge(tables, places, history), run);
    tables.append(Scores.TABLE, scoring.scores());
    tables.append(ScoreStages.TABLE, scoring.stages());
    tables.append(ScoreReasons.TABLE, scoring.reasons());
    LocalDate day = asOf.atZone(places.plannersZone()).toLocalDate();
    List<Drift> drift =
        DriftStep.run(
            tables,
            history,
            new DriftStep.Compared(run.runId(), asOf, day, version, bundle),
            scoring.lines());
    // The run is written last: readers find a run only when all of it is there.
    tables.append(
        Runs.TABLE,
        tables
            .spark()
            .createDataFrame(
                List.of(
                    RowFactory.create(
                        run.runId(),
                        Timestamp.from(asOf),
                        Date.valueOf(day),
                        version,
                        Timestamp.from(started),
                        Timestamp.from(Instant.now()),
                        scoring.lines().count(),
                        capacity,
                        scala.jdk.javaapi.CollectionConverters.asScala(tables.versions()))),
                runSchema()));
    return shown(tables, run.runId(), drift);
  }

  /** Schema of {@code runs} with the map last, as the row above is built. */
  private static org.apache.spark.sql.types.StructType runSchema() {
    org.apache.spark.sql.types.StructType schema = DeltaTables.schema(Runs.TABLE);
    List<org.apache.spark.sql.types.StructField> fields = new ArrayList<>();
    org.apache.spark.sql.types.StructField versions = null;
    for (org.apache.spark.sql.types.StructField field : schema.fields()) {
      if (field.name().equals(Runs.TABLE_VERSIONS.name())) {
        versions = field;
      } else {
        fields.add(field);
      }
    }
    fields.add(java.util.Objects.requireNonNull(versions));
    return new org.apache.spark.sql.types.StructType(
        fields.toArray(org.apache.spark.sql.types.StructField[]::new));
  }

  /**
   * The last run in the lake.
   *
   * @throws io.duecast.contract.fault.Fault LAKE_TABLE_MISSING before the first
   */
  public static Result last(StepTables tables) {
    if (!tables.exists(Runs.TABLE)) {
      throw AnalyticsFaults.noScores();
    }
    List<Row> last =
        tables
            .read(Runs.TABLE)
            .orderBy(col(Runs.FINISHED_AT.name()).desc())
            .select(Runs.RUN_ID.name())
            .limit(1)
            .collectAsList();
    if (last.isEmpty()) {
      throw AnalyticsFaults.noScores();
    }
    String runId = last.get(0).getString(0);
    return shown(tables, runId, DriftStep.of(tables, runId));
  }

  private static Result shown(StepTables tables, String runId, List<Drift> drift) {
    Row run = tables.read(Runs.TABLE).filter(col(Runs.RUN_ID.name()).equalTo(runId)).first();
    Dataset<Row> scores =
        tables
            .read(Scores.TABLE)
            .filter(
                col(Scores.RUN_ID.name()).equalTo(runId).and(col(Scores.RANK.name()).leq(SHOWN)))
            .orderBy(Scores.RANK.name());
    List<Row> rows = scores.drop(Scores.FACTS.name()).collectAsList();
    Object[] keys =
        rows.stream()
            .map(row -> row.<String>getAs(Scores.ORDER_LINE_KEY.name()))
            .toArray(Object[]::new);
    Map<String, Text> reasons = new HashMap<>();
    for (Row reason :
        tables
            .read(ScoreReasons.TABLE)
            .filter(
                col(ScoreReasons.RUN_ID.name())
                    .equalTo(runId)
                    .and(col(ScoreReasons.EFFECT.name()).equalTo("raises"))
                    .and(col(ScoreReasons.ORDER_LINE_KEY.name()).isin(keys)))
            .orderBy(col(ScoreReasons.REASON_RANK.name()))
            .collectAsList()) {
      reasons.putIfAbsent(
          reason.getAs(ScoreReasons.ORDER_LINE_KEY.name()),
          Text.of(
              reason.getAs(ScoreReasons.FACT_ZH.name()),
              reason.getAs(ScoreReasons.FACT_EN.name())));
    }
    List<Line> lines = new ArrayList<>();
    for (Row row : rows) {
      lines.add(
          new Line(
              row.<Integer>getAs(Scores.RANK.name()),
              row.getAs(Scores.PARTNER_NAME.name()),
              row.getAs(Scores.ORDER_NO.name()),
              row.getAs(Scores.LINE_NO.name()),
              row.getAs(Scores.DIRECTION.name()),
              row.getAs(Scores.CURRENT_STAGE.name()),
              row.getAs(Scores.OWNER_ROLE.name()),
              text(row, Scores.DUE_ON.name()),
              row.getAs(Scores.STATE.name()),
              row.getAs(Scores.LATE_PROBABILITY.name()),
              text(row, Scores.DELIVERY_P50.name()),
              row.getAs(Scores.EXPECTED_DAYS_LATE.name()),
              row.getAs(Scores.BAND.name()),
              reasons.get(row.<String>getAs(Scores.ORDER_LINE_KEY.name()))));
    }
    return new Result(
        runId,
        String.valueOf(run.<Object>getAs(Runs.BUSINESS_DAY.name())),
        run.getAs(Runs.MODEL_VERSION.name()),
        run.<Long>getAs(Runs.LINES.name()),
        run.<Integer>getAs(Runs.CAPACITY.name()),
        lines,
        drift);
  }

  private static @Nullable String text(Row row, String name) {
    Object value = row.getAs(name);
    return value == null ? null : value.toString();
  }

  /** Rows of the terminal's table. */
  public static List<List<String>> table(Result result, Places places, Text.Language language) {
    List<List<String>> rows = new ArrayList<>();
    for (Line line : result.riskiest()) {
      Text reason = line.reason();
      rows.add(
          List.of(
              Integer.toString(line.rank()),
              line.partner() == null ? "-" : line.partner(),
              line.orderNo() + (line.lineNo() == null ? "" : " / " + line.lineNo()),
              places.stageName(line.direction(), line.stage()).in(language),
              OwnerRole.of(line.ownerRole()).label().in(language),
              line.dueOn() == null ? "-" : line.dueOn(),
              late(line, language),
              line.deliveryP50() == null ? "-" : line.deliveryP50(),
              reason == null ? "-" : reason.in(language)));
    }
    return rows;
  }

  private static String late(Line line, Text.Language language) {
    Double probability = line.lateProbability();
    if (probability != null) {
      return Math.round(probability * 100) + " %";
    }
    boolean zh = language == Text.Language.ZH;
    return line.state().equals("late_already") ? (zh ? "已逾期" : "late already") : "-";
  }

  /** Headings of {@link #table}. */
  public static List<String> headings(Text.Language language) {
    return language == Text.Language.ZH
        ? List.of("序", "伙伴", "订单/行", "当前环节", "轮到谁", "应交日", "延误概率", "预计交付", "原因")
        : List.of(
            "#",
            "partner",
            "order / line",
            "stage",
            "whose turn",
            "due",
            "late",
            "expected",
            "why");
  }
}
