package io.duecast.ingest.bench;

import io.duecast.ingest.connector.Connectors;
import io.duecast.ingest.land.Extract;
import io.duecast.ingest.land.InspectedFile;
import io.duecast.ingest.land.Inspection;
import io.duecast.ingest.land.TestWorkbook;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Reads a large sheet into rows of text, beside a pass over the same bytes that only unpacks them,
 * and prints both. That memory stays bounded shows when it runs in a small heap ({@code
 * DUECAST_HEAP=128m}). Arguments: rows (default 200000), columns (default 40).
 */
public final class WorkbookBenchmark {

  private static final String CONNECTOR =
      """
      name: own
      label: {zh: 自己, en: own}
      source_system: own
      directions: [purchase]
      sources:
        it:
          files: ["*.xlsx"]
          format: xlsx
          columns:
            order_no: {heading: 列0, required: true}
            item: 列1
            qty: {heading: 列16, type: decimal}
            day: {heading: 列11, type: date}
      """;

  private WorkbookBenchmark() {}

  public static void main(String... args) throws IOException {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
    int columns = args.length > 1 ? Integer.parseInt(args[1]) : 40;
    Path folder = Files.createTempDirectory("duecast-bench-");
    try {
      Files.writeString(folder.resolve("connector.yaml"), CONNECTOR);
      Files.writeString(folder.resolve("order_lines.sql"), "SELECT 1");
      Path small = TestWorkbook.large(folder.resolve("small.xlsx"), 2_000, columns);
      read(folder, small);
      Path large = TestWorkbook.large(folder.resolve("large.xlsx"), rows, columns);
      long start = System.nanoTime();
      long unpacked = TestWorkbook.unpack(large);
      double plain = (System.nanoTime() - start) / 1e9;
      peakAndReset();
      start = System.nanoTime();
      InspectedFile file = read(folder, large);
      double ours = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "rows %,d x %d; packed %d MB, unpacked %d MB, as text %d MB; unpacking %.1f s; reading %.1f s (%,.0f rows/s); peak heap %d MB of %d MB%n",
          rows,
          columns,
          Files.size(large) >> 20,
          unpacked >> 20,
          Files.size(file.utf8()) >> 20,
          plain,
          ours,
          rows / ours,
          peakAndReset() >> 20,
          Runtime.getRuntime().maxMemory() >> 20);
      Files.delete(file.utf8());
    } finally {
      try (Stream<Path> all = Files.list(folder)) {
        for (Path path : all.toList()) {
          Files.delete(path);
        }
      }
      Files.delete(folder);
    }
  }

  private static InspectedFile read(Path folder, Path file) {
    return Inspection.inspect(Connectors.find(folder.toString()), Extract.of(file)).get(0);
  }

  private static long peakAndReset() {
    long peak = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        peak += pool.getPeakUsage().getUsed();
        pool.resetPeakUsage();
      }
    }
    return peak;
  }
}
