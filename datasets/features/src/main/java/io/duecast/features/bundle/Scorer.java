package io.duecast.features.bundle;

import io.duecast.contract.process.OwnerRole;
import io.duecast.features.Cause;
import io.duecast.features.Feature;
import io.duecast.features.HistoryFacts;
import io.duecast.features.KeyRates;
import io.duecast.features.LateCurve;
import io.duecast.features.OrderFacts;
import io.duecast.features.OrderFeatures;
import io.duecast.features.Period;
import io.duecast.features.PeriodGrid;
import io.duecast.features.StageFacts;
import io.duecast.features.StageTimeline;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Scores lines with a bundle; the only caller of a model. One line gives the same bits alone and in
 * a batch. Safe for use by many threads.
 */
public final class Scorer {

  /** Lines per matrix: large enough for the booster, small enough for the heap. */
  private static final int CHUNK = 2_000;

  private static final int REASONS = 3;
  private static final int WIDTH = OrderFeatures.ALL.size();

  private final ModelBundle bundle;
  private final Map<String, HazardModel> models = new TreeMap<>();

  private Scorer(ModelBundle bundle, int threads) {
    this.bundle = bundle;
    bundle
        .models()
        .forEach(
            (file, model) ->
                models.put(file, new HazardModel(model, OrderFeatures.names(), threads)));
  }

  /**
   * A scorer over {@code bundle}.
   *
   * @param threads of one prediction: 1 when serving, more for batches
   */
  public static Scorer of(ModelBundle bundle, int threads) {
    return new Scorer(bundle, threads);
  }

  public Manifest manifest() {
    return bundle.manifest();
  }

  /** The score of one open line, with reasons. */
  public LineScore score(OrderFacts facts) {
    return scoreAll(List.of(facts), true).get(0);
  }

  /** Scores in the order of {@code facts}, with reasons. */
  public List<LineScore> scoreAll(List<OrderFacts> facts) {
    return scoreAll(facts, true);
  }

  /** Scores in the order of {@code facts}; reasons cost several times the rest. */
  public List<LineScore> scoreAll(List<OrderFacts> facts, boolean reasons) {
    List<LineScore> scores = new ArrayList<>(facts.size());
    for (int from = 0; from < facts.size(); from += CHUNK) {
      scores.addAll(chunk(facts.subList(from, Math.min(facts.size(), from + CHUNK)), reasons));
    }
    return scores;
  }

  /**
   * What the models say of a target before anything is learned on top.
   *
   * @param curve of the hazards
   * @param members probability to be late of each {@link Member}, in its order
   */
  public record Raw(LateCurve curve, double[] members) {}

  /**
   * Raw answers, one per line: what blend, calibration and stretch are learned on.
   *
   * @param stage stage code or {@code delivery}; empty where the line does not have it open, its
   *     due day has passed, or the bundle has no model for it
   */
  public List<Optional<Raw>> raw(List<OrderFacts> facts, String stage) {
    List<Optional<Raw>> raw = new ArrayList<>(facts.size());
    for (int from = 0; from < facts.size(); from += CHUNK) {
      List<OrderFacts> part = facts.subList(from, Math.min(facts.size(), from + CHUNK));
      List<@Nullable StageFacts> targets = new ArrayList<>(part.size());
      for (OrderFacts one : part) {
        targets.add(one.find(stage).filter(Scorer::isOpen).orElse(null));
      }
      for (Answer answer : answers(part, targets)) {
        raw.add(
            answer.model != null && answer.curve != null && answer.members.length > 0
                ? Optional.of(new Raw(answer.curve, answer.members))
                : Optional.empty());
      }
    }
    return raw;
  }

  /**
   * The probability that {@code card} gives for a line of {@code partner} from its members.
   *
   * @param elapsedShare used share of the plan
   */
  public static double late(
      TargetCard card, @Nullable String partner, double elapsedShare, double[] members) {
    Member rate = card.rateFor(partner);
    return rate == null ? card.mix(elapsedShare).probability(members) : members[rate.ordinal()];
  }

  /**
   * {@code curve} of the hazards, drawn out and bent so that it says {@code late} of the due day.
   */
  public static LateCurve curve(LateCurve curve, double stretch, int daysToDue, double late) {
    return curve.stretched(stretch).bent(daysToDue, late);
  }

  /** What one target of one line gets. */
  private static final class Answer {
    private TargetCard.Level level = TargetCard.Level.NONE;
    private long support;
    private @Nullable LateCurve curve;
    private double[] members = {};
    private @Nullable Double late;
    private List<Period> periods = List.of();
    private float[] matrix = {};
    private float[] hazards = {};
    private @Nullable HazardModel model;
  }

  private List<LineScore> chunk(List<OrderFacts> facts, boolean reasons) {
    List<@Nullable StageFacts> deliveries = new ArrayList<>(facts.size());
    List<@Nullable StageFacts> currents = new ArrayList<>(facts.size());
    for (OrderFacts one : facts) {
      deliveries.add(isOpen(one.delivery()) ? one.delivery() : null);
      currents.add(one.current().orElse(null));
    }
    List<Answer> delivery = answers(facts, deliveries);
    List<Answer> current = answers(facts, currents);
    List<List<Reason>> why =
        reasons ? reasons(facts, delivery) : facts.stream().map(one -> List.<Reason>of()).toList();
    List<LineScore> scores = new ArrayList<>(facts.size());
    for (int i = 0; i < facts.size(); i++) {
      finish(facts.get(i), facts.get(i).delivery(), delivery.get(i));
      if (currents.get(i) != null) {
        finish(facts.get(i), currents.get(i), current.get(i));
        if (delivers(facts.get(i))) {
          // The last stage and the delivery end together: one curve speaks for both.
          current.set(i, delivery.get(i));
        }
      }
      scores.add(line(facts.get(i), delivery.get(i), current.get(i), why.get(i)));
    }
    return scores;
  }

  /** Raw curves: one prediction per model over all lines that need it. */
  private List<Answer> answers(List<OrderFacts> facts, List<@Nullable StageFacts> targets) {
    List<Answer> answers = new ArrayList<>(facts.size());
    Map<TargetCard, List<Integer>> byModel = new IdentityHashMap<>();
    for (int i = 0; i < facts.size(); i++) {
      Answer answer = new Answer();
      answers.add(answer);
      StageFacts target = targets.get(i);
      if (target == null) {
        continue;
      }
      TargetCard card = card(facts.get(i), target).orElse(null);
      if (card == null) {
        continue;
      }
      HazardModel model = card.file() == null ? null : models.get(card.file());
      answer.periods = PeriodGrid.ahead(facts.get(i), target);
      answer.level = card.level();
      answer.support = card.support();
      HistoryFacts history = target.history();
      if (model != null
          && card.level() != TargetCard.Level.RATE
          && card.level() != TargetCard.Level.NONE) {
        answer.model = model;
        byModel.computeIfAbsent(card, key -> new ArrayList<>()).add(i);
      } else if (card.level() != TargetCard.Level.NONE
          && history != null
          && history.allKnown365() + history.knownAll() > 0) {
        answer.level = TargetCard.Level.RATE;
        answer.support = history.knownAll();
        answer.curve =
            LateCurve.of(
                answer.periods, card.baseline().hazards(facts.get(i), target, answer.periods));
        answer.members = rates(card, facts.get(i), target, history);
      } else {
        answer.level = TargetCard.Level.NONE;
        answer.support = 0;
      }
    }
    byModel.forEach(
        (card, lines) -> {
          predict(facts, targets, answers, lines);
          ask(card, facts, targets, answers, lines);
        });
    return answers;
  }

  /** Members of a line that is answered by rates alone; the other members repeat the rate. */
  private static double[] rates(
      TargetCard card, OrderFacts facts, StageFacts target, HistoryFacts history) {
    double[] members = new double[Member.values().length];
    java.util.Arrays.fill(members, history.rate());
    members[Member.ELAPSED.ordinal()] =
        card.elapsed().rate(facts.partnerKey(), target.elapsedShare(facts.day()));
    return members;
  }

  /** Asks every member for the lines whose due day lies ahead. */
  private void ask(
      TargetCard card,
      List<OrderFacts> facts,
      List<@Nullable StageFacts> targets,
      List<Answer> answers,
      List<Integer> lines) {
    List<Integer> ahead = new ArrayList<>(lines.size());
    for (int line : lines) {
      StageFacts target = java.util.Objects.requireNonNull(targets.get(line));
      if (target.history() != null && target.daysToDue(facts.get(line).day()) >= 0) {
        ahead.add(line);
      }
    }
    if (ahead.isEmpty()) {
      return;
    }
    float[][] vectors = new float[ahead.size()][];
    for (int i = 0; i < vectors.length; i++) {
      OrderFacts line = facts.get(ahead.get(i));
      StageFacts target = java.util.Objects.requireNonNull(targets.get(ahead.get(i)));
      vectors[i] =
          OrderFeatures.vector(line, target, new Period(0, (int) target.daysToDue(line.day())));
    }
    double[] linear = card.linear().probabilities(vectors);
    HazardModel trees = card.cohortFile() == null ? null : models.get(card.cohortFile());
    double[] cohort = trees == null ? linear : trees.probabilities(vectors);
    for (int i = 0; i < vectors.length; i++) {
      OrderFacts line = facts.get(ahead.get(i));
      Answer answer = answers.get(ahead.get(i));
      StageFacts target = java.util.Objects.requireNonNull(targets.get(ahead.get(i)));
      LateCurve curve = java.util.Objects.requireNonNull(answer.curve);
      double[] members =
          rates(card, line, target, java.util.Objects.requireNonNull(target.history()));
      members[Member.HAZARD.ordinal()] = curve.lateAfter((int) target.daysToDue(line.day()));
      members[Member.LINEAR.ordinal()] = linear[i];
      members[Member.COHORT.ordinal()] = cohort[i];
      answer.members = members;
      if (card.rateFor(line.partnerKey()) != null) {
        answer.level = TargetCard.Level.RATE;
        answer.support = java.util.Objects.requireNonNull(target.history()).knownAll();
      }
    }
  }

  private static void predict(
      List<OrderFacts> facts,
      List<@Nullable StageFacts> targets,
      List<Answer> answers,
      List<Integer> lines) {
    int rows = 0;
    for (int line : lines) {
      rows += answers.get(line).periods.size();
    }
    float[] matrix = new float[rows * WIDTH];
    int at = 0;
    for (int line : lines) {
      Answer answer = answers.get(line);
      StageFacts target = java.util.Objects.requireNonNull(targets.get(line));
      answer.matrix = OrderFeatures.matrix(facts.get(line), target, answer.periods);
      System.arraycopy(answer.matrix, 0, matrix, at, answer.matrix.length);
      at += answer.matrix.length;
    }
    HazardModel model = java.util.Objects.requireNonNull(answers.get(lines.get(0)).model);
    float[] hazards = model.hazards(matrix, rows);
    int row = 0;
    for (int line : lines) {
      Answer answer = answers.get(line);
      double[] own = new double[answer.periods.size()];
      answer.hazards = new float[own.length];
      for (int i = 0; i < own.length; i++) {
        answer.hazards[i] = hazards[row];
        own[i] = hazards[row++];
      }
      answer.curve = LateCurve.of(answer.periods, own);
    }
  }

  /** Calibrates and bends the curve where the due day lies ahead. */
  private void finish(OrderFacts facts, StageFacts target, Answer answer) {
    LateCurve curve = answer.curve;
    if (curve == null || target.dueOn() == null || target.dueOn().isBefore(facts.day())) {
      return;
    }
    int due = (int) target.daysToDue(facts.day());
    TargetCard card = card(facts, target).orElseThrow();
    boolean asked = answer.model != null;
    double share = target.elapsedShare(facts.day());
    double late =
        asked
            ? late(card, facts.partnerKey(), share, answer.members)
            : answer
                .members[
                card.rateFor(facts.partnerKey()) == Member.ELAPSED
                    ? Member.ELAPSED.ordinal()
                    : Member.RATE.ordinal()];
    answer.curve = curve(curve, asked ? card.mix(share).stretch() : 1, due, late);
    answer.late = late;
  }

  private LineScore line(OrderFacts facts, Answer delivery, Answer current, List<Reason> why) {
    StageFacts target = facts.delivery();
    StageFacts stage = facts.current().orElse(null);
    LateCurve curve = delivery.curve;
    LocalDate day = facts.day();
    LocalDate dueOn = target.dueOn();
    String state =
        dueOn == null
            ? LineScore.NO_DUE_DATE
            : dueOn.isBefore(day) ? LineScore.LATE_ALREADY : LineScore.PREDICTED;
    Double daysLate =
        curve == null || dueOn == null
            ? null
            : curve.expectedDaysAfter((int) ChronoUnit.DAYS.between(day, dueOn));
    return new LineScore(
        facts.orderLineKey(),
        bundle.manifest().modelVersion(),
        facts.asOf(),
        day,
        state,
        dueOn,
        target.dueBasis(),
        facts.currentStage(),
        stage == null ? null : stage.ownerRole(),
        stage == null ? null : stage.enteredOn(),
        stage == null ? null : stage.dueOn(),
        current.late,
        delivery.late,
        quantile(day, curve, 0.1),
        quantile(day, curve, 0.5),
        quantile(day, curve, 0.8),
        quantile(day, curve, 0.9),
        daysLate,
        curve == null ? null : curve.expectedDays(),
        delivery.level.code(),
        delivery.support,
        stages(facts, delivery, current, daysLate),
        why,
        action(facts, state, delivery.late, stage));
  }

  private static @Nullable LocalDate quantile(
      LocalDate day, @Nullable LateCurve curve, double probability) {
    return curve == null ? null : day.plusDays(curve.quantile(probability));
  }

  /**
   * Splits the expected delay over the remaining stages: each stage bears what it adds beyond its
   * own plan.
   */
  private static List<StageScore> stages(
      OrderFacts facts, Answer delivery, Answer current, @Nullable Double daysLate) {
    List<StageFacts> stages = facts.stages();
    int count = stages.size();
    LocalDate day = facts.day();
    double[] expected = new double[count];
    double[] overrun = new double[count];
    double at = 0;
    double lag = 0;
    double total = 0;
    int deliveryAt = deliveryStage(facts);
    for (int i = 0; i < count; i++) {
      StageFacts stage = stages.get(i);
      if (!isOpen(stage)) {
        continue;
      }
      HistoryFacts history = stage.history();
      double usual = history == null || Double.isNaN(history.duration()) ? 0 : history.duration();
      if (stage.stage().equals(facts.currentStage())) {
        at =
            current.curve == null
                ? Math.max(0, usual - Math.max(0, stage.elapsedDays(day)))
                : current.curve.expectedDays();
      } else {
        at += usual;
      }
      expected[i] = at;
      LocalDate due = stage.dueOn();
      double behind = due == null ? lag : Math.max(0, at - ChronoUnit.DAYS.between(day, due));
      overrun[i] = i <= deliveryAt ? Math.max(0, behind - lag) : 0;
      total += overrun[i];
      lag = Math.max(lag, behind);
    }
    List<StageScore> scores = new ArrayList<>(count);
    LateCurve curve = delivery.curve;
    double whole = deliveryAt < 0 ? 0 : expected[deliveryAt];
    int median = curve == null ? 0 : curve.quantile(0.5);
    LocalDate before = day;
    for (int i = 0; i < count; i++) {
      StageFacts stage = stages.get(i);
      boolean open = isOpen(stage);
      boolean isCurrent = stage.stage().equals(facts.currentStage());
      LocalDate predicted = null;
      Double late = null;
      Double share = null;
      if (open) {
        if (daysLate != null && i <= deliveryAt) {
          share = total > 0 ? daysLate * overrun[i] / total : isCurrent ? daysLate : 0.0;
        }
        LocalDate due = stage.dueOn();
        boolean ahead = due != null && !due.isBefore(day);
        if (isCurrent && current.curve != null) {
          predicted = day.plusDays(current.curve.quantile(0.5));
          late = current.late;
        } else if (curve != null && i <= deliveryAt) {
          // The delivery's curve, moved by the usual time between this stage and delivery.
          double share50 = whole <= 0 ? 1 : expected[i] / whole;
          predicted = day.plusDays(Math.round(median * share50));
          if (due != null && ahead) {
            int moved = (int) (ChronoUnit.DAYS.between(day, due) + Math.round(whole - expected[i]));
            late =
                i == deliveryAt && due.equals(facts.delivery().dueOn())
                    ? delivery.late
                    : Double.valueOf(curve.lateAfter(moved));
          }
        }
      }
      if (predicted != null) {
        // Stages have curves of their own: their order, and the delivery as their end, still hold.
        predicted = predicted.isBefore(before) ? before : predicted;
        if (curve != null && i <= deliveryAt && predicted.isAfter(day.plusDays(median))) {
          predicted = day.plusDays(median);
        }
        before = predicted;
      }
      scores.add(
          new StageScore(
              stage.stage(),
              stage.order(),
              stage.ownerRole(),
              stage.state(),
              stage.dueOn(),
              stage.actualOn(),
              predicted,
              late,
              share));
    }
    return scores;
  }

  /** Index of the stage that fulfils the promise. */
  private static int deliveryStage(OrderFacts facts) {
    for (int i = 0; i < facts.stages().size(); i++) {
      if (facts.stages().get(i).stage().equals(facts.deliveryStage())) {
        return i;
      }
    }
    return facts.stages().size() - 1;
  }

  private List<List<Reason>> reasons(List<OrderFacts> facts, List<Answer> answers) {
    List<List<Reason>> reasons = new ArrayList<>(facts.size());
    Map<HazardModel, List<Integer>> byModel = new LinkedHashMap<>();
    for (int i = 0; i < facts.size(); i++) {
      Answer answer = answers.get(i);
      reasons.add(List.of());
      if (answer.model != null && answer.level != TargetCard.Level.RATE) {
        byModel.computeIfAbsent(answer.model, key -> new ArrayList<>()).add(i);
      } else if (answer.curve != null) {
        reasons.set(i, rateReason(facts.get(i)));
      }
    }
    byModel.forEach(
        (model, lines) -> {
          float[] matrix = new float[lines.size() * WIDTH];
          for (int i = 0; i < lines.size(); i++) {
            int line = lines.get(i);
            System.arraycopy(
                answers.get(line).matrix,
                decisive(facts.get(line), answers.get(line)) * WIDTH,
                matrix,
                i * WIDTH,
                WIDTH);
          }
          float[][] contributions = model.contributions(matrix, lines.size());
          for (int i = 0; i < lines.size(); i++) {
            int line = lines.get(i);
            checkSum(
                facts.get(line),
                contributions[i],
                answers.get(line).hazards[decisive(facts.get(line), answers.get(line))]);
            reasons.set(line, strongest(facts.get(line), contributions[i]));
          }
        });
    return reasons;
  }

  /** The period that ends on the due day; the first one where none does. */
  private static int decisive(OrderFacts facts, Answer answer) {
    double due = facts.delivery().daysToDue(facts.day());
    for (int i = 0; i < answer.periods.size(); i++) {
      if (answer.periods.get(i).endDay() == due) {
        return i;
      }
    }
    return 0;
  }

  private static void checkSum(OrderFacts facts, float[] contributions, float hazard) {
    double sum = 0;
    for (float one : contributions) {
      sum += one;
    }
    if (Math.abs(1 / (1 + StrictMath.exp(-sum)) - hazard) > 1e-3) {
      throw new IllegalStateException(
          "Contributions of "
              + facts.orderLineKey()
              + " give "
              + sum
              + ", the hazard is "
              + hazard);
    }
  }

  /** Features of the period itself say nothing about this order and are no reason. */
  private static List<Reason> strongest(OrderFacts facts, float[] contributions) {
    Map<Cause, Double> causes = new EnumMap<>(Cause.class);
    for (int i = 0; i < WIDTH; i++) {
      Feature feature = OrderFeatures.ALL.get(i);
      if (!feature.perPeriod()) {
        // Completion is good news: what lowers its log-odds raises the risk.
        causes.merge(feature.cause(), -(double) contributions[i], Double::sum);
      }
    }
    return causes.entrySet().stream()
        .filter(cause -> Math.abs(cause.getValue()) > 1e-6)
        .sorted(
            Comparator.<Map.Entry<Cause, Double>>comparingDouble(
                    cause -> -Math.abs(cause.getValue()))
                .thenComparing(Map.Entry::getKey))
        .limit(REASONS)
        .map(
            cause ->
                new Reason(
                    cause.getKey(),
                    cause.getValue(),
                    FactTexts.of(cause.getKey(), facts, facts.delivery())))
        .toList();
  }

  private static List<Reason> rateReason(OrderFacts facts) {
    HistoryFacts history = facts.delivery().history();
    KeyRates keys = facts.delivery().keys();
    if (history == null || keys == null) {
      return List.of();
    }
    return List.of(
        new Reason(
            Cause.SUPPLIER_HISTORY,
            logOdds(history.rate()) - logOdds(keys.overall()),
            FactTexts.of(Cause.SUPPLIER_HISTORY, facts, facts.delivery())));
  }

  private static Action action(
      OrderFacts facts, String state, @Nullable Double late, @Nullable StageFacts stage) {
    if (state.equals(LineScore.NO_DUE_DATE)) {
      return Action.SET_DUE_DATE;
    }
    boolean overdue = state.equals(LineScore.LATE_ALREADY);
    if (!overdue && (late == null || late < 0.05)) {
      return Action.NONE;
    }
    if (!overdue && late != null && late < 0.1) {
      return Action.WATCH;
    }
    if (overdue && facts.delivery().workdaysToDue() < -10) {
      return Action.ESCALATE;
    }
    if (stage == null) {
      return Action.WATCH;
    }
    return switch (OwnerRole.of(stage.ownerRole())) {
      case APPROVER -> Action.APPROVE_ORDER;
      case SUPPLIER ->
          stage.stage().equals("confirmed") ? Action.ASK_CONFIRMATION : Action.CHASE_SUPPLIER;
      case CUSTOMER -> Action.CHASE_CUSTOMER;
      case CARRIER, CUSTOMS -> Action.CHASE_CARRIER;
      case RECEIVING, QUALITY, WAREHOUSE -> Action.CLEAR_RECEIVING;
      case PRODUCTION -> Action.CHASE_PRODUCTION;
      case BUYER, FINANCE, SALES -> Action.CHASE_INTERNALLY;
    };
  }

  /** Whether the current stage is the delivery and due on the same day. */
  private static boolean delivers(OrderFacts facts) {
    StageFacts stage = facts.current().orElse(null);
    return stage != null
        && stage.stage().equals(facts.deliveryStage())
        && java.util.Objects.equals(stage.dueOn(), facts.delivery().dueOn());
  }

  private Optional<TargetCard> card(OrderFacts facts, StageFacts target) {
    return bundle.manifest().find(facts.direction(), target.stage());
  }

  private static boolean isOpen(StageFacts stage) {
    return stage.state().equals(StageTimeline.State.CURRENT.code())
        || stage.state().equals(StageTimeline.State.AHEAD.code());
  }

  private static double logOdds(double probability) {
    double inside = Math.min(1 - 1e-6, Math.max(1e-6, probability));
    return StrictMath.log(inside / (1 - inside));
  }
}
