package io.duecast.simulator;

/**
 * The days on which one line's phases end, drawn to their end whatever the export will show. A
 * phase that did not happen ends with the one before it.
 */
final class Journey {

  static final int NEVER = Integer.MAX_VALUE;

  private final int created;
  private final int[] ends = new int[Phase.values().length];
  private final boolean split;
  private final boolean refused;
  private final int firstArrived;
  private final int firstInspected;
  private final int firstStocked;
  private int exit = NEVER;

  /**
   * @param approved day of approval, shared by the lines of an order
   * @param confirmed day of the supplier's confirmation, shared likewise
   */
  Journey(Chances chances, int created, int approved, int confirmed, Draw draw) {
    this.created = created;
    set(Phase.APPROVAL, approved);
    set(Phase.CONFIRMATION, confirmed);
    int shipped = set(Phase.MAKING, chances.end(Phase.MAKING, confirmed, draw));
    this.split = draw.chance(chances.splits());
    int last =
        set(Phase.SECOND_LOT, split ? chances.end(Phase.SECOND_LOT, shipped, draw) : shipped);
    last = set(Phase.TRANSIT, chances.end(Phase.TRANSIT, last, draw));
    last =
        set(
            Phase.INSPECTION,
            chances.inspected() ? chances.end(Phase.INSPECTION, last, draw) : last);
    this.refused = chances.inspected() && draw.chance(chances.refuses());
    last = set(Phase.REMAKING, refused ? chances.end(Phase.REMAKING, last, draw) : last);
    last = set(Phase.SECOND_TRANSIT, refused ? chances.end(Phase.TRANSIT, last, draw) : last);
    last = set(Phase.SECOND_INSPECTION, refused ? chances.end(Phase.INSPECTION, last, draw) : last);
    set(Phase.STOCKING, chances.end(Phase.STOCKING, last, draw));
    if (split) {
      // The first lot of two never overtakes the second: the last receipt decides.
      int arrived = chances.end(Phase.TRANSIT, shipped, draw);
      this.firstArrived = Math.min(arrived, end(Phase.TRANSIT));
      int inspected =
          chances.inspected() ? chances.end(Phase.INSPECTION, firstArrived, draw) : firstArrived;
      this.firstInspected = Math.min(inspected, end(Phase.INSPECTION));
      this.firstStocked =
          Math.min(chances.end(Phase.STOCKING, firstInspected, draw), end(Phase.STOCKING));
    } else {
      this.firstArrived = end(Phase.TRANSIT);
      this.firstInspected = end(Phase.INSPECTION);
      this.firstStocked = end(Phase.STOCKING);
    }
  }

  private int set(Phase phase, int day) {
    ends[phase.ordinal()] = day;
    return day;
  }

  int created() {
    return created;
  }

  int end(Phase phase) {
    return ends[phase.ordinal()];
  }

  /** Day on which a phase began, were it to happen. */
  int start(Phase phase) {
    return phase.ordinal() == 0 ? created : ends[phase.ordinal() - 1];
  }

  /** Day on which the whole quantity is in stock, had the line not been given up. */
  int delivered() {
    return end(Phase.STOCKING);
  }

  boolean split() {
    return split;
  }

  boolean refused() {
    return refused;
  }

  int firstArrived() {
    return firstArrived;
  }

  int firstInspected() {
    return firstInspected;
  }

  int firstStocked() {
    return firstStocked;
  }

  /** Gives the line up on that day; what ships later never comes. */
  void giveUp(int day) {
    exit = day;
  }

  /** Day on which the line was given up, or {@link #NEVER}. */
  int exit() {
    return exit;
  }

  /** Day from which the supplier no longer works on the line. */
  int over() {
    return Math.min(exit, delivered());
  }

  /** The phase that still runs on the evening of a day before delivery. */
  Phase phaseOn(int day) {
    for (Phase phase : Phase.values()) {
      if (end(phase) > day) {
        return phase;
      }
    }
    throw new IllegalArgumentException("delivered by then");
  }
}
