package io.duecast.features.bundle;

import io.duecast.contract.process.OwnerRole;
import io.duecast.features.Calibration;
import io.duecast.features.HistoryFacts;
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
import java.util.IdentityHashMap;
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

  /** Lines per matrix: small enough for the heap. */
  private static final int CHUNK = 2_000;

  static final int WIDTH = OrderFeatures.ALL.size();

  private final ModelBundle bundle;
  private final Map<String, HazardModel> models = new TreeMap<>();
  private final Map<LinearModel, LinearModel.Ready> linear = new IdentityHashMap<>();
  private final Map<TimeModel, TimeModel.Ready> time = new IdentityHashMap<>();
  private final Map<ElapsedTable, ElapsedTable.Rise> rises = new IdentityHashMap<>();
  private final Explanation explanation;

  private Scorer(ModelBundle bundle) {
    this.bundle = bundle;
    bundle
        .models()
        .forEach((file, model) -> models.put(file, new HazardModel(model, OrderFeatures.names())));
    for (TargetCard card : bundle.manifest().targets()) {
      rises.put(card.elapsed(), card.elapsed().rise());
      for (Cohort cohort : List.of(card.begin(), card.underWay())) {
        linear.put(cohort.linear(), cohort.linear().ready());
        time.put(cohort.time(), cohort.time().ready());
      }
    }
    this.explanation = new Explanation(models, linear, time);
  }

  /** A scorer over {@code bundle}; threads may share it. */
  public static Scorer of(ModelBundle bundle) {
    return new Scorer(bundle);
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
   * @param phase of the look
   * @param members probability to be late of each {@link Member}, in its order
   * @param carried the same, as they are blended: late in the plan, rates that do not know how far
   *     the line has come are carried along
   * @param own probability of the partner's or the group's own model; NaN without one
   */
  public record Raw(LateCurve curve, Phase phase, double[] members, double[] carried, double own) {}

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
                ? Optional.of(
                    new Raw(answer.curve, answer.phase, answer.members, answer.carried, answer.own))
                : Optional.empty());
      }
    }
    return raw;
  }

  /**
   * The probability that {@code card} gives for a line of {@code partner} from its members.
   *
   * @param own what the partner's or the group's own model says; NaN without one
   */
  public static double late(
      TargetCard card,
      @Nullable String partner,
      Phase phase,
      double[] members,
      double[] carried,
      double own) {
    Member rate = card.rateFor(partner);
    if (rate != null) {
      return members[rate.ordinal()];
    }
    double pooled = card.mix(phase).probability(carried);
    return Double.isNaN(own) ? pooled : joined(pooled, own);
  }

  /** The pooled answer and one that knows only one partner, averaged in log-odds. */
  public static double joined(double pooled, double own) {
    return Calibration.sigmoid((Calibration.logit(pooled) + Calibration.logit(own)) / 2);
  }

  /**
   * {@code curve} of the hazards, drawn out and bent so that it says {@code late} of the due day.
   */
  public static LateCurve curve(LateCurve curve, double stretch, int daysToDue, double late) {
    return curve.stretched(stretch).bent(daysToDue, late);
  }

  /** What one target of one line gets. */
  static final class Answer {
    /** Whom it speaks of; null where nothing is asked. */
    @Nullable StageFacts target;

    TargetCard.Level level = TargetCard.Level.NONE;
    long support;
    @Nullable TargetCard card;
    @Nullable LateCurve curve;
    double[] members = {};

    /** Members as they are blended. */
    double[] carried = {};

    @Nullable Double late;
    List<Period> periods = List.of();
    float[] matrix = {};
    float[] hazards = {};

    /** Hazards; null where a rate answers for the whole target. */
    @Nullable HazardModel model;

    Phase phase = Phase.BEGIN;

    /** Features up to the due day; empty when it has passed. */
    float[] vector = {};

    /** Probability of the partner's or the group's own model; NaN where it has none. */
    double own = Double.NaN;
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
    for (int i = 0; i < facts.size(); i++) {
      if (delivers(facts.get(i))) {
        // The last stage and the delivery end together: one curve speaks for both, that of the
        // stage where it has a model, for it was learned on lines that had come this far.
        Answer both = current.get(i).model == null ? delivery.get(i) : current.get(i);
        delivery.set(i, both);
        current.set(i, both);
      }
    }
    List<List<Reason>> why =
        reasons
            ? explanation.of(facts, delivery)
            : facts.stream().map(one -> List.<Reason>of()).toList();
    List<LineScore> scores = new ArrayList<>(facts.size());
    for (int i = 0; i < facts.size(); i++) {
      finish(facts.get(i), facts.get(i).delivery(), delivery.get(i));
      if (currents.get(i) != null && current.get(i) != delivery.get(i)) {
        finish(facts.get(i), currents.get(i), current.get(i));
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
      LocalDate day = facts.get(i).day();
      answer.target = target;
      answer.card = card;
      answer.periods = PeriodGrid.ahead(facts.get(i), target);
      answer.phase = Phase.of(target.elapsedDays(day), target.elapsedShare(day));
      answer.level = card.levelFor(facts.get(i).partnerKey());
      answer.support = card.support();
      HistoryFacts history = target.history();
      HazardModel model = card.file() == null ? null : models.get(card.file());
      if (model != null) {
        answer.model = model;
        if (answer.level != TargetCard.Level.POOLED && history != null) {
          answer.support = history.knownAll();
        }
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
    double shared = facts.sharedRate(target);
    if (!Double.isNaN(shared)) {
      members[Member.SHARED.ordinal()] = shared;
    }
    return members;
  }

  /** Asks every member for the lines whose due day lies ahead. */
  private void ask(
      TargetCard card,
      List<OrderFacts> facts,
      List<@Nullable StageFacts> targets,
      List<Answer> answers,
      List<Integer> lines) {
    Map<Cohort, List<Integer>> byCohort = new IdentityHashMap<>();
    Map<String, List<Integer>> byCell = new TreeMap<>();
    for (int at : lines) {
      OrderFacts line = facts.get(at);
      StageFacts target = java.util.Objects.requireNonNull(targets.get(at));
      HistoryFacts history = target.history();
      int toDue = target.dueOn() == null ? -1 : (int) target.daysToDue(line.day());
      if (history == null || toDue < 0) {
        continue;
      }
      Answer answer = answers.get(at);
      answer.vector = OrderFeatures.vector(line, target, new Period(0, toDue));
      answer.members = rates(card, line, target, history);
      answer.members[Member.HAZARD.ordinal()] =
          java.util.Objects.requireNonNull(answer.curve).lateAfter(toDue);
      byCohort.computeIfAbsent(card.cohort(answer.phase), key -> new ArrayList<>()).add(at);
      Cell cell = card.cell(line.partnerKey());
      if (cell != null && cell.file() != null) {
        byCell.computeIfAbsent(cell.file(), key -> new ArrayList<>()).add(at);
      }
    }
    byCohort.forEach(
        (cohort, own) -> {
          float[][] vectors = vectors(answers, own);
          double[] linear = ready(cohort).probabilities(vectors);
          HazardModel trees = cohort.file() == null ? null : models.get(cohort.file());
          double[] grown = trees == null ? linear : trees.probabilities(vectors);
          TimeModel.Ready pace = java.util.Objects.requireNonNull(time.get(cohort.time()));
          for (int i = 0; i < vectors.length; i++) {
            int at = own.get(i);
            double[] members = answers.get(at).members;
            members[Member.LINEAR.ordinal()] = linear[i];
            members[Member.COHORT.ordinal()] = grown[i];
            double late =
                pace.late(vectors[i], facts.get(at).partnerKey(), toDue(facts, targets, at));
            members[Member.TIME.ordinal()] = Double.isNaN(late) ? linear[i] : late;
            answers.get(at).carried = carried(card, answers.get(at), facts.get(at));
          }
        });
    byCell.forEach(
        (file, own) -> {
          double[] probabilities =
              java.util.Objects.requireNonNull(models.get(file))
                  .probabilities(vectors(answers, own));
          for (int i = 0; i < probabilities.length; i++) {
            answers.get(own.get(i)).own = probabilities[i];
          }
        });
  }

  /** Members as they are blended; late in the plan it matters how far the line has come. */
  private double[] carried(TargetCard card, Answer answer, OrderFacts facts) {
    StageFacts target = java.util.Objects.requireNonNull(answer.target);
    return answer.phase == Phase.LATE
        ? java.util.Objects.requireNonNull(rises.get(card.elapsed()))
            .carried(answer.members, target.elapsedShare(facts.day()))
        : answer.members;
  }

  private static int toDue(List<OrderFacts> facts, List<@Nullable StageFacts> targets, int line) {
    return (int)
        java.util.Objects.requireNonNull(targets.get(line)).daysToDue(facts.get(line).day());
  }

  private static float[][] vectors(List<Answer> answers, List<Integer> lines) {
    return lines.stream().map(line -> answers.get(line).vector).toArray(float[][]::new);
  }

  private LinearModel.Ready ready(Cohort cohort) {
    return java.util.Objects.requireNonNull(linear.get(cohort.linear()));
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
  private static void finish(OrderFacts facts, StageFacts target, Answer answer) {
    LateCurve curve = answer.curve;
    if (curve == null || target.dueOn() == null || target.dueOn().isBefore(facts.day())) {
      return;
    }
    int due = (int) target.daysToDue(facts.day());
    TargetCard card = java.util.Objects.requireNonNull(answer.card);
    boolean asked = answer.model != null;
    double late;
    if (asked) {
      late =
          late(card, facts.partnerKey(), answer.phase, answer.members, answer.carried, answer.own);
    } else {
      Member rate = card.rateFor(facts.partnerKey());
      late = answer.members[(rate == null ? Member.RATE : rate).ordinal()];
    }
    answer.curve = curve(curve, asked ? card.mix(answer.phase).stretch() : 1, due, late);
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
        StageSplit.of(facts, delivery, current, daysLate),
        why,
        action(facts, state, delivery.late, stage));
  }

  private static @Nullable LocalDate quantile(
      LocalDate day, @Nullable LateCurve curve, double probability) {
    return curve == null ? null : day.plusDays(curve.quantile(probability));
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

  static boolean isOpen(StageFacts stage) {
    return stage.state().equals(StageTimeline.State.CURRENT.code())
        || stage.state().equals(StageTimeline.State.AHEAD.code());
  }
}
