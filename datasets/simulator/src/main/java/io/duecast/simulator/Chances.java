package io.duecast.simulator;

/**
 * Everything that is random about one line, fixed when the line is created: its phases are
 * independent given these. The factors behind them (supplier, its load and drift, item, quantity,
 * season, amount) all show in the export; the export never holds these figures themselves.
 *
 * @param splits probability that the supplier ships in two lots, the second {@code secondLot} later
 * @param refuses probability that inspection refuses the last lot, which is then made again
 * @param house working days of the buying company and of carriers
 * @param works working days of the supplier, with its shutdown around the Spring Festival
 */
record Chances(
    StageTime approval,
    StageTime confirmation,
    StageTime making,
    double splits,
    StageTime secondLot,
    StageTime transit,
    boolean inspected,
    StageTime inspection,
    double refuses,
    StageTime remaking,
    StageTime stocking,
    WorkAxis house,
    WorkAxis works) {

  StageTime time(Phase phase) {
    return switch (phase) {
      case APPROVAL -> approval;
      case CONFIRMATION -> confirmation;
      case MAKING -> making;
      case SECOND_LOT -> secondLot;
      case TRANSIT, SECOND_TRANSIT -> transit;
      case INSPECTION, SECOND_INSPECTION -> inspection;
      case REMAKING -> remaking;
      case STOCKING -> stocking;
    };
  }

  WorkAxis axis(Phase phase) {
    return switch (phase) {
      case CONFIRMATION, MAKING, SECOND_LOT, REMAKING -> works;
      case APPROVAL, TRANSIT, INSPECTION, SECOND_TRANSIT, SECOND_INSPECTION, STOCKING -> house;
    };
  }

  /** Draws the day on which a phase that began on {@code day} ends. */
  int end(Phase phase, int day, Draw draw) {
    return axis(phase).plus(day, time(phase).draw(draw));
  }
}
