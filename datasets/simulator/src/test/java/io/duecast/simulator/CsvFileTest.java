package io.duecast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {

  @TempDir private Path folder;

  @Test
  void writesCellsAsTheErpDoes() {
    int day = (int) LocalDate.of(2026, 3, 2).toEpochDay();
    try (CsvFile file = new CsvFile(folder, "a", List.of("x"), false)) {
      file.text("甲,\"乙\"").text("plain").text(null).empty().end();
      file.number(-12).quantity(98).decimal(1_234_005, 4).day(day).moment(Moment.NONE).end();
      file.moment(day * 86_400_000L + 33_245_103).date(day, true).date(day, false).end();
    }

    assertThat(folder.resolve("a.csv"))
        .hasContent(
            "x\n\"甲,\"\"乙\"\"\",plain,,\n-12,98.0,123.4005,2026-03-02T00:00:00,\n2026-03-02T09:14:05.103,2026-03-02,\n");
  }

  @Test
  void plantsAndCutsOneRowOnly() {
    try (CsvFile file = new CsvFile(folder, "b", List.of("x", "y"), false)) {
      assertThat(file.nextRow()).isEqualTo(2);
      file.plant(1, "待定").number(1).number(2).end();
      file.cut(1).number(3).number(4).end();
      file.number(5).number(6).end();
      assertThat(file.rows()).isEqualTo(3);
    }

    assertThat(folder.resolve("b.csv")).hasContent("x,y\n1,待定\n3\n5,6\n");
  }

  @Test
  void longFilesBecomeParts() {
    try (CsvFile file = new CsvFile(folder, "c", List.of("x"), true)) {
      for (int i = 0; i < CsvFile.PART_ROWS + 5; i++) {
        file.number(i).end();
      }
      assertThat(file.name()).isEqualTo("c-00002.csv");
      assertThat(file.nextRow()).isEqualTo(7);
    }

    assertThat(folder.resolve("c-00002.csv"))
        .hasContent("x\n1000000\n1000001\n1000002\n1000003\n1000004\n");
  }
}
