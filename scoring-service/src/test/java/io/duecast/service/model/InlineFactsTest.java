package io.duecast.service.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.lake.Lake;
import io.duecast.contract.lake.Loads;
import io.duecast.features.OrderFacts;
import io.duecast.service.GoldenLake;
import io.duecast.service.lake.LakeReader;
import io.duecast.service.lake.QueryLimits;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InlineFactsTest {

  /** Suppliers of the country CN shut from the 15th to the 19th, our organisation 100 a day. */
  private static final String LOAD =
      """
      SELECT 'a-load', 'kingdee', 'k3cloud', 'default', 'Asia/Shanghai', 'weekdays', TIMESTAMPTZ '2027-01-01 00:00:00+00',
        TIMESTAMPTZ '2027-01-01 00:00:00+00', 'published', 1, 1, 1, 1, 0, 0, 1, 'keep',
        E'country|Asia/Ho_Chi_Minh|CN\\nweekdays\\n2026-06-15,2026-06-19,off,\\n\\norg|Asia/Shanghai|100\\nweekdays\\n2026-06-25,2026-06-25,off,'
      """;

  @TempDir private Path folder;

  @Test
  void anOrderThatIsSentCountsTheDaysOfItsSites() throws IOException {
    Lake lake = GoldenLake.copyTo(folder);
    try (LakeReader reader = LakeReader.open(lake, limits())) {
      OrderFacts before = facts(reader, "k3cloud|default|S0001", "100");
      assertThat(elapsed(before, "confirmed")).as("without the Dragon Boat Festival").isEqualTo(9);
    }
    // The golden table was made before it had the column.
    try (Stream<Path> commits = Files.list(Path.of(lake.table(Loads.TABLE), "_delta_log"))) {
      for (Path commit : commits.toList()) {
        Files.delete(commit);
      }
    }
    GoldenLake.add(lake, Loads.TABLE, LOAD);
    try (LakeReader reader = LakeReader.open(lake, limits())) {
      OrderFacts abroad = facts(reader, "k3cloud|default|S0001", "100");
      OrderFacts elsewhere = facts(reader, "nobody", "200");

      assertThat(elapsed(abroad, "confirmed")).as("at the supplier's").isEqualTo(5);
      assertThat(elapsed(abroad, "delivery")).as("at our site").isEqualTo(11);
      assertThat(elapsed(elsewhere, "confirmed")).isEqualTo(10);
      assertThat(elapsed(elsewhere, "delivery")).isEqualTo(12);
    }
  }

  private static int elapsed(OrderFacts facts, String stage) {
    return facts.find(stage).orElseThrow().elapsedWorkdays();
  }

  private static QueryLimits limits() {
    return new QueryLimits("256MB", 2, 20, 4);
  }

  private static OrderFacts facts(LakeReader reader, String partner, String org) {
    InlineOrder.Event approved =
        new InlineOrder.Event("approved", 1, null, LocalDate.parse("2026-06-12"), null, null);
    InlineOrder order =
        new InlineOrder(
            null,
            null,
            null,
            partner,
            null,
            null,
            null,
            null,
            org,
            LocalDate.parse("2026-06-10"),
            null,
            null,
            null,
            null,
            BigDecimal.TEN,
            null,
            null,
            null,
            List.of(approved),
            null,
            null,
            Instant.parse("2026-06-25T16:00:00Z"));
    return reader.with(lake -> InlineFacts.of(lake, order));
  }
}
