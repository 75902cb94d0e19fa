package io.duecast.service.lake;

import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.internal.deletionvectors.DeletionVectorUtils;
import io.delta.kernel.utils.CloseableIterator;
import io.duecast.contract.Tables;
import io.duecast.contract.lake.Lake;
import io.duecast.contract.lake.LakeMarker;
import io.duecast.contract.table.TableSpec;
import io.duecast.service.fault.ServiceFaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** What the Delta logs of a local lake say. */
final class DeltaLog {

  private static final String COMMIT = "\\d{20}\\.json";

  /** A restricted table has no view, so that no query can name it. */
  private static final List<TableSpec> SHOWN =
      Tables.ALL.stream().filter(table -> !table.restricted()).toList();

  private final Lake lake;
  private final Engine engine = DefaultEngine.create(new Configuration(false));

  private DeltaLog(Lake lake) {
    this.lake = lake;
  }

  /** Opens a lake that must exist, lie on this machine and have this program's version. */
  static DeltaLog open(Lake lake) {
    if (lake.root().contains("://")) {
      throw ServiceFaults.lakeNotLocal(lake.root());
    }
    Lake absolute = new Lake(Path.of(lake.root()).toAbsolutePath().normalize().toString());
    Path marker = Path.of(absolute.marker());
    if (!Files.isRegularFile(marker)) {
      throw ServiceFaults.lakeMissing(lake.root());
    }
    if (absolute.root().matches(".*[*?\\[].*")) {
      throw ServiceFaults.lakePathPattern(lake.root());
    }
    try {
      LakeMarker.check(lake.root(), Files.readString(marker, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw ServiceFaults.lakeUnreadable(lake.root(), e);
    }
    return new DeltaLog(absolute);
  }

  Lake lake() {
    return lake;
  }

  /** Last commit of each table that exists; one folder listing a table, nothing is parsed. */
  Map<String, String> lastCommits() {
    Map<String, String> commits = new TreeMap<>();
    for (TableSpec table : SHOWN) {
      Path log = Path.of(lake.table(table), "_delta_log");
      if (Files.isDirectory(log)) {
        try (Stream<Path> files = Files.list(log)) {
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches(COMMIT))
              .max(Comparator.naturalOrder())
              .ifPresent(name -> commits.put(table.name(), name));
        } catch (IOException | UncheckedIOException e) {
          throw ServiceFaults.lakeUnreadable(lake.root(), e);
        }
      }
    }
    return commits;
  }

  /** Current files of every table that may be shown. */
  List<TableFiles> tables() {
    Set<String> existing = lastCommits().keySet();
    return SHOWN.stream()
        .map(table -> existing.contains(table.name()) ? current(table) : TableFiles.missing(table))
        .toList();
  }

  private TableFiles current(TableSpec table) {
    List<TableFiles.DataFile> files = new ArrayList<>();
    try {
      Snapshot snapshot = TableManager.loadSnapshot(lake.table(table)).build(engine);
      try (CloseableIterator<FilteredColumnarBatch> batches =
          snapshot.getScanBuilder().build().getScanFiles(engine)) {
        while (batches.hasNext()) {
          try (CloseableIterator<Row> rows = batches.next().getRows()) {
            while (rows.hasNext()) {
              Row file = rows.next();
              files.add(
                  new TableFiles.DataFile(
                      local(InternalScanFileUtils.getAddFileStatus(file).getPath()),
                      deleted(table, file)));
            }
          }
        }
      }
      return new TableFiles(table, snapshot.getVersion(), files);
    } catch (IOException | UncheckedIOException e) {
      throw ServiceFaults.lakeUnreadable(lake.root(), e);
    }
  }

  /** The rows of a file that its deletion vector marks. */
  private List<Long> deleted(TableSpec table, Row file) {
    DeletionVectorDescriptor marked =
        InternalScanFileUtils.getDeletionVectorDescriptorFromRow(file);
    if (marked == null) {
      return List.of();
    }
    long[] places =
        DeletionVectorUtils.loadNewDvAndBitmap(engine, lake.table(table), marked)._2.toArray();
    return Arrays.stream(places).boxed().toList();
  }

  /** Kernel names files as {@code file:/…}, not percent-encoded, or as plain paths. */
  private static String local(String path) {
    return path.startsWith("file:")
        ? path.substring("file:".length()).replaceFirst("^/+", "/")
        : path;
  }
}
