package io.duecast.simulator;

import java.nio.file.Path;
import java.util.List;

/**
 * Writes what the export must not show: {@code truth/hazards.csv} with the true probability of
 * lateness at each snapshot ({@link Odds}), and {@code truth/planted-errors.csv}.
 *
 * <p>Snapshot kinds: {@code creation}; {@code approved}, {@code confirmed}, {@code shipped}, {@code
 * arrived} at the entry of the phase that follows (of the last lot); {@code as_of} on the evening
 * of the last day for every line not delivered. Beyond {@link #SAMPLE} lines only a share of the
 * lines is written, but {@code as_of} is always complete. The state is what really is, also where
 * the warehouse has not entered it yet. {@code outcome} is what became of the line, also after the
 * last day: on_time, late, or given_up.
 */
final class Truth implements AutoCloseable {

  static final int SAMPLE = 100_000;

  private final CsvFile hazards;
  private final CsvFile planted;
  private final int last;
  private final int every;
  private long lines;

  Truth(Path folder, int last, int lines) {
    this.last = last;
    this.every = Math.max(1, lines / SAMPLE);
    this.hazards =
        new CsvFile(
            folder,
            "hazards",
            List.of(
                "FPOOrderEntry_FEntryID",
                "snapshot_kind",
                "snapshot_date",
                "first_promise",
                "p_true",
                "supplier_number",
                "supplier_size",
                "outcome",
                "delivered_on"),
            false);
    this.planted =
        new CsvFile(
            folder,
            "planted-errors",
            List.of("file", "row", "column", "kind", "rule", "value"),
            false);
  }

  void line(PurchaseOrder order, PurchaseLine line) {
    Journey journey = line.journey();
    if (lines++ % every == 0) {
      snapshot(order, line, "creation", Phase.APPROVAL, journey.created(), -1);
      entry(order, line, "approved", Phase.CONFIRMATION);
      if (order.confirms()) {
        entry(order, line, "confirmed", Phase.MAKING);
      }
      entry(order, line, "shipped", journey.split() ? Phase.SECOND_LOT : Phase.TRANSIT);
      entry(order, line, "arrived", line.chances().inspected() ? Phase.INSPECTION : Phase.STOCKING);
    }
    if (journey.over() > last) {
      Phase phase = journey.phaseOn(last);
      snapshot(order, line, "as_of", phase, journey.start(phase), last);
    }
  }

  private void entry(PurchaseOrder order, PurchaseLine line, String kind, Phase phase) {
    int day = line.journey().start(phase);
    boolean refused = phase == Phase.STOCKING && line.journey().refused();
    if (!refused && day <= Math.min(last, line.due()) && day < line.journey().exit()) {
      snapshot(order, line, kind, phase, day, -1);
    }
  }

  private void snapshot(
      PurchaseOrder order, PurchaseLine line, String kind, Phase phase, int entered, int known) {
    Journey journey = line.journey();
    double late = Odds.late(line.chances(), phase, entered, known, line.due());
    boolean givenUp = journey.exit() < journey.delivered();
    hazards
        .number(line.entryId())
        .text(kind)
        .date(known < 0 ? entered : known, true)
        .date(line.due(), true)
        .decimal(StrictMath.round(Math.max(0, Math.min(1, late)) * 1_000_000), 6)
        .text(order.supplier().number())
        .text(order.supplier().sizeClass())
        .text(givenUp ? "given_up" : journey.delivered() > line.due() ? "late" : "on_time")
        .date(journey.delivered(), !givenUp)
        .end();
  }

  /** Notes an error in the row that {@code file} writes next. */
  void error(CsvFile file, PlantedError error, String value) {
    planted
        .text(file.name())
        .number(file.nextRow())
        .text(error.column())
        .text(error.name().toLowerCase(java.util.Locale.ROOT))
        .text(error.rule())
        .text(value)
        .end();
  }

  long hazards() {
    return hazards.rows();
  }

  long errors() {
    return planted.rows();
  }

  @Override
  public void close() {
    hazards.close();
    planted.close();
  }
}
