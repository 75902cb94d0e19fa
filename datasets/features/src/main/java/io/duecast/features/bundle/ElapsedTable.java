package io.duecast.features.bundle;

import io.duecast.features.Calibration;
import io.duecast.features.PartnerHistory;
import io.duecast.features.ShrunkenRate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Late rate by partner and used share of the planned time, each cell shrunken towards the whole.
 *
 * @param prior what a cell leans on
 * @param cells late and known outcomes by partner and part, see {@link #part}
 */
public record ElapsedTable(ShrunkenRate prior, Map<String, Cell> cells) {

  /** Members that say the same of a line however far it has come. */
  private static final List<Member> UNAWARE = List.of(Member.RATE, Member.SHARED);

  private static final int PARTS = 4;

  /** Part of a line without a plan. */
  private static final int NO_PLAN = 9;

  private static final ShrunkenRate UNKNOWN = new ShrunkenRate(0.15, 12);

  /** Outcomes of one partner in one part of the plan. */
  public record Cell(long late, long known) {}

  public ElapsedTable {
    cells = java.util.Collections.unmodifiableMap(new TreeMap<>(cells));
  }

  /** A table of nothing. */
  public static ElapsedTable empty() {
    return new ElapsedTable(UNKNOWN, Map.of());
  }

  /** Collects outcomes. */
  public static final class Builder {
    private final Map<String, long[]> cells = new TreeMap<>();

    /** Adds one outcome, seen when {@code elapsedShare} of the plan was used. */
    public Builder add(@Nullable String partner, double elapsedShare, boolean late) {
      long[] cell = cells.computeIfAbsent(key(partner, elapsedShare), key -> new long[2]);
      cell[0] += late ? 1 : 0;
      cell[1]++;
      return this;
    }

    public ElapsedTable build() {
      if (cells.isEmpty()) {
        return empty();
      }
      List<long[]> all = List.copyOf(cells.values());
      Map<String, Cell> built = new TreeMap<>();
      cells.forEach((key, cell) -> built.put(key, new Cell(cell[0], cell[1])));
      return new ElapsedTable(
          ShrunkenRate.fit(
              all.stream().mapToLong(cell -> cell[0]).toArray(),
              all.stream().mapToLong(cell -> cell[1]).toArray()),
          built);
    }
  }

  /** Late rate of {@code partner} when {@code elapsedShare} of the plan is used. */
  public double rate(@Nullable String partner, double elapsedShare) {
    Cell cell = cells.get(key(partner, elapsedShare));
    return cell == null ? prior.of(0, 0) : prior.of(cell.late(), cell.known());
  }

  /**
   * How much more often lines are late that have come a part of their way, in log-odds, than those
   * at the beginning.
   *
   * @param parts one per quarter of the plan, and one from its end on
   */
  record Rise(double[] parts) {

    /**
     * {@code members} with the rates that do not know how far a line has come carried along to
     * where it is.
     */
    double[] carried(double[] members, double elapsedShare) {
      if (Double.isNaN(elapsedShare)) {
        return members;
      }
      double[] carried = members.clone();
      for (Member rate : UNAWARE) {
        int at = rate.ordinal();
        carried[at] =
            Calibration.sigmoid(Calibration.logit(members[at]) + parts[part(elapsedShare)]);
      }
      return carried;
    }
  }

  /** The rise over all partners; a part with few outcomes leans on the beginning. */
  Rise rise() {
    long[] late = new long[PARTS + 1];
    long[] known = new long[PARTS + 1];
    cells.forEach(
        (key, cell) -> {
          int part = Character.digit(key.charAt(0), 10);
          if (part != NO_PLAN) {
            late[part] += cell.late();
            known[part] += cell.known();
          }
        });
    double[] rise = new double[PARTS + 1];
    double first = new ShrunkenRate(prior.mean(), PartnerHistory.STRENGTH).of(late[0], known[0]);
    ShrunkenRate begun = new ShrunkenRate(first, PartnerHistory.STRENGTH);
    for (int part = 1; part <= PARTS; part++) {
      rise[part] = Calibration.logit(begun.of(late[part], known[part])) - Calibration.logit(first);
    }
    return new Rise(rise);
  }

  private static String key(@Nullable String partner, double elapsedShare) {
    return part(elapsedShare) + "|" + (partner == null ? "" : partner);
  }

  /** Quarter of the plan, 4 from its end on. */
  private static int part(double share) {
    return Double.isNaN(share) ? NO_PLAN : (int) Math.min(PARTS, Math.max(0, share * PARTS));
  }
}
