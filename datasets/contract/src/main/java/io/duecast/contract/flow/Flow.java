package io.duecast.contract.flow;

import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The picture of all steps, drawn from their declarations. */
public final class Flow {

  private Flow() {}

  /**
   * Problems of the declarations: a table that is read before any step writes it, or written twice.
   */
  public static List<String> problems() {
    List<String> problems = new ArrayList<>();
    Set<TableSpec> written = new HashSet<>();
    for (Step step : Step.values()) {
      for (TableSpec table : step.reads()) {
        if (!written.contains(table)) {
          problems.add(step + " reads " + table.name() + " before it is written");
        }
      }
      for (TableSpec table : step.writes()) {
        if (!written.add(table)) {
          problems.add(step + " writes " + table.name() + ", which an earlier step owns");
        }
      }
    }
    return problems;
  }

  /** The flow as a Mermaid picture: zones as stores, steps as boxes. */
  public static String mermaid() {
    StringBuilder picture = new StringBuilder("flowchart LR\n  exports[/ERP exports/]\n");
    for (Zone zone : Zone.values()) {
      picture.append("  %s[(%s)]%n".formatted(id(zone), zone.folder()));
    }
    for (Step step : Step.values()) {
      picture.append("  %s[%s]%n".formatted(id(step), step.command()));
    }
    picture.append("  exports --> %s%n".formatted(id(Step.INGEST)));
    for (Step step : Step.values()) {
      for (Zone zone : zones(step.reads())) {
        picture.append("  %s --> %s%n".formatted(id(zone), id(step)));
      }
      for (Zone zone : zones(step.writes())) {
        picture.append("  %s --> %s%n".formatted(id(step), id(zone)));
      }
    }
    picture.append("  serve --> screen[/API, pages, exports/]\n");
    return picture.toString().replace("\r\n", "\n");
  }

  private static Set<Zone> zones(List<TableSpec> tables) {
    Set<Zone> zones = EnumSet.noneOf(Zone.class);
    tables.forEach(table -> zones.add(table.zone()));
    return zones;
  }

  private static String id(Zone zone) {
    return "zone" + zone.folder().charAt(0);
  }

  private static String id(Step step) {
    return step.command();
  }
}
