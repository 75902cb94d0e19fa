package io.duecast.simulator;

import io.duecast.simulator.PurchaseOrder.Fate;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Walks through the days of the history. Everything about an order is drawn when it is created and
 * written at once, so memory depends on the suppliers and not on the lines; the only thing carried
 * from day to day is what each supplier has open.
 */
final class Simulation {

  private final SimulationSettings settings;

  Simulation(SimulationSettings settings) {
    this.settings = settings;
  }

  /**
   * Writes the export into an empty folder, and the truth into its folder {@code truth}.
   *
   * @param progress called with the lines written so far
   * @return rows of each file
   */
  Map<String, Long> write(Path folder, Path truthFolder, LongConsumer progress) {
    Company company = new Company(settings);
    Numbers numbers = new Numbers(company.first(), company.last());
    boolean parts = settings.lines() > CsvFile.PART_ROWS;
    Draw seed = new Draw(settings.seed());
    Map<String, Long> rows = new LinkedHashMap<>();
    try (Export export = new Export(folder, parts);
        Truth truth = new Truth(truthFolder, company.last(), settings.lines())) {
      new Masters(company, export).write(seed.fork(2));
      Purchasing purchasing = new Purchasing(company, numbers);
      PurchaseExport purchases =
          new PurchaseExport(company, numbers, export, truth, settings.dirtyRate());
      Sales sales = new Sales(company, numbers, export);
      long written = 0;
      long orders = 0;
      double[] share = shares(company, seed.fork(3));
      for (int day = company.first(); day <= company.last(); day++) {
        purchasing.begin(day);
        long until = StrictMath.round(settings.lines() * share[day - company.first()]);
        while (written < until) {
          Draw draw = seed.fork(1_000_000 + orders++);
          PurchaseOrder order = purchasing.order(day, (int) (until - written), draw);
          boolean normal = order.fate() == Fate.NORMAL;
          Sales.Order demand = normal ? sales.demand(day, draw) : null;
          purchases.write(order, demand == null ? "" : demand.number(), draw, draw.fork(1));
          if (demand != null) {
            sales.fed(demand, order, draw);
          }
          sales.fromStock(day, draw);
          if (normal) {
            for (PurchaseLine line : order.lines()) {
              truth.line(order, line);
            }
          }
          written += order.lines().size();
        }
        progress.accept(written);
      }
      rows.putAll(export.rows());
      rows.put("truth/hazards", truth.hazards());
      rows.put("truth/planted-errors", truth.errors());
    }
    return rows;
  }

  /** Share of all lines ordered up to and including each day. */
  private static double[] shares(Company company, Draw draw) {
    int days = company.last() - company.first() + 1;
    double[] shares = new double[days];
    double sum = 0;
    for (int i = 0; i < days; i++) {
      int day = company.first() + i;
      double noise = draw.between(0.6, 1.4);
      if (company.house().isWorkday(day)) {
        int month = LocalDate.ofEpochDay(day).getMonthValue();
        double season = month == 12 || month == 1 ? 1.2 : month == 2 || month == 7 ? 0.85 : 1.0;
        sum += noise * season * (1 + 0.25 * i / days);
      }
      shares[i] = sum;
    }
    for (int i = 0; i < days; i++) {
      shares[i] /= sum;
    }
    return shares;
  }
}
