package io.duecast.ingest.normalize;

import io.duecast.ingest.land.InspectedFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;

/** Reads the records of one file without Spark. */
final class OneFile {

  private OneFile() {}

  static ReadPlan plan(InspectedFile inspected) {
    return new ReadPlan(
        inspected.source(),
        "Asia/Shanghai",
        List.of(
            new ReadPlan.PlannedFile(
                inspected.utf8().toUri().toString(),
                inspected.name(),
                inspected.layout(),
                new HashMap<>())));
  }

  static void each(ReadPlan plan, Consumer<Records> taker) throws IOException {
    for (ReadPlan.Part part : plan.parts()) {
      try (Records records = Records.open(part, new Configuration(false))) {
        while (records.next()) {
          taker.accept(records);
        }
      }
    }
  }
}
