package io.duecast.analytics.train;

import io.duecast.features.Days;
import io.duecast.features.HistoryFacts;
import io.duecast.features.OrderFacts;
import io.duecast.features.OrderFeatures;
import io.duecast.features.Period;
import io.duecast.features.PeriodGrid;
import io.duecast.features.StageFacts;
import io.duecast.features.StageOutcome;
import io.duecast.features.bundle.Phase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One target of one line at one landmark: facts known then, and what became of it.
 *
 * @param unit lines with the same unit never straddle two windows
 * @param late whether the due day was missed, for a delivery the first promise; null while not
 *     known, and when the line left before
 * @param judgedOn due day that the label is measured against; null without label
 * @param lateKnownOn ledger day on which that was known
 * @param daysToDone calendar days to completion; null while open
 * @param doneKnownOn ledger day on which completion was known
 * @param daysToDue negative when past; {@link #NO_DUE} without due day
 * @param elapsedDays calendar days since entry
 * @param ends last days of the observed periods, which are gapless from day 0
 * @param completed whether the last observed period ends with the completion
 * @param matrix feature rows of the observed periods; empty when kept for evaluation alone
 * @param vector features of the one period from the snapshot to the due day
 * @param rate shrunken late rate of the partner at this target, known then
 * @param outcomes the partner's outcomes known then
 * @param elapsedShare elapsed part of the plan, NaN without plan
 * @param weight lines that this one stands for
 * @param facts the facts as JSON, for evaluation; null for training alone
 */
public record Snapshot(
    Target target,
    String lineKey,
    String unit,
    @Nullable String partnerKey,
    Landmark.Kind kind,
    Instant at,
    LocalDate day,
    @Nullable Boolean late,
    @Nullable LocalDate judgedOn,
    @Nullable LocalDate lateKnownOn,
    @Nullable Integer daysToDone,
    @Nullable LocalDate doneKnownOn,
    int daysToDue,
    int elapsedDays,
    int[] ends,
    boolean completed,
    float[] matrix,
    float[] vector,
    double rate,
    long outcomes,
    double elapsedShare,
    float weight,
    @Nullable String facts) {

  public static final int NO_DUE = Integer.MIN_VALUE;

  /** Features in a row. */
  public static final int WIDTH = OrderFeatures.ALL.size();

  /** The snapshot of {@code facts}; null when the target was not under way then. */
  static @Nullable Snapshot of(
      OrderFacts facts,
      StageOutcome outcome,
      String unit,
      Landmark landmark,
      Instant asOf,
      ZoneId zone,
      float weight,
      boolean train,
      boolean evaluate) {
    StageFacts target = facts.find(outcome.stage()).orElse(null);
    if (target == null || !facts.awaits(target)) {
      return null;
    }
    HistoryFacts history = target.history();
    if (history == null) {
      return null;
    }
    LocalDate day = facts.day();
    LocalDate due = target.dueOn();
    int toDue = due == null ? NO_DUE : days(day, due);
    List<Period> periods = PeriodGrid.ahead(facts, target);
    List<PeriodGrid.Observed> observed =
        train ? PeriodGrid.observed(day, periods, outcome, asOf, zone) : List.of();
    int[] ends = new int[observed.size()];
    boolean completed = false;
    for (int i = 0; i < ends.length; i++) {
      ends[i] = observed.get(i).period().endDay();
      completed = observed.get(i).completed();
    }
    // A delivery is judged against the first promise, even where another day was due then; a stage
    // whose due day moved with the stages before it has no label.
    LocalDate judgedOn = outcome.dueOn();
    Target key = new Target(facts.direction(), outcome.stage());
    boolean judged = due != null && judgedOn != null && (key.isDelivery() || due.equals(judgedOn));
    Instant lateKnownAt = outcome.outcomeKnownAt();
    LocalDate done = outcome.completedOn();
    Instant doneKnownAt = outcome.completedKnownAt();
    LocalDate entered = target.enteredOn();
    return new Snapshot(
        key,
        facts.orderLineKey(),
        unit,
        facts.partnerKey(),
        landmark.kind(),
        landmark.at(),
        day,
        judged ? outcome.late() : null,
        judged ? judgedOn : null,
        judged && lateKnownAt != null ? Days.known(lateKnownAt, zone) : null,
        done == null ? null : Math.max(0, days(day, done)),
        doneKnownAt == null ? null : Days.known(doneKnownAt, zone),
        toDue,
        entered == null ? 0 : days(entered, day),
        ends,
        completed,
        OrderFeatures.matrix(facts, target, periods.subList(0, ends.length)),
        OrderFeatures.vector(facts, target, new Period(0, Math.max(0, due == null ? 0 : toDue))),
        history.rate(),
        history.knownAll(),
        target.elapsedShare(day),
        weight,
        evaluate ? facts.toJson() : null);
  }

  /** Whether a late probability was owed then: a due day that had not passed. */
  public boolean predicted() {
    return daysToDue >= 0;
  }

  /** How far the target had come. */
  Phase phase() {
    return Phase.of(elapsedDays, elapsedShare);
  }

  /** Facts, for evaluation. */
  public OrderFacts orderFacts() {
    return OrderFacts.fromJson(java.util.Objects.requireNonNull(facts));
  }

  /** Whether the promise was judged by the end of the day before {@code cutoff}. */
  public boolean judgedBefore(LocalDate cutoff) {
    return late != null
        && lateKnownOn != null
        && lateKnownOn.isBefore(cutoff)
        // Every due day has passed: the early ones are not all on time.
        && judgedOn != null
        && judgedOn.isBefore(cutoff);
  }

  /** Whether it owed a probability before {@code cutoff}, and its outcome was known by then. */
  public boolean maturedBefore(LocalDate cutoff) {
    return day.isBefore(cutoff) && predicted() && judgedBefore(cutoff);
  }

  /** Ledger day on which the outcome of period {@code i} was known. */
  LocalDate knownOn(int i) {
    LocalDate end = day.plusDays(ends[i]);
    return completed && i == ends.length - 1 && doneKnownOn != null && doneKnownOn.isAfter(end)
        ? doneKnownOn
        : end;
  }

  private static int days(LocalDate from, LocalDate to) {
    return Math.toIntExact(ChronoUnit.DAYS.between(from, to));
  }

  /** As bytes, so that many fit in a task's result. */
  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024 + 4 * matrix.length);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(target.direction());
      out.writeUTF(target.stage());
      out.writeUTF(lineKey);
      out.writeUTF(unit);
      out.writeUTF(partnerKey == null ? "" : partnerKey);
      out.writeByte(kind.ordinal());
      out.writeLong(at.getEpochSecond());
      out.writeInt(at.getNano());
      day(out, day);
      out.writeByte(late == null ? 2 : late ? 1 : 0);
      day(out, judgedOn);
      day(out, lateKnownOn);
      out.writeInt(daysToDone == null ? -1 : daysToDone);
      day(out, doneKnownOn);
      out.writeInt(daysToDue);
      out.writeInt(elapsedDays);
      out.writeInt(ends.length);
      for (int end : ends) {
        out.writeInt(end);
      }
      out.writeBoolean(completed);
      floats(out, matrix);
      floats(out, vector);
      out.writeDouble(rate);
      out.writeLong(outcomes);
      out.writeDouble(elapsedShare);
      out.writeFloat(weight);
      byte[] json = facts == null ? new byte[0] : facts.getBytes(StandardCharsets.UTF_8);
      out.writeInt(json.length);
      out.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Snapshot fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      Target target = new Target(in.readUTF().intern(), in.readUTF().intern());
      String line = in.readUTF();
      String unit = in.readUTF();
      String partner = in.readUTF();
      Landmark.Kind kind = Landmark.Kind.values()[in.readByte()];
      Instant at = Instant.ofEpochSecond(in.readLong(), in.readInt());
      LocalDate day = java.util.Objects.requireNonNull(day(in));
      int late = in.readByte();
      LocalDate judgedOn = day(in);
      LocalDate lateKnownOn = day(in);
      int toDone = in.readInt();
      LocalDate doneKnownOn = day(in);
      int toDue = in.readInt();
      int elapsedDays = in.readInt();
      int[] ends = new int[in.readInt()];
      for (int i = 0; i < ends.length; i++) {
        ends[i] = in.readInt();
      }
      boolean completed = in.readBoolean();
      float[] matrix = floats(in);
      float[] vector = floats(in);
      double rate = in.readDouble();
      long outcomes = in.readLong();
      double elapsedShare = in.readDouble();
      float weight = in.readFloat();
      byte[] json = in.readNBytes(in.readInt());
      return new Snapshot(
          target,
          line,
          unit,
          partner.isEmpty() ? null : partner.intern(),
          kind,
          at,
          day,
          late == 2 ? null : Boolean.valueOf(late == 1),
          judgedOn,
          lateKnownOn,
          toDone < 0 ? null : Integer.valueOf(toDone),
          doneKnownOn,
          toDue,
          elapsedDays,
          ends,
          completed,
          matrix,
          vector,
          rate,
          outcomes,
          elapsedShare,
          weight,
          json.length == 0 ? null : new String(json, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void day(DataOutputStream out, @Nullable LocalDate day) throws IOException {
    out.writeInt(day == null ? Integer.MIN_VALUE : Math.toIntExact(day.toEpochDay()));
  }

  private static @Nullable LocalDate day(DataInputStream in) throws IOException {
    int day = in.readInt();
    return day == Integer.MIN_VALUE ? null : LocalDate.ofEpochDay(day);
  }

  private static void floats(DataOutputStream out, float[] values) throws IOException {
    out.writeInt(values.length);
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length);
    buffer.asFloatBuffer().put(values);
    out.write(buffer.array());
  }

  private static float[] floats(DataInputStream in) throws IOException {
    float[] values = new float[in.readInt()];
    ByteBuffer.wrap(in.readNBytes(4 * values.length)).asFloatBuffer().get(values);
    return values;
  }
}
