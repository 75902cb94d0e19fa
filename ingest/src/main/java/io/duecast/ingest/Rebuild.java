package io.duecast.ingest;

import static org.apache.spark.sql.functions.col;

import io.duecast.command.Terminal;
import io.duecast.contract.Tables;
import io.duecast.contract.Text;
import io.duecast.contract.lake.Lake;
import io.duecast.contract.lake.Loads;
import io.duecast.contract.order.PartnerAliases;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;
import io.duecast.delta.DeltaTables;
import io.duecast.ingest.fault.IngestFaults;
import io.duecast.ingest.land.InspectedFile;
import io.duecast.ingest.land.LoadManifest;
import io.duecast.ingest.land.Manifests;
import io.duecast.ingest.land.TemporaryFolder;
import io.duecast.ingest.normalize.CanonicalRows;
import io.duecast.ingest.normalize.People;
import io.duecast.ingest.normalize.PeopleKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Builds the zone of orders again from the raw files alone: every load in its order, each with the
 * connector, choices and instants of then. It works in a lake beside, and the tables of the real
 * one change only when all of them are there.
 */
final class Rebuild {

  /** Every table that loads write into the zone; what people decided of partners is no load's. */
  private static final List<TableSpec> BUILT =
      Tables.ALL.stream()
          .filter(table -> table.zone() == Zone.ORDERS && !table.equals(PartnerAliases.TABLE))
          .toList();

  private final SparkSession spark;
  private final Lake place;
  private final Terminal terminal;
  private final PeopleKey peopleKey;
  private final Configuration hadoop;
  private final Manifests manifests;

  /**
   * A rebuild of a lake.
   *
   * @param peopleKey made the pseudonyms of its loads, where any has them
   */
  Rebuild(SparkSession spark, Lake place, Terminal terminal, PeopleKey peopleKey) {
    this.spark = spark;
    this.place = place;
    this.terminal = terminal;
    this.peopleKey = peopleKey;
    this.hadoop = spark.sessionState().newHadoopConf();
    this.manifests = new Manifests(place, hadoop);
  }

  /**
   * One table before and after.
   *
   * @param before null where it was not there or cannot be read
   * @param replaced whether the table of the lake holds the rows built anew
   */
  record Compared(String table, @Nullable TableHash before, TableHash after, boolean replaced) {
    boolean same() {
      return after.equals(before);
    }
  }

  /**
   * What a rebuild did.
   *
   * @param loads done again, in their order
   * @param unfinished loads that began and never came to their end; none of their rows was built
   */
  record Result(List<String> loads, List<String> unfinished, List<Compared> tables) {
    boolean same() {
      return tables.stream().allMatch(Compared::same);
    }
  }

  /**
   * Builds and compares.
   *
   * @param swap whether tables that differ take the rows built anew
   * @throws io.duecast.contract.fault.Fault before anything is built where a load has no manifest,
   *     or the key of its pseudonyms is missing or another one
   */
  Result run(boolean swap) {
    DeltaTables lake = DeltaTables.open(spark, place);
    List<String> loads = loadsInOrder(lake);
    List<LoadManifest> ready = manifests(loads);
    Map<String, String> versions = versions(lake);
    Map<TableSpec, TableHash> before = before(lake);
    // What a rebuild that was killed left is not gone on with: it may be cut anywhere.
    remove(place.rebuild().root());
    try {
      DeltaTables built = DeltaTables.openOrCreate(spark, place.rebuild());
      for (LoadManifest manifest : ready) {
        replay(manifest, built, ready.indexOf(manifest) + 1, ready.size());
      }
      return new Result(loads, unfinished(loads), compare(lake, built, before, versions, swap));
    } finally {
      remove(place.rebuild().root());
    }
  }

  private List<String> unfinished(List<String> loads) {
    return manifests.loads().stream().filter(load -> !loads.contains(load)).toList();
  }

  private List<Compared> compare(
      DeltaTables lake,
      DeltaTables built,
      Map<TableSpec, TableHash> before,
      Map<String, String> versions,
      boolean swap) {
    Map<TableSpec, TableHash> after = after(lake, built);
    if (!versions(lake).equals(versions)) {
      throw IngestFaults.lakeChangedMeanwhile(place.root());
    }
    List<Compared> compared = new ArrayList<>();
    for (Map.Entry<TableSpec, TableHash> one : after.entrySet()) {
      TableSpec table = one.getKey();
      boolean differs = !one.getValue().equals(before.get(table));
      if (differs && swap) {
        try (Terminal.Progress step =
            terminal.step(Text.of("替换 " + table.name(), "Replace " + table.name()))) {
          lake.replace(table, built.read(table));
          step.rows(one.getValue().rows());
        }
      }
      compared.add(new Compared(table.name(), before.get(table), one.getValue(), differs && swap));
    }
    return compared;
  }

  /** Loads that came to their end, in the order in which they did. */
  private List<String> loadsInOrder(DeltaTables lake) {
    return lake
        .read(Loads.TABLE)
        .filter(col(Loads.STATUS.name()).equalTo(Loads.PUBLISHED))
        .select(
            col(Loads.LOAD_ID.name()), col(Loads.FINISHED_AT.name()), col(Loads.STARTED_AT.name()))
        .collectAsList()
        .stream()
        .sorted(
            Comparator.comparing((Row row) -> row.getTimestamp(row.isNullAt(1) ? 2 : 1))
                .thenComparing(row -> row.getTimestamp(2)))
        .map(row -> row.getString(0))
        .toList();
  }

  private List<LoadManifest> manifests(List<String> loads) {
    List<LoadManifest> found = new ArrayList<>();
    List<String> without = new ArrayList<>();
    for (String load : loads) {
      manifests.find(load).ifPresentOrElse(found::add, () -> without.add(load));
    }
    if (!without.isEmpty()) {
      throw IngestFaults.loadsWithoutManifest(place.root(), without, loads.size());
    }
    found.forEach(manifest -> People.noted(manifest.people(), peopleKey));
    return found;
  }

  private Map<String, String> versions(DeltaTables lake) {
    return lake.versions(Stream.concat(BUILT.stream(), Stream.of(Loads.TABLE)).toList());
  }

  private Map<TableSpec, TableHash> before(DeltaTables lake) {
    Map<TableSpec, TableHash> hashes = new LinkedHashMap<>();
    try (Terminal.Progress step =
        terminal.step(Text.of("现有表的校验值", "Hash the tables as they are"))) {
      for (TableSpec table : BUILT) {
        if (lake.exists(table)) {
          try {
            hashes.put(table, TableHash.of(table, lake.read(table)));
          } catch (Exception e) {
            // Damaged files are what a rebuild is for; the table shows as not readable.
            // Spark throws checked exceptions that it does not declare.
            terminal.say(
                Text.of(
                    "  ! 表 %s 无法读取：%s".formatted(table.name(), firstLine(e)),
                    "  ! The table %s cannot be read: %s".formatted(table.name(), firstLine(e))));
          }
        }
      }
      step.rows(hashes.values().stream().mapToLong(TableHash::rows).sum());
    }
    return hashes;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private Map<TableSpec, TableHash> after(DeltaTables lake, DeltaTables built) {
    Map<TableSpec, TableHash> hashes = new LinkedHashMap<>();
    try (Terminal.Progress step = terminal.step(Text.of("新建表的校验值", "Hash the tables built anew"))) {
      for (TableSpec table : BUILT) {
        if (lake.exists(table)) {
          built.createIfMissing(table);
        }
        if (built.exists(table)) {
          hashes.put(table, TableHash.of(table, built.read(table)));
        }
      }
      step.rows(hashes.values().stream().mapToLong(TableHash::rows).sum());
    }
    return hashes;
  }

  private void replay(LoadManifest manifest, DeltaTables built, int number, int of) {
    terminal.say(
        Text.of(
            "装载 %d/%d：%s（%s）".formatted(number, of, manifest.loadId(), manifest.connector()),
            "Load %d of %d: %s (%s)"
                .formatted(number, of, manifest.loadId(), manifest.connector())));
    Path folder = TemporaryFolder.create("duecast-rebuild-");
    try {
      Manifests.Restored restored = manifests.restore(manifest, folder.resolve("kept"));
      Map<InspectedFile, String> addresses = new LinkedHashMap<>();
      for (LoadManifest.KeptFile file : manifest.files()) {
        addresses.put(
            file.inspected(
                restored.connector().sources().stream()
                    .filter(source -> source.name().equals(file.source()))
                    .findFirst()
                    .orElseThrow()),
            manifests.address(manifest, file));
      }
      new Ingest(spark, restored.connector(), terminal, peopleKey, restored.corrections())
          .replay(manifest, addresses, built);
    } finally {
      TemporaryFolder.delete(folder);
      spark.catalog().clearCache();
      CanonicalRows.compileAgain(spark);
    }
  }

  private void remove(String folder) {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder);
    try {
      path.getFileSystem(hadoop).delete(path, true);
    } catch (IOException e) {
      throw IngestFaults.notKept(folder, e);
    }
  }
}
