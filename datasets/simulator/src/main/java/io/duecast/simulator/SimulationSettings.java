package io.duecast.simulator;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What decides every byte of a simulation.
 *
 * @param lines purchase order lines
 * @param end last day of the history, three years long; the export is taken on its evening
 * @param dirtyRate planted errors per purchase order line
 */
record SimulationSettings(int lines, long seed, LocalDate end, double dirtyRate) {

  /** Grows with every change of what the simulator writes. */
  static final int VERSION = 2;

  static final int MOST_LINES = 10_000_000;
  private static final int YEARS = 3;

  SimulationSettings {
    if (lines < 1 || lines > MOST_LINES) {
      throw SimulatorFaults.lines(lines);
    }
    if (end.getYear() < 2018 || end.getYear() > 2040) {
      throw SimulatorFaults.end(end);
    }
    if (!(dirtyRate >= 0 && dirtyRate <= 0.5)) {
      throw SimulatorFaults.dirtyRate(dirtyRate);
    }
  }

  /** First day of the history. */
  LocalDate start() {
    return end.minusYears(YEARS).plusDays(1);
  }

  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("simulator", Integer.toString(VERSION));
    parameters.put("lines", Integer.toString(lines));
    parameters.put("seed", Long.toString(seed));
    parameters.put("end", end.toString());
    parameters.put("dirty-rate", Double.toString(dirtyRate));
    return parameters;
  }
}
