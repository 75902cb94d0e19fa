package io.duecast.analytics.order;

import io.duecast.analytics.fault.AnalyticsFaults;
import io.duecast.contract.Text;
import io.duecast.contract.calendar.HolidayCalendar;
import io.duecast.contract.calendar.Place;
import io.duecast.contract.calendar.Sites;
import io.duecast.contract.lake.Loads;
import io.duecast.contract.process.DueRule;
import io.duecast.contract.process.OwnerRole;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.contract.process.ProcessStages;
import io.duecast.contract.process.StageDefinition;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Zone, calendar, sites and processes of every source in the lake; travels to tasks. */
public final class Places implements Serializable {

  private final HashMap<String, String> zones = new HashMap<>();
  private final HashMap<String, String> calendars = new HashMap<>();
  private final HashMap<String, String> siteTexts = new HashMap<>();
  private final ArrayList<StageRow> stages = new ArrayList<>();
  private String latestZone = "UTC";

  private static final String NORM = DueRule.Kind.NORM.name().toLowerCase(Locale.ROOT);

  private transient @Nullable Map<String, ProcessDefinition> processes;
  private transient @Nullable Map<String, Sites> openSites;

  private record StageRow(
      String process,
      String direction,
      String stage,
      int order,
      String zh,
      String en,
      String owner,
      String dueKind,
      @Nullable String dueField,
      @Nullable String dueAfter,
      int workingDays,
      int calendarDays,
      double percentile,
      int minimum,
      boolean optional,
      boolean repeats,
      boolean delivery)
      implements Serializable {}

  private Places() {}

  /**
   * Reads the latest load of every source and all process definitions.
   *
   * @throws io.duecast.contract.fault.Fault LAKE_TABLE_MISSING when nothing was loaded
   */
  public static Places of(StepTables tables) {
    Places places = new Places();
    if (!tables.exists(Loads.TABLE) || !tables.exists(ProcessStages.TABLE)) {
      throw AnalyticsFaults.noLoads(tables.lakeRoot());
    }
    List<Row> loads =
        new ArrayList<>(
            tables
                .read(Loads.TABLE)
                .filter(
                    org.apache
                        .spark
                        .sql
                        .functions
                        .col(Loads.STATUS.name())
                        .equalTo(Loads.PUBLISHED))
                .collectAsList());
    if (loads.isEmpty()) {
      throw AnalyticsFaults.noLoads(tables.lakeRoot());
    }
    loads.sort(Comparator.comparing(row -> row.<Comparable<Object>>getAs(Loads.STARTED_AT.name())));
    for (Row load : loads) {
      String source = load.getAs(Loads.SOURCE_SYSTEM.name());
      places.latestZone = load.getAs(Loads.ZONE.name());
      places.zones.put(source, places.latestZone);
      places.calendars.put(source, load.getAs(Loads.CALENDAR.name()));
      places.siteTexts.put(source, load.getAs(Loads.SITES.name()));
    }
    for (Row row : tables.read(ProcessStages.TABLE).collectAsList()) {
      Integer workingDays = row.getAs(ProcessStages.DUE_WORKING_DAYS.name());
      Integer calendarDays = row.getAs(ProcessStages.DUE_CALENDAR_DAYS.name());
      Double percentile = row.getAs(ProcessStages.NORM_PERCENTILE.name());
      Integer minimum = row.getAs(ProcessStages.NORM_MINIMUM.name());
      places.stages.add(
          new StageRow(
              row.getAs(ProcessStages.PROCESS.name()),
              row.getAs(ProcessStages.DIRECTION.name()),
              row.getAs(ProcessStages.STAGE.name()),
              row.<Integer>getAs(ProcessStages.STAGE_ORDER.name()),
              row.getAs(ProcessStages.NAME_ZH.name()),
              row.getAs(ProcessStages.NAME_EN.name()),
              row.getAs(ProcessStages.OWNER_ROLE.name()),
              row.getAs(ProcessStages.DUE_KIND.name()),
              row.getAs(ProcessStages.DUE_FIELD.name()),
              row.getAs(ProcessStages.DUE_AFTER_STAGE.name()),
              workingDays == null ? 0 : workingDays,
              calendarDays == null ? 0 : calendarDays,
              percentile == null ? 0 : percentile,
              minimum == null ? 0 : minimum,
              row.<Boolean>getAs(ProcessStages.IS_OPTIONAL.name()),
              row.<Boolean>getAs(ProcessStages.REPEATS.name()),
              row.<Boolean>getAs(ProcessStages.IS_DELIVERY.name())));
    }
    places.stages.sort(Comparator.comparing(StageRow::process).thenComparingInt(StageRow::order));
    return places;
  }

  /** Whether anything is due by what was usual. */
  public boolean hasNorms() {
    return stages.stream().anyMatch(row -> row.dueKind().equals(NORM));
  }

  /** Zone of the planner: that of the latest load. */
  public ZoneId plannersZone() {
    return ZoneId.of(latestZone);
  }

  public ZoneId zone(String source) {
    return ZoneId.of(zones.getOrDefault(source, latestZone));
  }

  /** The places of a source, read once in each task's program. */
  public synchronized Sites sites(String source) {
    Map<String, Sites> open = openSites;
    if (open == null) {
      open = new HashMap<>();
      openSites = open;
    }
    return open.computeIfAbsent(
        source,
        name ->
            Sites.of(
                calendars.getOrDefault(name, "weekdays"),
                zones.getOrDefault(name, latestZone),
                siteTexts.get(name)));
  }

  /**
   * Years from {@code first} to {@code last} of which the calendar of a source, or of one of its
   * sites, should know the holidays and does not.
   */
  public List<Integer> yearsWithoutHolidays(int first, int last) {
    return calendars.keySet().stream()
        .flatMap(source -> sites(source).all().stream())
        .map(Place::calendar)
        .filter(HolidayCalendar.class::isInstance)
        .flatMap(
            calendar -> ((HolidayCalendar) calendar).yearsWithoutHolidays(first, last).stream())
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * The process of that name; without one, the first of the direction.
   *
   * @throws io.duecast.contract.fault.Fault PROCESS_INVALID when the lake has none
   */
  public ProcessDefinition process(@Nullable String name, String direction) {
    Map<String, ProcessDefinition> all = processes();
    ProcessDefinition named = name == null ? all.get(direction) : all.get(name);
    if (named != null) {
      return named;
    }
    return all.values().stream()
        .filter(process -> name == null && process.direction().equals(direction))
        .findFirst()
        .orElseThrow(
            () -> AnalyticsFaults.processMissing(direction, name == null ? direction : name));
  }

  /** Zh/en name of a stage in any process of {@code direction}; the code where unknown. */
  public Text stageName(String direction, String stage) {
    return processes().values().stream()
        .filter(process -> process.direction().equals(direction))
        .flatMap(process -> process.find(stage).stream())
        .map(StageDefinition::name)
        .findFirst()
        .orElse(
            stage.equals(ProcessDefinition.DELIVERY)
                ? Text.of("交付", "Delivery")
                : Text.same(stage));
  }

  private synchronized Map<String, ProcessDefinition> processes() {
    Map<String, ProcessDefinition> open = processes;
    if (open == null) {
      open = new TreeMap<>();
      Map<String, List<StageRow>> byName = new TreeMap<>();
      for (StageRow row : stages) {
        byName.computeIfAbsent(row.process(), key -> new ArrayList<>()).add(row);
      }
      for (Map.Entry<String, List<StageRow>> one : byName.entrySet()) {
        List<StageDefinition> definitions =
            one.getValue().stream().filter(row -> row.order() > 0).map(Places::stage).toList();
        String direction = one.getValue().get(0).direction();
        open.put(
            one.getKey(),
            one.getValue().stream()
                .filter(row -> row.order() == 0)
                .findFirst()
                .map(
                    whole ->
                        new ProcessDefinition(one.getKey(), direction, definitions, due(whole)))
                .orElseGet(() -> new ProcessDefinition(one.getKey(), direction, definitions)));
      }
      processes = open;
    }
    return open;
  }

  private static DueRule due(StageRow row) {
    return new DueRule(
        DueRule.Kind.valueOf(row.dueKind().toUpperCase(Locale.ROOT)),
        row.dueField(),
        row.dueAfter(),
        row.workingDays(),
        row.calendarDays(),
        row.percentile(),
        row.minimum());
  }

  private static StageDefinition stage(StageRow row) {
    return new StageDefinition(
        row.stage(),
        row.order(),
        Text.of(row.zh(), row.en()),
        OwnerRole.of(row.owner()),
        due(row),
        row.optional(),
        row.repeats(),
        row.delivery());
  }
}
